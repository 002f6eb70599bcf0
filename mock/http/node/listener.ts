import type { ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { NodeListener } from './read-body.ts'
import { ConnectionResetError } from '../faults/transport.ts'
import type { FetchHandler } from '../request.ts'

/** Answers node's requests by a fetch function. */
export function createNodeListener(handler: FetchHandler, ownsProcess: boolean): NodeListener {
  const handle = (request: Request, bindings: object) => handleNodeRequest(handler, request, bindings as HttpBindings)
  return getRequestListener(handle, { overrideGlobalObjects: ownsProcess })
}

/** The answer; where a fault rule cuts the connection, there is none, and the connection is cut here. */
function handleNodeRequest(
  handler: FetchHandler,
  request: Request,
  bindings: HttpBindings,
): Response | Promise<Response> {
  const cutOrThrow = (error: unknown): Promise<Response> => {
    if (!(error instanceof ConnectionResetError)) throw error
    cutConnection(bindings.outgoing, error)
    return new Promise(() => undefined)
  }
  try {
    const response = handler(request, bindings)
    return response instanceof Promise ? response.catch(cutOrThrow) : response
  } catch (error) {
    return cutOrThrow(error)
  }
}

function cutConnection(nodeResponse: ServerResponse, { partial }: ConnectionResetError): void {
  if (partial === null) {
    nodeResponse.socket?.resetAndDestroy()
    return
  }
  const { response, bytes, size } = partial
  nodeResponse.writeHead(response.status, { ...response.headers, 'content-length': String(size) })
  nodeResponse.flushHeaders()
  nodeResponse.write(bytes, () => nodeResponse.socket?.destroy())
}
