import type { Instant } from './instant.ts'
import { type Changes, momentsOf, type Plan, type Run, type RunNumber, settle } from './run.ts'

/**
 * A run that operations created or changed, settled at one instant; it stands for itself where runs are found. The run
 * itself is worked out when it is looked at.
 */
export class Row {
  readonly plan: Plan
  readonly changes: Changes | null
  readonly modifiedAt: Instant
  readonly changesAt: Instant
  readonly #now: Instant
  #run: Run | undefined

  constructor(plan: Plan, changes: Changes | null, now: Instant) {
    const { modifiedAt, changesAt } = momentsOf(plan, now, changes)
    this.plan = plan
    this.changes = changes
    this.modifiedAt = modifiedAt
    this.changesAt = changesAt
    this.#now = now
  }

  get number(): RunNumber {
    return this.plan.number
  }

  get known(): Run {
    return this.run
  }

  /** The same object at every look, so that it can be told whether anything has changed. */
  get run(): Run {
    this.#run ??= settle(this.plan, this.#now, this.changes)
    return this.#run
  }
}
