import { type IncomingMessage, maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { RequestError } from '@hono/node-server'
import type { RecordedRequest } from '../journal/request-record.ts'
import { createResponse, type WireResponse } from '../response.ts'

/** A request as far as it can be read. */
export type RejectedRequest = Pick<RecordedRequest, 'method' | 'url' | 'headers'>

/** Records a request that is answered before it reaches a handler. */
export type RecordRejection = (request: RejectedRequest, response: WireResponse, note: string) => void

/** Gives reasons where node by itself sends a status only, and records what is rejected. */
export function rejectWithReasons(server: Server, record: RecordRejection): void {
  server.on('clientError', (error: ClientError, socket: Duplex) => {
    // After a reset, or in the middle of a response, which node keeps in this property, a client cannot read a reason.
    const current = Reflect.get(socket, '_httpMessage') as ServerResponse | null | undefined
    if (error.code === 'ECONNRESET' || !socket.writable || current?.headersSent === true) return void socket.destroy()
    const [status, reason] = describeClientError(error)
    endSocket(socket, reject(parseRawRequest(error.rawPacket), status, reason, record))
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const reason = `"Expect: ${request.headers.expect}" is not supported; only 100-continue is`
    sendResponse(response, reject(toRejectedRequest(request), 417, reason, record))
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const reason = 'this is no proxy; send requests to it directly'
    endSocket(socket, reject(toRejectedRequest(request), 405, reason, record))
  })
}

/** Rejects a request of HTTP/1.1 without a Host header. */
export function rejectMissingHost(request: IncomingMessage, response: ServerResponse, record: RecordRejection): void {
  const reason = 'an HTTP/1.1 request requires a Host header'
  sendResponse(response, reject(toRejectedRequest(request), 400, reason, record))
}

/** Rejects a request with a URL or Host header that node-server cannot convert. */
export function rejectInvalidUrl(request: IncomingMessage, error: RequestError, record: RecordRejection): Response {
  const reason = error.message.startsWith('Backslash')
    ? 'the path contains a backslash; percent-encode it as %5C'
    : `the URL or the Host header is invalid: ${error.message}`
  return createResponse(reject(toRejectedRequest(request), 400, reason, record), request.method === 'HEAD')
}

interface ClientError extends Error {
  readonly code?: string
  /** The parser's description. */
  readonly reason?: string
  readonly rawPacket?: Buffer
}

const TLS_HANDSHAKE = 0x16

function describeClientError({ code, reason, message, rawPacket }: ClientError): readonly [number, string] {
  if (rawPacket?.[0] === TLS_HANDSHAKE)
    return [400, 'this port speaks HTTP, not HTTPS; use http:// or start the server with --tls-cert and --tls-key']
  if (code === 'HPE_HEADER_OVERFLOW')
    return [431, `the request line and the headers are larger than ${maxHeaderSize / 1024} KiB; send less`]
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'the whole request did not arrive in time']
  if (code === 'HPE_INVALID_URL')
    return [400, 'the URL contains a character that must be percent-encoded, such as %C3%BC for \u00fc']
  return [400, `the request is not valid HTTP/1.1: ${reason ?? message}`]
}

const MAX_TARGET_BYTES = 2048

/** Reads method and target of a request that node could not parse. */
function parseRawRequest(rawPacket: Buffer | undefined): RejectedRequest {
  const start = rawPacket?.subarray(0, MAX_TARGET_BYTES).toString('utf8') ?? ''
  const [, method = '-', target = '/'] = /^([A-Z-]{1,20}) (\/[^\s]*)/.exec(start) ?? []
  return { method, url: `http://localhost${target}`, headers: {} }
}

function toRejectedRequest({ method = '-', url = '/', headers }: IncomingMessage): RejectedRequest {
  return { method, url: `http://localhost${url.startsWith('/') ? url : `/${url}`}`, headers }
}

/** Records a rejected request and returns its response. */
function reject(request: RejectedRequest, status: number, reason: string, record: RecordRejection): WireResponse {
  const headers = { 'content-type': 'application/json' }
  const response = { status, headers, body: JSON.stringify({ error: reason }) }
  record(request, response, reason)
  return response
}

function sendResponse(response: ServerResponse, { status, headers, body }: WireResponse): void {
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': Buffer.byteLength(body) }).end(body)
}

/** Sends a response over a socket without a `ServerResponse`, and closes it. */
function endSocket(socket: Duplex, { status, body }: WireResponse): void {
  const text = String(body)
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nContent-Length: `
  socket.end(`${head}${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`, () => socket.destroy())
}
