import { getCellFlow } from '../dataset/distribution.ts'
import type { InstantRange } from './filter.ts'
import { addDuration, type Instant } from '../time.ts'
import type { View } from '../state/view.ts'

/** A broadcast of the dataset: runs with indices in [from, to), all started at one instant. */
export interface DatasetBroadcast {
  /** The `broadcast` of its runs. */
  readonly number: number
  readonly flow: number
  readonly createdAt: Instant
  readonly from: number
  readonly to: number
}

/** Iterates the dataset's broadcasts of a range in order of creation, or in reverse; there may be very many. */
export function* iterateBroadcasts(
  view: View,
  range: InstantRange,
  descending: boolean,
): IterableIterator<DatasetBroadcast> {
  const { dataset, datasetSnapshot } = view
  const { schedule, parameters, firstIndex } = dataset
  const from =
    range.from === undefined ? firstIndex : Math.max(firstIndex, schedule.findIndexAfter(addDuration(range.from, -1)))
  const to =
    range.to === undefined
      ? datasetSnapshot.endIndex
      : Math.min(datasetSnapshot.endIndex, schedule.findIndexAfter(range.to))
  const low = Math.floor(from / parameters.block)
  const high = Math.floor((to - 1) / parameters.block)
  if (from >= to) return
  for (let step = 0; step <= high - low; step++) {
    const broadcast = findBroadcast(view, descending ? high - step : low + step)
    if (broadcast !== undefined) yield broadcast
  }
}

/** Returns the broadcast of this number; undefined when there is none. */
export function findBroadcast({ dataset, datasetSnapshot }: View, number: number): DatasetBroadcast | undefined {
  const { assignment, schedule, parameters } = dataset
  const from = Math.max(dataset.firstIndex, number * parameters.block)
  const to = Math.min(datasetSnapshot.endIndex, (number + 1) * parameters.block)
  if (from >= to || assignment.getBroadcast(from) === null) return undefined
  return { number, flow: getCellFlow(assignment.getCell(from)), createdAt: schedule.getCreatedAt(from), from, to }
}
