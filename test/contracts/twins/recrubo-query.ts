import { type Meta, type RecruboRow, toFlowId, toThreadId } from './recrubo-documents.ts'

export interface Query {
  readonly include: readonly string[]
  readonly sort: string
  readonly number: number
  readonly size: number
  readonly filters: readonly (readonly [string, string])[]
}

const LISTED = ['sort', 'page[number]', 'page[size]']
const FILTERS = ['filter[messageThreadId]', 'filter[flowId]', 'filter[status]']
const SORTS = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'status', '-status']

/** Returns the first error of a query, or null. */
export function validateQuery(url: URL, isList: boolean): string | null {
  for (const [name, value] of url.searchParams) {
    const isKnown = name === 'include' || (isList && [...LISTED, ...FILTERS].includes(name))
    if (!isKnown) return `${name} is unknown`
    if (name === 'sort' && !SORTS.includes(value)) return `cannot sort by ${value}`
    if (name === 'include' && !/^((flow|messageThread)(,|$))*$/.test(value)) return `cannot include ${value}`
    if (name.startsWith('page[') && !/^[1-9]\d{0,8}$/.test(value)) return `${name} must be an integer of 1 or more`
    if (name === 'page[size]' && Number(value) > 200) return 'page[size] must be at most 200'
  }
  return null
}

export function parseQuery(url: URL): Query {
  const { searchParams } = url
  return {
    include: (searchParams.get('include') ?? '').split(',').filter((name) => name !== ''),
    sort: searchParams.get('sort') ?? 'createdAt',
    number: Number(searchParams.get('page[number]') ?? '1'),
    size: Number(searchParams.get('page[size]') ?? '25'),
    filters: [...searchParams].filter(([name]) => name.startsWith('filter[')),
  }
}

/** Returns the rows of one page and its meta object. */
export function createPage(
  rows: readonly RecruboRow[],
  { sort, number, size, filters }: Query,
): { readonly items: readonly RecruboRow[]; readonly meta: Meta } {
  const matching = rows.filter((row) =>
    filters.every(([name, value]) => value.toLowerCase().split(',').includes(getFilteredValue(row, name))),
  )
  const key = sort.replace('-', '') as 'createdAt' | 'updatedAt' | 'status'
  const sorted = matching.toSorted((left, right) => compare(left[key], right[key]) || compare(left.id, right.id))
  const ordered = sort.startsWith('-') ? sorted.toReversed() : sorted
  const maxPage = Math.max(1, Math.ceil(matching.length / size))
  const totals = { total: matching.length, totalUnfiltered: rows.length }
  // A page beyond the end is empty, and its currentPage is the last page.
  const meta = { ...totals, currentSize: size, currentPage: Math.min(number, maxPage), maxPage }
  return { items: ordered.slice((number - 1) * size, number * size), meta }
}

function getFilteredValue(row: RecruboRow, name: string): string {
  if (name === 'filter[status]') return row.status
  return name === 'filter[flowId]' ? toFlowId(row.flow) : toThreadId(row.thread)
}

function compare(left: string | number, right: string | number): number {
  return left === right ? 0 : left < right ? -1 : 1
}
