import { computedSequence } from './computed.ts'
import { asksOnlyPlace, type Filter, matches } from './filter.ts'
import { type Overlay, treeOf } from './overlay.ts'
import { settle } from './run.ts'
import { type Sequence, sequenceOfList, sequenceOfTree, union, without } from './sequence.ts'
import type { Present } from './present.ts'
import { refs, type RunRef, type View } from './view.ts'

/** The runs that match the filter, oldest first, countable without being listed. */
export function created(view: View, filter: Filter): Sequence {
  const computed = computedSequence(view.present, filter)
  return union(without(computed, hiddenOf(view.present, view.overlay, filter)), changedOf(view.overlay, filter))
}

/** The newest runs of a flow or of all, newest first. */
export function newest(
  view: View,
  of: { readonly flow?: number | undefined; readonly limit: number },
): readonly RunRef[] {
  const all = created(view, { flow: of.flow })
  return refs(view, all.spots(all.size - of.limit, all.size)).toReversed()
}

/** Rows of operations that match; by tree where the filter allows, else looked at one by one. */
function changedOf(overlay: Overlay, filter: Filter): Sequence {
  if (asksOnlyPlace(filter)) return sequenceOfTree(treeOf(overlay.created, filter))
  const spots = []
  for (const { at, number, value } of treeOf(overlay.created, filter)) {
    if (matches(filter, value.run)) spots.push({ at, number })
  }
  return sequenceOfList(spots)
}

/** Computed runs that would match but are changed or deleted. */
function hiddenOf(present: Present, overlay: Overlay, filter: Filter): Sequence {
  if (asksOnlyPlace(filter)) return sequenceOfTree(treeOf(overlay.hidden, filter))
  const spots = []
  for (const { at, number, value } of treeOf(overlay.hidden, filter)) {
    if (matches(filter, settle(value, present.now))) spots.push({ at, number })
  }
  return sequenceOfList(spots)
}
