import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { countPages } from '../../kit/oracles/list-items.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getIncludedResources, getPrimaryResources, getResourceKeys, readMeta, readRuns } from './flow-runs.ts'

/** The largest documented page. */
export const MAX_PAGE_SIZE = 200

/** A list that can be filtered, sorted and paged. */
export interface QueryableList {
  readonly buildRequest: (query: Readonly<Record<string, string>>, intent?: CheckRequest['intent']) => CheckRequest
  /** The unfiltered items, at most those of the largest page or of a walk. */
  readonly items: Probe<readonly ListItem[]>
}

/** One filter parameter, and the test that it stands for. */
export interface Condition {
  readonly parameter: string
  readonly value: string
  readonly matches: (item: ListItem) => boolean
  /** True also for items that may be returned or not; `matches` by default. */
  readonly mayMatch?: (item: ListItem) => boolean
}

/** A query of a list. */
export interface ListQuery {
  readonly conditions: readonly Condition[]
  readonly sort?: string
  readonly include?: string
  /** The page size; `DEFAULT_SIZE` without one. */
  readonly size?: number
}

/** Large enough for a few ties, small enough for a hundred queries. */
const DEFAULT_SIZE = 40

/** The first page of a query. */
export interface QueryRead {
  readonly query: ListQuery
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
  /** True when further items may exist. */
  readonly isFull: boolean
}

export function getAttribute({ item }: ListItem, name: string): string | undefined {
  return getString(item, 'attributes', name)
}

/** Creates the condition that an attribute has a value. */
export function createEquality(attribute: string, value: string): Condition {
  return { parameter: `filter[${attribute}]`, value, matches: (item) => getAttribute(item, attribute) === value }
}

function toParameters({ conditions, sort, include }: ListQuery): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(conditions.map(({ parameter, value }) => [parameter, value])),
    ...(sort === undefined ? {} : { sort }),
    ...(include === undefined ? {} : { include }),
  }
}

/** Reads the first page of a query; null when the target rejects it. */
async function readQuery(list: QueryableList, query: ListQuery, { client }: CheckContext): Promise<QueryRead | null> {
  const { size = DEFAULT_SIZE } = query
  const exchange = await client.sendRequest(
    list.buildRequest({ ...toParameters(query), 'page[size]': String(size) }, 'open'),
  )
  if (!isSuccess(exchange)) return null
  const items = readRuns(exchange)
  return { query, exchange, items, isFull: items.length >= size }
}

/** Reads queries; those that the target rejects are left out. */
export async function readQueries(
  list: QueryableList,
  queries: readonly ListQuery[],
  context: CheckContext,
): Promise<readonly QueryRead[]> {
  const reads: QueryRead[] = []
  for (const query of queries) {
    const read = await readQuery(list, query, context)
    if (read !== null) reads.push(read)
  }
  return reads
}

/**
 * Checks that a result contains the matching items and no others. Items that changed since the list was read are judged by
 * the result; a missing one must still match when it is read again.
 */
export async function checkSelection(
  list: QueryableList,
  { query, exchange, items, isFull }: QueryRead,
  context: CheckContext,
): Promise<Judgement> {
  const names = query.conditions.map(({ parameter, value }) => `${parameter}=${value}`).join('&')
  const matches = (item: ListItem): boolean => query.conditions.every((condition) => condition.matches(item))
  const ids = new Set(items.map(({ id }) => id))
  const expected = isFull ? [] : (await context.probeOnce(list.items)).filter(matches)
  const mayMatch = (item: ListItem): boolean =>
    query.conditions.every((condition) => (condition.mayMatch ?? condition.matches)(item))
  const extra = checkEach(items, (item) =>
    mayMatch(item)
      ? null
      : { message: 'an item that does not match the filters', example: `${item.id}: ${names}`, exchange },
  )
  const missing = expected.filter(({ id }) => !ids.has(id))
  const current = missing.length === 0 ? [] : await readAgain(list, missing.slice(0, 3), context)
  const violations = current
    .filter(matches)
    .map(({ id }) => ({ message: 'an item that matches the filters is missing', example: `${id}: ${names}`, exchange }))
  return mergeJudgements([extra, { evidence: expected.length, violations }])
}

