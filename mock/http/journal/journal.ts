import { createRedactor, findSecretsInHeader, findSecretsInText, type Redactor } from '../../wire/redaction.ts'
import type { Instant, RealClock, RealTime } from '../../world/time.ts'
import { JournalEntry } from './journal-entry.ts'
import {
  listHeaderPairs,
  readResponseBody,
  type RecordedBodies,
  type RecordedRequest,
  type RecordedResponse,
  type RecordedVendor,
  type RequestRecord,
  toIncomingRequest,
} from './request-record.ts'
import { exportRecord, type JournalState, restoreRecord } from '../worlds/server-state.ts'

/** Larger bodies are not searched for credentials: vendors issue credentials in small bodies, and large ones are lists. */
const MAX_SCANNED_BYTES = 65_536

const secretsByRecord = new WeakMap<RequestRecord, readonly string[]>()

/** The credentials in a request's headers and target. */
export function findRequestSecrets(record: RequestRecord): readonly string[] {
  const token = record.response?.caller?.token ?? null
  const headers = listHeaderPairs(record.headers).flatMap(([name, value]) => findSecretsInHeader(name, value))
  return [...headers, ...(token === null ? [] : [token]), ...findSecretsInText(toIncomingRequest(record).target)]
}

/** The credentials in a request and its response. */
function findRecordSecrets(record: RequestRecord): readonly string[] {
  const cached = secretsByRecord.get(record)
  if (cached !== undefined) return cached
  const body = record.responseSize > MAX_SCANNED_BYTES ? null : readResponseBody(record)
  const texts = [record.requestBody, body].flatMap((text) => (text === null ? [] : findSecretsInText(text)))
  const secrets = [...findRequestSecrets(record), ...texts]
  if (record.response !== null) secretsByRecord.set(record, secrets)
  return secrets
}

export interface JournalBounds {
  /** Requests; beyond that the oldest are dropped. */
  readonly entries: number
  /** Bytes of all bodies; beyond that the bodies of the oldest requests are dropped. */
  readonly bytes: number
  /** Requests with headers; headers of error responses are kept as long as the request. */
  readonly headers: number
}

const JOURNAL_BOUNDS: JournalBounds = { entries: 1000, bytes: 8_388_608, headers: 100 }

const MIN_SLAB_BYTES = 16_384
const MAX_SLAB_BYTES = 1_048_576

/**
 * Copies of bodies, one after the other in large buffers, each of which is freed when none of its bodies is stored any more.
 * With a string for each body a creation and a list of 250 rows cost a third more (docs/decisions/045).
 */
class Slabs {
  #slab = Buffer.alloc(0)
  #used = 0

