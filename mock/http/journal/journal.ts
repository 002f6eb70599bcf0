import type { JsonSource } from '../../wire/json.ts'
import { createRedactor, findSecretsInHeader, findSecretsInText, type Redactor } from '../../wire/redaction.ts'
import type { RealClock, RealTime } from '../../world/time/clock.ts'
import type { Instant } from '../../world/time/instant.ts'
import { JournalEntry } from './journal-entry.ts'
import {
  listHeaderPairs,
  readResponseBody,
  type RecordedBodies,
  type RecordedRequest,
  type RecordedResponse,
  type RequestRecord,
  toIncomingRequest,
} from './request-record.ts'

/** The bodies that a journal's calls hold: text as it is, pages as what says them once more, anything else as a copy. */
export class BodyStore {
  #bytes = 0
  /** The answers that share a page. */
  readonly #holderCounts = new Map<JsonSource, number>()

  /** Bytes of all of them as they were sent; a page that several answers share counts once. */
  get bytes(): number {
    return this.#bytes
  }

  storeBodies(call: RequestRecord, { requestBody, responseBody, bodySource }: RecordedBodies): void {
    call.requestBody = requestBody
    call.responseBody = typeof responseBody === 'string' ? responseBody : (bodySource ?? new Uint8Array(responseBody))
    this.#bytes += countOwnBytes(call)
    if (!isBodySource(call.responseBody)) return
    const holders = this.#holderCounts.get(call.responseBody) ?? 0
    this.#holderCounts.set(call.responseBody, holders + 1)
    if (holders === 0) this.#bytes += call.responseSize
  }

  /** Lets go of what a call holds, if it holds anything. */
  releaseBodies(call: RequestRecord): void {
    this.#bytes -= countOwnBytes(call)
    if (isBodySource(call.responseBody)) this.#releaseSharedBody(call.responseBody, call.responseSize)
    call.requestBody = null
    call.responseBody = null
  }

  #releaseSharedBody(page: JsonSource, size: number): void {
    const holders = (this.#holderCounts.get(page) ?? 0) - 1
    if (holders > 0) {
      this.#holderCounts.set(page, holders)
      return
    }
    this.#holderCounts.delete(page)
    this.#bytes -= size
  }
}

function isBodySource(body: RequestRecord['responseBody']): body is JsonSource {
  return Array.isArray(body)
}

/** Bytes of what is a call's own: of a page only what the request brought. */
function countOwnBytes({ requestBody, responseBody }: RequestRecord): number {
  return (requestBody?.length ?? 0) + (responseBody === null || isBodySource(responseBody) ? 0 : responseBody.length)
}

/** Issued credentials stand in small answers; large ones are lists. */
const MAX_SCANNED_BYTES = 65_536

const secretsByRecord = new WeakMap<RequestRecord, readonly string[]>()

/** The credentials that a request and its answer show. */
export function findRecordSecrets(record: RequestRecord): readonly string[] {
  const known = secretsByRecord.get(record)
  if (known !== undefined) return known
  const { response } = record
  const token = response?.caller?.token ?? null
  const headers = listHeaderPairs(record.headers).flatMap(([name, value]) => findSecretsInHeader(name, value))
  const body = record.responseSize > MAX_SCANNED_BYTES ? null : readResponseBody(record)
  const texts = [toIncomingRequest(record).target, record.requestBody, body].flatMap((text) =>
    text === null ? [] : findSecretsInText(text),
  )
  const secrets = [...headers, ...(token === null ? [] : [token]), ...texts]
  if (response !== null) secretsByRecord.set(record, secrets)
  return secrets
}

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
type JournalWatcher = (isClosing: boolean) => void

/** Credentials that are remembered, so that they stay hidden after the requests that showed them have fallen out. */
const MAX_SECRETS = 2000
const NOT_ENDED = 0 as RealTime

/**
 * The newest requests of a world, from their receipt on. On a request's way only references are kept; whatever can be
 * told of it is worked out, without credentials, when the journal is read.
 */
export class Journal {
  readonly #bounds: JournalBounds
  readonly #realClock: RealClock
  #records: RequestRecord[] = []
  #count = 0
  /** Up to this sequence number entries were cleared away on purpose. */
  #clearedThrough = 0
  #bodies = new BodyStore()
  #bodiesDropped = 0
  /** The oldest request whose bodies may still be held. */
  #oldestWithBodies = 1
  readonly #watchers = new Set<JournalWatcher>()
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
    return Math.max(0, this.#count - this.#bounds.entries - this.#clearedThrough)
  }

