import type { LoggedOperation, OperationLog } from '../world/operation.ts'

/** An operation log that lives as long as the process. */
export function memoryLog(): OperationLog {
  const entries: LoggedOperation[] = []
  return {
    get size() {
      return entries.length
    },
    append(logged) {
      entries.push(logged)
    },
    entries: () => entries.values(),
  }
}
