import type { ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Listener } from './body-ahead.ts'
import { ConnectionCut } from './faults/transport.ts'
import type { Fetch } from './fetch.ts'

/** Answers node's requests by a fetch function. */
export function listenerOf(fetch: Fetch, ownsProcess: boolean): Listener {
  const answer = (request: Request, bindings: object) => answered(fetch, request, bindings as HttpBindings)
  return getRequestListener(answer, { overrideGlobalObjects: ownsProcess })
}

/** The answer; where a fault rule cuts the connection, there is none, and the connection is cut here. */
function answered(fetch: Fetch, request: Request, bindings: HttpBindings): Response | Promise<Response> {
  const cut = (error: unknown): Promise<Response> => {
    if (!(error instanceof ConnectionCut)) throw error
    breakOff(bindings.outgoing, error)
    return new Promise(() => undefined)
  }
  try {
    const answer = fetch(request, bindings)
    return answer instanceof Promise ? answer.catch(cut) : answer
  } catch (error) {
    return cut(error)
  }
}

function breakOff(outgoing: ServerResponse, { partial }: ConnectionCut): void {
  if (partial === null) {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const { sent, bytes, whole } = partial
  outgoing.writeHead(sent.status, { ...sent.headers, 'content-length': String(whole) })
  outgoing.flushHeaders()
  outgoing.write(bytes, () => outgoing.socket?.destroy())
}
