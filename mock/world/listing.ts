import { computedSequence } from './computed.ts'
import { treesOf } from './grouped.ts'
import { asksOnlyPlace, type Filter, matches } from './filter.ts'
import type { Ordered } from './ordered.ts'
import { rowOf } from './overlay.ts'
import { type Plan, type Run, settle } from './run.ts'
import { type Sequence, sequenceOfList, sequenceOfTree, union, without } from './sequence.ts'
import { refs, type RunRef, type View } from './view.ts'

/** The runs that match the filter, oldest first, countable without being listed. */
export function created(view: View, filter: Filter): Sequence {
  const { overlay, present } = view
  const hidden = planned(treesOf(overlay.hidden, filter), filter, (plan) => settle(plan, present.now))
  const changed = planned(treesOf(overlay.present, filter), filter, (plan) => rowOf(overlay, plan.number)?.run)
  return union(without(computedSequence(present, filter), hidden), changed)
}

/** The newest runs of a flow or of all, newest first. */
export function newest(
  view: View,
  of: { readonly flow?: number | undefined; readonly limit: number },
): readonly RunRef[] {
  const all = created(view, { flow: of.flow })
  return refs(view, all.spots(all.size - of.limit, all.size)).toReversed()
}

/** The planned runs that match: by the trees alone where the filter allows, else looked at one by one. */
function planned(trees: readonly Ordered<Plan>[], filter: Filter, runOf: (plan: Plan) => Run | undefined): Sequence {
  const sequences = trees.map((tree) => (asksOnlyPlace(filter) ? sequenceOfTree(tree) : matching(tree, filter, runOf)))
  return sequences.reduce(union, sequenceOfList([]))
}

function matching(tree: Ordered<Plan>, filter: Filter, runOf: (plan: Plan) => Run | undefined): Sequence {
  const spots = []
  for (const plan of tree) {
    const run = runOf(plan)
    if (run !== undefined && matches(filter, run)) spots.push(tree.place(plan))
  }
  return sequenceOfList(spots)
}