  /** Requests that are held, but whose bodies had to make room. */
  get bodiesDropped(): number {
    return this.#bodiesDropped
  }

  get bounds(): JournalBounds {
    return this.#bounds
  }

  /** Makes the entry of a request that has just come in. */
  openJournalEntry({ method, url, headers, vendor, operation }: RecordedRequest, at: Instant): RequestRecord {
    const call: RequestRecord = {
      method,
      url,
      headers,
      vendor,
      operation,
      sequence: ++this.#count,
      at,
      startedAt: this.#realClock(),
      response: null,
      requestBody: null,
      responseBody: null,
      endedAt: NOT_ENDED,
      responseSize: 0,
      isBodyDropped: false,
    }
    const place = (call.sequence - 1) % this.#bounds.entries
    const former = this.#records[place]
    if (former !== undefined) this.#releaseBodies(former)
    this.#records[place] = call
    this.#dropHeaders(call.sequence - this.#bounds.headers)
    if (this.#watchers.size > 0) this.#notifyWatchers()
    return call
  }

  /** Completes an entry when the request has been answered. */
  finishJournalEntry(call: RequestRecord, outcome: RecordedResponse, bodies: RecordedBodies): void {
    const { caller } = outcome
    if (caller !== null && caller.token !== this.#lastToken) this.#rememberSecret((this.#lastToken = caller.token))
    call.endedAt = this.#realClock()
    call.responseSize = bodies.responseBody.length
    call.response = outcome
    // Its place may have been taken, or the journal cleared, while it was under way.
    if (this.#records[(call.sequence - 1) % this.#bounds.entries] === call) this.#storeBodies(call, bodies)
    if (this.#watchers.size > 0) this.#notifyWatchers()
  }

  /** What is still held, oldest first. */
  listJournalEntries(): readonly JournalEntry[] {
    const calls = this.#records.filter(Boolean).toSorted((left, right) => left.sequence - right.sequence)
    for (const call of calls) for (const secret of findRecordSecrets(call)) this.#rememberSecret(secret)
    this.#redactor ??= createRedactor(this.#secrets)
    const redactor = this.#redactor
    return calls.map((call) => new JournalEntry(call, redactor))
  }

  /** Hides the credentials that this journal has seen. */
  redactText(text: string): string {
    this.listJournalEntries()
    return (this.#redactor ?? createRedactor(this.#secrets)).redactText(text)
  }

  /** Forgets every entry; what comes is numbered on. */
  clearJournal(): void {
    this.#records = []
    this.#clearedThrough = this.#count
    this.#bodies = new BodyStore()
    this.#bodiesDropped = 0
  }

  /** Sends everybody home who waits for entries. */
  closeJournal(): void {
    this.#notifyWatchers(true)
  }

  /** Calls back at every receipt and every answer, until what it returns is called. */
  watchJournal(watcher: JournalWatcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #notifyWatchers(isClosing = false): void {
    for (const watcher of this.#watchers) watcher(isClosing)
  }

  #storeBodies(call: RequestRecord, bodies: RecordedBodies): void {
    const { sequence } = call
    this.#bodies.storeBodies(call, bodies)
    if (sequence < this.#oldestWithBodies) this.#oldestWithBodies = sequence
    while (this.#bodies.bytes > this.#bounds.bytes && this.#oldestWithBodies < sequence) {
      const oldest = this.#records[(this.#oldestWithBodies - 1) % this.#bounds.entries]
      if (oldest?.sequence === this.#oldestWithBodies) this.#dropBodies(oldest)
      this.#oldestWithBodies++
    }
  }

  /** Requests hang on their headers, and many that live long slow every other one down. */
  #dropHeaders(sequence: number): void {
    const aged = this.#records[(sequence - 1) % this.#bounds.entries]
    if (aged?.sequence !== sequence || aged.response === null || aged.response.status >= 400) return
    aged.headers = null
  }

  #dropBodies(call: RequestRecord): void {
    if (call.response === null || call.isBodyDropped) return
    this.#releaseBodies(call)
    call.isBodyDropped = true
    this.#bodiesDropped++
  }

  #releaseBodies(call: RequestRecord): void {
    if (call.isBodyDropped) this.#bodiesDropped--
    this.#bodies.releaseBodies(call)
  }

  #rememberSecret(secret: string | null): void {
    if (secret === null || this.#secrets.has(secret)) return
    const [first] = this.#secrets
    if (this.#secrets.size >= MAX_SECRETS && first !== undefined) this.#secrets.delete(first)
    this.#secrets.add(secret)
    this.#redactor = undefined
  }
}
