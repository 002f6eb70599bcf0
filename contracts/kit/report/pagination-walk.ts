import { type Exchange, isSuccess } from '../http/exchange.ts'
import { groupBy } from '../group-by.ts'
import { getPath, isObject, type Json, type JsonObject, getString } from '../json.ts'
import { compareInstants, parseInstant } from '../oracles/instants.ts'

/** The longest walk through a list that a run made, as a picture needs it. */
export interface PaginationWalk {
  readonly operation: string
  /** JSON pointer, from an item, of the instant that the list is most in order by. */
  readonly member: string
  /** For each page the request that it came with, and what stood at the member of each item. */
  readonly pages: readonly { readonly request: number; readonly stamps: readonly string[] }[]
}

/** A picture of more would only be grey. */
const MAX_ITEMS = 2000
/** Where APIs put the items of a list. */
const LIST_PATHS: readonly (readonly string[])[] = [[], ['data'], ['results'], ['content'], ['items']]
const PAGE_PARAMETERS = /^(page|page\[(number|offset)\]|pageNumber|offset)$/i
const NEXT_LINK_PATHS: readonly (readonly string[])[] = [['next'], ['links', 'next']]

/** The walks of a run, one for each operation that listed items with an instant. */
export function findPaginationWalks(exchanges: readonly Exchange[]): readonly PaginationWalk[] {
  const lists = exchanges.filter(
    (one) => isSuccess(one) && one.request.operation !== null && findListItems(one.body).length > 0,
  )
  return [...groupBy(lists, ({ request }) => request.operation ?? '')].flatMap(([operation, own]) => {
    const walks = [...findLinkedWalks(dedupeByUrl(own)), ...findNumberedWalks(dedupeByUrl(own))]
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
  let left = MAX_ITEMS
  const shown = pages.map(({ number, body }) => {
    const stamps = findListItems(body)
      .slice(0, left)
      .map((item) => getTimestamp(item, best))
    left -= stamps.length
    return { request: number, stamps }
  })
  return { operation, member: `/${best.join('/')}`, pages: shown.filter(({ stamps }) => stamps.length > 0) }
}

/** Of several members that are in order, when something came to be says most. */
function isCreationField(steps: readonly string[]): boolean {
  return /^created/i.test(steps.at(-1) ?? '')
}

/** Neighbours that go against the way that most of them go. */
function countDisorder(items: readonly JsonObject[], steps: readonly string[]): number {
  const ways = items.slice(1).map((item, index) => {
    const [before, after] = [
      parseInstant(getTimestamp(items[index] ?? item, steps)),
      parseInstant(getTimestamp(item, steps)),
    ]
    return before === null || after === null ? 0 : Math.sign(compareInstants(before, after))
  })
  return Math.min(ways.filter((way) => way > 0).length, ways.filter((way) => way < 0).length)
}

/** The members of an item, down to those of its attributes, that are instants. */
function findInstantPaths(item: JsonObject, above: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(item).flatMap(([name, value]) => {
    if (typeof value === 'string') return parseInstant(value) === null ? [] : [[...above, name]]
    return isObject(value) && name === 'attributes' && above.length === 0 ? findInstantPaths(value, [name]) : []
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

/** Pages each of which the one before it links to. A page that was reached in another way begins a walk of its own. */
function findLinkedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const byQuestion = new Map(exchanges.map((exchange) => [toRequestKey(exchange.url), exchange]))
  const after = new Map(exchanges.map((exchange) => [exchange, byQuestion.get(findNextKey(exchange) ?? '')]))
  const ledTo = new Set(after.values())
  return exchanges
    .filter((exchange) => !ledTo.has(exchange))
    .map((first) => {
      const pages = new Set<Exchange>()
      for (let page: Exchange | undefined = first; page !== undefined && !pages.has(page); page = after.get(page))
        pages.add(page)
      return [...pages]
    })
}

/** Pages of one question that are asked for by number. */
function findNumberedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const numbered = exchanges.filter(({ url }) =>
    [...new URL(url).searchParams.keys()].some((name) => PAGE_PARAMETERS.test(name)),
  )
  const omitPageNumber = (name: string, value: string): string =>
    PAGE_PARAMETERS.test(name) ? name : `${name}=${value}`
  return [...groupBy(numbered, ({ url }) => toRequestKey(url, omitPageNumber)).values()]
}

function findNextKey({ url, body }: Exchange): string | undefined {
  const link = NEXT_LINK_PATHS.map((steps) => getString(body, ...steps)).find(
    (one) => one !== undefined && URL.canParse(one, url),
  )
  return link === undefined ? undefined : toRequestKey(new URL(link, url).href)
}

/** What is asked, whatever host is asked and however the parameters are ordered. */
function toRequestKey(url: string, told = (name: string, value: string): string => `${name}=${value}`): string {
  const { pathname, searchParams } = new URL(url)
  return `${pathname}?${[...searchParams]
    .map(([name, value]) => told(name, value))
    .toSorted()
    .join('&')}`
}

/** Whoever asks twice for the same page does not walk. */
function dedupeByUrl(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ url }, index) => exchanges.findIndex((other) => other.url === url) === index)
}

function countItems(pages: readonly Exchange[]): number {
  return pages.reduce((sum, { body }) => sum + findListItems(body).length, 0)
}
