import { type Instant, NEVER, plus } from './instant.ts'
import { LONGEST_RUN } from './plan.ts'
import { type Run, type RunNumber, settle } from './run.ts'
import type { Spot } from './sequence.ts'
import { indexOfNumber, type Universe } from './universe.ts'

/**
 * The computed runs as they are at one instant: those before `settled` have all ended and are known by arithmetic; the
 * few after it are worked out here, once, and hold until `until`.
 */
export interface Present {
  readonly universe: Universe
  readonly now: Instant
  /** Nothing among the computed runs changes before this instant. */
  readonly until: Instant
  /** The first index that may still be active. */
  readonly settled: number
  /** The index after the newest run. */
  readonly end: number
  /** The runs from `settled` to `end`, in order. */
  readonly recent: readonly Run[]
  /** Stretches of the order by modification worked out for this present only, by name. */
  readonly buckets: Map<string, readonly Spot[]>
}

/** @param own until when the universe's runs arrive */
export function presentOf(universe: Universe, now: Instant, own: Instant = NEVER): Present {
  const end = universe.end(now < own ? now : own)
  const settled = Math.max(universe.first, Math.min(end, universe.calendar.indexAfter(plus(now, -LONGEST_RUN))))
  const recent: Run[] = []
  const moreCome = now < own && (universe.parameters.arrivals || end < 0)
  let until = moreCome ? universe.calendar.createdAt(end) : NEVER
  for (let index = settled; index < end; index++) {
    const run = settle(universe.plan(index), now)
    recent.push(run)
    if (run.changesAt < until) until = run.changesAt
  }
  return { universe, now, until, settled, end, recent, buckets: new Map() }
}

/** Whether what was worked out at `present.now` still holds at `now`. */
export function holdsAt(present: Present, now: Instant): boolean {
  return now >= present.now && now < present.until
}

/** The run at this index, where it is worked out already; null for one that has long ended, and where there is none. */
export function recentRun({ recent, settled }: Present, index: number): Run | null {
  // Before the list there is nothing either, but to look there takes V8 a hundred times as long.
  return index < settled ? null : (recent[index - settled] ?? null)
}

/** The computed run of this number as it is now; undefined when it does not exist (yet). */
export function computedRun(present: Present, number: RunNumber): Run | undefined {
  const index = indexOfNumber(number)
  if (index === undefined || index < present.universe.first || index >= present.end) return undefined
  return recentRun(present, index) ?? settle(present.universe.plan(index), present.now)
}
