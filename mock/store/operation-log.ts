import { SortedList } from '../world/collections/sorted-list.ts'
import type { SortOrder } from '../world/collections/tree-nodes.ts'
import { WorldElsewhereError } from './store-errors.ts'
import type { LoggedOperation, OperationLog } from '../world/state/operation.ts'

const BY_SEQUENCE: SortOrder<LoggedOperation> = { getAt: ({ sequence }) => sequence, getNumber: () => 0 }

/** An operation log in memory; forks share their common entries. */
export class MemoryLog implements OperationLog {
  #entries: SortedList<LoggedOperation>

  constructor(entries = SortedList.createEmpty(BY_SEQUENCE)) {
    this.#entries = entries
  }

  get size(): number {
    return this.#entries.size
  }

  append(logged: LoggedOperation): void {
    this.#entries = this.#entries.insert(logged)
  }

  truncate(size: number): void {
    while (this.#entries.size > size) this.#entries = this.#entries.remove({ at: this.#entries.size, number: 0 })
  }

  readEntries(after = 0): IterableIterator<LoggedOperation> {
    return this.#entries.from(after)
  }

  fork(): OperationLog {
    return new MemoryLog(this.#entries)
  }

  createEmpty(): OperationLog {
    return new MemoryLog()
  }
}

/** The first operations of a stored world, which a forked world begins with. */
export interface Ancestry {
  /** Where they are stored, in order. */
  readonly segments: readonly AncestrySegment[]
  readonly operations: number
}

export interface AncestrySegment {
  /** The id of a log. */
  readonly id: string
  /** The number of its operations that belong to the fork. */
  readonly operations: number
  /** The file or the table row that has them. */
  readonly place: string
}

/** Reads stored operations, in order, without the first `after` ones of the world. */
export type ReadOperations = (after: number) => Iterable<LoggedOperation>

/** The world of a log, as its store keeps it. */
export interface LogOwner {
  /** Called before an operation takes effect. */
  beforeAppend(logged: LoggedOperation): void
  /** Called after the operations behind the first `size` ones were removed. */
  afterTruncate(size: number): void
  /** Describes the first operations for a fork; null as long as they are not stored. */
  describeAncestry(operations: number): Ancestry | null
}

interface StoredLogParts {
  readonly storedSize: number
  readonly readStored: ReadOperations | null
  readonly recent: SortedList<LoggedOperation>
  readonly ancestry: Ancestry | null
}

const EMPTY: StoredLogParts = {
  storedSize: 0,
  readStored: null,
  recent: SortedList.createEmpty(BY_SEQUENCE),
  ancestry: null,
}

/**
 * The operation log of a world in a store. Operations are in memory until they are stored, and read from the store after
 * that, if it can read them. Forks share their common operations.
 */
export class StoredLog implements OperationLog {
  /** The stored world that this log belongs to; null for a copy that is not served. */
  owner: LogOwner | null = null
  /** The name of the world once it has been taken out of memory: then operations are rejected. */
  releasedWorld: string | null = null
  /** Appended operations are stored already, and only counted. */
  isRestoring = false
  ancestry: Ancestry | null
  #storedSize: number
  #readStored: ReadOperations | null
  #recent: SortedList<LoggedOperation>

  constructor({ storedSize, readStored, recent, ancestry }: StoredLogParts = EMPTY) {
    this.ancestry = ancestry
    this.#storedSize = storedSize
    this.#readStored = readStored
    this.#recent = recent
  }

  /** Creates the log of a world that is opened. @param storedSize the number of its first operations that are not replayed */
  static createForOpening(readStored: ReadOperations | null, ancestry: Ancestry | null, storedSize = 0): StoredLog {
    return new StoredLog({ ...EMPTY, readStored, ancestry, storedSize })
  }

  get size(): number {
    return this.#storedSize + this.#recent.size
  }

  append(logged: LoggedOperation): void {
    if (this.isRestoring && this.#readStored !== null) {
      this.#storedSize++
      return
    }
    // Its world was taken out of memory while a request was waiting; another one may serve it.
    if (this.releasedWorld !== null) throw new WorldElsewhereError(this.releasedWorld, '')
    this.owner?.beforeAppend(logged)
    this.#recent = this.#recent.insert(logged)
  }

  truncate(size: number): void {
    while (this.size > size) this.#recent = this.#recent.remove({ at: this.size, number: 0 })
    this.owner?.afterTruncate(size)
  }

  *readEntries(after = 0): IterableIterator<LoggedOperation> {
    if (after < this.#storedSize && this.#readStored !== null) {
      let missing = this.#storedSize - after
      for (const logged of this.#readStored(after)) {
        if (missing-- === 0) break
        yield logged
      }
    }
    yield* this.#recent.from(Math.max(0, after - this.#storedSize))
  }

  fork(): OperationLog {
    return new StoredLog({
      storedSize: this.#storedSize,
      readStored: this.#readStored,
      recent: this.#recent,
      ancestry: this.owner?.describeAncestry(this.size) ?? this.ancestry,
    })
  }

  createEmpty(): OperationLog {
    return new StoredLog()
  }

  /** Removes operations from memory that are stored. @param storedSize the number of stored operations */
  releaseStored(storedSize: number, readStored: ReadOperations): void {
    if (storedSize <= this.#storedSize) return
    const later = [...this.#recent.from(storedSize - this.#storedSize)]
    this.#recent = SortedList.createEmpty(BY_SEQUENCE).insertAll(later)
    this.#storedSize = storedSize
    this.#readStored = readStored
  }

  /** Reads stored operations from another place, to which they were linked or copied meanwhile. */
  moveTo(readStored: ReadOperations, segments: readonly AncestrySegment[]): void {
    if (this.#storedSize > 0) this.#readStored = readStored
    if (this.ancestry !== null) this.ancestry = { ...this.ancestry, segments }
  }
}