/** Reads items by their ids; those that do not exist any more are left out. */
async function readAgain(
  { buildRequest }: QueryableList,
  items: readonly ListItem[],
  { client }: CheckContext,
): Promise<readonly ListItem[]> {
  const { operation, path } = buildRequest({})
  const readOperation = operation?.replace(/^list(.*)s$/, 'read$1') ?? null
  const found: ListItem[] = []
  for (const { id } of items) {
    const exchange = await client.sendRequest({ operation: readOperation, path: `${path}/${id}`, intent: 'open' })
    if (isSuccess(exchange)) found.push(...readRuns(exchange))
  }
  return found
}

interface SortKey {
  readonly name: string
  readonly isDescending: boolean
}

function parseSortKeys(sort: string): readonly SortKey[] {
  return sort.split(',').map((key) => ({ name: key.replace('-', ''), isDescending: key.startsWith('-') }))
}

/** Checks the order of a result. Timestamps must be monotone; the order of texts is not documented, so equal texts must be adjacent. */
export function checkSortOrder({ query, exchange, items }: QueryRead): Judgement {
  const keys = parseSortKeys(query.sort ?? '')
  return {
    evidence: Math.max(0, items.length - 1),
    violations: findOrderFaults(items, keys).map((example) => ({
      message: `not sorted by ${query.sort}`,
      example,
      exchange,
    })),
  }
}

function findOrderFaults(items: readonly ListItem[], [key, ...others]: readonly SortKey[]): readonly string[] {
  if (key === undefined || items.length < 2) return []
  const groups = groupAdjacent(items, key.name)
  const faults = groups.slice(1).flatMap((group, index) => {
    const [before, after] = [groups[index]?.[0], group[0]].map((item) => item && getAttribute(item, key.name))
    return isInOrder(before, after, key.isDescending) ? [] : [`${group[0]?.id}: ${before}, then ${after}`]
  })
  const values = groups.map(([item]) => item && getAttribute(item, key.name))
  const split = values.filter((value, index) => values.indexOf(value) < index).map((value) => `${value} in two places`)
  return [...faults, ...split, ...groups.flatMap((group) => findOrderFaults(group, others))]
}

/** True for texts, whose order is not documented, and for timestamps in order. */
function isInOrder(before: string | undefined, after: string | undefined, isDescending: boolean): boolean {
  const [left, right] = [parseInstant(before), parseInstant(after)]
  if (left === null || right === null) return true
  return isDescending ? compareInstants(left, right) >= 0 : compareInstants(left, right) <= 0
}

/** Splits items into runs of adjacent items with the same value. */
function groupAdjacent(items: readonly ListItem[], name: string): readonly (readonly ListItem[])[] {
  const groups: ListItem[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last?.[0] !== undefined && getAttribute(last[0], name) === getAttribute(item, name)) last.push(item)
    else groups.push([item])
  }
  return groups
}

/** Page sizes that make several pages of a result: one that fills the last page where possible, and one full page. */
function choosePageSizes({ items: { length }, isFull }: QueryRead): readonly number[] {
  if (length < 2) return []
  const pages = isFull ? undefined : [3, 2, 5, 7].find((number) => length % number === 0 && length > number)
  return [pages === undefined ? Math.ceil(length / 3) : length / pages, ...(isFull ? [] : [length])]
}

/** A page of a query, cut with a smaller page size. */
interface CutPage {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
  readonly number: number
  readonly size: number
}

/** The first page of a result, and its items in smaller pages; a page beyond the end follows the last one. */
export interface SlicedRead {
  readonly whole: QueryRead
  readonly pages: readonly CutPage[]
}

/** Reads a result in smaller pages; null when it changed in the meantime, twice. */
export async function readInPages(
  list: QueryableList,
  whole: QueryRead,
  context: CheckContext,
): Promise<SlicedRead | null> {
  let current: QueryRead | null = whole
  for (let attempt = 0; attempt < 2 && current !== null; attempt++) {
    const pages: CutPage[] = []
    for (const size of choosePageSizes(current)) {
      for (let number = 1; number <= current.items.length / size + (current.isFull ? 0 : 1); number++) {
        const page = { 'page[number]': String(number), 'page[size]': String(size) }
        const request = list.buildRequest({ ...toParameters(whole.query), ...page }, 'open')
        const exchange = await context.client.sendRequest(request)
        if (isSuccess(exchange)) pages.push({ exchange, items: readRuns(exchange), number, size })
      }
    }
    const after = await readQuery(list, whole.query, context)
    const read = { whole: current, pages }
    const isStable = after !== null && isSameResult(current, after)
    // A change and its reversal in the meantime would look like a fault, but hardly twice.
    const isClean = [checkPageCut, checkPageMeta].every((check) => check(read).violations.length === 0)
    if (isStable && (isClean || attempt > 0)) return read
    current = after
  }
  return null
}

