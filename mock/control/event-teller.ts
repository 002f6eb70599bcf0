import type { components } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { eventsBetween, type RunEvent } from '../world/events.ts'
import { type Instant, SECOND } from '../world/instant.ts'
import { journalOf } from './journal.ts'
import { sayMode } from './clock.ts'

type Streamed = Required<components['schemas']['StreamedEvent']>

/** Arrivals that are told one by one; after a longer jump whoever listens asks anew. */
const MOST_ARRIVALS = 500

/** Tells what has happened in a world since it last told, as server-sent events. */
export class EventTeller {
  readonly #find: () => ServedWorld | undefined
  #served: ServedWorld | undefined
  #isOver = false
  #requests = 0
  /** Requests that were under way when they were last told. */
  #open: ReadonlySet<number> = new Set()
  #clock = ''
  #clockAt = -Infinity
  /** Up to here runs have been told, and what of that very instant. */
  #told: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null

  constructor(find: () => ServedWorld | undefined) {
    this.#find = find
  }

  /** Whether the world is gone. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The events since the last call; nothing when nothing has happened. */
  news(): string {
    const served = this.#find()
    if (served === undefined) {
      this.#isOver = true
      return ''
    }
    const isAnother = this.#served !== undefined && this.#served !== served
    if (this.#served !== served) this.#begin(served)
    const reset = isAnother ? 'event: reset\ndata: {}\n\n' : ''
    return reset + this.#clockNews(served) + this.#runNews(served) + this.#requestNews(served)
  }

  #begin(served: ServedWorld): void {
    this.#served = served
    this.#requests = 0
    this.#open = new Set()
    this.#clock = ''
    this.#told = null
  }

  #clockNews({ world }: ServedWorld): string {
    const { now, revision } = world
    const clock = sayMode(world.clock)
    const key = `${clock} ${revision}`
    const isDue = clock !== 'frozen' && Math.abs(now - this.#clockAt) >= SECOND * rateOf(clock)
    if (key === this.#clock && !isDue) return ''
    this.#clock = key
    this.#clockAt = now
    return said('clock', { now: toMicroseconds(now), clock, operations: revision })
  }

  #runNews({ world }: ServedWorld): string {
    const { now } = world
    const told = this.#told
    if (told === null) {
      this.#told = { at: now, keys: new Set(eventsBetween(world.view(), now, now).map(keyOf)) }
      return ''
    }
    const arrived = world.universe.end(now) - world.universe.end(told.at)
    if (arrived > MOST_ARRIVALS) {
      this.#told = { at: now, keys: new Set() }
      return said('jump', { from: toMicroseconds(told.at), to: toMicroseconds(now) })
    }
    const events = eventsBetween(world.view(), told.at, now)
    const fresh = events.filter((event) => event.at > told.at || !told.keys.has(keyOf(event)))
    if (now === told.at && fresh.length === 0) return ''
    this.#told = { at: now, keys: new Set(events.filter(({ at }) => at === now).map(keyOf)) }
    return fresh.length === 0 ? '' : said('runs', { events: fresh.map(sayEvent) })
  }

  #requestNews({ journal }: ServedWorld): string {
    if (journal.count === this.#requests && this.#open.size === 0) return ''
    const after = Math.min(this.#requests, ...[...this.#open].map((sequence) => sequence - 1))
    const { total, entries } = journalOf(journal, { after })
    const fresh = entries.filter(({ sequence, state }) => {
      return sequence > this.#requests || (state === 'finished' && this.#open.has(sequence))
    })
    this.#requests = total
    this.#open = new Set(entries.filter(({ state }) => state === 'received').map(({ sequence }) => sequence))
    return fresh.length === 0 ? '' : said('requests', { total, entries: fresh })
  }
}

function rateOf(clock: string): number {
  return clock === 'live' ? 1 : Number(clock.slice(0, -1))
}

function said<Name extends keyof Streamed>(name: Name, data: Streamed[Name]): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function sayEvent({ at, kind, run }: RunEvent): components['schemas']['StreamedRun'] {
  const { number, status, contact, environment, startedAt, repliesAt, endedAt } = run
  return {
    at: toMicroseconds(at),
    what: kind,
    run: {
      number,
      status,
      flow: run.flow.index,
      contact,
      environment,
      createdAt: toMicroseconds(run.createdAt),
      startedAt: startedAt === null ? null : toMicroseconds(startedAt),
      repliesAt: repliesAt.map(toMicroseconds),
      endedAt: endedAt === null ? null : toMicroseconds(endedAt),
    },
  }
}

function keyOf({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}
