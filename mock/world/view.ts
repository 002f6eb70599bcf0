import type { Annex } from './annex.ts'
import type { Arrivals } from './arrivals.ts'
import type { Instant } from './instant.ts'
import { changesAt, hides, type Overlay, rowOf } from './overlay.ts'
import { computedRun, type Present, recentRun } from './present.ts'
import type { Run, RunNumber } from './run.ts'
import { indexOfNumber, type Universe } from './universe.ts'

/**
 * A world at one instant: computed runs and operations together, immutable. As long as nothing in the world changes,
 * the world hands out the same view, so whatever was derived from it may be kept with it.
 */
export interface View {
  readonly universe: Universe
  readonly present: Present
  readonly overlay: Overlay
  readonly annex: Annex
  /** What will arrive besides the universe's own runs. */
  readonly arrivals: Arrivals
}

/** The view with some of it replaced. Written out: a copy of an object would have a shape of its own each time. */
export function viewWith(view: View, next: Partial<View>): View {
  return {
    universe: view.universe,
    present: next.present ?? view.present,
    overlay: next.overlay ?? view.overlay,
    annex: next.annex ?? view.annex,
    arrivals: next.arrivals ?? view.arrivals,
  }
}

/** A run found by a query, not yet worked out if it can be worked out again at any time. */
export interface RunRef {
  readonly number: RunNumber
  /** The run, where the view holds it anyhow; the same object until the run changes. Null for a long-ended computed run. */
  readonly known: Run | null
}

/** The instant at which something in the view changes by itself. */
export function viewUntil(view: View): Instant {
  const next = changesAt(view.overlay)
  const until = next < view.present.until ? next : view.present.until
  return view.arrivals.next < until ? view.arrivals.next : until
}

/** The run of this number, if it exists and is not deleted. */
export function lookup({ universe, present, overlay }: View, number: RunNumber): RunRef | undefined {
  const index = indexOfNumber(number)
  if (index === undefined || hides(overlay, number)) {
    return rowOf(overlay, number)
  }
  if (index < universe.first || index >= present.end) return undefined
  return { number, known: recentRun(present, index) }
}

/** When the run of this number was created; undefined when there is none. */
export function createdAtOf({ universe, present, overlay }: View, number: RunNumber): Instant | undefined {
  const row = rowOf(overlay, number)
  if (row !== undefined) return row.plan.createdAt
  const index = indexOfNumber(number)
  if (index === undefined || index < universe.first || index >= present.end) return undefined
  return universe.calendar.createdAt(index)
}

/** The run itself. */
export function readRun(view: View, ref: RunRef): Run {
  const run = ref.known ?? computedRun(view.present, ref.number)
  if (run === undefined) throw new RangeError(`run ${ref.number} is not in this view`)
  return run
}

/** The refs of runs known to exist. */
export function refs(view: View, numbers: readonly { readonly number: RunNumber }[]): readonly RunRef[] {
  const found: RunRef[] = []
  for (const { number } of numbers) {
    const ref = lookup(view, number)
    if (ref !== undefined) found.push(ref)
  }
  return found
}