  /** Returns a copy of bytes. */
  copyBytes(bytes: Uint8Array): Uint8Array {
    if (this.#slab.length - this.#used < bytes.length) {
      const size = Math.min(MAX_SLAB_BYTES, Math.max(MIN_SLAB_BYTES, 2 * this.#slab.length))
      this.#slab = Buffer.allocUnsafeSlow(Math.max(size, bytes.length))
      this.#used = 0
    }
    const copy = this.#slab.subarray(this.#used, this.#used + bytes.length)
    copy.set(bytes)
    this.#used += bytes.length
    return copy
  }
}

/** Called at every receipt and response, and once when the journal closes. */
type JournalWatcher = (isClosing: boolean) => void

/** Credentials that stay redacted after the requests that contained them have been dropped. */
const MAX_SECRETS = 2000
const NOT_ENDED = 0 as RealTime

/**
 * The newest requests of a world, in a ring buffer. A request stores references only; entries are computed, with
 * credentials redacted, when the journal is read.
 */
export class Journal {
  readonly #bounds: JournalBounds
  readonly #realClock: RealClock
  readonly #onFinished: ((record: RequestRecord) => void) | undefined
  #records: RequestRecord[] = []
  #count = 0
  /** The last sequence number that `clearJournal` removed. */
  #clearedThrough = 0
  /** Bytes of all stored bodies. */
  #bodyBytes = 0
  readonly #slabs = new Slabs()
  #bodiesDropped = 0
  /** The sequence number of the oldest request that may have bodies. */
  #oldestWithBodies = 1
  readonly #watchers = new Set<JournalWatcher>()
  readonly #secrets = new Set<string>()
  #lastToken: string | null = null
  #redactor: Redactor | undefined

  /** @param onFinished receives each record with its response */
  constructor(
    realClock: RealClock = () => 0 as RealTime,
    bounds: JournalBounds = JOURNAL_BOUNDS,
    onFinished?: (record: RequestRecord) => void,
  ) {
    this.#realClock = realClock
    this.#bounds = bounds
    this.#onFinished = onFinished
  }

  /** Requests received so far, dropped ones included. */
  get count(): number {
    return this.#count
  }

  /** Requests dropped to make room for newer ones. */
  get dropped(): number {
    return Math.max(0, this.#count - this.#bounds.entries - this.#clearedThrough)
  }

  /** Stored requests whose bodies were dropped to make room for newer ones. */
  get bodiesDropped(): number {
    return this.#bodiesDropped
  }

  get bounds(): JournalBounds {
    return this.#bounds
  }

  /** Adds a request that has just been received. */
  openJournalEntry({ method, url, headers, vendor, operation }: RecordedRequest, at: Instant): RequestRecord {
    const record: RequestRecord = {
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
    const place = (record.sequence - 1) % this.#bounds.entries
    const replaced = this.#records[place]
    if (replaced !== undefined) this.#releaseBodies(replaced)
    this.#records[place] = record
    this.#dropHeaders(record.sequence - this.#bounds.headers)
    if (this.#watchers.size > 0) this.#notifyWatchers()
    return record
  }

  /** Adds the response to a record. */
  finishJournalEntry(record: RequestRecord, outcome: RecordedResponse, bodies: RecordedBodies): void {
    const { caller } = outcome
    if (caller !== null && caller.token !== this.#lastToken) this.#rememberSecret((this.#lastToken = caller.token))
    record.endedAt = this.#realClock()
    record.responseSize = bodies.responseBody.length
    record.response = outcome
    // A newer request may have taken its place, or the journal may have been cleared, in the meantime.
    if (this.#records[(record.sequence - 1) % this.#bounds.entries] === record) this.#storeBodies(record, bodies)
    this.#onFinished?.(record)
    if (this.#watchers.size > 0) this.#notifyWatchers()
  }

  /** The stored requests, oldest first. */
  listJournalEntries(): readonly JournalEntry[] {
    const records = this.#records.filter(Boolean).toSorted((left, right) => left.sequence - right.sequence)
    for (const record of records) for (const secret of findRecordSecrets(record)) this.#rememberSecret(secret)
    this.#redactor ??= createRedactor(this.#secrets)
    const redactor = this.#redactor
    return records.map((record) => new JournalEntry(record, redactor))
  }

  /** Redacts every credential that this journal has recorded. */
  redactText(text: string): string {
    this.listJournalEntries()
    return (this.#redactor ?? createRedactor(this.#secrets)).redactText(text)
  }

  /** Removes every entry; numbering continues. */
  clearJournal(): void {
    this.#records = []
    this.#clearedThrough = this.#count
    this.#bodyBytes = 0
    this.#bodiesDropped = 0
  }

  /** Ends every wait for entries. */
  closeJournal(): void {
    this.#notifyWatchers(true)
  }

  /** Calls back at every receipt and every response. @returns a function that ends this */
  watchJournal(watcher: JournalWatcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  exportState(): JournalState {
    const records = this.#records.filter(Boolean).flatMap(exportRecord)
    return { count: this.#count, clearedThrough: this.#clearedThrough, secrets: [...this.#secrets], records }
  }

  /** Continues the journal of another server. */
  restoreState({ count, clearedThrough, secrets, records }: JournalState, vendors: readonly RecordedVendor[]): void {
    this.#count = count
    this.#clearedThrough = clearedThrough
    for (const secret of secrets) this.#rememberSecret(secret)
    for (const state of records) {
      const record = restoreRecord(state, vendors)
      this.#records[(record.sequence - 1) % this.#bounds.entries] = record
      this.#bodyBytes += countBodyBytes(record)
      if (record.isBodyDropped) this.#bodiesDropped++
    }
  }

  #notifyWatchers(isClosing = false): void {
    for (const watcher of this.#watchers) watcher(isClosing)
  }

  #storeBodies(record: RequestRecord, bodies: RecordedBodies): void {
    const { sequence } = record
    record.requestBody = bodies.requestBody
    record.responseBody = bodies.responseBody
    if (typeof bodies.responseBody !== 'string' && bodies.isReused !== true)
      record.responseBody = this.#slabs.copyBytes(bodies.responseBody)
    this.#bodyBytes += countBodyBytes(record)
    if (sequence < this.#oldestWithBodies) this.#oldestWithBodies = sequence
    while (this.#bodyBytes > this.#bounds.bytes && this.#oldestWithBodies < sequence) {
      const oldest = this.#records[(this.#oldestWithBodies - 1) % this.#bounds.entries]
      if (oldest?.sequence === this.#oldestWithBodies) this.#dropBodies(oldest)
      this.#oldestWithBodies++
    }
  }

  /** Header objects refer to node's request; many of them slow down garbage collection. */
  #dropHeaders(sequence: number): void {
    const aged = this.#records[(sequence - 1) % this.#bounds.entries]
    if (aged?.sequence !== sequence || aged.response === null || aged.response.status >= 400) return
    aged.headers = null
  }

  #dropBodies(record: RequestRecord): void {
    if (record.response === null || record.isBodyDropped) return
    this.#releaseBodies(record)
    record.isBodyDropped = true
    this.#bodiesDropped++
  }

  #releaseBodies(record: RequestRecord): void {
    if (record.isBodyDropped) this.#bodiesDropped--
    this.#bodyBytes -= countBodyBytes(record)
    record.requestBody = null
    record.responseBody = null
  }

  #rememberSecret(secret: string | null): void {
    if (secret === null || this.#secrets.has(secret)) return
    const [first] = this.#secrets
    if (this.#secrets.size >= MAX_SECRETS && first !== undefined) this.#secrets.delete(first)
    this.#secrets.add(secret)
    this.#redactor = undefined
  }
}

/** The bodies' sizes in characters or bytes, which bound memory well enough. */
function countBodyBytes({ requestBody, responseBody }: RequestRecord): number {
  return (requestBody?.length ?? 0) + (responseBody?.length ?? 0)
}
