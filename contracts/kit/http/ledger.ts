/** Something that the run created, with its current state. */
export interface LedgerEntry {
  readonly id: string
  /** Path that deletes it; null without one. */
  readonly path: string | null
  /** `not-removable`: the vendor has no operation that deletes it. */
  readonly state: 'created' | 'deleted' | 'leaked' | 'not-removable'
}

/** Everything that the run created; a run cannot change anything else. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>()
  readonly #existingIds = new Set<string>()
  readonly #usableIds = new Set<string>()
  readonly #onEntry: (entry: LedgerEntry) => void

  /** Error of `onEntry`; null while every entry was recorded. After a failure the run creates nothing more. */
  failure: string | null = null

  /** `onEntry` receives every entry before the next request is sent, so that a crash leaves a trace. */
  constructor(onEntry: (entry: LedgerEntry) => void = () => {}) {
    this.#onEntry = onEntry
  }

  /** Marks ids as existing before the run; a response that claims to have created one of them is not trusted. */
  protectExistingIds(ids: readonly string[]): void {
    for (const id of ids) if (!this.#entries.has(id)) this.#existingIds.add(id)
  }

  /** Registers an id that no target has, so that requests for it are allowed. */
  addInventedId(id: string): string {
    this.#usableIds.add(id)
    return id
  }

  /** Lets the run refer to an existing item, such as a contact for which it starts flows. */
  allowExistingId(id: string): string {
    this.#usableIds.add(id)
    return id
  }

  /** Adds a created item; returns false for an id that existed before. `path` deletes the item, if anything does. */
  addCreatedItem(id: string, path: string | null): boolean {
    if (this.#existingIds.has(id)) return false
    // An id that returns after its deletion is a new item.
    const entry = this.#entries.get(id)
    if (entry !== undefined && entry.state !== 'deleted') return true
    this.#setEntry({ id, path, state: path === null ? 'not-removable' : 'created' })
    return true
  }

  /** Adds a created item without a known id, which cannot be deleted. */
  addUnidentifiedItem(description: string): void {
    this.#setEntry({ id: description, path: null, state: 'leaked' })
  }

  updateState(id: string, state: 'deleted' | 'leaked'): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined && entry.state !== state) this.#setEntry({ ...entry, state })
  }

  canModify(id: string): boolean {
    return this.#entries.has(id) || this.#usableIds.has(id)
  }

  /** The items to delete, newest first. */
  get remaining(): readonly { readonly id: string; readonly path: string }[] {
    return this.entries
      .flatMap(({ id, path, state }) => (state === 'created' && path !== null ? [{ id, path }] : []))
      .toReversed()
  }

  /** Returns the ids of the remaining items below a path, newest first. */
  listRemainingBelow(path: string): readonly string[] {
    return this.remaining.filter((item) => item.path.startsWith(`${path}/`)).map(({ id }) => id)
  }

  /** All entries in the order of creation. */
  get entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()]
  }

  #setEntry(entry: LedgerEntry): void {
    this.#entries.set(entry.id, entry)
    try {
      this.#onEntry(entry)
    } catch (error) {
      this.failure ??= error instanceof Error ? error.message : String(error)
    }
  }
}
