import { type CheckContext, type Probe, defineProbe } from '../../kit/check-context.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { checkFilter } from '../../kit/checks/expect.ts'
import type { ListItem, ListPage, OrderedList } from '../../kit/checks/list-order.ts'
import { type CheckRequest, type Exchange, isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { addMicroseconds, compareInstants, type Instant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked, type Judgement } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, readRuns, RUNS_PATH } from './runs.ts'

/** The pages of a list from the first one on. */
export interface Walk {
  readonly pages: readonly ListPage[]
  /** Why the walk ended: no further page, the given instant, the page limit, a repeated link, or a response without runs. */
  readonly end: 'complete' | 'stopped' | 'page-limit' | 'loop' | 'failed'
  /** The response without runs, if there was one. */
  readonly failedExchange: Exchange | null
}

/** Follows `next` links, down to runs older than `stopBelow`. Only the query of a link is used, so requests stay on the target. */
export async function walkPages(
  first: CheckRequest,
  context: CheckContext,
  stopBelow: Instant | null = null,
): Promise<Walk> {
  const pages: ListPage[] = []
  const followed = new Set<string>()
  for (let request: CheckRequest | null = first; request !== null;) {
    if (pages.length >= context.limits.pages) return { pages, end: 'page-limit', failedExchange: null }
    if (followed.has(request.path)) return { pages, end: 'loop', failedExchange: null }
    followed.add(request.path)
    const exchange = await context.client.sendRequest(request)
    if (!isSuccess(exchange) || !Array.isArray(getPath(exchange.body, 'results'))) {
      if (pages.length === 0)
        throw createBlocked(`${exchange.method} ${request.path} returned ${exchange.status} without runs`)
      return { pages, end: 'failed', failedExchange: exchange }
    }
    const items = readRuns(exchange)
    pages.push({ exchange, items })
    if (isOlder(items.at(-1), stopBelow)) return { pages, end: 'stopped', failedExchange: null }
    request = buildLinkRequest(exchange, 'next')
  }
  return { pages, end: 'complete', failedExchange: null }
}

/** Builds the request for a link of a page; null without that link. */
export function buildLinkRequest(exchange: Exchange, name: 'next' | 'previous'): CheckRequest | null {
  const link = getString(exchange.body, name)
  if (link === undefined) return null
  const { search } = new URL(link, exchange.url)
  const { operation, path } = exchange.request
  return { operation, path: `${path.split('?')[0]}${search}`, intent: 'valid' }
}

/** All runs of a walk in order. */
export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

/** `modified_on` of the last run of an incomplete walk; null when the walk is complete. */
function getOldestInstant(walk: Walk): Instant | null {
  if (walk.end === 'complete') return null
  return parseInstant(walk.pages.findLast(({ items }) => items.length > 0)?.items.at(-1)?.timestamp)
}

/** True when a run is newer than the end of the walk, so that the walk should contain it. */
export function isWithin({ timestamp }: ListItem, walk: Walk): boolean {
  const [oldest, instant] = [getOldestInstant(walk), parseInstant(timestamp)]
  return oldest === null || (instant !== null && compareInstants(instant, oldest) > 0)
}

/** True when a run was last modified more than `margin` seconds before the walk began; later changes are live data. */
export function isOlderThanWalk(run: ListItem, { pages: [first] }: Walk, margin: number): boolean {
  return (
    first !== undefined &&
    isOlder(run, addMicroseconds(toInstant(readServerTime(first.exchange)), BigInt(-margin) * 1_000_000n))
  )
}

function isOlder(run: ListItem | undefined, bound: Instant | null): boolean {
  const instant = parseInstant(run?.timestamp)
  return bound !== null && instant !== null && compareInstants(instant, bound) < 0
}

export const firstPage = defineProbe<Exchange>(
  'reading the first page',
  async ({ client }) => await client.sendRequest(buildRunsRequest()),
)

/** The complete list, or as many pages as the limits allow. */
export const walk = defineProbe<Walk>(
  'walking the list',
  async (context) => await walkPages(buildRunsRequest(), context),
)

/** The walk as a list in documented order. */
export const orderedList = defineProbe<OrderedList>(walk.name, async ({ probeOnce }) => ({
  pages: (await probeOnce(walk)).pages,
  direction: 'descending',
  readItems: readRuns,
}))

