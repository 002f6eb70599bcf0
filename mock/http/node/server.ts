import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { ConnectionResetError } from '../faults/transport.ts'
import { type FetchHandler, splitWorldPath } from '../request.ts'

/** A server that accepts connections. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  /** The base URL of the control API; null where it is not served. */
  readonly controlUrl: string | null
  /** 'loopback' when only this machine can reach it. */
  readonly exposure: 'loopback' | 'network'
  /** Stops accepting connections, lets requests in progress finish for two seconds, then cuts the others. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** 0 picks a free one. */
  readonly port: number
  readonly host: string
  /**
   * Lets node-server replace the global Request and Response by its lighter ones: faster, right for a process that only
   * serves, wrong for a test process.
   */
  readonly ownsProcess: boolean
  /** Called every second, for what becomes due without a request. */
  readonly onTick: () => void
}

const TICK_MS = 1000
const GRACE_MS = 2000
/** Longer than a test pauses between two requests; node closes idle connections after five seconds. */
const KEEP_ALIVE_MS = 65_000

/** Starts a server for a fetch function, with its control API on the same port, on one of its own, or off. */
export async function listenWithControl(
  handler: FetchHandler,
  control: 'shared' | 'off' | number,
  options: ServerOptions,
): Promise<RunningServer> {
  if (control === 'shared') return startServer(handler, options)
  if (control === 'off') {
    const vendors = await startServer(excludeControl(handler, 'the control API is not served here'), options)
    return { ...vendors, controlUrl: null }
  }
  const controlServer = await startServer(restrictToControl(handler), {
    ...options,
    port: control,
    onTick: () => undefined,
  })
  try {
    const hint = `the control API is at ${controlServer.url}/_twin/v1`
    const vendors = await startServer(excludeControl(handler, hint), options)
    const close = async () => void (await Promise.all([vendors.close(), controlServer.close()]))
    return { ...vendors, controlUrl: controlServer.url, close }
  } catch (error) {
    await controlServer.close()
    throw error
  }
}

const HEALTH_PATH = '/_twin/v1/health'

/** Serves the control API's health only. */
function excludeControl(handler: FetchHandler, hint: string): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request) && new URL(request.url).pathname !== HEALTH_PATH
      ? createNotFoundResponse(hint)
      : handler(request, bindings)
}

/** Serves the control API only. */
function restrictToControl(handler: FetchHandler): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request)
      ? handler(request, bindings)
      : createNotFoundResponse('this port serves the control API under /_twin/v1')
}

function isControlRequest(request: Request): boolean {
  const { path } = splitWorldPath(new URL(request.url).pathname)
  return path === '/_twin' || path.startsWith('/_twin/')
}

function createNotFoundResponse(error: string): Response {
  return new Response(JSON.stringify({ error }), { status: 404, headers: { 'content-type': 'application/json' } })
}

/** Starts a server for a fetch function. Rejects with node's error when the port is not available. */
async function startServer(handler: FetchHandler, options: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(
    (request, bindings) => handleNodeRequest(handler, request, bindings as HttpBindings),
    { overrideGlobalObjects: options.ownsProcess },
  )
  const server = createServer(
    { ServerResponse: BatchedResponse },
    (request, response) => void listener(request, response),
  )
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const ticking = setInterval(options.onTick, TICK_MS)
  const { port } = server.address() as AddressInfo
  const url = `http://${formatAuthority(options.host)}:${port}`
  return {
    url,
    controlUrl: url,
    port,
    exposure: getExposure(options.host),
    close: () => closeServer(server, ticking),
  }
}

/** Cuts the connection for a fault rule that resets it; then there is no response. */
async function handleNodeRequest(handler: FetchHandler, request: Request, bindings: HttpBindings): Promise<Response> {
  try {
    return await handler(request, bindings)
  } catch (error) {
    if (!(error instanceof ConnectionResetError)) throw error
    cutConnection(bindings.outgoing, error)
    return new Promise(() => undefined)
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

/** 'loopback' for an address that only this machine can reach. */
export function getExposure(host: string): RunningServer['exposure'] {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host) ? 'loopback' : 'network'
}

function formatAuthority(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Closes idle connections again and again: a keep-alive connection that becomes idle later would keep the server open. */
function closeServer(server: Server, ticking: NodeJS.Timeout): Promise<void> {
  clearInterval(ticking)
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const cutTimer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cutTimer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

type EndArguments = Parameters<ServerResponse['end']>

let pending: { readonly response: BatchedResponse; readonly ending: EndArguments }[] = []

/**
 * A response that is sent together with the others of the same turn of the event loop. Each write to a socket wakes a
 * waiting client up, which takes the kernel longer than the write itself; writes in one go are cheaper.
 *
 * Measured with 32 connections, requests per CPU second against a bare server, with and without (docs/decisions/033):
 * read one 0.73 and 0.61, create 0.53 and 0.44, an unchanged list of 25 0.73 and 0.68. A single client waits for nothing.
 */
export class BatchedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end(...ending: readonly unknown[]): this {
    pending.push({ response: this, ending: ending as EndArguments })
    if (pending.length === 1) setImmediate(sendPending)
    return this
  }

  /** Ends the response now. */
  endNow(ending: EndArguments): void {
    super.end(...ending)
  }
}

function sendPending(): void {
  const batch = pending
  pending = []
  for (const { response, ending } of batch) response.endNow(ending)
}
