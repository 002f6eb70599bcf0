import type { LoggedOperation, OperationLog } from '../world/operation.ts'
import { Ordered } from '../world/ordered.ts'
import type { Order } from '../world/ordered-tree.ts'

const BY_SEQUENCE: Order<LoggedOperation> = { at: ({ sequence }) => sequence, number: () => 0 }

/** An operation log that lives as long as the process; forks share what they have in common. */
export function memoryLog(entries = Ordered.empty(BY_SEQUENCE)): OperationLog {
  let held = entries
  return {
    get size() {
      return held.size
    },
    append(logged) {
      held = held.with(logged)
    },
    entries: (after = 0) => held.from(after),
    fork: () => memoryLog(held),
    anew: () => memoryLog(),
  }
}
