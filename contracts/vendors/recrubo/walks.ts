import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { ListItem, ListPage, OrderedList } from '../../kit/checks/list-order.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import { buildListRequest, buildReadRequest, readMeta, readRuns, RUNS_PATH } from './flow-runs.ts'

const MAX_PAGE_SIZE = 200

/** The first page, read without parameters. */
export const firstPage = defineProbe<Exchange>(
  'reading the first page',
  async ({ client }) => await client.sendRequest(buildListRequest()),
)

/** The pages of one query. */
export interface Walk {
  readonly pages: readonly ListPage[]
  /** False when the page limit stopped the walk. */
  readonly isComplete: boolean
}

/** All runs, the oldest first. */
export const oldestFirst = defineProbe<Walk>(
  'walking oldest first',
  async (context) => await walkPages({ sort: 'createdAt' }, context),
)

/** All runs, the newest first, with another page size. */
export const newestFirst = defineProbe<Walk>(
  'walking newest first',
  async (context) => await walkPages({ sort: '-createdAt' }, context, 3),
)

/** The runs of one thread, for which an ignored filter is visible; null when all runs have one thread. */
export const threadWalk = defineProbe<{ readonly thread: string; readonly walk: Walk } | null>(
  'walking the runs of one thread',
  async (context) => {
    const chosen = chooseFilterValue(getWalkItems(await context.probeOnce(oldestFirst)), getThreadId)
    if (chosen === null) return null
    const query = { sort: 'createdAt', 'filter[messageThreadId]': chosen.value }
    return { thread: chosen.value, walk: await walkPages(query, context) }
  },
)

/** The walk `oldestFirst` as a list in documented order. */
export const orderedList = defineProbe<OrderedList>(oldestFirst.name, async ({ probeOnce }) => ({
  pages: (await probeOnce(oldestFirst)).pages,
  direction: 'ascending',
  readItems: readRuns,
}))

/** The attributes of every run of `oldestFirst`. */
export const datedRuns = defineProbe<readonly DatedItem[]>(oldestFirst.name, async ({ probeOnce }) =>
  (await probeOnce(oldestFirst)).pages.flatMap(({ exchange, items }) =>
    items.flatMap(({ id, item }) => {
      const attributes = getPath(item, 'attributes')
      return isObject(attributes) ? [{ id, item: attributes, exchange }] : []
    }),
  ),
)

/** The run in the middle of `oldestFirst`. */
export const sampleRun = defineProbe<ListItem>(oldestFirst.name, async ({ probeOnce }) => {
  const all = getWalkItems(await probeOnce(oldestFirst))
  const run = all[Math.floor(all.length / 2)]
  if (run === undefined) throw createInconclusive('there are no runs', 'one flow run or more')
  return run
})

/** The single read of `sampleRun`. */
export const sampleRead = defineProbe<Exchange>(
  'reading one run',
  async (context) => await readExisting(await context.probeOnce(sampleRun), {}, context),
)

/** Reads a listed run. When it is not found, its thread's list shows whether it was deleted in the meantime. */
export async function readExisting(
  run: ListItem,
  query: Readonly<Record<string, string>>,
  { client }: CheckContext,
): Promise<Exchange> {
  const exchange = await client.sendRequest(buildReadRequest(run.id, query, 'open'))
  if (isSuccess(exchange)) return exchange
  const sameThread = { 'filter[messageThreadId]': getThreadId(run) ?? '', 'page[size]': String(MAX_PAGE_SIZE) }
  const isListed = readRuns(await client.sendRequest(buildListRequest(sameThread))).some(({ id }) => id === run.id)
  if (!isListed) throw createInconclusive('the run was deleted in the meantime', 'an organization without traffic')
  return await client.sendRequest(buildReadRequest(run.id, query))
}

/** A list that is empty by definition: the runs of an unknown thread. */
export const emptyList = defineProbe<Exchange>(
  'reading an unknown thread',
  async ({ client }) => await client.sendRequest(buildListRequest({ 'filter[messageThreadId]': UNKNOWN_UUID })),
)

export const headResponse = defineProbe<Exchange>(
  'sending HEAD',
  async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: RUNS_PATH, intent: 'invalid' }),
)

/** All runs of a walk in order. */
export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

export function getThreadId({ item }: ListItem): string | undefined {
  return getString(item, 'attributes', 'messageThreadId')
}

/** True when every page of the walks has the same `totalUnfiltered`. */
export function isUnchanged(...walks: readonly Walk[]): boolean {
  const totals = walks.flatMap(({ pages }) => pages.map(({ exchange }) => readMeta(exchange).totalUnfiltered))
  return new Set(totals).size <= 1
}

/** Reads all pages of a query. The page size makes about six pages; `extraSize` shifts the page boundaries. */
export async function walkPages(
  query: Readonly<Record<string, string>>,
  context: CheckContext,
  extraSize = 0,
): Promise<Walk> {
  const { total } = readMeta(await context.probeOnce(firstPage))
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil((total || 0) / 6))) + extraSize
  const pages: ListPage[] = []
  for (let number = 1; ; number++) {
    if (pages.length >= context.limits.pages) return { pages, isComplete: false }
    const page = { 'page[number]': String(number), 'page[size]': String(Math.min(size, MAX_PAGE_SIZE)) }
    const exchange = await context.client.sendRequest(buildListRequest({ ...query, ...page }))
    if (!isSuccess(exchange) || !Array.isArray(getPath(exchange.body, 'data'))) {
      throw createBlocked(`${exchange.method} ${exchange.request.path} returned ${exchange.status} without runs`)
    }
    const items = readRuns(exchange)
    pages.push({ exchange, items })
    const meta = readMeta(exchange)
    const actualSize = meta.currentSize > 0 ? meta.currentSize : size
    if (items.length === 0 || number * actualSize >= (meta.total || 0)) return { pages, isComplete: true }
  }
}