/** Every run of the walk with its page. */
export const runs = defineProbe<readonly DatedItem[]>(walk.name, async ({ probeOnce }) =>
  (await probeOnce(walk)).pages.flatMap(({ exchange, items }) => items.map(({ id, item }) => ({ id, item, exchange }))),
)

/** A walk with one filter, the filter value and its predicate. */
export interface FilteredWalk {
  readonly parameter: string
  readonly value: string
  readonly matches: (run: ListItem) => boolean
  readonly walk: Walk
}

/** Walks with one filter each; null when no value distinguishes runs. */
export const flowWalk = createFilteredWalkProbe('flow', ({ item }) => getString(item, 'flow', 'uuid'))
export const contactWalk = createFilteredWalkProbe('contact', ({ item }) => getString(item, 'contact', 'uuid'))

/** The runs with a response; null unless there are runs with and without one. */
export const respondedWalk = defineProbe<FilteredWalk | null>('walking the runs with a response', async (context) => {
  const matches = ({ item }: ListItem): boolean => getPath(item, 'responded') === true
  const all = getWalkItems(await context.probeOnce(walk))
  if (!all.some(matches) || all.every(matches)) return null
  return await walkFiltered({ parameter: 'responded', value: 'true', matches }, context)
})

function createFilteredWalkProbe(
  parameter: string,
  getValue: (run: ListItem) => string | undefined,
): Probe<FilteredWalk | null> {
  return defineProbe(`walking the runs of one ${parameter}`, async (context) => {
    const value = chooseFilterValue(getWalkItems(await context.probeOnce(walk)), getValue)?.value
    if (value === undefined) return null
    return await walkFiltered({ parameter, value, matches: (run) => getValue(run) === value }, context)
  })
}

/** Checks that a filtered walk has all matching runs of the unfiltered one, as far down as it reaches, and no others. */
export async function checkFilteredWalk(
  { parameter, matches, walk: filtered }: Omit<FilteredWalk, 'value'>,
  context: CheckContext,
  mustMatch = matches,
): Promise<Judgement> {
  const all = getWalkItems(await context.probeOnce(walk))
  return await checkFilter({
    parameter,
    pages: filtered.pages,
    matches,
    expected: all.filter((run) => mustMatch(run) && isWithin(run, filtered)),
    confirmMissing: async (missing) => await filterUnchanged(missing, context),
  })
}

async function walkFiltered(filter: Omit<FilteredWalk, 'walk'>, context: CheckContext): Promise<FilteredWalk> {
  const oldest = getOldestInstant(await context.probeOnce(walk))
  const request = buildRunsRequest({ [filter.parameter]: filter.value })
  return { ...filter, walk: await walkPages(request, context, oldest) }
}

/** The list split at one instant: the results of `before` and `after`. */
export interface SplitWalk {
  readonly cut: string
  readonly before: Walk
  readonly after: Walk
}

/** Splits at the middle and near the top, so that bounds can be compared. Null without runs. */
export const splitWalks = defineProbe<readonly SplitWalk[] | null>(
  'walking both sides of an instant',
  async (context) => {
    const reference = await context.probeOnce(walk)
    const dated = getWalkItems(reference).filter(({ timestamp }) => parseInstant(timestamp) !== null)
    const cuts = [dated[Math.floor(dated.length / 2)]?.timestamp, dated[Math.min(10, dated.length - 1)]?.timestamp]
    const splits: SplitWalk[] = []
    for (const cut of new Set(cuts)) {
      if (cut === undefined) return null
      const before = await walkPages(buildRunsRequest({ before: cut }), context, getOldestInstant(reference))
      splits.push({ cut, before, after: await walkPages(buildRunsRequest({ after: cut }), context) })
    }
    return splits
  },
)

/** A list that is empty by definition: runs modified after the year 2999. */
export const emptyList = defineProbe<Exchange>(
  'reading runs of the far future',
  async ({ client }) => await client.sendRequest(buildRunsRequest({ after: '2999-01-01T00:00:00.000000Z' })),
)

export const headResponse = defineProbe<Exchange>(
  'sending HEAD',
  async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: RUNS_PATH, intent: 'invalid' }),
)
