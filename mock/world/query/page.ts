import type { Status } from '../model/outcome.ts'
import type { RunKey, Sequence } from '../collections/sequence.ts'
import { findRunRefs, type RunRef, type View } from '../state/view.ts'
import { addDuration, NEVER, toInstant } from '../time.ts'
import { listRunsByCreation } from './by-creation.ts'
import { listRunsByModification } from './by-modification.ts'
import type { Facet, RunFilter } from './filter.ts'

/** The sort order of a page. It is always total: runs with equal values are in order of creation, or its reverse. */
export type RunSort =
  | { readonly by: 'created' | 'modified'; readonly descending: boolean }
  /** All runs of the first status, then all of the next; `descending` reverses the order of creation within each. */
  | { readonly by: 'status'; readonly order: readonly Status[]; readonly descending: boolean }

export interface RunPageQuery {
  readonly filter: RunFilter
  readonly sort: RunSort
  readonly offset: number
  readonly limit: number
}

export interface RunPage {
  /** The number of matching runs on all pages. */
  readonly total: number
  readonly refs: readonly RunRef[]
}

/** Returns one page of the matching runs, with the exact total. */
export function queryPage(view: View, query: RunPageQuery): RunPage {
  const all = listRunsByCreation(view, query.filter)
  const total = all.size
  const from = Math.min(total, query.offset)
  const to = Math.min(total, query.offset + query.limit)
  return { total, refs: from < to ? sliceRefs(view, query, { all, from, to }) : [] }
}

interface PageSlice {
  readonly all: Sequence
  /** Ranks in the requested order. */
  readonly from: number
  readonly to: number
}

function sliceRefs(view: View, { sort, filter }: RunPageQuery, cut: PageSlice): readonly RunRef[] {
  const { all } = cut
  if (sort.by === 'status') return findRunRefs(view, sliceByStatus(view, { filter, sort }, cut))
  const places = sort.descending ? { from: all.size - cut.to, to: all.size - cut.from } : cut
  const ascending =
    sort.by === 'created'
      ? findRunRefs(view, all.slice(places.from, places.to))
      : sliceByModification(view, filter, { all, from: places.from, to: places.to })
  return sort.descending ? ascending.toReversed() : ascending
}

/**
 * No run that was modified before the creation of the run at rank `from` was created after it. So the number of those
 * runs is the rank of that instant in the order by modification.
 */
function sliceByModification(view: View, filter: RunFilter, { all, from, to }: PageSlice): readonly RunRef[] {
  const start = toInstant(all.key(from).at)
  const before = toInstant(Math.min(filter.modified?.to ?? NEVER, addDuration(start, -1)))
  const earlier = listRunsByCreation(view, { ...filter, modified: { ...filter.modified, to: before } }).size
  return listRunsByModification(view, {
    filter,
    from: start,
    descending: false,
    skip: from - earlier,
    limit: to - from,
  })
}

function sliceByStatus(
  view: View,
  { filter, sort }: StatusSortQuery,
  cut: Pick<PageSlice, 'from' | 'to'>,
): readonly RunKey[] {
  const keys: RunKey[] = []
  let passed = 0
  for (const status of sort.order) {
    const group = listRunsByCreation(view, { ...filter, facet: createStatusFacet(status, filter) })
    const from = Math.max(0, cut.from - passed)
    const to = Math.min(group.size, cut.to - passed)
    keys.push(
      ...(sort.descending ? group.slice(group.size - to, group.size - from).toReversed() : group.slice(from, to)),
    )
    passed += group.size
    if (passed >= cut.to) break
  }
  return keys
}

interface StatusSortQuery {
  readonly filter: RunFilter
  readonly sort: Extract<RunSort, { readonly by: 'status' }>
}

function createStatusFacet(status: Status, filter: RunFilter): (facet: Facet) => boolean {
  return (facet) => facet.status === status && (filter.facet === undefined || filter.facet(facet))
}

/** Returns the statuses in the alphabetical order of a vendor's names for them. */
export function sortStatusesByName(names: Readonly<Record<Status, string>>): readonly Status[] {
  const pairs = Object.entries(names) as readonly (readonly [Status, string])[]
  return pairs.toSorted(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([status]) => status)
}
