import { type Redactor, redactorOf } from '../wire/redaction.ts'
import type { RealClock, RealTime } from '../world/clock.ts'
import type { Instant } from '../world/instant.ts'
import type { Bodies, Call, CallParts, Outcome } from './call.ts'
import { HeldBodies } from './held-bodies.ts'
import { JournalEntry } from './journal-entry.ts'
import { secretsOf } from './seen-secrets.ts'

/** How much a journal holds. */
export interface JournalBounds {
  /** Requests; older ones fall out. */
  readonly entries: number
  /** Bytes of their bodies together; of older requests the bodies are forgotten first. */
  readonly bytes: number
  /** Requests whose headers are held; those of refused ones are held as long as the request is. */
  readonly headers: number
}

export const JOURNAL_BOUNDS: JournalBounds = { entries: 1000, bytes: 16_777_216, headers: 100 }

/** Is told that something has come, or that nothing will come any more. */
type Watcher = (isClosing: boolean) => void

/** Credentials that are remembered, so that they stay hidden after the requests that showed them have fallen out. */
const MOST_SECRETS = 2000
const NOT_YET = 0 as RealTime

/**
 * The newest requests of a world, from their receipt on. On a request's way only references are kept; whatever can be
 * told of it is worked out, without credentials, when the journal is read.
 */
export class Journal {
  readonly #bounds: JournalBounds
  readonly #realClock: RealClock
  #calls: Call[] = []
  #count = 0
  /** Up to this sequence number entries were cleared away on purpose. */
  #cleared = 0
  #bodies = new HeldBodies()
  #bodiesDropped = 0
  /** The oldest request whose bodies may still be held. */
  #oldest = 1
  readonly #watchers = new Set<Watcher>()
  readonly #secrets = new Set<string>()
  #lastToken: string | null = null
  #redactor: Redactor | undefined

  constructor(realClock: RealClock = () => 0 as RealTime, bounds: JournalBounds = JOURNAL_BOUNDS) {
    this.#realClock = realClock
    this.#bounds = bounds
  }

  /** Requests received so far, those that are no longer held included. */
  get count(): number {
    return this.#count
  }

  /** Requests that fell out because newer ones came. */
  get dropped(): number {
    return Math.max(0, this.#count - this.#bounds.entries - this.#cleared)
  }

  /** Requests that are held, but whose bodies had to make room. */
  get bodiesDropped(): number {
    return this.#bodiesDropped
  }

  get bounds(): JournalBounds {
    return this.#bounds
  }

  /** Makes the entry of a request that has just come in. */
  open({ method, url, headers, vendor, operation }: CallParts, at: Instant): Call {
    const call: Call = {
      method,
      url,
      headers,
      vendor,
      operation,
      sequence: ++this.#count,
      at,
      began: this.#realClock(),
      outcome: null,
      text: null,
      body: null,
      ended: NOT_YET,
      size: 0,
      forgotten: false,
    }
    const place = (call.sequence - 1) % this.#bounds.entries
    const former = this.#calls[place]
    if (former !== undefined) this.#release(former)
    this.#calls[place] = call
    this.#letGo(call.sequence - this.#bounds.headers)
    if (this.#watchers.size > 0) this.#tell()
    return call
  }

  /** Completes an entry when the request has been answered. */
  finish(call: Call, outcome: Outcome, bodies: Bodies): void {
    const { caller } = outcome
    if (caller !== null && caller.token !== this.#lastToken) this.#learn((this.#lastToken = caller.token))
    call.ended = this.#realClock()
    call.size = bodies.body.length
    call.outcome = outcome
    // Its place may have been taken, or the journal cleared, while it was under way.
    if (this.#calls[(call.sequence - 1) % this.#bounds.entries] === call) this.#hold(call, bodies)
    if (this.#watchers.size > 0) this.#tell()
  }

  /** What is still held, oldest first. */
  entries(): readonly JournalEntry[] {
    const calls = this.#calls.filter(Boolean).toSorted((left, right) => left.sequence - right.sequence)
    for (const call of calls) for (const secret of secretsOf(call)) this.#learn(secret)
    this.#redactor ??= redactorOf(this.#secrets)
    const redactor = this.#redactor
    return calls.map((call) => new JournalEntry(call, redactor))
  }

  /** Hides the credentials that this journal has seen. */
  redacted(text: string): string {
    this.entries()
    return (this.#redactor ?? redactorOf(this.#secrets)).text(text)
  }

  /** Forgets every entry; what comes is numbered on. */
  clear(): void {
    this.#calls = []
    this.#cleared = this.#count
    this.#bodies = new HeldBodies()
    this.#bodiesDropped = 0
  }

  /** Sends everybody home who waits for entries. */
  close(): void {
    this.#tell(true)
  }

  /** Calls back at every receipt and every answer, until what it returns is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #tell(isClosing = false): void {
    for (const watcher of this.#watchers) watcher(isClosing)
  }

  #hold(call: Call, bodies: Bodies): void {
    const { sequence } = call
    this.#bodies.hold(call, bodies)
    if (sequence < this.#oldest) this.#oldest = sequence
    while (this.#bodies.bytes > this.#bounds.bytes && this.#oldest < sequence) {
      const oldest = this.#calls[(this.#oldest - 1) % this.#bounds.entries]
      if (oldest?.sequence === this.#oldest) this.#forget(oldest)
      this.#oldest++
    }
  }

  /** Requests hang on their headers, and many that live long slow every other one down. */
  #letGo(sequence: number): void {
    const aged = this.#calls[(sequence - 1) % this.#bounds.entries]
    if (aged?.sequence !== sequence || aged.outcome === null || aged.outcome.status >= 400) return
    aged.headers = null
  }

  #forget(call: Call): void {
    if (call.outcome === null || call.forgotten) return
    this.#release(call)
    call.forgotten = true
    this.#bodiesDropped++
  }

  #release(call: Call): void {
    if (call.forgotten) this.#bodiesDropped--
    this.#bodies.release(call)
  }

  #learn(secret: string | null): void {
    if (secret === null || this.#secrets.has(secret)) return
    const [first] = this.#secrets
    if (this.#secrets.size >= MOST_SECRETS && first !== undefined) this.#secrets.delete(first)
    this.#secrets.add(secret)
    this.#redactor = undefined
  }
}
