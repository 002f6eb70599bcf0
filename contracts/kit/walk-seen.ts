import { type Exchange, isSuccess } from './exchange.ts'
import { groupedBy } from './grouping.ts'
import { at, isObject, type Json, type JsonObject, textAt } from './json.ts'
import { compareInstants, readInstant } from './oracles/instant.ts'

/** The longest walk through a list that a run made, as a picture needs it. */
export interface SeenWalk {
  readonly operation: string
  /** JSON pointer, from an item, of the instant that the list is most in order by. */
  readonly member: string
  /** For each page the request that it came with, and what stood at the member of each item. */
  readonly pages: readonly { readonly request: number; readonly stamps: readonly string[] }[]
}

/** A picture of more would only be grey. */
const MOST_ITEMS = 2000
/** Where APIs put the items of a list. */
const LISTS: readonly (readonly string[])[] = [[], ['data'], ['results'], ['content'], ['items']]
const NUMBERING = /^(page|page\[(number|offset)\]|pageNumber|offset)$/i
const LINKS: readonly (readonly string[])[] = [['next'], ['links', 'next']]

/** The walks of a run, one for each operation that listed items with an instant. */
export function walksSeen(exchanges: readonly Exchange[]): readonly SeenWalk[] {
  const lists = exchanges.filter((one) => isSuccess(one) && one.call.operation !== null && itemsOf(one.body).length > 0)
  return [...groupedBy(lists, ({ call }) => call.operation ?? '')].flatMap(([operation, own]) => {
    const walks = [...linkedWalks(firstOfEach(own)), ...numberedWalks(firstOfEach(own))]
    const [longest] = walks.toSorted((left, right) => sizeOf(right) - sizeOf(left))
    const walk = longest === undefined ? null : pictured(operation, longest)
    return walk === null ? [] : [walk]
  })
}

function pictured(operation: string, pages: readonly Exchange[]): SeenWalk | null {
  const items = pages.flatMap(({ body }) => itemsOf(body)).slice(0, MOST_ITEMS)
  const [first] = items
  if (first === undefined) return null
  const members = instantsOf(first).filter((steps) => items.every((item) => stampAt(item, steps) !== ''))
  const [best] = members
    .toSorted((left, right) => Number(isCreation(right)) - Number(isCreation(left)))
    .toSorted((left, right) => disorder(items, left) - disorder(items, right))
  if (best === undefined || items.length < 2) return null
  let left = MOST_ITEMS
  const shown = pages.map(({ number, body }) => {
    const stamps = itemsOf(body)
      .slice(0, left)
      .map((item) => stampAt(item, best))
    left -= stamps.length
    return { request: number, stamps }
  })
  return { operation, member: `/${best.join('/')}`, pages: shown.filter(({ stamps }) => stamps.length > 0) }
}

/** Of several members that are in order, when something came to be says most. */
function isCreation(steps: readonly string[]): boolean {
  return /^created/i.test(steps.at(-1) ?? '')
}

/** Neighbours that go against the way that most of them go. */
function disorder(items: readonly JsonObject[], steps: readonly string[]): number {
  const ways = items.slice(1).map((item, index) => {
    const [before, after] = [readInstant(stampAt(items[index] ?? item, steps)), readInstant(stampAt(item, steps))]
    return before === null || after === null ? 0 : Math.sign(compareInstants(before, after))
  })
  return Math.min(ways.filter((way) => way > 0).length, ways.filter((way) => way < 0).length)
}

/** The members of an item, down to those of its attributes, that are instants. */
function instantsOf(item: JsonObject, above: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(item).flatMap(([name, value]) => {
    if (typeof value === 'string') return readInstant(value) === null ? [] : [[...above, name]]
    return isObject(value) && name === 'attributes' && above.length === 0 ? instantsOf(value, [name]) : []
  })
}

function stampAt(item: JsonObject, steps: readonly string[]): string {
  const value = at(item, ...steps)
  return typeof value === 'string' && readInstant(value) !== null ? value : ''
}

function itemsOf(body: Json | undefined): readonly JsonObject[] {
  for (const steps of LISTS) {
    const list = at(body, ...steps)
    if (Array.isArray(list)) return (list as readonly Json[]).filter(isObject)
  }
  return []
}

/** Pages each of which the one before it links to. A page that was reached in another way begins a walk of its own. */
function linkedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const byQuestion = new Map(exchanges.map((exchange) => [questionOf(exchange.url), exchange]))
  const after = new Map(exchanges.map((exchange) => [exchange, byQuestion.get(nextOf(exchange) ?? '')]))
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
function numberedWalks(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const numbered = exchanges.filter(({ url }) =>
    [...new URL(url).searchParams.keys()].some((name) => NUMBERING.test(name)),
  )
  const unnumbered = (name: string, value: string): string => (NUMBERING.test(name) ? name : `${name}=${value}`)
  return [...groupedBy(numbered, ({ url }) => questionOf(url, unnumbered)).values()]
}

function nextOf({ url, body }: Exchange): string | undefined {
  const link = LINKS.map((steps) => textAt(body, ...steps)).find((one) => one !== undefined && URL.canParse(one, url))
  return link === undefined ? undefined : questionOf(new URL(link, url).href)
}

/** What is asked, whatever host is asked and however the parameters are ordered. */
function questionOf(url: string, told = (name: string, value: string): string => `${name}=${value}`): string {
  const { pathname, searchParams } = new URL(url)
  return `${pathname}?${[...searchParams]
    .map(([name, value]) => told(name, value))
    .toSorted()
    .join('&')}`
}

/** Whoever asks twice for the same page does not walk. */
function firstOfEach(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ url }, index) => exchanges.findIndex((other) => other.url === url) === index)
}

function sizeOf(pages: readonly Exchange[]): number {
  return pages.reduce((sum, { body }) => sum + itemsOf(body).length, 0)
}
