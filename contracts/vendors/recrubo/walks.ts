import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { ListItem, ListPage, OrderedList } from '../../kit/checks/list-order.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, isObject, getString } from '../../kit/json.ts'
import { UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import { buildListRequest, readMeta, buildReadRequest, RUNS_PATH, readRuns } from './flow-runs.ts'

const MAX_PAGE_SIZE = 200

/** The first page without any parameter. */
export const firstPage: Probe<Exchange> = {
  name: 'reading the first page',
  run: async ({ client }) => await client.sendRequest(buildListRequest()),
}

/** Every page of the runs that one query finds. */
export interface Walk {
  readonly pages: readonly ListPage[]
  /** False when there are more pages than the limits allow to read. */
  readonly isComplete: boolean
}

/** The whole list, the oldest run first. */
export const oldestFirst: Probe<Walk> = {
  name: 'walking oldest first',
  run: async (context) => await walkPages({ sort: 'createdAt' }, context),
}

/** The whole list, the newest run first, in pages of another size. */
export const newestFirst: Probe<Walk> = {
  name: 'walking newest first',
  run: async (context) => await walkPages({ sort: '-createdAt' }, context, 3),
}

/** The runs of one thread, chosen so that an ignored filter shows; null when all runs have one thread. */
export const threadWalk: Probe<{ readonly thread: string; readonly walk: Walk } | null> = {
  name: 'walking the runs of one thread',
  run: async (context) => {
    const chosen = chooseFilterValue(getWalkItems(await context.probeOnce(oldestFirst)), getThreadId)
    if (chosen === null) return null
    const query = { sort: 'createdAt', 'filter[messageThreadId]': chosen.value }
    return { thread: chosen.value, walk: await walkPages(query, context) }
  },
}

/** The first walk as a sequence in its order. */
export const orderedList: Probe<OrderedList> = {
  name: oldestFirst.name,
  run: async ({ probeOnce }) => ({
    pages: (await probeOnce(oldestFirst)).pages,
    direction: 'ascending',
    readItems: readRuns,
  }),
}

/** The attributes of every run of the first walk. */
export const datedRuns: Probe<readonly DatedItem[]> = {
  name: oldestFirst.name,
  run: async ({ probeOnce }) =>
    (await probeOnce(oldestFirst)).pages.flatMap(({ exchange, items }) =>
      items.flatMap(({ id, item }) => {
        const attributes = getPath(item, 'attributes')
        return isObject(attributes) ? [{ id, item: attributes, exchange }] : []
      }),
    ),
}

/** A run to look at closely: the one in the middle. */
export const sampleRun: Probe<ListItem> = {
  name: oldestFirst.name,
  run: async ({ probeOnce }) => {
    const all = getWalkItems(await probeOnce(oldestFirst))
    const run = all[Math.floor(all.length / 2)]
    if (run === undefined) throw createInconclusive('there is no run', 'one flow run or more')
    return run
  },
}

/** That run, read by itself. */
export const sampleRead: Probe<Exchange> = {
  name: 'reading one run',
  run: async (context) => await readExisting(await context.probeOnce(sampleRun), {}, context),
}

/** Reads a run that a list showed. When it is not found, the list of its thread says whether it was deleted meanwhile. */
export async function readExisting(
  run: ListItem,
  query: Readonly<Record<string, string>>,
  { client }: CheckContext,
): Promise<Exchange> {
  const exchange = await client.sendRequest(buildReadRequest(run.id, query, 'open'))
  if (isSuccess(exchange)) return exchange
  const sameThread = { 'filter[messageThreadId]': getThreadId(run) ?? '', 'page[size]': String(MAX_PAGE_SIZE) }
  const listed = readRuns(await client.sendRequest(buildListRequest(sameThread))).some(({ id }) => id === run.id)
  if (!listed) throw createInconclusive('the run was deleted meanwhile', 'an organization without traffic')
  return await client.sendRequest(buildReadRequest(run.id, query))
}

/** A list that is documented to be empty: the runs of a thread that nobody has. */
export const emptyList: Probe<Exchange> = {
  name: 'asking for an unknown thread',
  run: async ({ client }) => await client.sendRequest(buildListRequest({ 'filter[messageThreadId]': UNKNOWN_UUID })),
}

/** HEAD on the list. */
export const headResponse: Probe<Exchange> = {
  name: 'asking with HEAD',
  run: async ({ client }) =>
    await client.sendRequest({ operation: null, method: 'HEAD', path: RUNS_PATH, intent: 'invalid' }),
}

/** All runs of a walk in order. */
export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

export function getThreadId({ item }: ListItem): string | undefined {
  return getString(item, 'attributes', 'messageThreadId')
}

/** Whether neither walk saw the number of runs move. */
export function isUnchanged(...walks: readonly Walk[]): boolean {
  const totals = walks.map(({ pages }) => new Set(pages.map(({ exchange }) => readMeta(exchange).totalUnfiltered)))
  return new Set(totals.flatMap((seen) => [...seen])).size <= 1
}

/** Pages of a size that cuts what there is into a few. */
export async function walkPages(
  query: Readonly<Record<string, string>>,
  context: CheckContext,
  more = 0,
): Promise<Walk> {
  const { total } = readMeta(await context.probeOnce(firstPage))
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil((total || 0) / 6))) + more
  const pages: ListPage[] = []
  for (let number = 1; ; number++) {
    if (pages.length >= context.limits.pages) return { pages, isComplete: false }
    const page = { 'page[number]': String(number), 'page[size]': String(Math.min(size, MAX_PAGE_SIZE)) }
    const exchange = await context.client.sendRequest(buildListRequest({ ...query, ...page }))
    if (!isSuccess(exchange) || !Array.isArray(getPath(exchange.body, 'data'))) {
      throw createBlocked(`${exchange.method} ${exchange.request.path} answered ${exchange.status} without runs`)
    }
    pages.push({ exchange, items: readRuns(exchange) })
    const own = readMeta(exchange)
    const inForce = own.currentSize > 0 ? own.currentSize : size
    if (readRuns(exchange).length === 0 || number * inForce >= (own.total || 0)) return { pages, isComplete: true }
  }
}
