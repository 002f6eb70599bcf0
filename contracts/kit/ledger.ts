/** What became of something that the run created. */
export interface LedgerEntry {
  readonly id: string
  readonly fate: 'created' | 'deleted' | 'leaked'
}

/** Everything that the run created. Whatever is not in it, the run cannot change. */
export class Ledger {
  readonly #fates = new Map<string, LedgerEntry['fate']>()
  readonly #foreign = new Set<string>()
  readonly #invented = new Set<string>()
  readonly #written: (entry: LedgerEntry) => void

  /** `written` hears of every entry before anything else is sent, so that a crash leaves a trace. */
  constructor(written: (entry: LedgerEntry) => void = () => {}) {
    this.#written = written
  }

  /** Ids that were there before; a target that claims to have created one of them is not believed. */
  protect(ids: readonly string[]): void {
    for (const id of ids) if (!this.#fates.has(id)) this.#foreign.add(id)
  }

  /** An id that nobody has, to see how the target refuses it. */
  invent(id: string): string {
    this.#invented.add(id)
    return id
  }

  /** Whether the run now owns an id that the target says it created. */
  admit(id: string): boolean {
    if (this.#foreign.has(id)) return false
    if (!this.#fates.has(id)) this.#set(id, 'created')
    return true
  }

  /** Something was created that cannot be named, and so not removed either. */
  lose(description: string): void {
    this.#set(description, 'leaked')
  }

  settle(id: string, fate: 'deleted' | 'leaked'): void {
    if (this.#fates.has(id) && this.#fates.get(id) !== fate) this.#set(id, fate)
  }

  mayTouch(id: string): boolean {
    return this.#fates.has(id) || this.#invented.has(id)
  }

  /** Newest first: the order to clean up in. */
  get remaining(): readonly string[] {
    return this.entries
      .filter(({ fate }) => fate === 'created')
      .map(({ id }) => id)
      .toReversed()
  }

  /** In the order of creation. */
  get entries(): readonly LedgerEntry[] {
    return [...this.#fates].map(([id, fate]) => ({ id, fate }))
  }

  #set(id: string, fate: LedgerEntry['fate']): void {
    this.#fates.set(id, fate)
    this.#written({ id, fate })
  }
}
