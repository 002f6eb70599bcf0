import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import type { SharedStore } from './log-store.ts'

/** The header by which a server proves that it forwards a request. */
export const HOP_HEADER = 'x-flowtwin-hop'

/** Returns the text that a hop signs: the request line, so that the signature fits no other request. */
export function toHopTarget({ method = 'GET', url = '/' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  return `${method} ${url}`
}

/** The outcome of an attempt to forward a request. */
export type ForwardResult =
  /** The other server has answered, and its response was passed on. */
  | 'answered'
  /** The request did not reach the other server, or it does not own the world; it may be sent again. */
  | 'unreached'
  /** The connection broke while the other server handled the request. */
  | 'broken'

/** Statuses of a server that does not own the world. */
const MISDIRECTED = 421

interface ForwardParts {
  /** Undefined for a request without a body. */
  readonly body: Uint8Array | undefined
  readonly outgoing: ServerResponse
  readonly store: SharedStore
}

/** Sends a request to the owner of its world, and passes the response on as it arrives. @param url of the owner */
export function forwardRequest(
  url: string,
  incoming: IncomingMessage,
  { body, outgoing, store }: ForwardParts,
): Promise<ForwardResult> {
  if (!URL.canParse(url)) return Promise.resolve('unreached')
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const hop = sendRequest({
      // A connection that is kept alive may close just as the request is sent; then its outcome is not known.
      agent: false,
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      // The body is complete, so it needs no chunks.
      headers: {
        ...omitLength(incoming.headers),
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
        [HOP_HEADER]: store.signHop(toHopTarget(incoming)),
      },
      setHost: false,
    })
    let isSent = false
    hop.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (isSent = true))
      else isSent = true
    })
    hop.on('error', () => resolve(isSent ? 'broken' : 'unreached'))
    hop.on('response', (response) => {
      if (response.statusCode === MISDIRECTED) {
        response.resume()
        resolve('unreached')
        return
      }
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders)
      response.pipe(outgoing)
      // A response that ends early is passed on as one.
      response.on('aborted', () => outgoing.destroy())
      response.on('end', () => resolve('answered'))
      outgoing.on('close', () => hop.destroy())
    })
    hop.end(body)
  })
}

function omitLength(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...others } = headers
  return others
}
