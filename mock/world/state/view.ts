import type { SideState } from './side-state.ts'
import type { Arrivals } from './arrivals.ts'
import type { Instant } from '../time/instant.ts'
import { getNextChangeAt, isHidden, type Overlay, findOverlayRun } from './overlay.ts'
import { findDatasetRun, type DatasetSnapshot, findRecentRun } from '../dataset/dataset-snapshot.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { toDatasetIndex, type Dataset } from '../dataset/dataset.ts'

/**
 * A world at one instant: computed runs and operations together, immutable. As long as nothing in the world changes,
 * the world hands out the same view, so whatever was derived from it may be kept with it.
 */
export interface View {
  readonly dataset: Dataset
  readonly datasetSnapshot: DatasetSnapshot
  readonly overlay: Overlay
  readonly sideState: SideState
  /** What will arrive besides the universe's own runs. */
  readonly arrivals: Arrivals
}

/** The view with some of it replaced. Written out: a copy of an object would have a shape of its own each time. */
export function updateView(view: View, next: Partial<View>): View {
  return {
    dataset: view.dataset,
    datasetSnapshot: next.datasetSnapshot ?? view.datasetSnapshot,
    overlay: next.overlay ?? view.overlay,
    sideState: next.sideState ?? view.sideState,
    arrivals: next.arrivals ?? view.arrivals,
  }
}

/** A run found by a query, not yet worked out if it can be worked out again at any time. */
export interface RunRef {
  readonly number: RunNumber
  /** The run, where the view holds it anyhow; the same object until the run changes. Null for a long-ended computed run. */
  readonly cachedRun: Run | null
}

/** The instant at which something in the view changes by itself. */
export function getViewExpiry(view: View): Instant {
  const next = getNextChangeAt(view.overlay)
  const until = next < view.datasetSnapshot.validUntil ? next : view.datasetSnapshot.validUntil
  return view.arrivals.nextAt < until ? view.arrivals.nextAt : until
}

/** The run of this number, if it exists and is not deleted. */
export function findRunRef({ dataset, datasetSnapshot: snapshot, overlay }: View, number: RunNumber): RunRef | undefined {
  const index = toDatasetIndex(number)
  if (index === undefined || isHidden(overlay, number)) {
    return findOverlayRun(overlay, number)
  }
  if (index < dataset.firstIndex || index >= snapshot.endIndex) return undefined
  return { number, cachedRun: findRecentRun(snapshot, index) }
}

/** When the run of this number was created; undefined when there is none. */
export function findCreatedAt({ dataset, datasetSnapshot: snapshot, overlay }: View, number: RunNumber): Instant | undefined {
  const overlayRun = findOverlayRun(overlay, number)
  if (overlayRun !== undefined) return overlayRun.timeline.createdAt
  const index = toDatasetIndex(number)
  if (index === undefined || index < dataset.firstIndex || index >= snapshot.endIndex) return undefined
  return dataset.schedule.getCreatedAt(index)
}

/** The run itself. */
export function readRun(view: View, ref: RunRef): Run {
  const run = ref.cachedRun ?? findDatasetRun(view.datasetSnapshot, ref.number)
  if (run === undefined) throw new RangeError(`run ${ref.number} is not in this view`)
  return run
}

/** The refs of runs known to exist. */
export function findRunRefs(view: View, numbers: readonly { readonly number: RunNumber }[]): readonly RunRef[] {
  const runRefs: RunRef[] = []
  for (const { number } of numbers) {
    const ref = findRunRef(view, number)
    if (ref !== undefined) runRefs.push(ref)
  }
  return runRefs
}
