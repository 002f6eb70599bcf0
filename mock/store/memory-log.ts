import type { LoggedOperation, OperationLog } from '../world/state/operation.ts'
import { SortedList } from '../world/collections/sorted-list.ts'
import type { SortOrder } from '../world/collections/tree-nodes.ts'

const BY_SEQUENCE: SortOrder<LoggedOperation> = { getAt: ({ sequence }) => sequence, getNumber: () => 0 }

/** Creates an operation log in memory; forks share their common entries. */
export function createMemoryLog(entries = SortedList.createEmpty(BY_SEQUENCE)): OperationLog {
  let list = entries
  return {
    get size() {
      return list.size
    },
    append(logged) {
      list = list.insert(logged)
    },
    truncate(size) {
      while (list.size > size) list = list.remove({ at: list.size, number: 0 })
    },
    readEntries: (after = 0) => list.from(after),
    fork: () => createMemoryLog(list),
    createEmpty: () => createMemoryLog(),
  }
}
