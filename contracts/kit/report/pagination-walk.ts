import { type Exchange, isSuccess } from '../http/exchange.ts'
import { groupBy, getPath, isObject, type Json, type JsonObject, getString } from '../json.ts'
import { compareInstants, parseInstant } from '../oracles/instants.ts'

/** The longest walk through a list in a run, for a chart. */
export interface PaginationWalk {
  readonly operation: string
  /** JSON pointer, from an item, of the timestamp by which the list is best ordered. */
  readonly member: string
  /** For each page its request number and the timestamps of its items. */
  readonly pages: readonly { readonly request: number; readonly timestamps: readonly string[] }[]
}

/** Most items of a chart; more would be a grey area. */
const MAX_ITEMS = 2000
/** Members in which APIs return the items of a list. */
const LIST_PATHS: readonly (readonly string[])[] = [[], ['data'], ['results'], ['content'], ['items']]
const PAGE_PARAMETERS = /^(page|page\[(number|offset)\]|pageNumber|offset)$/i
const NEXT_LINK_PATHS: readonly (readonly string[])[] = [['next'], ['links', 'next']]

/** Returns one walk for each operation that listed items with timestamps. */
export function findPaginationWalks(exchanges: readonly Exchange[]): readonly PaginationWalk[] {
  const lists = exchanges.filter(
    (exchange) => isSuccess(exchange) && exchange.request.operation !== null && findListItems(exchange.body).length > 0,
  )
  return [...groupBy(lists, ({ request }) => request.operation ?? '')].flatMap(([operation, exchanges]) => {
    const pages = dedupeByUrl(exchanges)
    const walks = [...findLinkedWalks(pages), ...findNumberedWalks(pages)]
    const [longest] = walks.toSorted((left, right) => countItems(right) - countItems(left))
    const walk = longest === undefined ? null : toPaginationWalk(operation, longest)
    return walk === null ? [] : [walk]
  })
}

function toPaginationWalk(operation: string, pages: readonly Exchange[]): PaginationWalk | null {
  const items = pages.flatMap(({ body }) => findListItems(body)).slice(0, MAX_ITEMS)
  const [first] = items
  if (first === undefined) return null
  const members = findInstantPaths(first).filter((steps) => items.every((item) => getTimestamp(item, steps) !== ''))
  const [best] = members
    .toSorted((left, right) => Number(isCreationField(right)) - Number(isCreationField(left)))
    .toSorted((left, right) => countDisorder(items, left) - countDisorder(items, right))
  if (best === undefined || items.length < 2) return null
  let remaining = MAX_ITEMS
  const walkPages = pages.map(({ number, body }) => {
    const timestamps = findListItems(body)
      .slice(0, remaining)
      .map((item) => getTimestamp(item, best))
    remaining -= timestamps.length
    return { request: number, timestamps }
  })
  const filled = walkPages.filter(({ timestamps }) => timestamps.length > 0)
  return { operation, member: `/${best.join('/')}`, pages: filled }
}

/** Returns true for a creation timestamp, which is preferred among equally ordered fields. */
function isCreationField(steps: readonly string[]): boolean {
  return /^created/i.test(steps.at(-1) ?? '')
}

/** Counts adjacent pairs against the direction of the majority. */
function countDisorder(items: readonly JsonObject[], steps: readonly string[]): number {
  const signs = items.slice(1).map((item, index) => {
    const before = parseInstant(getTimestamp(items[index] ?? item, steps))
    const after = parseInstant(getTimestamp(item, steps))
    return before === null || after === null ? 0 : Math.sign(compareInstants(before, after))
  })
  return Math.min(signs.filter((sign) => sign > 0).length, signs.filter((sign) => sign < 0).length)
}

/** Returns the paths of timestamps in an item and its attributes. */
function findInstantPaths(item: JsonObject, parents: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(item).flatMap(([name, value]) => {
    if (typeof value === 'string') return parseInstant(value) === null ? [] : [[...parents, name]]
    return isObject(value) && name === 'attributes' && parents.length === 0 ? findInstantPaths(value, [name]) : []
  })
}

function getTimestamp(item: JsonObject, steps: readonly string[]): string {
  const value = getPath(item, ...steps)
  return typeof value === 'string' && parseInstant(value) !== null ? value : ''
}

function findListItems(body: Json | undefined): readonly JsonObject[] {
  for (const steps of LIST_PATHS) {
    const list = getPath(body, ...steps)
    if (Array.isArray(list)) return (list as readonly Json[]).filter(isObject)
  }
  return []
}

/** Returns walks of pages that link to each other. A page without a link to it begins a walk. */
function findLinkedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const byKey = new Map(exchanges.map((exchange) => [toRequestKey(exchange.url), exchange]))
  const nextPages = new Map(exchanges.map((exchange) => [exchange, byKey.get(findNextKey(exchange) ?? '')]))
  const linked = new Set(nextPages.values())
  return exchanges
    .filter((exchange) => !linked.has(exchange))
    .map((first) => {
      const pages = new Set<Exchange>()
      for (let page: Exchange | undefined = first; page !== undefined && !pages.has(page); page = nextPages.get(page))
        pages.add(page)
      return [...pages]
    })
}

/** Returns walks of pages by number: equal URLs but for the page parameter. */
function findNumberedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const isPageParameter = (name: string): boolean => PAGE_PARAMETERS.test(name)
  const numbered = exchanges.filter(({ url }) => [...new URL(url).searchParams.keys()].some(isPageParameter))
  return [...groupBy(numbered, ({ url }) => toRequestKey(url, isPageParameter)).values()]
}

function findNextKey({ url, body }: Exchange): string | undefined {
  const link = NEXT_LINK_PATHS.map((steps) => getString(body, ...steps)).find(
    (candidate) => candidate !== undefined && URL.canParse(candidate, url),
  )
  return link === undefined ? undefined : toRequestKey(new URL(link, url).href)
}

/** Returns the path and the sorted query of a URL, without the host and the values of omitted parameters. */
function toRequestKey(url: string, isOmitted = (_name: string): boolean => false): string {
  const { pathname, searchParams } = new URL(url)
  const parameters = [...searchParams].map(([name, value]) => (isOmitted(name) ? name : `${name}=${value}`))
  return `${pathname}?${parameters.toSorted().join('&')}`
}

/** Drops repeated requests for the same page. */
function dedupeByUrl(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ url }, index) => exchanges.findIndex((other) => other.url === url) === index)
}

function countItems(pages: readonly Exchange[]): number {
  return pages.reduce((sum, { body }) => sum + findListItems(body).length, 0)
}
