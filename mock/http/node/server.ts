import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RawRequest } from '../journal/request-record.ts'
import { type FetchHandler, splitWorldPath } from '../request.ts'
import type { WireResponse } from '../response.ts'
import { BatchedResponse } from './batched-response.ts'
import { type NodeListener, readBodyFirst } from './read-body.ts'

const HEALTH_PATH = '/_twin/v1/health'

/** Answers nothing of the control API but its health. */
export function excludeControl(fetch: FetchHandler, hint: string): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request) && !isHealthRequest(request) ? createNotFoundResponse(hint) : fetch(request, bindings)
}

/** Answers nothing but the control API. */
export function restrictToControl(fetch: FetchHandler): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request)
      ? fetch(request, bindings)
      : createNotFoundResponse('this port serves the control API under /_twin/v1')
}

function isControlRequest(request: Request): boolean {
  const { path } = splitWorldPath(new URL(request.url).pathname)
  return path === '/_twin' || path.startsWith('/_twin/')
}

function isHealthRequest(request: Request): boolean {
  return new URL(request.url).pathname === HEALTH_PATH
}

function createNotFoundResponse(error: string): Response {
  return new Response(JSON.stringify({ error }), { status: 404, headers: { 'content-type': 'application/json' } })
}

/** A server that accepts connections. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  /** Where the control API is; null for one that is not served. */
  readonly controlUrl: string | null
  /** Whether only this machine can reach it. */
  readonly exposure: 'loopback' | 'beyond'
  /** Lets requests in progress finish, then closes; after the grace what is left is cut off. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** 0 picks a free one. */
  readonly port: number
  readonly host: string
  /**
   * Lets node-server put its lighter Request and Response in the place of the global ones: faster, right for a process
   * that only serves, wrong for a test process that the server is a guest of.
   */
  readonly ownsProcess: boolean
  /** Answers what can be answered before anything else is loaded. */
  readonly handleFast?: ((asked: RawRequest) => WireResponse | undefined) | undefined
  /** Called every second, for what time brings about when nobody asks. */
  readonly onTick: () => void
}

const TICK_MS = 1000

const GRACE_MS = 2000

/** A test that thinks for longer than node's five seconds would find its connection closed just when it asks again. */
const KEEP_ALIVE_MS = 65_000

/** Serves a fetch function, and its control API beside it, on a port of its own, or not at all. */
export async function listenWithControl(
  handler: FetchHandler,
  control: 'same port' | 'nowhere' | number,
  options: ServerOptions,
): Promise<RunningServer> {
  if (control === 'same port') return startServer(handler, options)
  if (control === 'nowhere') {
    const vendors = await startServer(excludeControl(handler, 'the control API is not served here'), options)
    return { ...vendors, controlUrl: null }
  }
  const controlServer = await startServer(restrictToControl(handler), {
    ...options,
    port: control,
    onTick: () => undefined,
  })
  try {
    const vendors = await startServer(
      excludeControl(handler, `the control API is at ${controlServer.url}/_twin/v1`),
      options,
    )
    const close = async () => void (await Promise.all([vendors.close(), controlServer.close()]))
    return { ...vendors, controlUrl: controlServer.url, close }
  } catch (error) {
    await controlServer.close()
    throw error
  }
}

/** Serves a fetch function over HTTP; rejects with node's error when the port cannot be had. */
export async function startServer(handler: FetchHandler, options: ServerOptions): Promise<RunningServer> {
  const server = createServer({ ServerResponse: BatchedResponse }, readBodyFirst(createLazyListener(handler, options)))
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

/** What turns requests into fetch's is loaded with the first one that needs it: half of what a start would otherwise take. */
function createLazyListener(handler: FetchHandler, { ownsProcess, handleFast }: ServerOptions): NodeListener {
  let listener: NodeListener | undefined
  return async (request, nodeResponse) => {
    if (listener !== undefined) return listener(request, nodeResponse)
    const response = handleFast?.(request)
    if (response !== undefined) {
      const length = Buffer.byteLength(response.body)
      return nodeResponse
        .writeHead(response.status, { ...response.headers, 'content-length': length })
        .end(response.body)
    }
    const { createNodeListener } = await import('./listener.ts')
    listener = createNodeListener(handler, ownsProcess)
    return listener(request, nodeResponse)
  }
}

/** Whether a host is an address of this machine alone. */
export function getExposure(host: string): RunningServer['exposure'] {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host) ? 'loopback' : 'beyond'
}

function formatAuthority(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** A keep-alive socket that is idle only later would hold the server open, so idle ones are closed again and again. */
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
