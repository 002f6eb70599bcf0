import { Buffer } from 'node:buffer'
import type { Headers } from './exchange.ts'

/** A server's own `fetch`: the target of a check in memory. */
export type Send = (request: Request) => Promise<Response>

/** One request as it goes on the wire: nothing in it is normalised, joined or added to later. */
export interface WireRequest {
  readonly method: string
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query exactly as they are to be sent, dot segments and encoded slashes included. */
  readonly target: string
  /** In order; a name may stand more than once. */
  readonly headers: Headers
  readonly body?: string
  /** Seconds until the whole answer must be there. */
  readonly timeout: number
}

/** One answer as it came: header lines in order, repeats included, and the content without chunks but else as sent. */
export interface WireResponse {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** A way to the target. It never follows a redirect: a credential does not travel on by itself. */
export interface Transport {
  readonly send: (request: WireRequest) => Promise<WireResponse>
  /** Whether the answer is seen as the target made it, wrong lengths and forbidden content included. */
  readonly isExact: boolean
  /** Whether it only gives again what is in the record already, which is then not evidence twice. */
  readonly isReplay?: boolean
}

/** This way to the target cannot carry such a request; a check that needs it does not apply. */
export class UnsupportedRequestError extends Error {
  override readonly name = 'CannotSend'
}

/** In memory: `send` is the target. What the standard `Request` refuses or rewrites cannot be sent. */
export function createInMemoryTransport(send: Send): Transport {
  return {
    isExact: true,
    send: async (wire) => {
      const response = await send(toFetchRequest(wire))
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { status: response.status, headers: [...response.headers], bytes }
    },
  }
}

function toFetchRequest({ method, origin, target, headers, body, timeout }: WireRequest): Request {
  const url = new URL(`${origin}${target}`)
  if (url.hash !== '' || unescapeUrl(url.href) !== unescapeUrl(`${origin}${target}`)) {
    throw new UnsupportedRequestError(`a target in memory never sees ${target} as it is`)
  }
  const names = headers.map(([name]) => name.toLowerCase())
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new UnsupportedRequestError(`a target in memory never sees ${twice} twice`)
  try {
    return new Request(url, {
      method,
      redirect: 'manual',
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      signal: AbortSignal.timeout(timeout * 1000),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    })
  } catch (error) {
    throw new UnsupportedRequestError(`${method} ${target} cannot be sent in memory`, { cause: error })
  }
}

/** An address without its escapes: the same for two spellings, another when a step was left out. */
function unescapeUrl(address: string): string {
  return address.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
