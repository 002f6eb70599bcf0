import { loadNames } from './content/people.ts'
import type { AccessPolicy } from './control/access-policy.ts'
import { createControlVendor } from './control/control-vendor.ts'
import { ConnectionResetError, toTruncatedResponse } from './http/faults/transport.ts'
import type { Journal } from './http/journal/journal.ts'
import { getExposure, listenWithControl, type RunningServer, type ServerOptions } from './http/node/server.ts'
import { validateQuirkSettings } from './http/quirk.ts'
import type { FetchHandler } from './http/request.ts'
import { assertNoPathCollisions } from './http/route-paths.ts'
import { createRouter } from './http/router.ts'
import { loadValidation } from './http/validation.ts'
import type { Vendor, VendorInfo } from './http/vendor.ts'
import type { WebhookDelivery, WebhookSender } from './http/webhook-dispatcher.ts'
import type { ServedWorld } from './http/worlds/served-world.ts'
import { DEFAULT_WORLD, WorldRegistry } from './http/worlds/world-registry.ts'
import { type PageMode, servePage } from './page.ts'
import { readRealClock, startRealTimer, waitRealTime } from './real-clock.ts'
import { parseClockOption, parseDurationOption, toDatasetParameters, type TwinOptions } from './twin-options.ts'
import { vendors as allVendors } from './vendors/index.ts'
import { ParameterError } from './world/dataset/parameters.ts'
import type { Duration, Instant } from './world/time.ts'
import type { World } from './world/world.ts'
import { createWorldFactory } from './world-factory.ts'

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
  /** Serves the twin over HTTP, by default on loopback and a free port. */
  listen(options?: TwinListenOptions): Promise<RunningServer>
}

/** The address of a server, and the parts of Flowtwin that it serves. */
export interface TwinListenOptions extends Partial<Omit<ServerOptions, 'onTick'>> {
  /** The bearer token for the control API from other machines; without one they are rejected. */
  readonly controlToken?: string
  /** The page at /_twin/; "read-only" also makes the control API reject changes. Default "on". */
  readonly page?: PageMode
  /** The control API's port: the vendors' port (default), another one (0 picks a free one), or "off". */
  readonly control?: 'shared' | 'off' | number
}

const DEFAULT_LISTEN_OPTIONS = { port: 0, host: '127.0.0.1', ownsProcess: false, page: 'on' } as const

export type { TwinOptions } from './twin-options.ts'

/**
 * Creates a mock server.
 * @throws {ParameterError} for an invalid option; the message names the valid values
 */
export function createTwin(options: TwinOptions = {}): Twin {
  const vendors = selectVendors(options)
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  const reportError = options.onError ?? ((error) => console.error(error))
  const worldFactory = createWorldFactory(
    { senders: listWebhookSenders(vendors), postWebhook: options.postWebhook ?? postWebhook, reportError },
    {
      parameters: toDatasetParameters(options),
      clock: parseClockOption(options.clock),
      settings: validateQuirkSettings(quirks, options.quirks ?? {}),
    },
  )
  const defaultWorld = worldFactory.createWorld(DEFAULT_WORLD)
  const worlds = new WorldRegistry({
    defaultWorld,
    createWorld: worldFactory.createWorld,
    isStrict: options.strictWorlds ?? false,
    maxWorlds: options.maxWorlds ?? 1000,
    realClock: readRealClock,
    onEvicted: options.onWorldEvicted ?? ((message) => console.error(`flowtwin: ${message}`)),
  })
  const hasRateLimits = options.limits ?? true
  let pageMode: PageMode = 'on'
  let accessPolicy: AccessPolicy = { exposure: 'in-process', token: null, isReadOnly: false }
  const closeCallbacks = new Set<() => void>()
  const controlVendor = createControlVendor({
    worlds,
    vendors,
    quirks,
    worldFactory,
    limits: hasRateLimits,
    timer: startRealTimer,
    closing: closeCallbacks,
    getAccessPolicy: () => accessPolicy,
  })
  const router = createRouter(
    {
      selectWorld: worlds.selectWorld.bind(worlds),
      hasRateLimits,
      isAuthStrict: options.auth === 'strict',
      reportError,
      serveStatic: (path) => (pageMode === 'off' ? undefined : servePage(path)),
      wait: options.wait ?? waitRealTime,
      loadDeferred,
      ...(options.mutateResponse === undefined ? {} : { mutateResponse: options.mutateResponse }),
    },
    [...vendors, controlVendor],
  )
  const handler: FetchHandler =
    options.wrapFetch === undefined
      ? router.fetch
      : options.wrapFetch(async (request, bindings) => router.fetch(request, bindings))
  const getDefaultWorld = () => worlds.getWorld(DEFAULT_WORLD) ?? defaultWorld

  return {
    get world() {
      return getDefaultWorld().world
    },
    get journal() {
      return getDefaultWorld().journal
    },
    vendors,
    fetch: async (request) => fetchInProcess(handler, request),
    clock: createTwinClock(getDefaultWorld),
    get deliveries() {
      return getDefaultWorld().webhookDispatcher.deliveries
    },
    async waitForDeliveries() {
      await loadDeferred()
      for (const { webhookDispatcher } of worlds.all) await webhookDispatcher.waitForDeliveries()
    },
    async listen(listenOptions = {}) {
      const { controlToken = null, control = 'shared', ...place } = { ...DEFAULT_LISTEN_OPTIONS, ...listenOptions }
      pageMode = place.page
      accessPolicy = { exposure: getExposure(place.host), token: controlToken, isReadOnly: pageMode === 'read-only' }
      const onTick = () => worlds.all.forEach(({ webhookDispatcher }) => webhookDispatcher.dispatchDue())
      const server = await listenWithControl(handler, control, { ...place, onTick })
      loadDeferred().catch(reportError)
      return {
        ...server,
        close() {
          // Open waits and event streams would keep the server open.
          for (const { journal } of worlds.all) journal.closeJournal()
          for (const end of closeCallbacks) end()
          return server.close()
        },
      }
    },
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

/**
 * Loads Faker and ajv, which take a third of the time from start to the first response of a vendor: a server listens
 * first.
 */
async function loadDeferred(): Promise<void> {
  await Promise.all([loadNames(), loadValidation()])
}

/** The time that a webhook subscriber has to respond. */
const WEBHOOK_TIMEOUT_MS = 10_000

/** Posts a webhook message over the network; does not follow redirects. */
async function postWebhook(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS), redirect: 'manual' })
  // Only the status matters; an unread body would keep the connection.
  await response.body?.cancel()
  return response
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
