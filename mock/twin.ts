import { createControlVendor } from './control/control-vendor.ts'
import { insertOwnRuns } from './control/insert-runs.ts'
import type { AccessPolicy } from './http/access-policy.ts'
import { ConnectionResetError, toTruncatedResponse } from './http/faults/transport.ts'
import type { Journal } from './http/journal/journal.ts'
import { RequestLog } from './http/journal/request-log.ts'
import type { RunningServer } from './http/node/server.ts'
import { createWebhookPoster } from './http/node/webhook-poster.ts'
import { validateQuirkSettings } from './http/quirk.ts'
import type { FetchHandler } from './http/request.ts'
import { assertNoPathCollisions } from './http/route-paths.ts'
import { createRouter } from './http/router.ts'
import type { Vendor, VendorInfo } from './http/vendor.ts'
import type { WebhookSender } from './http/webhook-dispatcher.ts'
import type { ServedWorld } from './http/worlds/served-world.ts'
import { DEFAULT_WORLD, WorldRegistry } from './http/worlds/world-registry.ts'
import { type PageMode, serveStatic } from './page.ts'
import { readRealClock, RealWaits, startRealTimer, waitTurn } from './real-clock.ts'
import { parseClockOption, parseDurationOption, parseDataOptions, type TwinOptions } from './twin-options.ts'
import { resolveListenOptions, startTwinServer, toAccessPolicy, type TwinListenOptions } from './twin-server.ts'
import type { WebhookDelivery } from './store/record.ts'
import type { WorldStore } from './store/world-store.ts'
import { vendors as allVendors } from './vendors/index.ts'
import { ParameterError } from './world/dataset/parameters.ts'
import type { Duration, Instant } from './world/time.ts'
import type { World } from './world/world.ts'
import { createStoredWorlds, createWorldFactory, createWorldStore } from './world-factory.ts'

/** A mock server in process: the four APIs behind one fetch function, over one default world. */
export interface Twin {
  readonly world: World
  readonly journal: Journal
  readonly vendors: readonly VendorInfo[]
  /** Handles a request as the server does; a bound function, so it can replace the global fetch. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: {
    readonly now: Instant
    /** Advances virtual time by microseconds, or by a text such as "31m" or "PT31M". */
    advance(by: Duration | string): Instant
  }
  /** The newest webhook messages, oldest first, with every delivery attempt. */
  readonly deliveries: readonly WebhookDelivery[]
  /** Resolves once every webhook message that is due has been sent or has failed. */
  waitForDeliveries(): Promise<void>
  /** Resolves once the default world has been read from the store; without a store at once. */
  ready(): Promise<void>
  /** Serves the twin over HTTP, by default on loopback and a free port. */
  listen(options?: TwinListenOptions): Promise<RunningServer>
  /** Stores what is not stored yet, and closes the store; close servers before. Without a store it does nothing. */
  close(): Promise<void>
}

export type { LoggedRequest } from './http/journal/request-log.ts'
export type { TwinOptions } from './twin-options.ts'
export type { TwinListenOptions } from './twin-server.ts'

/** The policy until the twin listens. */
const IN_PROCESS: AccessPolicy = {
  exposure: 'in-process',
  token: null,
  isReadOnly: false,
  allowedHosts: [],
  corsOrigins: [],
}

/**
 * Creates a mock server.
 * @throws {ParameterError} for an invalid option; the message names the valid values
 */
export function createTwin(options: TwinOptions = {}): Twin {
  const vendors = selectVendors(options)
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  const reportError = options.onError ?? ((error) => console.error(error))
  const background = createBackgroundWork(options)
  const store = options.store === undefined ? undefined : createWorldStore(options.store, reportMessage)
  const { worldFactory, worlds } = createWorlds(options, {
    vendors,
    senders: listWebhookSenders(vendors),
    postWebhook: options.postWebhook ?? background.postWebhook,
    isStopping: background.isStopping,
    reportError,
    insertOwnRuns: (world, runs) => insertOwnRuns({ vendors, world }, runs),
    quirks,
    store,
    ...(options.onRequests === undefined ? {} : { requestLog: new RequestLog(options.onRequests) }),
  })
  const hasRateLimits = options.limits ?? true
  let pageMode: PageMode = 'on'
  let accessPolicy = IN_PROCESS
  const controlVendor = createControlVendor({
    worlds,
    vendors,
    quirks,
    worldFactory,
    limits: hasRateLimits,
    timer: startRealTimer,
    waitTurn,
    closing: background.closeCallbacks,
    getAccessPolicy: () => accessPolicy,
    getStoreStatus: () => store?.status,
  })
  const router = createRouter(
    {
      selectWorld: worlds.selectWorld.bind(worlds),
      selectDefaultWorld: worlds.selectDefaultWorld.bind(worlds),
      recordRejection: (request, response, note) =>
        worlds.getWorld(DEFAULT_WORLD)?.recordResponse(request, response, note),
      hasRateLimits,
      isAuthStrict: options.auth === 'strict',
      reportError,
      serveStatic: ({ method, path, origin, linkPrefix }) =>
        serveStatic({ method, path, serverUrl: origin + linkPrefix }, pageMode),
      wait: options.wait ?? background.wait,
      ...(options.mutateResponse === undefined ? {} : { mutateResponse: options.mutateResponse }),
      ...(store === undefined ? {} : { store }),
    },
    [...vendors, controlVendor],
  )
  const handler: FetchHandler =
    options.wrapFetch === undefined
      ? router.fetch
      : options.wrapFetch(async (request, bindings) => router.fetch(request, bindings))
  const getDefaultWorld = () => {
    if (worlds.getWorld(DEFAULT_WORLD) === undefined && worlds.isStored(DEFAULT_WORLD) && store?.shared === undefined)
      throw new Error('the default world has not been read from the store yet; await `ready()` of the twin first')
    return worlds.defaultWorld
  }

  return {
    get world() {
      return getDefaultWorld().world
    },
    get journal() {
      return getDefaultWorld().journal
    },
    vendors,
    fetch: fetchWhenStored(handler, store),
    clock: createTwinClock(getDefaultWorld),
    get deliveries() {
      return getDefaultWorld().webhookDispatcher.deliveries
    },
    async waitForDeliveries() {
      await store?.barrier()
      for (const { webhookDispatcher } of worlds.all) await webhookDispatcher.waitForDeliveries()
    },
    async ready() {
      await worlds.openDefaultWorld()
    },
    async close() {
      await store?.close()
    },
    async listen(listenOptions = {}) {
      const place = resolveListenOptions(listenOptions)
      pageMode = place.page
      accessPolicy = toAccessPolicy(place)
      background.resume()
      return startTwinServer(handler, {
        place,
        accessPolicy,
        worlds,
        getDefaultWorld: () => worlds.defaultWorld,
        store,
        ...background,
      })
    },
  }
}

