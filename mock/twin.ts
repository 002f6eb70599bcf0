import type { AccessPolicy } from './control/access-policy.ts'
import { answerHealthCheck } from './control/health.ts'
import type { Journal } from './http/journal/journal.ts'
import type { RawRequest } from './http/journal/request-record.ts'
import { getExposure, listenWithControl, type RunningServer, type ServerOptions } from './http/node/server.ts'
import { type Quirk, validateQuirkSettings } from './http/quirk.ts'
import type { PipelineDeps } from './http/request-context.ts'
import type { VendorInfo } from './http/vendor.ts'
import type { WebhookDelivery, WebhookSender } from './http/webhook-dispatcher.ts'
import type { ServedWorld } from './http/worlds/served-world.ts'
import { DEFAULT_WORLD, WorldRegistry } from './http/worlds/world-registry.ts'
import { createLazyFetch, createVendorLoader, fetchInProcess, type VendorLoader } from './lazy-loading.ts'
import type { PageMode } from './page-files.ts'
import { servePage } from './page.ts'
import { readRealClock, startRealTimer, waitRealTime } from './real-clock.ts'
import { parseClockOption, parseDurationOption, toDatasetParameters, type TwinOptions } from './twin-options.ts'
import { createWorldFactory, type WorldFactory } from './world-factory.ts'
import type { Duration, Instant } from './world/time/instant.ts'
import type { World } from './world/world.ts'

/** How long a subscriber may take to answer. */
const WEBHOOK_TIMEOUT_MS = 10_000

/** Sends a webhook's message over the network; does not follow redirects. */
export async function postWebhook(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS), redirect: 'manual' })
  // Nothing in the answer matters but its status; unread it would hold the connection.
  await response.body?.cancel()
  return response
}

export type { TwinOptions } from './twin-options.ts'

/** A mock server in process: the four APIs behind one fetch function, over one world. */
export interface Twin {
  readonly world: World
  readonly journal: Journal
  readonly vendors: readonly VendorInfo[]
  /** Answers a request as the server would; may be handed on by itself, as the global fetch may. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: {
    readonly now: Instant
    /** Lets virtual time pass, by microseconds or by text such as "31m" or "PT31M". */
    advance(by: Duration | string): Instant
  }
  /** The newest messages to webhooks, oldest first, with every attempt to deliver them. */
  readonly deliveries: readonly WebhookDelivery[]
  /** Resolves once every message that is due has been sent, or could not be. */
  waitForDeliveries(): Promise<void>
  /** Serves the twin over HTTP, on loopback and a free port unless told otherwise. */
  listen(options?: TwinListenOptions): Promise<RunningServer>
}

/**
 * Makes a twin of the vendors' APIs.
 * @throws {ParameterError} when an option is not usable; the message says which and what would do
 */
