import type { Meta } from './recrubo-documents.ts'
import { flowId, type RecruboRow, threadId } from './recrubo-row.ts'

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

/** What is wrong with a query, or null. */
export function faultOf(url: URL, isList: boolean): string | null {
  for (const [name, value] of url.searchParams) {
    const known = name === 'include' || (isList && [...LISTED, ...FILTERS].includes(name))
    if (!known) return `${name} is unknown`
    if (name === 'sort' && !SORTS.includes(value)) return `cannot sort by ${value}`
    if (name === 'include' && !/^((flow|messageThread)(,|$))*$/.test(value)) return `cannot include ${value}`
    if (name.startsWith('page[') && !/^[1-9]\d{0,8}$/.test(value)) return `${name} must be an integer of 1 or more`
    if (name === 'page[size]' && Number(value) > 200) return 'page[size] must be at most 200'
  }
  return null
}

export function queryOf(url: URL): Query {
  const asked = url.searchParams
  return {
    include: (asked.get('include') ?? '').split(',').filter((name) => name !== ''),
    sort: asked.get('sort') ?? 'createdAt',
    number: Number(asked.get('page[number]') ?? '1'),
    size: Number(asked.get('page[size]') ?? '25'),
    filters: [...asked].filter(([name]) => name.startsWith('filter[')),
  }
}

/** The rows of one page, and where it stands. */
export function pageOf(
  rows: readonly RecruboRow[],
  { sort, number, size, filters }: Query,
): { readonly items: readonly RecruboRow[]; readonly meta: Meta } {
  const matching = rows.filter((row) => filters.every(([name, value]) => memberOf(row, name) === value))
  const key = sort.replace('-', '') as 'createdAt' | 'updatedAt' | 'status'
  const sorted = matching.toSorted((left, right) => compare(left[key], right[key]) || compare(left.id, right.id))
  const turned = sort.startsWith('-') ? sorted.toReversed() : sorted
  const maxPage = Math.max(1, Math.ceil(matching.length / size))
  const totals = { total: matching.length, totalUnfiltered: rows.length }
  // Beyond the end there is nothing, and the last page is the one in force.
  const meta = { ...totals, currentSize: size, currentPage: Math.min(number, maxPage), maxPage }
  return { items: turned.slice((number - 1) * size, number * size), meta }
}

function memberOf(row: RecruboRow, name: string): string {
  if (name === 'filter[status]') return row.status
  return name === 'filter[flowId]' ? flowId(row.flow) : threadId(row.thread)
}

function compare(left: string | number, right: string | number): number {
  return left === right ? 0 : left < right ? -1 : 1
}
