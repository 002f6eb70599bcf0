import type { components, operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { VendorDefinition } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { WorldRegistry } from '../http/worlds/world-registry.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { listRunEvents, type RunEvent } from '../world/query/events.ts'
import { type Instant, SECOND } from '../world/time/instant.ts'
import { serializeClockMode } from './clock.ts'
import type { Timer } from './journal-assertions.ts'
import { serializeJournal } from './journal.ts'

type StreamedEvents = Required<components['schemas']['StreamedEvent']>

/** Arrivals that are told one by one; after a longer jump whoever listens asks anew. */
const MAX_ARRIVALS = 500

/** Tells what has happened in a world since it last told, as server-sent events. */
export class EventCollector {
  readonly #findWorld: () => ServedWorld | undefined
  #served: ServedWorld | undefined
  #isClosed = false
  #requestCount = 0
  /** Requests that were under way when they were last told. */
  #pendingRequests: ReadonlySet<number> = new Set()
  #lastClock = ''
  #lastClockAt = -Infinity
  /** Up to here runs have been told, and what of that very instant. */
  #position: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null

  constructor(find: () => ServedWorld | undefined) {
    this.#findWorld = find
  }

  /** Whether the world is gone. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  /** The events since the last call; nothing when nothing has happened. */
  collectEvents(): string {
    const served = this.#findWorld()
    if (served === undefined) {
      this.#isClosed = true
      return ''
    }
    const isAnother = this.#served !== undefined && this.#served !== served
    if (this.#served !== served) this.#start(served)
    const reset = isAnother ? 'event: reset\ndata: {}\n\n' : ''
    return (
      reset + this.#collectClockEvents(served) + this.#collectRunEvents(served) + this.#collectRequestEvents(served)
    )
  }

  #start(served: ServedWorld): void {
    this.#served = served
    this.#requestCount = 0
    this.#pendingRequests = new Set()
    this.#lastClock = ''
    this.#position = null
  }

  #collectClockEvents({ world }: ServedWorld): string {
    const { now, revision } = world
    const clock = serializeClockMode(world.clock)
    const key = `${clock} ${revision}`
    const isDue = clock !== 'frozen' && Math.abs(now - this.#lastClockAt) >= SECOND * parseRate(clock)
    if (key === this.#lastClock && !isDue) return ''
    this.#lastClock = key
    this.#lastClockAt = now
    return formatServerSentEvent('clock', { now: formatIsoMicroseconds(now), clock, operations: revision })
  }

  #collectRunEvents({ world }: ServedWorld): string {
    const { now } = world
    const told = this.#position
    if (told === null) {
      this.#position = { at: now, keys: new Set(listRunEvents(world.view(), now, now).map(toEventKey)) }
      return ''
    }
    const arrived = world.dataset.getEndIndex(now) - world.dataset.getEndIndex(told.at)
    if (arrived > MAX_ARRIVALS) {
      this.#position = { at: now, keys: new Set() }
      return formatServerSentEvent('jump', { from: formatIsoMicroseconds(told.at), to: formatIsoMicroseconds(now) })
    }
    const events = listRunEvents(world.view(), told.at, now)
    const fresh = events.filter((event) => event.at > told.at || !told.keys.has(toEventKey(event)))
    if (now === told.at && fresh.length === 0) return ''
    this.#position = { at: now, keys: new Set(events.filter(({ at }) => at === now).map(toEventKey)) }
    return fresh.length === 0 ? '' : formatServerSentEvent('runs', { events: fresh.map(serializeRunEvent) })
  }

  #collectRequestEvents({ journal }: ServedWorld): string {
    if (journal.count === this.#requestCount && this.#pendingRequests.size === 0) return ''
    const after = Math.min(this.#requestCount, ...[...this.#pendingRequests].map((sequence) => sequence - 1))
    const { total, entries } = serializeJournal(journal, { after })
    const fresh = entries.filter(({ sequence, state }) => {
      return sequence > this.#requestCount || (state === 'finished' && this.#pendingRequests.has(sequence))
    })
    this.#requestCount = total
    this.#pendingRequests = new Set(entries.filter(({ state }) => state === 'received').map(({ sequence }) => sequence))
    return fresh.length === 0 ? '' : formatServerSentEvent('requests', { total, entries: fresh })
  }
}

function parseRate(clock: string): number {
  return clock === 'live' ? 1 : Number(clock.slice(0, -1))
}

function formatServerSentEvent<Name extends keyof StreamedEvents>(name: Name, data: StreamedEvents[Name]): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function serializeRunEvent({ at, kind, run }: RunEvent): components['schemas']['StreamedRun'] {
  const { number, status, contact, environment, startedAt, repliesAt, endedAt } = run
  return {
    at: formatIsoMicroseconds(at),
    what: kind,
    run: {
      number,
      status,
      flow: run.flow.index,
      contact,
      environment,
      createdAt: formatIsoMicroseconds(run.createdAt),
      startedAt: startedAt === null ? null : formatIsoMicroseconds(startedAt),
      repliesAt: repliesAt.map(formatIsoMicroseconds),
      endedAt: endedAt === null ? null : formatIsoMicroseconds(endedAt),
    },
  }
}

function toEventKey({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}

export interface EventStreamOptions {
  readonly timer: Timer
  /** What ends each open stream: whoever closes the server calls them, because open ones would hold it open. */
  readonly closing: Set<() => void>
}

/** How often a stream looks for news, and after how many looks without any it says that it is still there. */
const POLL_INTERVAL = 100_000
const KEEP_ALIVE_POLLS = 150

const MAX_STREAMS = 32

/**
 * The open streams of a server. Each looks ten times a second, so that what it tells costs requests nothing, and looks
 * only while its reader keeps up, so that nothing piles up.
 */
export class EventStreams {
  readonly #timer: Timer
  readonly #closing: Set<() => void>

  constructor({ timer, closing }: EventStreamOptions) {
    this.#timer = timer
    this.#closing = closing
  }

  /**
   * A stream of what happens in a world.
   * @param find the world as it is known now; undefined once it is gone
   * @throws {Problem} "conflict" when too many are open
   */
  openStream(find: () => ServedWorld | undefined): ReadableStream<Uint8Array> {
    if (this.#closing.size >= MAX_STREAMS) {
      throw new Problem('conflict', { text: `${MAX_STREAMS} streams are open already; close one first` })
    }
    const teller = new EventCollector(find)
    let stop = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string) => controller.enqueue(Buffer.from(text))
        let cancel = () => {}
        stop = () => {
          cancel()
          this.#closing.delete(end)
        }
        const end = () => {
          stop()
          write('event: end\ndata: {}\n\n')
          controller.close()
        }
        let quiet = 0
        const look = () => {
          const text = (controller.desiredSize ?? 0) > 0 ? teller.collectEvents() : ''
          quiet = text === '' ? quiet + 1 : 0
          if (text !== '') write(text)
          else if (quiet % KEEP_ALIVE_POLLS === 0) write(': still here\n\n')
          if (teller.isClosed) end()
          else cancel = this.#timer(POLL_INTERVAL, look)
        }
        this.#closing.add(end)
        look()
      },
      cancel: () => stop(),
    })
  }
}

interface StreamDeps extends EventStreamOptions {
  readonly worlds: WorldRegistry
}

const NO_CACHE = { 'cache-control': 'no-cache' }

/** The handlers of what is watched while it happens. */
export function createStreamHandlers(
  deps: StreamDeps,
  findWorld: (path: { readonly world: string }) => ServedWorld,
): Pick<VendorDefinition<Operations>['handlers'], 'streamEvents'> {
  const streams = new EventStreams(deps)
  return {
    streamEvents({ path }, { request }) {
      const { name } = findWorld(path)
      const head = { status: 200, body: '', headers: NO_CACHE } as const
      // Of a stream that nobody reads nothing is made.
      if (request.method === 'HEAD') return head
      return { ...head, stream: streams.openStream(() => deps.worlds.getWorld(name)) }
    },
  }
}
