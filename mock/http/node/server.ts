import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server'
import { ConnectionResetError } from '../faults/transport.ts'
import { type FetchHandler, isControlPath, splitUrl } from '../request.ts'
import { createHeldResponse, handleAtOwner, type Held, type ResponseStore } from './held-response.ts'
import { type RecordRejection, rejectInvalidUrl, rejectMissingHost, rejectWithReasons } from './rejections.ts'

/** A server that accepts connections. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  /** The base URL of the control API; null where it is not served. */
  readonly controlUrl: string | null
  /** 'loopback' when only this machine can reach it. */
  readonly exposure: 'loopback' | 'network'
  /** Accepts the connections that wait, then no others; lets requests in progress finish for two seconds in all, then cuts them. */
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
  /** Certificate and private key, in PEM, of a server that speaks HTTPS only. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Called every second, for what becomes due without a request. */
  readonly onTick: () => void
  readonly recordRejection: RecordRejection
  /** Holds responses back until the operations that they show are stored. Default: nothing is stored. */
  readonly store?: ResponseStore | undefined
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

/** Serves the control API's health only, and its place at the root, where the page is elsewhere. */
function excludeControl(handler: FetchHandler, hint: string): FetchHandler {
  return (request, bindings) => {
    const { path } = splitUrl(request.url)
    if (path === '/') return createJsonResponse(200, { status: 'ready', hint })
    return isControlPath(path) && path !== HEALTH_PATH
      ? createJsonResponse(404, { error: hint })
      : handler(request, bindings)
  }
}

/** Serves the control API only. */
function restrictToControl(handler: FetchHandler): FetchHandler {
  return (request, bindings) => {
    const { path } = splitUrl(request.url)
    return path === '/' || isControlPath(path)
      ? handler(request, bindings)
      : createJsonResponse(404, { error: 'this port serves the control API under /_twin/v1' })
  }
}

function createJsonResponse(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

/** Starts a server for a fetch function. Rejects with node's error when the port is not available. */
async function startServer(handler: FetchHandler, options: ServerOptions): Promise<RunningServer> {
  /** The request that the listener converts; its conversion fails before anything asynchronous. */
  let incoming: IncomingMessage | undefined
  const listenerOptions = {
    overrideGlobalObjects: options.ownsProcess,
    /** Stands for a missing Host header, which HTTP/1.0 allows. */
    hostname: 'localhost',
    errorHandler: (error: unknown) =>
      error instanceof RequestError && incoming !== undefined
        ? rejectInvalidUrl(incoming, error, options.recordRejection)
        : new Response(null, { status: 500 }),
  }
  const { store } = options
  const listener = getRequestListener((request, untypedBindings) => {
    const bindings = untypedBindings as HttpBindings
    if (store === undefined) return handleNodeRequest(handler, request, bindings)
    const parts = { handler, request, bindings, store }
    const held = bindings.outgoing as unknown as Held
    held.parts = parts
    return handleNodeRequest(store.shared === undefined ? handler : () => handleAtOwner(parts), request, bindings)
  }, listenerOptions)
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      return rejectMissingHost(request, response, options.recordRejection)
    handleInTurn(request.socket, response, () => {
      incoming = request
      void listener(request, response)
    })
  }
  const server = await createNodeServer(options, onRequest)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  rejectWithReasons(server, options.recordRejection)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const ticking = setInterval(options.onTick, TICK_MS)
  const { port } = server.address() as AddressInfo
  const authority = `${formatAuthority(options.host)}:${port}`
  listenerOptions.hostname = authority
  const url = `${options.tls === undefined ? 'http' : 'https'}://${authority}`
  return {
    url,
    controlUrl: url,
    port,
    exposure: getExposure(options.host),
    async close() {
      clearInterval(ticking)
      const deadline = performance.now() + GRACE_MS
      await acceptWaitingConnections(server, deadline)
      await closeServer(server, deadline)
    },
  }
}

/** @throws node's error for an invalid certificate or key */
async function createNodeServer(
  { tls, store }: ServerOptions,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  // Requests without a Host header are rejected with a reason.
  const options = {
    ServerResponse: store === undefined ? BatchedResponse : createHeldResponse(store),
    requireHostHeader: false,
  }
  if (tls === undefined) return createServer(options, onRequest)
  const https = await import('node:https')
  return https.createServer({ ...options, ...tls }, onRequest)
}

/** Cuts the connection for a fault rule that resets it; then there is no response. */
function handleNodeRequest(
  handler: FetchHandler,
  request: Request,
  bindings: HttpBindings,
): Response | Promise<Response> {
  const response = handler(request, bindings)
  if (!(response instanceof Promise)) return response
  return response.catch((error: unknown) => {
    if (!(error instanceof ConnectionResetError)) throw error
    cutConnection(bindings.outgoing, error)
    return new Promise(() => undefined)
  })
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

// Captured at once: a test with fake timers must be able to close a server.
const queueTurn = setImmediate

/** A turn of the event loop is quiet when it takes less than this. */
const QUIET_TURN_MS = 1

/**
 * Returns when no connection waits to be accepted. The system resets those that wait when the server stops listening, and
 * their requests fail. A turn of the event loop accepts one connection, and others may come while it handles requests, so
 * this takes until a quiet turn that accepts none, or until the deadline.
 */
async function acceptWaitingConnections(server: Server, deadline: number): Promise<void> {
  let hasAccepted = false
  const noteConnection = () => void (hasAccepted = true)
  server.on('connection', noteConnection)
  // The first wait may end before the system is asked for connections.
  for (let turn = 0, isQuiet = false; turn < 2 || !isQuiet; turn++) {
    const start = performance.now()
    hasAccepted = false
    await new Promise((resolve) => queueTurn(resolve))
    const now = performance.now()
    isQuiet = (!hasAccepted && now - start < QUIET_TURN_MS) || now > deadline
  }
  server.off('connection', noteConnection)
}

/** Closes idle connections again and again: a keep-alive connection that becomes idle later would keep the server open. */
function closeServer(server: Server, deadline: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const cutTimer = setTimeout(() => server.closeAllConnections(), deadline - performance.now())
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cutTimer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** The response to the last request of each connection. */
const lastResponses = new WeakMap<Socket, ServerResponse>()

/**
 * Handles a request once the response to the one before it on the same connection is sent. A client may send several
 * without waiting (RFC 9112 section 9.3.2), and a read must not overtake the write before it, whose body takes a turn of
 * the event loop to arrive.
 */
function handleInTurn(socket: Socket, response: ServerResponse, handle: () => void): void {
  const previous = lastResponses.get(socket)
  lastResponses.set(socket, response)
  if (previous === undefined || previous.writableFinished) handle()
  else previous.once('close', () => socket.destroyed || handle())
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
