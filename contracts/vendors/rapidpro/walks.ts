import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { ListItem, ListPage, OrderedList } from '../../kit/checks/list-order.ts'
import { type CheckRequest, type Exchange, isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { addMicroseconds, compareInstants, type Instant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { buildRunsRequest, readRuns, RUNS_PATH } from './runs.ts'

/** The pages of a list from the first on. */
export interface Walk {
  readonly pages: readonly ListPage[]
  /** Why it ended: no further page, the place where the caller wanted to stop, too many pages, a link that was followed before, or an answer without runs. */
  readonly end: 'reached' | 'far-enough' | 'cap' | 'loop' | 'broken'
  /** The answer that broke the walk, if one did. */
  readonly failedExchange: Exchange | null
}

/** Walks along `next`. Of a link only its query is used: whatever host it names, the request goes to the target. */
export async function walkPages(
  first: CheckRequest,
  context: CheckContext,
  stopBelow: Instant | null = null,
): Promise<Walk> {
  const pages: ListPage[] = []
  const followed = new Set<string>()
  for (let call: CheckRequest | null = first; call !== null;) {
    if (pages.length >= context.limits.pages) return { pages, end: 'cap', failedExchange: null }
    if (followed.has(call.path)) return { pages, end: 'loop', failedExchange: null }
    followed.add(call.path)
    const exchange = await context.client.sendRequest(call)
    if (!isSuccess(exchange) || !Array.isArray(getPath(exchange.body, 'results'))) {
      if (pages.length === 0)
        throw createBlocked(`${exchange.method} ${call.path} answered ${exchange.status} without runs`)
      return { pages, end: 'broken', failedExchange: exchange }
    }
    pages.push({ exchange, items: readRuns(exchange) })
    if (isOlder(pages.at(-1)?.items.at(-1), stopBelow)) return { pages, end: 'far-enough', failedExchange: null }
    call = buildLinkRequest(exchange, 'next')
  }
  return { pages, end: 'reached', failedExchange: null }
}

/** The call that a link of a page asks for; null without such a link. */
export function buildLinkRequest(exchange: Exchange, name: 'next' | 'previous'): CheckRequest | null {
  const link = getString(exchange.body, name)
  if (link === undefined) return null
  const { search } = new URL(link, exchange.url)
  return { operation: 'listRuns', path: `${RUNS_PATH}${search}`, intent: 'valid' }
}

/** All runs of a walk in order. */
export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

/** The oldest instant that a walk reached; null when it reached the end, so that nothing lies below. */
export function getOldestInstant(walk: Walk): Instant | null {
  return walk.end === 'reached' ? null : parseInstant(getLastItem(walk)?.timestamp)
}

function getLastItem({ pages }: Walk): ListItem | undefined {
  return pages.findLast(({ items }) => items.length > 0)?.items.at(-1)
}

/** Whether a run lies within what a walk reached. */
export function isWithin({ timestamp }: ListItem, walk: Walk): boolean {
  const [tail, instant] = [getOldestInstant(walk), parseInstant(timestamp)]
  return tail === null || (instant !== null && compareInstants(instant, tail) > 0)
}

function isOlder(item: ListItem | undefined, bound: Instant | null): boolean {
  const own = parseInstant(item?.timestamp)
  return bound !== null && own !== null && compareInstants(own, bound) < 0
}

/** The first page. */
export const firstPage: Probe<Exchange> = {
  name: 'reading the first page',
  run: async ({ client }) => await client.sendRequest(buildRunsRequest()),
}

/** The whole list, or as much of it as the limits allow. */
export const walk: Probe<Walk> = {
  name: 'walking the list',
  run: async (context) => await walkPages(buildRunsRequest(), context),
}

/** The walk as a sequence in the documented order. */
export const orderedList: Probe<OrderedList> = {
  name: walk.name,
  run: async ({ probeOnce }) => ({
    pages: (await probeOnce(walk)).pages,
    direction: 'descending',
    readItems: readRuns,
  }),
}

/** Every run of the walk with all its members. */
export const runs: Probe<readonly DatedItem[]> = {
  name: walk.name,
  run: async ({ probeOnce }) =>
    (await probeOnce(walk)).pages.flatMap(({ exchange, items }) =>
      items.map(({ id, item }) => ({ id, item, exchange })),
    ),
}

/** A filtered walk, with the value that was asked for and whether a run has it. */
export interface FilteredWalk {
  readonly parameter: string
  readonly value: string
  readonly matches: (item: ListItem) => boolean
  readonly walk: Walk
}

/** Walks with one filter each; null where no value tells runs apart. */
export const flowWalk = createFilteredWalkProbe('flow', ({ item }) => getString(item, 'flow', 'uuid'))
export const contactWalk = createFilteredWalkProbe('contact', ({ item }) => getString(item, 'contact', 'uuid'))

/** The runs with a response, if there are some without. */
export const respondedWalk: Probe<FilteredWalk | null> = {
  name: 'walking the runs with a response',
  run: async (context) => {
    const reference = await context.probeOnce(walk)
    const matches = ({ item }: ListItem): boolean => getPath(item, 'responded') === true
    const all = getWalkItems(reference)
    if (!all.some(matches) || all.every(matches)) return null
    const own = await walkPages(buildRunsRequest({ responded: 'true' }), context, getOldestInstant(reference))
    return { parameter: 'responded', value: 'true', matches, walk: own }
  },
}

/** The list cut in two at one instant: what `before` and `after` that instant gives. */
export interface SplitWalk {
  readonly cut: string
  readonly before: Walk
  readonly after: Walk
}

/** Cut in the middle, and once more near the top, to see whether bounds are treated alike. Null without runs. */
export const splitWalks: Probe<readonly SplitWalk[] | null> = {
  name: 'walking both sides of an instant',
  run: async (context) => {
    const reference = await context.probeOnce(walk)
    const all = getWalkItems(reference).filter(({ timestamp }) => parseInstant(timestamp) !== null)
    const cuts = [all[Math.floor(all.length / 2)]?.timestamp, all[Math.min(10, all.length - 1)]?.timestamp]
    const found: SplitWalk[] = []
    for (const cut of new Set(cuts)) {
      if (cut === undefined) return null
      const before = await walkPages(buildRunsRequest({ before: cut }), context, getOldestInstant(reference))
      found.push({ cut, before, after: await walkPages(buildRunsRequest({ after: cut }), context) })
    }
    return found
  },
}

/** A list that is documented to be empty: nothing was modified after a far future. */
export const emptyList: Probe<Exchange> = {
  name: 'asking for the future',
  run: async ({ client }) => await client.sendRequest(buildRunsRequest({ after: '2999-01-01T00:00:00.000000Z' })),
}

/** HEAD on the list. */
export const headResponse: Probe<Exchange> = {
  name: 'asking with HEAD',
  run: async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: RUNS_PATH, intent: 'invalid' }),
}

/** Whether a run was already what it is when a walk began; whatever changed later is live data and proves nothing. */
export function isOlderThanWalk({ timestamp }: ListItem, { pages }: Walk, margin: number): boolean {
  const [first, own] = [pages[0], parseInstant(timestamp)]
  if (first === undefined || own === null) return false
  const start: Instant = addMicroseconds(toInstant(readServerTime(first.exchange)), BigInt(-margin) * 1_000_000n)
  return compareInstants(own, start) < 0
}

function createFilteredWalkProbe(
  parameter: string,
  valueOf: (item: ListItem) => string | undefined,
): Probe<FilteredWalk | null> {
  return {
    name: `walking the runs of one ${parameter}`,
    run: async (context) => {
      const reference = await context.probeOnce(walk)
      const chosen = chooseFilterValue(getWalkItems(reference), valueOf)
      if (chosen === null) return null
      const { value } = chosen
      const own = await walkPages(buildRunsRequest({ [parameter]: value }), context, getOldestInstant(reference))
      return { parameter, value, matches: (item) => valueOf(item) === value, walk: own }
    },
  }
}
