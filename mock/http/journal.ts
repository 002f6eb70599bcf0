import type { Instant } from '../world/instant.ts'

/** One request, as it was answered. */
export interface JournalEntry {
  readonly sequence: number
  /** Virtual time. */
  readonly at: Instant
  readonly vendor: string | null
  readonly operation: string | null
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly status: number
  /** What the client may want to know and the vendor does not say. */
  readonly note: string | null
  /** The fault rules that had a part in the answer; null for one that is all the vendor's. */
  readonly fault: string | null
}

/** The newest requests of a world; the oldest fall out. */
export class Journal {
  readonly #capacity: number
  readonly #entries: JournalEntry[] = []
  #count = 0

  constructor(capacity = 1000) {
    this.#capacity = capacity
  }

  /** Requests answered so far, those that fell out included. */
  get count(): number {
    return this.#count
  }

  record(entry: Omit<JournalEntry, 'sequence'>): JournalEntry {
    const { at, vendor, operation, method, target, status, note, fault } = entry
    const numbered = { sequence: this.#count + 1, at, vendor, operation, method, target, status, note, fault }
    this.#entries[this.#count % this.#capacity] = numbered
    this.#count++
    return numbered
  }

  /** What is still held, oldest first. */
  entries(): readonly JournalEntry[] {
    if (this.#count <= this.#capacity) return [...this.#entries]
    const cut = this.#count % this.#capacity
    return [...this.#entries.slice(cut), ...this.#entries.slice(0, cut)]
  }
}
