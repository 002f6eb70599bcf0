import type { Status } from './fate.ts'
import type { Facet, Filter } from './filter.ts'
import { instant, NEVER, plus } from './instant.ts'
import { created } from './listing.ts'
import { byModification } from './modified.ts'
import type { Sequence, Spot } from './sequence.ts'
import { refs, type RunRef, type View } from './view.ts'

/** What a page is sorted by; equal values keep the order of creation. */
export type Sort =
  | { readonly by: 'created' }
  | { readonly by: 'modified' }
  | { readonly by: 'status'; readonly order: readonly Status[] }

export interface PageQuery {
  readonly filter: Filter
  readonly sort: Sort
  /** The exact reverse of the ascending order. */
  readonly descending: boolean
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
  const from = query.descending ? total - query.offset - query.limit : query.offset
  const bounds = { from: Math.max(0, from), to: Math.min(total, from + query.limit) }
  if (bounds.to <= bounds.from) return { total, refs: [] }
  const found = ascending(view, { query, all, ...bounds })
  return { total, refs: query.descending ? found.toReversed() : found }
}

interface Cut {
  readonly query: PageQuery
  readonly all: Sequence
  readonly from: number
  readonly to: number
}

function ascending(view: View, cut: Cut): readonly RunRef[] {
  const { sort, filter } = cut.query
  switch (sort.by) {
    case 'created':
      return refs(view, cut.all.spots(cut.from, cut.to))
    case 'modified':
      return modifiedBetween(view, cut)
    case 'status':
      return refs(view, statusBetween(view, { filter, order: sort.order, from: cut.from, to: cut.to }))
  }
}

/**
 * Nothing modified before the creation of the run on place `from` can have been created after it, so counting those
 * gives the place at which the order by modification stands at that instant.
 */
function modifiedBetween(view: View, cut: Cut): readonly RunRef[] {
  const { filter } = cut.query
  const start = instant(cut.all.spot(cut.from).at)
  const to = instant(Math.min(filter.modified?.to ?? NEVER, plus(start, -1)))
  const before = created(view, { ...filter, modified: { ...filter.modified, to } }).size
  const limit = cut.to - cut.from
  return byModification(view, { filter, from: start, descending: false, skip: cut.from - before, limit })
}

function statusBetween(
  view: View,
  of: { filter: Filter; order: readonly Status[]; from: number; to: number },
): readonly Spot[] {
  const found: Spot[] = []
  let passed = 0
  for (const status of of.order) {
    const group = created(view, { ...of.filter, facet: only(status, of.filter) })
    found.push(...group.spots(Math.max(0, of.from - passed), of.to - passed))
    passed += group.size
    if (passed >= of.to) break
  }
  return found
}

function only(status: Status, filter: Filter): (facet: Facet) => boolean {
  return (facet) => facet.status === status && (filter.facet === undefined || filter.facet(facet))
}