export function createTwin(options: TwinOptions = {}): Twin {
  const vendorLoader = createVendorLoader(options)
  const reportError = options.onError ?? ((error) => console.error(error))
  const quirks = vendorLoader.vendorInfos.flatMap((face) => face.quirks)
  const worldFactory = buildWorldFactory(options, {
    quirks,
    senders: createWebhookSenders(vendorLoader),
    reportError,
  })
  const defaultWorld = worldFactory.createWorld(DEFAULT_WORLD)
  const worldRegistry = createWorldRegistry(options, worldFactory, defaultWorld)
  const pipelineDeps: PipelineDeps = {
    selectWorld: (request) => worldRegistry.selectWorld(request),
    hasRateLimits: options.limits ?? true,
    isAuthStrict: options.auth === 'strict',
    reportError,
    serveStatic: (path) => (pageMode === 'off' ? undefined : servePage(path)),
    wait: options.wait ?? waitRealTime,
    ...(options.mutateResponse === undefined ? {} : { mutateResponse: options.mutateResponse }),
  }
  let pageMode: PageMode = 'on'
  let accessPolicy: AccessPolicy = { exposure: 'process', token: null, isReadOnly: false }
  const closeCallbacks = new Set<() => void>()
  const lazyFetch = createLazyFetch(async () => {
    const { loadFetchHandler } = await import('./load-fetch-handler.ts')
    const controlDeps = {
      worlds: worldRegistry,
      maker: worldFactory,
      quirks,
      limits: pipelineDeps.hasRateLimits,
      timer: startRealTimer,
      closing: closeCallbacks,
    }
    return loadFetchHandler(pipelineDeps, {
      vendorLoader,
      getAccessPolicy: () => accessPolicy,
      controlDeps,
    })
  })
  const fetch =
    options.wrapFetch === undefined
      ? lazyFetch
      : options.wrapFetch(async (request, bindings) => lazyFetch(request, bindings))
  const getDefaultWorld = () => worldRegistry.getWorld(DEFAULT_WORLD) ?? defaultWorld

  return {
    get world() {
      return getDefaultWorld().world
    },
    get journal() {
      return getDefaultWorld().journal
    },
    vendors: vendorLoader.vendorInfos,
    fetch: async (request) => fetchInProcess(fetch, request),
    clock: createTwinClock(getDefaultWorld),
    get deliveries() {
      return getDefaultWorld().webhookDispatcher.deliveries
    },
    async waitForDeliveries() {
      await vendorLoader.loadVendors()
      for (const { webhookDispatcher } of worldRegistry.all) await webhookDispatcher.waitForDeliveries()
    },
    async listen(where = {}) {
      const { controlToken = null, control = 'same port', ...place } = { ...DEFAULT_LISTEN_OPTIONS, ...where }
      pageMode = place.page
      accessPolicy = { exposure: getExposure(place.host), token: controlToken, isReadOnly: pageMode === 'read-only' }
      const dispatchWebhooks = () =>
        worldRegistry.all.forEach(({ webhookDispatcher }) => webhookDispatcher.dispatchDue())
      const handleFast = (asked: RawRequest) =>
        answerHealthCheck(asked, {
          served: getDefaultWorld(),
          vendors: vendorLoader.vendorInfos,
          accessPolicy,
        })
      const fastOptions = options.wrapFetch === undefined ? { atOnce: handleFast } : {}
      const listening = await listenWithControl(fetch, control, { ...place, ...fastOptions, onTick: dispatchWebhooks })
      return runBeforeClose(listening, () => {
        for (const { journal } of worldRegistry.all) journal.closeJournal()
        for (const end of closeCallbacks) end()
      })
    },
  }
}

function createWorldRegistry(
  options: TwinOptions,
  { createWorld }: WorldFactory,
  defaultWorld: ServedWorld,
): WorldRegistry {
  const { strictWorlds: strict = false, maxWorlds: most = 1000 } = options
  const onEvicted = options.onWorldEvicted ?? ((sentence) => console.error(`flowtwin: ${sentence}`))
  return new WorldRegistry({
    defaultWorld,
    createWorld,
    isStrict: strict,
    maxWorlds: most,
    realClock: readRealClock,
    onEvicted,
  })
}

/** Who waits for entries or listens to what happens would hold the server open, so they are let go first. */
function runBeforeClose(listening: RunningServer, cleanUp: () => void): RunningServer {
  const close = () => {
    cleanUp()
    return listening.close()
  }
  return { ...listening, close }
}

/** The clock of whatever world is served at the moment. */
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

interface WorldFactoryParts {
  readonly quirks: readonly Quirk[]
  readonly senders: readonly WebhookSender[]
  readonly reportError: (error: unknown) => void
}

function buildWorldFactory(options: TwinOptions, { quirks, senders, reportError }: WorldFactoryParts): WorldFactory {
  const parameters = toDatasetParameters(options)
  const clock = parseClockOption(options.clock)
  const settings = validateQuirkSettings(quirks, options.quirks ?? {})
  return createWorldFactory(
    { senders, postWebhook: options.postWebhook ?? postWebhook, reportError },
    { parameters, clock, settings },
  )
}

/** Those of the vendors that tell subscribers something. */
function createWebhookSenders(vendorLoader: VendorLoader): readonly WebhookSender[] {
  return vendorLoader.vendorInfos.flatMap(({ name, subscriptionCollection }) => {
    if (subscriptionCollection === undefined) return []
    const sender: WebhookSender = {
      vendor: name,
      subscriptionCollection,
      get webhooks() {
        return vendorLoader.loadedVendors.find((vendor) => vendor.name === name)?.webhooks
      },
    }
    return [sender]
  })
}

/** Where a twin listens. */
export interface TwinListenOptions extends Partial<Omit<ServerOptions, 'onTick' | 'handleFast'>> {
  /** The bearer token that the control API wants from beyond this machine; without one it refuses everybody there. */
  readonly controlToken?: string
  /** Whether the page at /_twin/ is served; "read-only" lets nobody change anything through the control API. Default "on". */
  readonly page?: PageMode
  /** Where the control API listens: with the vendors (default), on a port of its own (0 picks a free one), or nowhere. */
  readonly control?: 'same port' | 'nowhere' | number
}

const DEFAULT_LISTEN_OPTIONS = { port: 0, host: '127.0.0.1', ownsProcess: false, page: 'on' } as const
