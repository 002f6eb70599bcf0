import { getCellFlow } from '../dataset/distribution.ts'
import type { InstantRange } from './filter.ts'
import type { Instant } from '../time/instant.ts'
import { addDuration } from '../time/instant.ts'
import type { View } from '../state/view.ts'

/** A broadcast of the universe: runs with indices in [from, to), all begun at one instant. */
export interface DatasetBroadcast {
  /** What its runs have as their start. */
  readonly number: number
  readonly flow: number
  readonly createdAt: Instant
  readonly from: number
  readonly to: number
}

/** The universe's broadcasts made within the range, in order of creation or against it; one after the other, for there may be many. */
export function* iterateBroadcasts(
  view: View,
  range: InstantRange,
  descending: boolean,
): IterableIterator<DatasetBroadcast> {
  const { dataset, datasetSnapshot: snapshot } = view
  const { schedule, parameters, firstIndex: first } = dataset
  const from = range.from === undefined ? first : Math.max(first, schedule.findIndexAfter(addDuration(range.from, -1)))
  const to = range.to === undefined ? snapshot.endIndex : Math.min(snapshot.endIndex, schedule.findIndexAfter(range.to))
  const low = Math.floor(from / parameters.block)
  const high = Math.floor((to - 1) / parameters.block)
  if (from >= to) return
  for (let step = 0; step <= high - low; step++) {
    const broadcast = findBroadcast(view, descending ? high - step : low + step)
    if (broadcast !== undefined) yield broadcast
  }
}

/** The broadcast of this number; undefined when there is none. */
export function findBroadcast({ dataset, datasetSnapshot: snapshot }: View, number: number): DatasetBroadcast | undefined {
  const { assignment, schedule, parameters } = dataset
  const from = Math.max(dataset.firstIndex, number * parameters.block)
  const to = Math.min(snapshot.endIndex, (number + 1) * parameters.block)
  if (from >= to || assignment.getBroadcast(from) === null) return undefined
  return { number, flow: getCellFlow(assignment.getCell(from)), createdAt: schedule.getCreatedAt(from), from, to }
}