type WorldsDeps = Parameters<typeof createWorldFactory>[0] & {
  readonly quirks: Parameters<typeof validateQuirkSettings>[0]
}

/** Creates the worlds of a twin, with the default one. */
function createWorlds(options: TwinOptions, { quirks, ...deps }: WorldsDeps) {
  const { store } = deps
  const worldFactory = createWorldFactory(deps, {
    ...parseDataOptions(options),
    clock: parseClockOption(options.clock),
    settings: validateQuirkSettings(quirks, options.quirks ?? {}),
  })
  const worlds = new WorldRegistry({
    ...(store === undefined ? {} : { stored: createStoredWorlds(store, worldFactory) }),
    createWorld: worldFactory.createWorld,
    isStrict: options.strictWorlds ?? false,
    maxWorlds: options.maxWorlds ?? 1000,
    realClock: readRealClock,
    onEvicted: options.onWorldEvicted ?? reportMessage,
  })
  if (store !== undefined) {
    store.onDropped = (name) => worlds.dropWorld(name)
    store.exportServerState = (name) => {
      const state = worlds.getWorld(name)?.exportServerState()
      return state && JSON.stringify(state)
    }
  }
  return { worldFactory, worlds }
}

function reportMessage(message: string): void {
  console.error(`flowtwin: ${message}`)
}

/** The work of a twin outside requests, and what ends it when the server closes. */
function createBackgroundWork({ webhookHosts = [] }: TwinOptions) {
  const ownPorts = new Set<number>()
  const realWaits = new RealWaits()
  let stopping = new AbortController()
  const endWork = () => {
    realWaits.release()
    stopping.abort(new Error('the server stops'))
  }
  return {
    /** The ports of servers that listen. */
    ownPorts,
    postWebhook: createWebhookPoster(webhookHosts, ownPorts, () => stopping.signal),
    wait: realWaits.wait.bind(realWaits),
    isStopping: () => stopping.signal.aborted,
    /** Lets webhooks be sent again, after the end of an earlier server. */
    resume() {
      if (stopping.signal.aborted) stopping = new AbortController()
    },
    /** Called when a server closes. */
    closeCallbacks: new Set<() => void>([endWork]),
  }
}

/** @throws {ParameterError} for the name of an unknown vendor */
function selectVendors({ vendors, only }: TwinOptions): readonly Vendor[] {
  if (vendors !== undefined) {
    assertNoPathCollisions(vendors)
    return vendors
  }
  const known: readonly string[] = allVendors.map(({ name }) => name)
  const unknownName = only?.find((name) => !known.includes(name))
  if (unknownName !== undefined)
    throw new ParameterError(`there is no vendor "${unknownName}"; give ${known.join(', ')}`)
  return allVendors.filter(({ name }) => only === undefined || only.includes(name))
}

function listWebhookSenders(vendors: readonly Vendor[]): readonly WebhookSender[] {
  return vendors.flatMap(({ name, subscriptionCollection, webhooks }) =>
    subscriptionCollection === undefined ? [] : [{ vendor: name, subscriptionCollection, webhooks }],
  )
}

/** In process there is no connection to cut: the response body fails instead. */
async function fetchInProcess(handler: FetchHandler, request: Request): Promise<Response> {
  try {
    return await handler(request)
  } catch (error) {
    if (error instanceof ConnectionResetError) return toTruncatedResponse(error)
    throw error
  }
}

/**
 * Returns responses when the operations that they may show are stored, and handles a request again whose operations were
 * undone instead.
 */
function fetchWhenStored(handler: FetchHandler, store: WorldStore | undefined): Twin['fetch'] {
  if (store === undefined) return async (request) => fetchInProcess(handler, request)
  return async (request) => {
    const stamp = { undoCount: Infinity }
    const response = await fetchInProcess((handled) => handler(handled, { outgoing: { stamp } }), request)
    await store.barrier()?.catch(() => undefined)
    return stamp.undoCount < store.undoCount ? fetchInProcess(handler, request) : response
  }
}

/** The clock of the current default world, which a reset replaces. */
function createTwinClock(getServedWorld: () => ServedWorld): Twin['clock'] {
  return {
    get now() {
      return getServedWorld().world.now
    },
    advance(by) {
      const { world, webhookDispatcher } = getServedWorld()
      const now = world.advanceClock(parseDurationOption(by))
      webhookDispatcher.dispatchDue()
      return now
    },
  }
}
