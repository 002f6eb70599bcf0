/** What became of something that the run created. */
export interface LedgerEntry {
  readonly id: string
  /** Where it can be deleted, if anywhere. */
  readonly path: string | null
  /** `kept`: the vendor has no way to remove it. */
  readonly fate: 'created' | 'deleted' | 'leaked' | 'kept'
}

/** Everything that the run created. Whatever is not in it, the run cannot change. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>()
  readonly #existingIds = new Set<string>()
  readonly #inventedIds = new Set<string>()
  readonly #onEntry: (entry: LedgerEntry) => void

  /** `written` hears of every entry before anything else is sent, so that a crash leaves a trace. */
  constructor(written: (entry: LedgerEntry) => void = () => {}) {
    this.#onEntry = written
  }

  /** Ids that were there before; a target that claims to have created one of them is not believed. */
  protectExistingIds(ids: readonly string[]): void {
    for (const id of ids) if (!this.#entries.has(id)) this.#existingIds.add(id)
  }

  /** An id that nobody has, to see how the target refuses it. */
  addInventedId(id: string): string {
    this.#inventedIds.add(id)
    return id
  }

  /** Whether the run now owns an id that the target says it created; `path` is where it can be deleted, if anywhere. */
  addCreatedItem(id: string, path: string | null): boolean {
    if (this.#existingIds.has(id)) return false
    // An id that comes back after it was deleted stands for something new.
    const known = this.#entries.get(id)
    if (known !== undefined && known.fate !== 'deleted') return true
    this.#setEntry({ id, path, fate: path === null ? 'kept' : 'created' })
    return true
  }

  /** Something was created that cannot be named, and so not removed either. */
  addUnidentifiedItem(description: string): void {
    this.#setEntry({ id: description, path: null, fate: 'leaked' })
  }

  updateFate(id: string, fate: 'deleted' | 'leaked'): void {
    const known = this.#entries.get(id)
    if (known !== undefined && known.fate !== fate) this.#setEntry({ ...known, fate })
  }

  canModify(id: string): boolean {
    return this.#entries.has(id) || this.#inventedIds.has(id)
  }

  /** Newest first: the order to clean up in. */
  get remaining(): readonly { readonly id: string; readonly path: string }[] {
    return this.entries
      .flatMap(({ id, path, fate }) => (fate === 'created' && path !== null ? [{ id, path }] : []))
      .toReversed()
  }

  /** The ids of what remains below a path, newest first. */
  listRemainingBelow(path: string): readonly string[] {
    return this.remaining.filter((one) => one.path.startsWith(`${path}/`)).map(({ id }) => id)
  }

  /** In the order of creation. */
  get entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()]
  }

  #setEntry(entry: LedgerEntry): void {
    this.#entries.set(entry.id, entry)
    this.#onEntry(entry)
  }
}
