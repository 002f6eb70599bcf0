import { answerAtOnce } from './control/at-once.ts'
import type { Door } from './control/door.ts'
import type { Unread } from './http/call.ts'
import type { Delivery, Sender } from './http/courier.ts'
import type { Journal } from './http/journal.ts'
import { type Listening, type ListenOptions, listenWith, reachOf } from './http/listen.ts'
import type { Host } from './http/passage.ts'
import { type Quirk, settingsFor } from './http/quirk.ts'
import type { Face } from './http/vendor.ts'
import type { ServedWorld } from './http/served-world.ts'
import { DEFAULT_WORLD, Worlds } from './http/worlds.ts'
import { uncut, whenLoaded } from './late-fetch.ts'
import { pageAt } from './page.ts'
import type { PageMode } from './page-files.ts'
import { realClock, realTimer, realWait } from './real-clock.ts'
import { realPost } from './real-post.ts'
import { worldMaker, type WorldMaker } from './served-worlds.ts'
import { clockModeOf, durationOf, parametersOf, type TwinOptions } from './twin-options.ts'

import { loadingOf, type VendorLoading } from './vendor-loading.ts'
import type { Duration, Instant } from './world/instant.ts'
import type { World } from './world/world.ts'

export type { TwinOptions } from './twin-options.ts'

/** A mock server in process: the four APIs behind one fetch function, over one world. */
export interface Twin {
  readonly world: World
  readonly journal: Journal
  readonly vendors: readonly Face[]
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
  const vendors = loadingOf(options)
  const report = options.report ?? ((error) => console.error(error))
  const quirks = vendors.faces.flatMap((face) => face.quirks)
  const maker = makerOf(options, { quirks, senders: sendersOf(vendors), report })
  const first = maker.make(DEFAULT_WORLD)
  const worlds = worldsOf(options, maker, first)
  const host: Host = {
    select: (incoming) => worlds.select(incoming),
    limits: options.limits ?? true,
    strict: options.auth === 'strict',
    report,
    beside: (path) => (page === 'off' ? undefined : pageAt(path)),
    wait: options.wait ?? realWait,
    ...(options.tamper === undefined ? {} : { tamper: options.tamper }),
  }
  let page: PageMode = 'on'
  let door: Door = { reach: 'process', token: null, readOnly: false }
  const closing = new Set<() => void>()
  const answer = whenLoaded(async () => {
    const { answeringOf } = await import('./answering.ts')
    const desk = { worlds, maker, quirks, limits: host.limits, timer: realTimer, closing }
    return answeringOf(host, { vendors, door: () => door, desk })
  })
  const fetch =
    options.around === undefined ? answer : options.around(async (request, bindings) => answer(request, bindings))
  const served = () => worlds.get(DEFAULT_WORLD) ?? first

  return {
    get world() {
      return served().world
    },
    get journal() {
      return served().journal
    },
    vendors: vendors.faces,
    fetch: async (request) => uncut(fetch, request),
    clock: clockOf(served),
    get deliveries() {
      return served().courier.deliveries
    },
    async settled() {
      await vendors.load()
      for (const { courier } of worlds.all) await courier.settled()
    },
    async listen(where = {}) {
      const { controlToken = null, control = 'same port', ...place } = { ...LOOPBACK, ...where }
      page = place.page
      door = { reach: reachOf(place.host), token: controlToken, readOnly: page === 'read-only' }
      const tick = () => worlds.all.forEach(({ courier }) => courier.look())
      const atOnce = (asked: Unread) => answerAtOnce(asked, { served: served(), vendors: vendors.faces, door })
      const early = options.around === undefined ? { atOnce } : {}
      const listening = await listenWith(fetch, control, { ...place, ...early, tick })
      return closedWith(listening, () => {
        for (const { journal } of worlds.all) journal.close()
        for (const end of closing) end()
      })
    },
  }
}

function worldsOf(options: TwinOptions, { make }: WorldMaker, first: ServedWorld): Worlds {
  const { strictWorlds: strict = false, mostWorlds: most = 1000 } = options
  const dropped = options.dropped ?? ((sentence) => console.error(`flowtwin: ${sentence}`))
  return new Worlds({ first, make, strict, most, realClock, dropped })
}

/** Who waits for entries or listens to what happens would hold the server open, so they are let go first. */
function closedWith(listening: Listening, letGo: () => void): Listening {
  const close = () => {
    letGo()
    return listening.close()
  }
  return { ...listening, close }
}

/** The clock of whatever world is served at the moment. */
function clockOf(served: () => ServedWorld): Twin['clock'] {
  return {
    get now() {
      return served().world.now
    },
    advance(by) {
      const { world, courier } = served()
      const now = world.advance(durationOf(by))
      courier.look()
      return now
    },
  }
}

interface MakerParts {
  readonly quirks: readonly Quirk[]
  readonly senders: readonly Sender[]
  readonly report: (error: unknown) => void
}

function makerOf(options: TwinOptions, { quirks, senders, report }: MakerParts): WorldMaker {
  const parameters = parametersOf(options)
  const clock = clockModeOf(options.clock)
  const settings = settingsFor(quirks, options.quirks ?? {})
  return worldMaker({ senders, post: options.post ?? realPost, report }, { parameters, clock, settings })
}

/** Those of the vendors that tell subscribers something. */
function sendersOf(vendors: VendorLoading): readonly Sender[] {
  return vendors.faces.flatMap(({ name, subscriptions }) => {
    if (subscriptions === undefined) return []
    const sender: Sender = {
      vendor: name,
      subscriptions,
      get webhooks() {
        return vendors.loaded.find((vendor) => vendor.name === name)?.webhooks
      },
    }
    return [sender]
  })
}

/** Where a twin listens. */
export interface WhereToListen extends Partial<Omit<ListenOptions, 'tick' | 'atOnce'>> {
  /** The bearer token that the control API wants from beyond this machine; without one it refuses everybody there. */
  readonly controlToken?: string
  /** Whether the page at /_twin/ is served; "read-only" lets nobody change anything through the control API. Default "on". */
  readonly page?: PageMode
  /** Where the control API listens: with the vendors (default), on a port of its own (0 picks a free one), or nowhere. */
  readonly control?: 'same port' | 'nowhere' | number
}

const LOOPBACK = { port: 0, host: '127.0.0.1', ownsProcess: false, page: 'on' } as const
