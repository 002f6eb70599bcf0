import type { AddressInfo } from 'node:net'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { withBodyAhead } from './body-ahead.ts'
import type { Fetch } from './fetch.ts'
import { onlyControl, withoutControl } from './control-paths.ts'
import { ConnectionCut } from './faults/transport.ts'
import { Together } from './together.ts'

/** A server that accepts connections. */
export interface Listening {
  readonly url: string
  readonly port: number
  /** Where the control API is; null for one that is not served. */
  readonly controlUrl: string | null
  /** Whether only this machine can reach it. */
  readonly reach: 'loopback' | 'beyond'
  /** Lets requests in progress finish, then closes; after the grace what is left is cut off. */
  close(): Promise<void>
}

export interface ListenOptions {
  /** 0 picks a free one. */
  readonly port: number
  readonly host: string
  /**
   * Lets node-server put its lighter Request and Response in the place of the global ones: faster, right for a process
   * that only serves, wrong for a test process that the server is a guest of.
   */
  readonly ownsProcess: boolean
  /** Called every second, for what time brings about when nobody asks. */
  readonly tick: () => void
}

const TICK_MS = 1000

const GRACE_MS = 2000

/** Serves a fetch function, and its control API beside it, on a port of its own, or not at all. */
export async function listenWith(
  fetch: Fetch,
  control: 'same port' | 'nowhere' | number,
  options: ListenOptions,
): Promise<Listening> {
  if (control === 'same port') return listen(fetch, options)
  if (control === 'nowhere') {
    const vendors = await listen(withoutControl(fetch, 'the control API is not served here'), options)
    return { ...vendors, controlUrl: null }
  }
  const beside = await listen(onlyControl(fetch), { ...options, port: control, tick: () => undefined })
  try {
    const vendors = await listen(withoutControl(fetch, `the control API is at ${beside.url}/_twin/v1`), options)
    const close = async () => void (await Promise.all([vendors.close(), beside.close()]))
    return { ...vendors, controlUrl: beside.url, close }
  } catch (error) {
    await beside.close()
    throw error
  }
}

/** Serves a fetch function over HTTP; rejects with node's error when the port cannot be had. */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listening> {
  const answer = (request: Request, bindings: object) => answered(fetch, request, bindings as HttpBindings)
  const listener = getRequestListener(answer, { overrideGlobalObjects: options.ownsProcess })
  const server = createServer({ ServerResponse: Together }, withBodyAhead(listener))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const ticking = setInterval(options.tick, TICK_MS)
  const { port } = server.address() as AddressInfo
  const url = `http://${authority(options.host)}:${port}`
  return {
    url,
    controlUrl: url,
    port,
    reach: reachOf(options.host),
    close: () => close(server, ticking),
  }
}

/** The answer; where a fault rule cuts the connection, there is none, and the connection is cut here. */
function answered(fetch: Fetch, request: Request, bindings: HttpBindings): Response | Promise<Response> {
  const cut = (error: unknown): Promise<Response> => {
    if (!(error instanceof ConnectionCut)) throw error
    breakOff(bindings.outgoing, error)
    return new Promise(() => undefined)
  }
  try {
    const answer = fetch(request, bindings)
    return answer instanceof Promise ? answer.catch(cut) : answer
  } catch (error) {
    return cut(error)
  }
}

function breakOff(outgoing: ServerResponse, { partial }: ConnectionCut): void {
  if (partial === null) {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const { sent, bytes, whole } = partial
  outgoing.writeHead(sent.status, { ...sent.headers, 'content-length': String(whole) })
  outgoing.flushHeaders()
  outgoing.write(bytes, () => outgoing.socket?.destroy())
}

/** Whether a host is an address of this machine alone. */
export function reachOf(host: string): Listening['reach'] {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host) ? 'loopback' : 'beyond'
}

function authority(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** A keep-alive socket that is idle only later would hold the server open, so idle ones are closed again and again. */
function close(server: Server, ticking: NodeJS.Timeout): Promise<void> {
  clearInterval(ticking)
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
