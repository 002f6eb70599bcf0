import * as http from 'node:http'
import type { IncomingMessage } from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import { SAFE_METHODS } from './guard.ts'
import { type Transport, UnsupportedRequestError, type WireRequest, type WireResponse } from './transport.ts'

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** Reads the raw bytes of one response beside the parser, which drops what HTTP does not allow. */
class RawSocketReader {
  readonly #chunks: Buffer[] = []
  #socket: Socket | null = null
  /** True when the server closed the connection without an error. */
  hasEnded = false

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk)
  }

  readonly #onEnd = (): void => {
    this.hasEnded = true
  }

  /** Listens before the parser does, so that no byte is missed. */
  attachTo(socket: Socket): void {
    this.#socket = socket
    socket.prependListener('data', this.#onData)
    socket.prependListener('end', this.#onEnd)
  }

  detach(): void {
    this.#socket?.off('data', this.#onData)
    this.#socket?.off('end', this.#onEnd)
  }

  /** Returns the parsed content, or the raw content where the parser dropped surplus bytes. */
  getContent({ headers }: IncomingMessage, parsed: Buffer): Buffer {
    if (headers['transfer-encoding'] !== undefined) return parsed
    const raw = skipHeads(Buffer.concat(this.#chunks))
    return raw.length > parsed.length ? raw : parsed
  }
}

/** Returns the bytes after the head of the response; informational responses before it consist of heads only. */
function skipHeads(bytes: Buffer): Buffer {
  for (let rest = bytes; ;) {
    const end = rest.indexOf(END_OF_HEAD)
    if (end < 0) return Buffer.alloc(0)
    const isInformational = /^HTTP\/1\.\d 1\d\d/.test(rest.subarray(0, 12).toString('latin1'))
    rest = rest.subarray(end + END_OF_HEAD.length)
    if (!isInformational) return rest
  }
}

/** Largest response that is read: more than any documented page. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024
/** Errors of Node for a header or target with characters that would end it. */
const UNWRITABLE_ERROR_CODES = ['ERR_UNESCAPED_CHARACTERS', 'ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN']
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/**
 * Sends requests over HTTP unchanged: any method and target, header lines in order with repetitions. Responses have every
 * header line and every byte, surplus ones included. Redirects are not followed.
 */
export const nodeTransport: Transport = {
  isExact: true,
  send: async (wire) => {
    try {
      return await new Promise<WireResponse>((resolve, reject) => {
        performRequest(wire, resolve, reject)
      })
    } catch (error) {
      if (!isUnwritable(error)) throw error
      throw new UnsupportedRequestError(`HTTP does not support ${wire.target}`, { cause: error })
    }
  },
}

function performRequest(
  wire: WireRequest,
  resolve: (response: WireResponse) => void,
  reject: (error: Error) => void,
): void {
  const request = openRequest(wire)
  const raw = new RawSocketReader()
  const chunks: Buffer[] = []
  let length = 0
  let response: IncomingMessage | null = null
  const finish = (): void => {
    raw.detach()
    if (response === null) return
    const { statusCode: status = 0, rawHeaders } = response
    const bytes = raw.getContent(response, Buffer.concat(chunks))
    resolve({ status, headers: toHeaderPairs(rawHeaders), bytes })
  }
  const fail = (error: Error): void => {
    if (response !== null && isUsableResponse(error, raw)) finish()
    raw.detach()
    reject(error)
  }
  request.on('socket', (socket) => {
    raw.attachTo(socket)
  })
  request.on('error', fail)
  request.on('response', (message) => {
    response = message
    message.on('error', fail)
    message.on('end', finish)
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length > MAX_RESPONSE_BYTES)
        request.destroy(new Error(`the response is longer than ${MAX_RESPONSE_BYTES} bytes`))
    })
  })
  request.end(wire.body)
}

/**
 * Returns true for a response that ends wrongly but can be judged: closed before its Content-Length, or with bytes after
 * it. A reset, a timeout and invalid chunks cannot be judged.
 */
function isUsableResponse(error: Error, raw: RawSocketReader): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return (code === 'ECONNRESET' && raw.hasEnded) || (code.startsWith('HPE_') && !code.includes('CHUNK'))
}

function openRequest({ method, origin, target, headers, body, timeoutSeconds }: WireRequest): http.ClientRequest {
  const { protocol, hostname, port, host } = new URL(origin)
  const length = body === undefined ? [] : (['Content-Length', String(Buffer.byteLength(body))] as const)
  const hostHeader = headers.some(([name]) => name.toLowerCase() === 'host') ? [] : (['Host', host] as const)
  const isSecure = protocol === 'https:'
  return (isSecure ? https : http).request({
    protocol,
    // URLs have IPv6 addresses in brackets, sockets without.
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    method,
    path: target,
    // Only these may use a kept-alive connection, which the server could be about to close.
    agent: SAFE_METHODS.includes(method) ? agents[isSecure ? 'https:' : 'http:'] : false,
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
    // Node sends a list unchanged and adds nothing.
    headers: [...hostHeader, ...headers.flat(), ...length],
  })
}

function toHeaderPairs(raw: readonly string[]): WireResponse['headers'] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNWRITABLE_ERROR_CODES.includes(String(error.code))
}
