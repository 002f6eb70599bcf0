import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { finishSlices, listRunEvents, type RunEvent, summarizeRunEvents } from '../world/query/events.ts'
import { type Instant, SECOND } from '../world/time.ts'
import { serializeClockMode } from './clock.ts'
import type { Timer } from './journal-assertions.ts'
import { serializeJournal } from './journal.ts'
import { serializeRunState } from './runs.ts'

type StreamedEvents = Required<components['schemas']['StreamedEvent']>

/** The maximum number of new runs that are sent one by one; more are a `gap`. */
const MAX_NEW_RUNS = 500

/** The maximum number of run events between two polls; more are a `gap`. */
const MAX_STREAMED_EVENTS = 10_000

/** Collects the events of a world since the last call, as server-sent events. */
class EventCollector {
  readonly #findWorld: () => ServedWorld | undefined
  #served: ServedWorld | undefined
  #requestCount = 0
  /** Sequence numbers of requests that were sent as pending. */
  #pendingRequests: ReadonlySet<number> = new Set()
  #lastClock = ''
  #lastClockAt = -Infinity
  /** The instant up to which run events are sent, and the events of this instant. */
  #position: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null

  constructor(findWorld: () => ServedWorld | undefined) {
    this.#findWorld = findWorld
  }

  /** Returns an empty text when there are no events, and null when the world is deleted. */
  collectEvents(): string | null {
    const served = this.#findWorld()
    if (served === undefined) return null
    const isReplaced = this.#served !== undefined && this.#served !== served
    if (this.#served !== served) this.#start(served)
    const reset = isReplaced ? 'event: reset\ndata: {}\n\n' : ''
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
    const clock = serializeClockMode(world.clockMode)
    const key = `${clock} ${revision}`
    const rate = world.clockMode.kind === 'scaled' ? world.clockMode.rate : 1
    const isDue = clock !== 'frozen' && Math.abs(now - this.#lastClockAt) >= SECOND * rate
    if (key === this.#lastClock && !isDue) return ''
    this.#lastClock = key
    this.#lastClockAt = now
    return formatServerSentEvent('clock', { now: formatIsoMicroseconds(now), clock, operationCount: revision })
  }

  #collectRunEvents({ world }: ServedWorld): string {
    const { now } = world
    const position = this.#position
    if (position === null) {
      this.#position = { at: now, keys: new Set(listRunEvents(world.view(), now, now).map(toEventKey)) }
      return ''
    }
    const newRunCount = world.dataset.getEndIndex(now) - world.dataset.getEndIndex(position.at)
    if (newRunCount > MAX_NEW_RUNS) return this.#skipTo(position.at, now)
    const range = { from: position.at, to: now, limit: MAX_STREAMED_EVENTS }
    const { events, total } = finishSlices(summarizeRunEvents(world.view(), range))
    if (total > MAX_STREAMED_EVENTS) return this.#skipTo(position.at, now)
    const newEvents = events.filter((event) => event.at > position.at || !position.keys.has(toEventKey(event)))
    if (now === position.at && newEvents.length === 0) return ''
    this.#position = { at: now, keys: new Set(events.filter(({ at }) => at === now).map(toEventKey)) }
    return newEvents.length === 0 ? '' : formatServerSentEvent('runs', { events: newEvents.map(serializeRunEvent) })
  }

  #skipTo(from: Instant, to: Instant): string {
    this.#position = { at: to, keys: new Set() }
    return formatServerSentEvent('gap', { from: formatIsoMicroseconds(from), to: formatIsoMicroseconds(to) })
  }

  #collectRequestEvents({ journal }: ServedWorld): string {
    if (journal.count === this.#requestCount && this.#pendingRequests.size === 0) return ''
    const after = Math.min(this.#requestCount, ...[...this.#pendingRequests].map((sequence) => sequence - 1))
    const { total, entries } = serializeJournal(journal, { after })
    const newEntries = entries.filter(({ sequence, state }) => {
      return sequence > this.#requestCount || (state === 'completed' && this.#pendingRequests.has(sequence))
    })
    this.#requestCount = total
    this.#pendingRequests = new Set(entries.filter(({ state }) => state === 'pending').map(({ sequence }) => sequence))
    return newEntries.length === 0 ? '' : formatServerSentEvent('requests', { total, entries: newEntries })
  }
}

function formatServerSentEvent<Name extends keyof StreamedEvents>(name: Name, data: StreamedEvents[Name]): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function serializeRunEvent({ at, kind, run }: RunEvent): components['schemas']['StreamedRun'] {
  return { at: formatIsoMicroseconds(at), type: kind, run: { number: run.number, ...serializeRunState(run) } }
}

function toEventKey({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}

export interface EventStreamOptions {
  readonly timer: Timer
  /** Callbacks that end the open streams; a closing server calls them, because open streams would keep it alive. */
  readonly closing: Set<() => void>
}

/** Microseconds between two polls of a stream, and idle polls before a comment. */
const POLL_INTERVAL = 100_000
const KEEP_ALIVE_POLLS = 150

const MAX_STREAMS = 32

/**
 * The open event streams of a server. Streams poll, so that requests cost nothing more; a stream whose client reads
 * slowly does not poll, so that nothing is buffered.
 */
export class EventStreams {
  readonly #timer: Timer
  readonly #closing: Set<() => void>
  readonly #open = new Set<() => void>()

  constructor({ timer, closing }: EventStreamOptions) {
    this.#timer = timer
    this.#closing = closing
  }

  /**
   * Opens a stream of the events of a world.
   * @param findWorld returns the current world; undefined when it is deleted
   * @throws {Problem} "conflict" when too many streams are open
   */
  openStream(findWorld: () => ServedWorld | undefined): ReadableStream<Uint8Array> {
    if (this.#open.size >= MAX_STREAMS) {
      throw new Problem('conflict', { text: `${MAX_STREAMS} streams are open, which is the maximum; close one first` })
    }
    const collector = new EventCollector(findWorld)
    let stop = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string) => controller.enqueue(Buffer.from(text))
        let cancelTimer = () => {}
        stop = () => {
          cancelTimer()
          this.#closing.delete(end)
          this.#open.delete(end)
        }
        const end = () => {
          stop()
          write('event: end\ndata: {}\n\n')
          controller.close()
        }
        let idlePolls = 0
        const poll = () => {
          const text = (controller.desiredSize ?? 0) > 0 ? collector.collectEvents() : ''
          if (text === null) {
            end()
            return
          }
          idlePolls = text === '' ? idlePolls + 1 : 0
          if (text !== '') write(text)
          else if (idlePolls % KEEP_ALIVE_POLLS === 0) write(': keep-alive\n\n')
          cancelTimer = this.#timer(POLL_INTERVAL, poll)
        }
        this.#closing.add(end)
        this.#open.add(end)
        poll()
      },
      cancel: () => stop(),
    })
  }
}
