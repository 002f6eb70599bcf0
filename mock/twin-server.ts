import { type AccessPolicy, guardHandler } from './http/access-policy.ts'
import { applyPublicAddress, parsePublicUrl } from './http/node/public-address.ts'
import { getExposure, listenWithControl, type RunningServer, type ServerOptions } from './http/node/server.ts'
import { getPort } from './http/node/webhook-poster.ts'
import type { FetchHandler } from './http/request.ts'
import { createResponse, formatDateHeader } from './http/response.ts'
import type { ServedWorld } from './http/worlds/served-world.ts'
import type { WorldRegistry } from './http/worlds/world-registry.ts'
import type { PageMode } from './page.ts'
import { readHostName } from './real-clock.ts'
import type { WorldStore } from './store/world-store.ts'

/** The address of a server, and the parts of Flowtwin that it serves. */
export interface TwinListenOptions extends Partial<Omit<ServerOptions, 'onTick' | 'recordRejection' | 'store'>> {
  /** The bearer token for the control API from other machines; without one they are rejected. */
  readonly controlToken?: string
  /** The page at /_twin/; "read-only" also makes the control API reject changes. Default "on". */
  readonly page?: PageMode
  /**
   * Names of this machine, such as a compose service's, that requests to a loopback address may have in their Host header;
   * `*.example.org` stands for all names below, `*` for all. Default: only localhost and loopback addresses.
   */
  readonly allowedHosts?: readonly string[]
  /** The base URL under which a proxy publishes the server, such as https://example.org/mocks; for links in responses. */
  readonly publicUrl?: string
  /** Take that URL from `X-Forwarded-Proto`, `-Host` and `-Prefix`, or `Forwarded`. Default false: clients can send these too. */
  readonly trustProxy?: boolean
  /** Origins of web pages that may use the vendors' paths by CORS, such as http://localhost:3000, or `*`. Default none. */
  readonly corsOrigins?: readonly string[]
  /** The URL under which servers with the same store reach this one. Default: the name of this machine with the port. */
  readonly advertise?: string
  /** The control API's port: the vendors' port (default), another one (0 picks a free one), or "off". */
  readonly control?: 'shared' | 'off' | number
}

const DEFAULT_LISTEN_OPTIONS: Required<Pick<TwinListenOptions, 'port' | 'host' | 'ownsProcess' | 'page'>> = {
  port: 0,
  host: '127.0.0.1',
  ownsProcess: false,
  page: 'on',
}

type ListenPlace = TwinListenOptions & typeof DEFAULT_LISTEN_OPTIONS

export function resolveListenOptions(options: TwinListenOptions): ListenPlace {
  return { ...DEFAULT_LISTEN_OPTIONS, ...options }
}

/** Returns the access policy of a server at a place. */
export function toAccessPolicy(place: ListenPlace): AccessPolicy {
  const { host, page, controlToken, allowedHosts = [], publicUrl, corsOrigins = [] } = place
  return {
    exposure: getExposure(host),
    token: controlToken ?? null,
    isReadOnly: page === 'read-only',
    // A proxy may pass the public Host on.
    allowedHosts: publicUrl === undefined ? allowedHosts : [...allowedHosts, new URL(publicUrl).hostname],
    corsOrigins,
  }
}

interface TwinServerParts {
  readonly place: ListenPlace
  readonly accessPolicy: AccessPolicy
  readonly worlds: WorldRegistry
  readonly getDefaultWorld: () => ServedWorld
  readonly store?: WorldStore | undefined
  /** The ports of all servers of the twin. */
  readonly ownPorts: Set<number>
  /** Called when a server closes. */
  readonly closeCallbacks: ReadonlySet<() => void>
}

/** Serves a twin over HTTP. */
export async function startTwinServer(
  handler: FetchHandler,
  { place, accessPolicy, worlds, getDefaultWorld, store, ownPorts, closeCallbacks }: TwinServerParts,
): Promise<RunningServer> {
  const guarded = guardHandler(publishHandler(handler, place), accessPolicy, (request, error) =>
    rejectRequest(getDefaultWorld(), request, error),
  )
  const server = await listenWithControl(guarded, place.control ?? 'shared', {
    ...place,
    onTick() {
      for (const { webhookDispatcher } of worlds.all) webhookDispatcher.dispatchDue()
      worlds.onTick()
      store?.onTick()
    },
    store,
    recordRejection: (request, response, note) => getDefaultWorld().recordResponse(request, response, note),
  })
  await store?.shared?.setUrl(place.advertise ?? toMemberUrl(server))
  const ports = [server.port, ...(server.controlUrl === null ? [] : [getPort(new URL(server.controlUrl))])]
  for (const port of ports) ownPorts.add(port)
  return {
    ...server,
    async close() {
      // A planned stop fails no request: the other servers handle those that come from now on.
      await store?.handOver().catch(() => undefined)
      for (const port of ports) ownPorts.delete(port)
      // Open waits and event streams would keep the server open.
      for (const { journal } of worlds.all) journal.closeJournal()
      for (const end of closeCallbacks) end()
      await server.close()
    },
  }
}

/** Returns the URL under which other servers on the network reach this one. */
function toMemberUrl({ url, port, exposure }: RunningServer): string {
  return exposure === 'loopback' ? url : `http://${readHostName()}:${port}`
}

/** Applies the public address of a server behind a proxy. */
function publishHandler(handler: FetchHandler, { publicUrl, trustProxy = false }: ListenPlace): FetchHandler {
  if (publicUrl !== undefined) return applyPublicAddress(handler, parsePublicUrl(publicUrl))
  return trustProxy ? applyPublicAddress(handler, null) : handler
}

/** Returns 403 and records it, as for all requests that reach no vendor, in the default world. */
function rejectRequest(defaultWorld: ServedWorld, request: Request, error: string): Response {
  const response = {
    status: 403,
    headers: {
      'content-type': 'application/json',
      date: formatDateHeader(defaultWorld.world.now),
      'x-flowtwin-refused': 'origin',
    },
    body: JSON.stringify({ error }),
  }
  defaultWorld.recordResponse(request, response, error)
  return createResponse(response, request.method === 'HEAD')
}
