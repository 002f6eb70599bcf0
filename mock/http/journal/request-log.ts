import { memoizeByText } from '../../world/collections/memoize.ts'
import { createRedactor } from '../../wire/redaction.ts'
import type { Instant } from '../../world/time.ts'
import { JournalEntry } from './journal-entry.ts'
import { findRequestSecrets } from './journal.ts'
import type { RequestRecord } from './request-record.ts'

/** A completed request to a vendor's path, with credentials redacted. */
export interface LoggedRequest {
  readonly world: string
  /** Virtual time of the receipt. */
  readonly at: Instant
  /** Null for a path of no vendor. */
  readonly vendor: string | null
  /** The operation's id; null for an undocumented path or method. */
  readonly operation: string | null
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly status: number
  /** Real time from receipt to response. */
  readonly milliseconds: number
  /** The reason of an error that the response does not give. */
  readonly note: string | null
  /** Suggestions for a request that was rejected, or looks like a mistake. */
  readonly hints: readonly string[]
  /** The fault rules that took part, separated by commas. */
  readonly fault: string | null
}

// Captured at once: a test with fake timers must not stop the log.
const queueTurn = setImmediate

/** Collects the requests of all worlds and hands them over once per turn of the event loop, after their responses. */
export class RequestLog {
  readonly #write: (requests: readonly LoggedRequest[]) => void
  #pending: (readonly [world: string, record: RequestRecord])[] = []

  constructor(write: (requests: readonly LoggedRequest[]) => void) {
    this.#write = write
  }

  addRequest(world: string, record: RequestRecord): void {
    this.#pending.push([world, record])
    // The responses of this turn are sent in the next one.
    if (this.#pending.length === 1) queueTurn(() => queueTurn(() => this.#handOver()))
  }

  #handOver(): void {
    const pending = this.#pending
    this.#pending = []
    this.#write(pending.map(([world, record]) => toLoggedRequest(world, record)))
  }
}

/** A client sends the same credential again and again. */
const getRedactor = memoizeByText((secrets: string) => createRedactor(secrets.split('\n')))

function toLoggedRequest(world: string, record: RequestRecord): LoggedRequest {
  const entry = new JournalEntry(record, getRedactor(findRequestSecrets(record).join('\n')))
  return {
    world,
    at: entry.at,
    vendor: entry.vendor,
    operation: entry.operation,
    method: entry.method,
    target: entry.target,
    status: entry.status ?? 0,
    milliseconds: entry.realMilliseconds ?? 0,
    note: entry.note,
    hints: entry.hints,
    fault: entry.fault,
  }
}