function isSameResult(left: QueryRead, right: QueryRead): boolean {
  const [leftText, rightText] = [left, right].map(({ items, exchange }) => {
    const { total, totalUnfiltered } = readMeta(exchange)
    return [total, totalUnfiltered, ...items.map(({ id, item }) => `${id} ${getUpdatedAt(item)}`)].join()
  })
  return leftText === rightText
}

function getUpdatedAt(item: JsonObject): string {
  return getString(item, 'attributes', 'updatedAt') ?? ''
}

/** Checks that the pages are the result, cut: full pages, then the rest, in the same order except for ties. */
export function checkPageCut({ whole, pages }: SlicedRead): Judgement {
  const { items, isFull } = whole
  const names = parseSortKeys(whole.query.sort ?? '').map(({ name }) => name)
  const getKey = (item: ListItem | undefined): string =>
    item === undefined ? '' : names.map((name) => getAttribute(item, name)).join(' ')
  return checkEach(pages, (page): Violation | null => {
    const { exchange, number, size } = page
    const expected = items.slice((number - 1) * size, number * size)
    // Beyond a full first page there are others.
    if (isFull && number * size > items.length) return null
    const example = `page ${number} of ${size}: ${page.items.length} items instead of ${expected.length}`
    if (page.items.length !== expected.length)
      return { message: 'a page has another number of items', example, exchange }
    const other = page.items.find((item, index) => getKey(item) !== getKey(expected[index]))
    return other === undefined || names.length === 0
      ? null
      : { message: 'a page has other items', example: `page ${number} of ${size}: ${other.id}`, exchange }
  })
}

/** Checks that the meta objects of all pages agree with the result. */
export function checkPageMeta({ whole, pages }: SlicedRead): Judgement {
  const { total, totalUnfiltered } = readMeta(whole.exchange)
  return checkEach(pages, ({ exchange, number, size, items }): readonly Violation[] => {
    const meta = readMeta(exchange)
    const maxPage = countPages(total, size)
    const expected = {
      total,
      totalUnfiltered,
      currentSize: size,
      maxPage,
      ...(items.length > 0 && { currentPage: number }),
    }
    return Object.entries(expected).flatMap(([name, value]) => {
      const actual = meta[name as keyof typeof expected]
      const example = `${actual} instead of ${value}`
      return actual === value ? [] : [{ message: `another ${name}`, pointer: `/meta/${name}`, example, exchange }]
    })
  })
}

/** Checks that a response includes each related resource of its runs once, referenced by linkage, and nothing else. */
export function checkIncluded(exchange: Exchange, names: readonly string[]): Judgement {
  const runs = getPrimaryResources(exchange.body)
  const included = getIncludedResources(exchange.body).flatMap(getResourceKeys)
  const links = runs.flatMap((run) =>
    names.map((name) => ({
      key: `${name}s ${getString(run, 'attributes', `${name}Id`)}`,
      linked: `${name}s ${getString(run, 'relationships', name, 'data', 'id')}`,
    })),
  )
  const missing = checkEach(links, ({ key, linked }): Violation | null => {
    if (!included.includes(key)) return { message: 'a related resource is not included', example: key, exchange }
    return key === linked ? null : { message: 'the linkage does not reference it', example: key, exchange }
  })
  const expected = new Set(links.map(({ key }) => key))
  const extra = included.filter((key) => !expected.has(key))
  const isAbsent = getPath(exchange.body, 'included') === undefined
  return mergeJudgements([
    missing,
    {
      evidence: isAbsent ? 0 : 1,
      violations: extra.map((example) => ({ message: 'included without a related run', example, exchange })),
    },
  ])
}
