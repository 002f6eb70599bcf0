import * as http from 'node:http'
import type { IncomingMessage } from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Connection, ProxySettings } from './connection.ts'
import { createProxyError, explainConnectionError } from './connection-error.ts'
import { SAFE_METHODS } from './guard.ts'
import { type Send, type Transport, UnsupportedRequestError, type WireRequest, type WireResponse } from './transport.ts'

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

/**
 * Creates a transport that sends requests over HTTP unchanged: any method and target, header lines in order with
 * repetitions. Responses have every header line and every byte, surplus ones included. Redirects are not followed. A proxy
 * may rewrite the messages of an HTTP target, so these are not exact.
 */
export function createNodeTransport(connection: Connection = {}): Transport {
  const { proxy } = connection
  const openRequest = createRequestOpener(connection)
  return {
    isExact: proxy?.createTunnel !== null,
    send: async (wire) => {
      let tunnelStatus: number | null = null
      try {
        const response = await new Promise<WireResponse>((resolve, reject) => {
          const request = openRequest(wire)
          // The agent of a tunnel emits this, and then the response of a proxy that refuses as if it were the target's.
          request.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
            tunnelStatus = statusCode
            if (statusCode !== 200) reject(new Error('the proxy refuses'))
          })
          performRequest(request, wire.body, resolve, reject)
        })
        if (proxy !== undefined && response.status === 407) throw createProxyError(proxy, 407)
        return response
      } catch (error) {
        if (!(error instanceof Error)) throw error
        if (isUnwritable(error))
          throw new UnsupportedRequestError(`HTTP does not support ${wire.target}`, { cause: error })
        throw explainConnectionError(error, { url: new URL(wire.origin), connection, tunnelStatus })
      }
    },
  }
}

/** Longest time for a response to a request without a limit of its own, in seconds. */
const DEFAULT_TIMEOUT_SECONDS = 30

/** Creates a `fetch` that sends requests through a connection, with its headers, certificates and proxy. */
export function createConnectedFetch(connection: Connection): Send {
  const transport = createNodeTransport(connection)
  return async (request) => {
    const { origin, pathname, search } = new URL(request.url)
    const text = await request.text()
    const gatewayHeaders = Object.entries(connection.headers ?? {}).filter(([name]) => !request.headers.has(name))
    const { status, headers, bytes } = await transport.send({
      method: request.method,
      origin,
      target: pathname + search,
      headers: [...gatewayHeaders, ...request.headers],
      timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
      ...(text === '' ? {} : { body: text }),
    })
    return new Response([204, 304].includes(status) ? null : bytes, {
      status,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
    })
  }
}

/** Returns a function that opens a request: to the target, through a tunnel to it, or to the proxy. */
function createRequestOpener({ tls = {}, proxy }: Connection): (wire: WireRequest) => http.ClientRequest {
  const { ca, cert, key, insecure = false } = tls
  const certificates: https.AgentOptions = {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(cert === undefined ? {} : { cert, key: key ?? cert }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  }
  const createAgent = (isSecure: boolean, keepAlive: boolean, timeoutSeconds: number): http.Agent =>
    proxy?.createTunnel?.({ keepAlive, timeoutSeconds }) ??
    (isSecure ? new https.Agent({ keepAlive, ...certificates }) : new http.Agent({ keepAlive }))
  const agents = new Map<boolean, http.Agent>()
  return ({ method, origin, target, headers, body, timeoutSeconds }) => {
    // Without a tunnel the proxy receives the whole URL.
    const isForwarded = proxy?.createTunnel === null
    const { protocol, hostname, port } = new URL(isForwarded ? proxy.url : origin)
    const isSecure = protocol === 'https:'
    // Only these may use a kept-alive connection, which the server could be about to close.
    const keepAlive = SAFE_METHODS.includes(method)
    const agent = (keepAlive ? agents.get(isSecure) : undefined) ?? createAgent(isSecure, keepAlive, timeoutSeconds)
    if (keepAlive) agents.set(isSecure, agent)
    const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))]
    const hasHost = headers.some(([name]) => name.toLowerCase() === 'host')
    return (isSecure ? https : http).request({
      ...certificates,
      protocol,
      // URLs have IPv6 addresses in brackets, sockets without.
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      method,
      path: isForwarded ? `${origin}${target}` : target,
      agent,
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
      // Node sends a list unchanged and adds nothing.
      headers: [
        ...(hasHost ? [] : ['Host', new URL(origin).host]),
        ...(isForwarded ? buildProxyAuthorization(proxy) : []),
        ...headers.flat(),
        ...length,
      ],
    })
  }
}

function buildProxyAuthorization({ url }: ProxySettings): readonly string[] {
  const { username, password } = new URL(url)
  if (username === '') return []
  const userAndPassword = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return ['Proxy-Authorization', `Basic ${Buffer.from(userAndPassword).toString('base64')}`]
}

function performRequest(
  request: http.ClientRequest,
  body: string | undefined,
  resolve: (response: WireResponse) => void,
  reject: (error: Error) => void,
): void {
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
  request.end(body)
}

/**
 * Returns true for a response that ends wrongly but can be judged: closed before its Content-Length, or with bytes after
 * it. A reset, a timeout and invalid chunks cannot be judged.
 */
function isUsableResponse(error: Error, raw: RawSocketReader): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return (code === 'ECONNRESET' && raw.hasEnded) || (code.startsWith('HPE_') && !code.includes('CHUNK'))
}

function toHeaderPairs(raw: readonly string[]): WireResponse['headers'] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNWRITABLE_ERROR_CODES.includes(String(error.code))
}
