import type { LoggedOperation, OperationLog } from '../world/state/operation.ts'
import { SortedList } from '../world/collections/sorted-list.ts'
import type { SortOrder } from '../world/collections/tree-nodes.ts'

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
