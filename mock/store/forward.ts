import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import type { SharedStore } from './log-store.ts'

/** The header by which a server proves that it forwards a request. */
export const HOP_HEADER = 'x-flowtwin-hop'

/** Returns the text that a hop signs: the request line, so that the signature fits no other request. */
export function toHopTarget({ method = 'GET', url = '/' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  return `${method} ${url}`
}

/**
 * The header of a response to a hop that a fault rule cuts off: the size in bytes of the whole body; "nothing" when nothing
 * is sent. The connection between servers stays whole, because one that breaks means that the owner was killed.
 */
const CUT_HEADER = 'x-flowtwin-cut'
const NOTHING = 'nothing'

/** A response that ends early: its head and first bytes, and the size of its whole body; null when nothing is sent. */
type CutResponse = {
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  readonly bytes: Uint8Array
  readonly size: number
} | null

/** Returns the response to a hop that stands for a response that ends early. */
export function serializeCutResponse(cut: CutResponse): Response {
  if (cut === null) return new Response(null, { headers: { [CUT_HEADER]: NOTHING } })
  const { status, headers } = cut.response
  return new Response(cut.bytes.length === 0 ? null : Buffer.from(cut.bytes), {
    status,
    headers: { ...headers, [CUT_HEADER]: String(cut.size) },
  })
}

async function readCutResponse(response: IncomingMessage, size: string): Promise<CutResponse> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  if (size === NOTHING) return null
  const headers = Object.fromEntries(
    listEndToEndHeaders(response.rawHeaders).filter(([name]) => !/^(content-length|x-flowtwin-cut)$/i.test(name)),
  )
  return { response: { status: response.statusCode ?? 200, headers }, bytes: Buffer.concat(chunks), size: Number(size) }
}

/** The outcome of an attempt to forward a request. */
export type ForwardResult =
  /** The other server has answered with a response that must end early. */
  | { readonly cut: CutResponse }
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
  return new Promise((settle) => {
    const resolve = (result: ForwardResult) => {
      outgoing.off('close', end)
      settle(result)
    }
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
      const size = response.headers[CUT_HEADER]
      if (typeof size === 'string') {
        readCutResponse(response, size).then(
          (cut) => resolve({ cut }),
          () => resolve('broken'),
        )
        return
      }
      outgoing.writeHead(response.statusCode ?? 502, listEndToEndHeaders(response.rawHeaders).flat())
      response.pipe(outgoing)
      // A response that ends early is passed on as one.
      response.on('aborted', () => outgoing.destroy())
      response.on('end', () => resolve('answered'))
    })
    // A client that has gone away needs no response, so the request is not sent again.
    const end = () => {
      resolve('answered')
      hop.destroy()
    }
    outgoing.once('close', end)
    hop.end(body)
  })
}

/** Returns the headers of a response that are not only about its connection. */
function listEndToEndHeaders(rawHeaders: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
  return pairs.filter(([name]) => !/^(connection|keep-alive|transfer-encoding)$/i.test(name))
}

function omitLength(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...others } = headers
  return others
}
