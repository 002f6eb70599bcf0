import { healthOf } from './control/health.ts'
import type { Delivery, Post } from './http/courier.ts'
import { appOf, refuseCollisions } from './http/app.ts'
import { loadChecks } from './http/deferred-checks.ts'
import type { Journal } from './http/journal.ts'
import { listen, type Listening, type ListenOptions } from './http/listen.ts'
import type { Host } from './http/passage.ts'
import { settingsFor } from './http/quirk.ts'
import type { Vendor } from './http/vendor.ts'
import { realPost } from './real-post.ts'
import { servedWorld } from './served-worlds.ts'
import { vendors as allVendors } from './vendors/index.ts'
import { parseDuration } from './wire/duration.ts'
import { parseIso } from './wire/iso-8601.ts'
import type { ClockMode } from './world/clock.ts'
import type { Duration, Instant } from './world/instant.ts'
import { type Parameters, ParameterError } from './world/parameters.ts'
import type { World } from './world/world.ts'

/** What a twin is made from; everything has a default. */
export interface TwinOptions {
  /** Same seed, same bytes. Default 42. */
  readonly seed?: string | number
  /** Runs that exist at the start. Default 1000. */
  readonly runs?: number
  /** Time between arrivals: microseconds, or text such as "2m". Default two minutes. */
  readonly every?: Duration | string
  /** The instant at which the world starts: an ISO 8601 text. Default 2026-01-15T09:00:00Z. */
  readonly now?: string | Instant
  /** How time moves: "frozen" (default), "live", or so many times as fast as real time. */
  readonly clock?: 'frozen' | 'live' | number
  /** Further parameters of the universe. */
  readonly universe?: Partial<Parameters>
  /** "relaxed" (default) takes any well-formed credential, "strict" only those that Flowtwin issued. */
  readonly auth?: 'relaxed' | 'strict'
  /** Positions of quirks, by id; see `quirks`. */
  readonly quirks?: Readonly<Record<string, string>>
  /** Whether documented request quotas are enforced. Default true. */
  readonly limits?: boolean
  /** The vendors to serve. Default all. */
  readonly vendors?: readonly Vendor[]
  readonly tamper?: Host['tamper']
  /** Sends the messages of webhooks. Default: over the network. */
  readonly post?: Post
  /** Told of errors that are Flowtwin's own. Default: written to stderr. */
  readonly report?: (error: unknown) => void
}

/** A mock server in process: the four APIs behind one fetch function, over one world. */
export interface Twin {
  readonly world: World
  readonly journal: Journal
  readonly vendors: readonly Vendor[]
  /** Answers a request as the server would; may be handed on by itself, as the global fetch may. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: {
    readonly now: Instant
    /** Lets virtual time pass, by microseconds or by text such as "31m" or "PT31M". */
    advance(by: Duration | string): Instant
  }
  /** The newest messages to webhooks, oldest first, with every attempt to deliver them. */
  readonly deliveries: readonly Delivery[]
  /** Resolves once every message that is due has been sent, or could not be. */
  settled(): Promise<void>
  /** Serves the twin over HTTP, on loopback and a free port unless told otherwise. */
  listen(options?: Partial<ListenOptions>): Promise<Listening>
}

/**
 * Makes a twin of the vendors' APIs.
 * @throws {ParameterError} when an option is not usable; the message says which and what would do
 */
export function createTwin(options: TwinOptions = {}): Twin {
  const vendors = options.vendors ?? allVendors
  refuseCollisions(vendors)
  const report = options.report ?? ((error) => console.error(error))
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  const { served, load } = servedWorld({
    name: 'default',
    parameters: parametersOf(options),
    clock: clockModeOf(options.clock),
    settings: settingsFor(quirks, options.quirks ?? {}),
    senders: vendors.flatMap(({ name, webhooks }) => (webhooks === undefined ? [] : [{ vendor: name, webhooks }])),
    post: options.post ?? realPost,
    report,
  })
  const { world } = served
  const host: Host = {
    select: () => ({ served, prefix: '' }),
    limits: options.limits ?? true,
    strict: options.auth === 'strict',
    report,
    ...(options.tamper === undefined ? {} : { tamper: options.tamper }),
  }
  const app = appOf(host, vendors)
  app.get('/_twin/v1/health', (c) => c.json(healthOf(world, vendors, new URL(c.req.url).origin)))
  const fetch = whenLoaded(() => Promise.all([load(), loadChecks()]), app.fetch)

  return {
    world,
    journal: served.journal,
    vendors,
    fetch: async (request) => fetch(request),
    clock: {
      get now() {
        return world.now
      },
      advance(by) {
        const now = world.advance(durationOf(by))
        served.courier.look()
        return now
      },
    },
    get deliveries() {
      return served.courier.deliveries
    },
    settled: () => served.courier.settled(),
    listen: (where = {}) => listen(fetch, { ...LOOPBACK, tick: () => served.courier.look(), ...where }),
  }
}

const LOOPBACK = { port: 0, host: '127.0.0.1', ownsProcess: false }

type Fetch = (request: Request) => Response | Promise<Response>

/** Loads what is kept off the way to a ready server before the first vendor request, then stays out of the way. */
function whenLoaded(load: () => Promise<unknown>, fetch: Fetch): Fetch {
  let loading: Promise<unknown> | undefined
  let loaded = false
  return (request) => {
    if (loaded || request.url.includes('/_twin/')) return fetch(request)
    loading ??= load().then(() => (loaded = true))
    return loading.then(() => fetch(request))
  }
}

function parametersOf(options: TwinOptions): Partial<Parameters> {
  const given = {
    seed: options.seed,
    runs: options.runs,
    every: options.every === undefined ? undefined : durationOf(options.every),
    start: options.now === undefined ? undefined : instantOf(options.now),
  }
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...options.universe, ...Object.fromEntries(named) }
}

function durationOf(given: Duration | string): Duration {
  const duration = typeof given === 'number' ? given : parseDuration(given)
  if (duration !== undefined) return duration
  throw new ParameterError(`"${given}" is no duration; write 90s, 31m, 1h30m or PT31M`)
}

function instantOf(given: string | Instant): Instant {
  const at = typeof given === 'number' ? given : parseIso(given)
  if (at !== undefined) return at
  throw new ParameterError(`"${given}" is no instant; write one such as 2026-01-15T09:00:00Z`)
}

function clockModeOf(clock: TwinOptions['clock'] = 'frozen'): ClockMode {
  if (clock === 'frozen' || clock === 'live') return { kind: clock }
  if (Number.isFinite(clock) && clock > 0) return { kind: 'scaled', rate: clock }
  throw new ParameterError(`a clock cannot run ${clock} times as fast; give a number above 0, "live" or "frozen"`)
}
