import type { components } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import { formatIsoMicroseconds } from '../wire/instants.ts'
import { listRunEvents, type RunEvent } from '../world/events.ts'
import { type Instant, SECOND } from '../world/instant.ts'
import { serializeJournal } from './journal.ts'
import { serializeClockMode } from './clock.ts'

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
