import type { Status } from './fate.ts'
import type { Facet, Filter } from './filter.ts'
import { instant, NEVER, plus } from './instant.ts'
import { created } from './listing.ts'
import { byModification } from './modified.ts'
import type { Sequence, Spot } from './sequence.ts'
import { refs, type RunRef, type View } from './view.ts'

/** What a page is sorted by. The order is always total: equal values stand in order of creation, or its reverse. */
export type Sort =
  | { readonly by: 'created' | 'modified'; readonly descending: boolean }
  /** All of the first status, then all of the next; `descending` turns the order of creation within each. */
  | { readonly by: 'status'; readonly order: readonly Status[]; readonly descending: boolean }

export interface PageQuery {
  readonly filter: Filter
  readonly sort: Sort
  readonly offset: number
  readonly limit: number
}

export interface Page {
  /** Runs that match, on all pages. */
  readonly total: number
  readonly refs: readonly RunRef[]
}

/** One page of the matching runs, with the exact total. */
export function page(view: View, query: PageQuery): Page {
  const all = created(view, query.filter)
  const total = all.size
  const from = Math.min(total, query.offset)
  const to = Math.min(total, query.offset + query.limit)
  return { total, refs: from < to ? between(view, query, { all, from, to }) : [] }
}

interface Cut {
  readonly all: Sequence
  /** Places in the order asked for. */
  readonly from: number
  readonly to: number
}

function between(view: View, { sort, filter }: PageQuery, cut: Cut): readonly RunRef[] {
  const { all } = cut
  if (sort.by === 'status') return refs(view, statusBetween(view, { filter, sort }, cut))
  const places = sort.descending ? { from: all.size - cut.to, to: all.size - cut.from } : cut
  const ascending =
    sort.by === 'created'
      ? refs(view, all.spots(places.from, places.to))
      : modifiedBetween(view, filter, { all, from: places.from, to: places.to })
  return sort.descending ? ascending.toReversed() : ascending
}

/**
 * Nothing modified before the creation of the run on place `from` can have been created after it, so counting those
 * gives the place at which the order by modification stands at that instant.
 */
function modifiedBetween(view: View, filter: Filter, { all, from, to }: Cut): readonly RunRef[] {
  const start = instant(all.spot(from).at)
  const before = instant(Math.min(filter.modified?.to ?? NEVER, plus(start, -1)))
  const passed = created(view, { ...filter, modified: { ...filter.modified, to: before } }).size
  return byModification(view, { filter, from: start, descending: false, skip: from - passed, limit: to - from })
}

function statusBetween(view: View, { filter, sort }: ByStatus, cut: Pick<Cut, 'from' | 'to'>): readonly Spot[] {
  const found: Spot[] = []
  let passed = 0
  for (const status of sort.order) {
    const group = created(view, { ...filter, facet: only(status, filter) })
    const from = Math.max(0, cut.from - passed)
    const to = Math.min(group.size, cut.to - passed)
    found.push(
      ...(sort.descending ? group.spots(group.size - to, group.size - from).toReversed() : group.spots(from, to)),
    )
    passed += group.size
    if (passed >= cut.to) break
  }
  return found
}

interface ByStatus {
  readonly filter: Filter
  readonly sort: Extract<Sort, { readonly by: 'status' }>
}

function only(status: Status, filter: Filter): (facet: Facet) => boolean {
  return (facet) => facet.status === status && (filter.facet === undefined || filter.facet(facet))
}
