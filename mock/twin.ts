import type { Door } from './control/door.ts'
import { controlOf } from './control/index.ts'
import type { Delivery } from './http/courier.ts'
import { appOf, refuseCollisions } from './http/app.ts'
import { loadChecks } from './http/deferred-checks.ts'
import type { Journal } from './http/journal.ts'
import { type Listening, type ListenOptions, listenWith, reachOf } from './http/listen.ts'
import type { Host } from './http/passage.ts'
import { settingsFor } from './http/quirk.ts'
import type { Vendor } from './http/vendor.ts'
import { DEFAULT_WORLD, Worlds } from './http/worlds.ts'
import { loadPeople } from './content/deferred-people.ts'
import { realClock } from './real-clock.ts'
import { realPost } from './real-post.ts'
import { worldMaker, type WorldMaker } from './served-worlds.ts'
import { clockModeOf, durationOf, parametersOf, type TwinOptions } from './twin-options.ts'

import { vendors as allVendors } from './vendors/index.ts'
import type { Duration, Instant } from './world/instant.ts'
import type { World } from './world/world.ts'

export type { TwinOptions } from './twin-options.ts'

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
  listen(options?: WhereToListen): Promise<Listening>
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
  const maker = makerOf(options, { vendors, report })
  const first = maker.make(DEFAULT_WORLD)
  const { strictWorlds = false, mostWorlds = 1000 } = options
  const dropped = options.dropped ?? ((sentence) => console.error(`flowtwin: ${sentence}`))
  const worlds = new Worlds({ first, make: maker.make, strict: strictWorlds, most: mostWorlds, realClock, dropped })
  const host: Host = {
    select: (incoming) => worlds.select(incoming),
    limits: options.limits ?? true,
    strict: options.auth === 'strict',
    report,
    ...(options.tamper === undefined ? {} : { tamper: options.tamper }),
  }
  let door: Door = { reach: 'process', token: null }
  const control = controlOf({ worlds, maker, quirks, vendors, door: () => door })
  const app = appOf(host, [...vendors, control])
  const fetch = whenLoaded(() => Promise.all([loadPeople(), loadChecks()]), app.fetch)
  const served = () => worlds.get(DEFAULT_WORLD) ?? first

  return {
    get world() {
      return served().world
    },
    get journal() {
      return served().journal
    },
    vendors,
    fetch: async (request) => fetch(request),
    clock: {
      get now() {
        return served().world.now
      },
      advance(by) {
        const { world, courier } = served()
        const now = world.advance(durationOf(by))
        courier.look()
        return now
      },
    },
    get deliveries() {
      return served().courier.deliveries
    },
    async settled() {
      for (const { courier } of worlds.all) await courier.settled()
    },
    listen(where = {}) {
      const { controlToken = null, control = 'same port', ...place } = { ...LOOPBACK, ...where }
      door = { reach: reachOf(place.host), token: controlToken }
      const tick = () => worlds.all.forEach(({ courier }) => courier.look())
      return listenWith(fetch, control, { ...place, tick })
    },
  }
}

interface MakerParts {
  readonly vendors: readonly Vendor[]
  readonly report: (error: unknown) => void
}

function makerOf(options: TwinOptions, { vendors, report }: MakerParts): WorldMaker {
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  const senders = vendors.flatMap(({ name, webhooks }) => (webhooks === undefined ? [] : [{ vendor: name, webhooks }]))
  const parameters = parametersOf(options)
  const clock = clockModeOf(options.clock)
  const settings = settingsFor(quirks, options.quirks ?? {})
  return worldMaker({ senders, post: options.post ?? realPost, report }, { parameters, clock, settings })
}

/** Where a twin listens. */
export interface WhereToListen extends Partial<Omit<ListenOptions, 'tick'>> {
  /** The bearer token that the control API wants from beyond this machine; without one it refuses everybody there. */
  readonly controlToken?: string
  /** Where the control API listens: with the vendors (default), on a port of its own (0 picks a free one), or nowhere. */
  readonly control?: 'same port' | 'nowhere' | number
}

const LOOPBACK = { port: 0, host: '127.0.0.1', ownsProcess: false }

type Fetch = (request: Request) => Response | Promise<Response>

/** Loads what is kept off the way to a ready server before the first vendor request, then stays out of the way. */
function whenLoaded(load: () => Promise<unknown>, fetch: Fetch): Fetch {
  let loading: Promise<unknown> | undefined
  let loaded = false
  return (request) => {
    if (loaded || request.url.endsWith('/_twin/v1/health')) return fetch(request)
    loading ??= load().then(() => (loaded = true))
    return loading.then(() => fetch(request))
  }
}
