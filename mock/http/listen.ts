import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import { type Listener, withBodyAhead } from './body-ahead.ts'
import type { Unread } from './call.ts'
import type { Fetch } from './fetch.ts'
import { onlyControl, withoutControl } from './control-paths.ts'
import type { Sent } from './sent.ts'
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
  /** Answers what can be answered before anything else is loaded. */
  readonly atOnce?: ((asked: Unread) => Sent | undefined) | undefined
  /** Called every second, for what time brings about when nobody asks. */
  readonly tick: () => void
}

const TICK_MS = 1000

const GRACE_MS = 2000

/** A test that thinks for longer than node's five seconds would find its connection closed just when it asks again. */
const KEEP_ALIVE_MS = 65_000

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
  const server = createServer({ ServerResponse: Together }, withBodyAhead(lateListener(fetch, options)))
  server.keepAliveTimeout = KEEP_ALIVE_MS
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

/** What turns requests into fetch's is loaded with the first one that needs it: half of what a start would otherwise take. */
function lateListener(fetch: Fetch, { ownsProcess, atOnce }: ListenOptions): Listener {
  let listener: Listener | undefined
  return async (incoming, outgoing) => {
    if (listener !== undefined) return listener(incoming, outgoing)
    const sent = atOnce?.(incoming)
    if (sent !== undefined) {
      const length = Buffer.byteLength(sent.body)
      return outgoing.writeHead(sent.status, { ...sent.headers, 'content-length': length }).end(sent.body)
    }
    const { listenerOf } = await import('./listener.ts')
    listener = listenerOf(fetch, ownsProcess)
    return listener(incoming, outgoing)
  }
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
