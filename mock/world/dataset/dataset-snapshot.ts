import { type Instant, NEVER, addDuration } from '../time/instant.ts'
import { MAX_RUN_DURATION } from '../model/timeline.ts'
import { type Run, type RunNumber, computeRun } from '../model/run.ts'
import type { RunKey } from '../collections/sequence.ts'
import { toDatasetIndex, type Dataset } from './dataset.ts'

/**
 * The computed runs as they are at one instant: those before `settled` have all ended and are known by arithmetic; the
 * few after it are worked out here, once, and hold until `until`.
 */
export interface DatasetSnapshot {
  readonly dataset: Dataset
  readonly now: Instant
  /** Nothing among the computed runs changes before this instant. */
  readonly validUntil: Instant
  /** The first index that may still be active. */
  readonly firstActive: number
  /** The index after the newest run. */
  readonly endIndex: number
  /** The runs from `settled` to `end`, in order. */
  readonly recent: readonly Run[]
  /** Stretches of the order by modification worked out for this present only, by name. */
  readonly buckets: Map<string, readonly RunKey[]>
}

/** @param own until when the universe's runs arrive */
export function createDatasetSnapshot(dataset: Dataset, now: Instant, own: Instant = NEVER): DatasetSnapshot {
  const endIndex = dataset.getEndIndex(now < own ? now : own)
  const firstActive = Math.max(
    dataset.firstIndex,
    Math.min(endIndex, dataset.schedule.findIndexAfter(addDuration(now, -MAX_RUN_DURATION))),
  )
  const recent: Run[] = []
  const hasMoreArrivals = now < own && (dataset.parameters.arrivals || endIndex < 0)
  let validUntil = hasMoreArrivals ? dataset.schedule.getCreatedAt(endIndex) : NEVER
  for (let index = firstActive; index < endIndex; index++) {
    const run = computeRun(dataset.getTimeline(index), now)
    recent.push(run)
    if (run.nextChangeAt < validUntil) validUntil = run.nextChangeAt
  }
  return {
    dataset: dataset,
    now,
    validUntil: validUntil,
    firstActive: firstActive,
    endIndex: endIndex,
    recent,
    buckets: new Map(),
  }
}

/** Whether what was worked out at `present.now` still holds at `now`. */
export function isValidAt(snapshot: DatasetSnapshot, now: Instant): boolean {
  return now >= snapshot.now && now < snapshot.validUntil
}

/** The run at this index, where it is worked out already; null for one that has long ended, and where there is none. */
export function findRecentRun({ recent, firstActive }: DatasetSnapshot, index: number): Run | null {
  // Before the list there is nothing either, but to look there takes V8 a hundred times as long.
  return index < firstActive ? null : (recent[index - firstActive] ?? null)
}

/** The computed run of this number as it is now; undefined when it does not exist (yet). */
export function findDatasetRun(snapshot: DatasetSnapshot, number: RunNumber): Run | undefined {
  const index = toDatasetIndex(number)
  if (index === undefined || index < snapshot.dataset.firstIndex || index >= snapshot.endIndex) return undefined
  return findRecentRun(snapshot, index) ?? computeRun(snapshot.dataset.getTimeline(index), snapshot.now)
}
