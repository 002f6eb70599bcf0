import * as http from 'node:http'
import type { IncomingMessage } from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import { type Transport, UnsupportedRequestError, type WireRequest, type WireResponse } from './transport.ts'

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** Listens to the bytes of one answer beside the parser, which drops what HTTP does not allow. */
export class RawSocketReader {
  readonly #chunks: Buffer[] = []
  #socket: Socket | null = null
  /** Whether the other side closed the connection in good order. */
  hasEnded = false

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk)
  }

  readonly #onEnd = (): void => {
    this.hasEnded = true
  }

  /** Before the parser's own listener, so that nothing is parsed which was not taken. */
  attachTo(socket: Socket): void {
    this.#socket = socket
    socket.prependListener('data', this.#onData)
    socket.prependListener('end', this.#onEnd)
  }

  detach(): void {
    this.#socket?.off('data', this.#onData)
    this.#socket?.off('end', this.#onEnd)
  }

  /** The content of an answer: what the parser gave, or with bytes that it dropped as too many. */
  getContent({ headers }: IncomingMessage, parsed: Buffer): Buffer {
    if (headers['transfer-encoding'] !== undefined) return parsed
    const raw = skipHeads(Buffer.concat(this.#chunks))
    return raw.length > parsed.length ? raw : parsed
  }
}

/** What follows the head of the answer; informational answers before it have heads only. */
function skipHeads(bytes: Buffer): Buffer {
  for (let rest = bytes; ;) {
    const end = rest.indexOf(END_OF_HEAD)
    if (end < 0) return Buffer.alloc(0)
    const informational = /^HTTP\/1\.\d 1\d\d/.test(rest.subarray(0, 12).toString('latin1'))
    rest = rest.subarray(end + END_OF_HEAD.length)
    if (!informational) return rest
  }
}

/** More than any documented page holds; what is longer is not read into memory. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024
/** Node refuses to write these: a header or a target with characters that would end it. */
const UNWRITABLE_ERROR_CODES = ['ERR_UNESCAPED_CHARACTERS', 'ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN']
/** Only what may be asked twice goes over a connection that the other side may be about to close. */
const KEEP_ALIVE_METHODS = ['GET', 'HEAD', 'OPTIONS']

const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/**
 * Over HTTP as it is: any method, any target, header lines in order and as often as they are given; of the answer every
 * header line and every byte, those that should not be there included. Redirects are shown, never followed.
 */
export const nodeTransport: Transport = {
  isExact: true,
  send: async (wire) =>
    await new Promise((resolve, reject) => {
      try {
        performRequest(wire, resolve, reject)
      } catch (error) {
        reject(
          isUnwritable(error)
            ? new UnsupportedRequestError(`HTTP cannot carry ${wire.target}`, { cause: error })
            : toError(error),
        )
      }
    }),
}

function performRequest(
  wire: WireRequest,
  resolve: (answer: WireResponse) => void,
  reject: (error: Error) => void,
): void {
  const request = openRequest(wire)
  const tap = new RawSocketReader()
  const read: ReadState = { response: null, chunks: [], length: 0 }
  const finish = (): void => {
    tap.detach()
    if (read.response === null) return
    const { statusCode = 0, rawHeaders } = read.response
    resolve({
      status: statusCode,
      headers: toHeaderPairs(rawHeaders),
      bytes: tap.getContent(read.response, Buffer.concat(read.chunks)),
    })
  }
  const fail = (error: Error): void => {
    if (read.response !== null && isUsableResponse(error, tap)) finish()
    tap.detach()
    reject(error)
  }
  request.on('socket', (socket) => {
    tap.attachTo(socket)
  })
  request.on('error', fail)
  request.on('response', (response) => {
    read.response = response
    response.on('error', fail)
    response.on('end', finish)
    response.on('data', (chunk: Buffer) => {
      read.chunks.push(chunk)
      read.length += chunk.length
      if (read.length > MAX_RESPONSE_BYTES)
        request.destroy(new Error(`the answer is longer than ${MAX_RESPONSE_BYTES} bytes`))
    })
  })
  request.end(wire.body)
}

/** What was read of an answer so far. */
interface ReadState {
  response: http.IncomingMessage | null
  readonly chunks: Buffer[]
  length: number
}

/**
 * Whether an answer whose end is wrong is one all the same: closed in good order before the promised length, or with bytes
 * after it. A reset, a time limit and chunks that are none are not.
 */
function isUsableResponse(error: Error, tap: RawSocketReader): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return (code === 'ECONNRESET' && tap.hasEnded) || (code.startsWith('HPE_') && !code.includes('CHUNK'))
}

function openRequest({ method, origin, target, headers, body, timeout }: WireRequest): http.ClientRequest {
  const { protocol, hostname, port, host } = new URL(origin)
  const length = body === undefined ? [] : (['Content-Length', String(Buffer.byteLength(body))] as const)
  const named = headers.some(([name]) => name.toLowerCase() === 'host') ? [] : (['Host', host] as const)
  const secure = protocol === 'https:'
  return (secure ? https : http).request({
    protocol,
    // An IPv6 address stands in brackets in a URL, and without them everywhere else.
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    method,
    path: target,
    agent: KEEP_ALIVE_METHODS.includes(method) ? agents[secure ? 'https:' : 'http:'] : false,
    signal: AbortSignal.timeout(timeout * 1000),
    // As a list they go out as they are, and nothing is added.
    headers: [...named, ...headers.flat(), ...length],
  })
}

function toHeaderPairs(raw: readonly string[]): WireResponse['headers'] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNWRITABLE_ERROR_CODES.includes(String(error.code))
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
