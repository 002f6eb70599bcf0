import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Checks } from './checks.ts'

let make: ((operation: OperationFacts) => Checks) | undefined
const made = new WeakMap<OperationFacts, Checks>()

/** Loads the schema compiler, which is kept off the way to a ready server. */
export async function loadChecks(): Promise<void> {
  make ??= (await import('./checks.ts')).checksOf
}

/** The checks of an operation; asking before they are loaded is a bug. */
export function checksFor(operation: OperationFacts): Checks {
  const known = made.get(operation)
  if (known !== undefined) return known
  if (make === undefined) throw new Error('request checks were asked for before they were loaded')
  const checks = make(operation)
  made.set(operation, checks)
  return checks
}
