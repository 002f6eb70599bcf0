import {
  createDatasetSnapshot,
  type Dataset,
  type DatasetSnapshot,
  findDatasetRun,
  findRecentRun,
  hasIndex,
  toDatasetIndex,
} from '../dataset/dataset.ts'
import type { Run, RunNumber } from '../model/run.ts'
import type { Instant } from '../time.ts'
import { type Arrivals, NO_ARRIVALS } from './arrivals.ts'
import { createOverlay, findOverlayRun, getNextChangeAt, isHidden, type Overlay } from './overlay.ts'
import { createSideState, type SideState } from './side-state.ts'

/**
 * A world at one instant: computed runs and the effect of operations, immutable. The world returns the same view as long
 * as nothing in it changes, so data derived from a view may be cached with it.
 */
export interface View {
  readonly dataset: Dataset
  readonly datasetSnapshot: DatasetSnapshot
  readonly overlay: Overlay
  readonly sideState: SideState
  /** The runs to come, besides computed ones. */
  readonly arrivals: Arrivals
}

/** Creates the view of a world without operations. */
export function createView(dataset: Dataset, now: Instant): View {
  return {
    dataset,
    datasetSnapshot: createDatasetSnapshot(dataset, now),
    overlay: createOverlay(dataset.flows.length, now),
    sideState: createSideState(),
    arrivals: NO_ARRIVALS,
  }
}

/** Returns the instant of the view's next change by time alone. */
export function getViewExpiry({ datasetSnapshot, overlay, arrivals }: View): Instant {
  const nextChangeAt = getNextChangeAt(overlay)
  const until = nextChangeAt < datasetSnapshot.validUntil ? nextChangeAt : datasetSnapshot.validUntil
  return arrivals.nextAt < until ? arrivals.nextAt : until
}

/** A run found by a query; a long-ended computed run is not computed yet. */
export interface RunRef {
  readonly number: RunNumber
  /** The run, where the view holds it: the same object until the run changes. Null for a long-ended computed run. */
  readonly cachedRun: Run | null
}

/** Returns the run of this number if it exists and is not deleted. */
export function findRunRef({ datasetSnapshot, overlay }: View, number: RunNumber): RunRef | undefined {
  const index = toDatasetIndex(number)
  if (index === undefined || isHidden(overlay, number)) return findOverlayRun(overlay, number)
  return hasIndex(datasetSnapshot, index) ? { number, cachedRun: findRecentRun(datasetSnapshot, index) } : undefined
}

/** Returns the creation of the run of this number; undefined when there is none. */
export function findCreatedAt({ dataset, datasetSnapshot, overlay }: View, number: RunNumber): Instant | undefined {
  const overlayRun = findOverlayRun(overlay, number)
  if (overlayRun !== undefined) return overlayRun.timeline.createdAt
  const index = toDatasetIndex(number)
  return index !== undefined && hasIndex(datasetSnapshot, index) ? dataset.schedule.getCreatedAt(index) : undefined
}

/** Returns the run of a ref. @throws {RangeError} when the view does not contain it */
export function readRun(view: View, ref: RunRef): Run {
  const run = ref.cachedRun ?? findDatasetRun(view.datasetSnapshot, ref.number)
  if (run === undefined) throw new RangeError(`run ${ref.number} is not in this view`)
  return run
}

/** Returns the refs of the runs that exist. */
export function findRunRefs(view: View, keys: readonly { readonly number: RunNumber }[]): readonly RunRef[] {
  const refs: RunRef[] = []
  for (const { number } of keys) {
    const ref = findRunRef(view, number)
    if (ref !== undefined) refs.push(ref)
  }
  return refs
}
