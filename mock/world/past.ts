import type { Instant } from './instant.ts'
import type { LoggedOperation, OperationLog } from './operation.ts'

/** What had been done by an instant; settings are of the server and not of its data, so later ones belong to it too. */
export function doneBy(history: Iterable<LoggedOperation>, at: Instant): readonly LoggedOperation[] {
  return [...history]
    .filter((logged) => logged.at <= at || logged.operation.kind === 'configure')
    .map((logged) => (logged.at <= at ? logged : { ...logged, at }))
}

/** The log of a world that is read once and forgotten: it counts, because operations are known by their number. */
export function passingLog(): OperationLog {
  let size = 0
  return {
    get size() {
      return size
    },
    append: () => void size++,
    entries: () => [],
    fork: passingLog,
  }
}
