/** What became of something that the run created. */
export interface LedgerEntry {
  readonly id: string
  /** `kept`: the vendor has no way to remove it. */
  readonly fate: 'created' | 'deleted' | 'leaked' | 'kept'
}

/** Everything that the run created. Whatever is not in it, the run cannot change. */
export class Ledger {
  readonly #fates = new Map<string, LedgerEntry['fate']>()
  /** Where to delete what was created. */
  readonly #paths = new Map<string, string>()
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

  /** Whether the run now owns an id that the target says it created; `path` is where it can be deleted, if anywhere. */
  admit(id: string, path: string | null): boolean {
    if (this.#foreign.has(id)) return false
    // An id that comes back after it was deleted stands for something new.
    if (this.#fates.has(id) && this.#fates.get(id) !== 'deleted') return true
    if (path !== null) this.#paths.set(id, path)
    this.#set(id, path === null ? 'kept' : 'created')
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
  get remaining(): readonly { readonly id: string; readonly path: string }[] {
    return this.entries
      .filter(({ fate }) => fate === 'created')
      .map(({ id }) => ({ id, path: this.#paths.get(id) ?? '' }))
      .toReversed()
  }

  /** The ids of what remains below a path, newest first. */
  remainingBelow(path: string): readonly string[] {
    return this.remaining.filter((one) => one.path.startsWith(`${path}/`)).map(({ id }) => id)
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
