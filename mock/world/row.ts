import type { Instant } from './instant.ts'
import { type Changes, computeChangeTimes, type Timeline, type Run, type RunNumber, computeRun } from './run.ts'

/**
 * A run that operations created or changed, settled at one instant; it stands for itself where runs are found. The run
 * itself is worked out when it is looked at.
 */
export class OverlayRun {
  readonly timeline: Timeline
  readonly changes: Changes | null
  readonly modifiedAt: Instant
  readonly nextChangeAt: Instant
  readonly #now: Instant
  #run: Run | undefined

  constructor(plan: Timeline, changes: Changes | null, now: Instant) {
    const { modifiedAt, nextChangeAt } = computeChangeTimes(plan, now, changes)
    this.timeline = plan
    this.changes = changes
    this.modifiedAt = modifiedAt
    this.nextChangeAt = nextChangeAt
    this.#now = now
  }

  get number(): RunNumber {
    return this.timeline.number
  }

  get cachedRun(): Run {
    return this.run
  }

  /** The same object at every look, so that it can be told whether anything has changed. */
  get run(): Run {
    this.#run ??= computeRun(this.timeline, this.#now, this.changes)
    return this.#run
  }
}
