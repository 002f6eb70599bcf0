import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  request as sendRequest,
  type RequestListener,
  type Server,
} from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** The parts of a twin that answer requests. */
interface AnsweringTwin {
  readonly fetch: (request: Request) => Promise<Response>
}

/** Creates a listener that forwards requests to a twin, with their bodies. */
export function createForwarder(twin: AnsweringTwin): RequestListener {
  return (request, response) => void forward(request).then((reply) => response.writeHead(...reply.head).end(reply.body))
  async function forward(request: IncomingMessage) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['connection', 'host'].includes(name) ? [[name, value] as [string, string]] : [],
    )
    const body = Buffer.concat(chunks)
    const reply = await twin.fetch(
      new Request(`http://twin.test${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(body.length === 0 ? {} : { body }),
      }),
    )
    const head = [reply.status, Object.fromEntries(reply.headers)] as const
    return { head, body: Buffer.from(await reply.arrayBuffer()) }
  }
}

export function getCertificatePath(name: string): string {
  return join(import.meta.dirname, 'certificates', `${name}.pem`)
}

export function readCertificate(name: string): string {
  return readFileSync(getCertificatePath(name), 'utf8')
}

/** A forward proxy that sends everything to one port of this machine, whatever the host. */
export interface TestProxy {
  readonly server: Server
  /** Request lines and `Proxy-Authorization`, in order. */
  readonly seen: string[]
}

/** Creates a proxy; with `password` it requires `user:password`. */
export function createProxy(getTargetPort: () => number, password?: string): TestProxy {
  const seen: string[] = []
  const isAllowed = ({ method, url, headers }: IncomingMessage): boolean => {
    const authorization = headers['proxy-authorization'] ?? ''
    seen.push(`${method} ${url} ${authorization}`.trim())
    const expected = `Basic ${Buffer.from(`user:${password}`).toString('base64')}`
    return password === undefined || authorization === expected
  }
  const server = createServer((request, response) => {
    if (!isAllowed(request)) return void response.writeHead(407).end()
    const { pathname, search } = new URL(request.url ?? '')
    const { 'proxy-authorization': _, ...headers } = request.headers
    const options = { port: getTargetPort(), method: request.method ?? 'GET', path: pathname + search, headers }
    const forwarded = sendRequest({ host: '127.0.0.1', ...options }, (reply) => {
      response.writeHead(reply.statusCode ?? 0, reply.headers)
      reply.pipe(response)
    })
    return void request.pipe(forwarded)
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {})
    if (!isAllowed(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const target = connect(getTargetPort(), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    return void target.on('error', () => socket.destroy())
  })
  return { server, seen }
}
