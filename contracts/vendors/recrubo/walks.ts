import type { Dated } from '../../kit/checks/chronology.ts'
import type { SeenItem, SeenPage, Sequence } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { at, isObject, textAt } from '../../kit/json.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import { listCall, metaOf, readCall, RUNS, runsOf } from './flow-runs.ts'

const LARGEST = 200

/** The first page without any parameter. */
export const firstPage: Observation<Exchange> = {
  name: 'reading the first page',
  make: async ({ client }) => await client.send(listCall()),
}

/** Every page of the runs that one query finds. */
export interface Walk {
  readonly pages: readonly SeenPage[]
  /** False when there are more pages than the limits allow to read. */
  readonly whole: boolean
}

/** The whole list, the oldest run first. */
export const oldestFirst: Observation<Walk> = {
  name: 'walking oldest first',
  make: async (context) => await walked({ sort: 'createdAt' }, context),
}

/** The whole list, the newest run first, in pages of another size. */
export const newestFirst: Observation<Walk> = {
  name: 'walking newest first',
  make: async (context) => await walked({ sort: '-createdAt' }, context, 3),
}

/** The runs of one thread, chosen so that an ignored filter shows; null when all runs have one thread. */
export const oneThread: Observation<{ readonly thread: string; readonly walk: Walk } | null> = {
  name: 'walking the runs of one thread',
  make: async (context) => {
    const chosen = discriminating(runsOfWalk(await context.observe(oldestFirst)), threadOf)
    if (chosen === null) return null
    const query = { sort: 'createdAt', 'filter[messageThreadId]': chosen.value }
    return { thread: chosen.value, walk: await walked(query, context) }
  },
}

/** The first walk as a sequence in its order. */
export const sequence: Observation<Sequence> = {
  name: oldestFirst.name,
  make: async ({ observe }) => ({ pages: (await observe(oldestFirst)).pages, direction: 'ascending', itemsOf: runsOf }),
}

/** The attributes of every run of the first walk. */
export const datedRuns: Observation<readonly Dated[]> = {
  name: oldestFirst.name,
  make: async ({ observe }) =>
    (await observe(oldestFirst)).pages.flatMap(({ exchange, items }) =>
      items.flatMap(({ id, item }) => {
        const attributes = at(item, 'attributes')
        return isObject(attributes) ? [{ id, item: attributes, exchange }] : []
      }),
    ),
}

/** A run to look at closely: the one in the middle. */
export const someRun: Observation<SeenItem> = {
  name: oldestFirst.name,
  make: async ({ observe }) => {
    const all = runsOfWalk(await observe(oldestFirst))
    const run = all[Math.floor(all.length / 2)]
    if (run === undefined) throw inconclusive('there is no run', 'one flow run or more')
    return run
  },
}

/** That run, read by itself. */
export const singleRead: Observation<Exchange> = {
  name: 'reading one run',
  make: async (context) => await readExisting(await context.observe(someRun), {}, context),
}

/** Reads a run that a list showed. When it is not found, the list of its thread says whether it was deleted meanwhile. */
export async function readExisting(
  run: SeenItem,
  query: Readonly<Record<string, string>>,
  { client }: Context,
): Promise<Exchange> {
  const exchange = await client.send(readCall(run.id, query, 'open'))
  if (isSuccess(exchange)) return exchange
  const sameThread = { 'filter[messageThreadId]': threadOf(run) ?? '', 'page[size]': String(LARGEST) }
  const listed = runsOf(await client.send(listCall(sameThread))).some(({ id }) => id === run.id)
  if (!listed) throw inconclusive('the run was deleted meanwhile', 'an organization without traffic')
  return await client.send(readCall(run.id, query))
}

/** A list that is documented to be empty: the runs of a thread that nobody has. */
export const nothing: Observation<Exchange> = {
  name: 'asking for an unknown thread',
  make: async ({ client }) => await client.send(listCall({ 'filter[messageThreadId]': UNKNOWN_UUID })),
}

/** HEAD on the list. */
export const head: Observation<Exchange> = {
  name: 'asking with HEAD',
  make: async ({ client }) => await client.send({ operation: null, method: 'HEAD', path: RUNS, intent: 'invalid' }),
}

/** All runs of a walk in order. */
export function runsOfWalk({ pages }: Walk): readonly SeenItem[] {
  return pages.flatMap(({ items }) => items)
}

export function threadOf({ item }: SeenItem): string | undefined {
  return textAt(item, 'attributes', 'messageThreadId')
}

/** Whether neither walk saw the number of runs move. */
export function isQuiet(...walks: readonly Walk[]): boolean {
  const totals = walks.map(({ pages }) => new Set(pages.map(({ exchange }) => metaOf(exchange).totalUnfiltered)))
  return new Set(totals.flatMap((seen) => [...seen])).size <= 1
}

/** Pages of a size that cuts what there is into a few. */
export async function walked(query: Readonly<Record<string, string>>, context: Context, more = 0): Promise<Walk> {
  const { total } = metaOf(await context.observe(firstPage))
  const size = Math.min(LARGEST, Math.max(2, Math.ceil((total || 0) / 6))) + more
  const pages: SeenPage[] = []
  for (let number = 1; ; number++) {
    if (pages.length >= context.limits.pages) return { pages, whole: false }
    const page = { 'page[number]': String(number), 'page[size]': String(Math.min(size, LARGEST)) }
    const exchange = await context.client.send(listCall({ ...query, ...page }))
    if (!isSuccess(exchange) || !Array.isArray(at(exchange.body, 'data'))) {
      throw blocked(`${exchange.method} ${exchange.call.path} answered ${exchange.status} without runs`)
    }
    pages.push({ exchange, items: runsOf(exchange) })
    const own = metaOf(exchange)
    const inForce = own.currentSize > 0 ? own.currentSize : size
    if (runsOf(exchange).length === 0 || number * inForce >= (own.total || 0)) return { pages, whole: true }
  }
}
