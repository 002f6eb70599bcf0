import { createDatasetSequence } from './computed.ts'
import { selectTimelines } from './grouped.ts'
import { isFlowFilterOnly, type RunFilter, matchesFilter } from './filter.ts'
import type { SortedList } from './ordered.ts'
import { findOverlayRun } from './overlay.ts'
import { type Timeline, type Run, computeRun } from './run.ts'
import {
  type Sequence,
  createListSequence,
  createSortedListSequence,
  mergeSequences,
  excludeSequence,
} from './sequence.ts'
import { findRunRefs, type RunRef, type View } from './view.ts'

/** The runs that match the filter, oldest first, countable without being listed. */
export function listRunsByCreation(view: View, filter: RunFilter): Sequence {
  const { overlay, snapshot } = view
  const hiddenRuns = createTimelineSequence(selectTimelines(overlay.hiddenTimelines, filter), filter, (timeline) =>
    computeRun(timeline, snapshot.now),
  )
  const changedRuns = createTimelineSequence(
    selectTimelines(overlay.timelines, filter),
    filter,
    (plan) => findOverlayRun(overlay, plan.number)?.run,
  )
  return mergeSequences(excludeSequence(createDatasetSequence(snapshot, filter), hiddenRuns), changedRuns)
}

/** The newest runs of a flow or of all, newest first. */
export function listNewestRuns(
  view: View,
  of: { readonly flow?: number | undefined; readonly limit: number },
): readonly RunRef[] {
  const all = listRunsByCreation(view, { flow: of.flow })
  return findRunRefs(view, all.slice(all.size - of.limit, all.size)).toReversed()
}

/** The planned runs that match: by the trees alone where the filter allows, else looked at one by one. */
function createTimelineSequence(
  trees: readonly SortedList<Timeline>[],
  filter: RunFilter,
  runOf: (timeline: Timeline) => Run | undefined,
): Sequence {
  const sequences = trees.map((tree) =>
    isFlowFilterOnly(filter) ? createSortedListSequence(tree) : filterTimelines(tree, filter, runOf),
  )
  return sequences.reduce(mergeSequences, createListSequence([]))
}

function filterTimelines(
  tree: SortedList<Timeline>,
  filter: RunFilter,
  runOf: (timeline: Timeline) => Run | undefined,
): Sequence {
  const keys = []
  for (const plan of tree) {
    const run = runOf(plan)
    if (run !== undefined && matchesFilter(filter, run)) keys.push(tree.getKey(plan))
  }
  return createListSequence(keys)
}
