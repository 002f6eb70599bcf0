/** Sends one request: a server's own `fetch` for a check in memory, or the network. */
export type Send = (request: Request) => Promise<Response>

/** A way to the target. */
export interface Transport {
  readonly send: Send
  /** Whether the answer is seen as the target made it. The network client hides wrong lengths and forbidden bodies. */
  readonly exact: boolean
}

/** Over HTTP, with redirects shown instead of followed, so that a credential never travels on by itself. */
export const network: Transport = { send: async (request) => await fetch(request), exact: false }

/** In memory: `send` is the target. */
export function inMemory(send: Send): Transport {
  return { send, exact: true }
}
