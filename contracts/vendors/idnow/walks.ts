import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { ListItem, OrderedList } from '../../kit/checks/list-order.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { countPages } from '../../kit/oracles/list-items.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import {
  type SessionPage,
  readPage,
  readScope,
  buildSessionsRequest,
  readSessions,
  resolveSessionsPath,
} from './sessions.ts'

const MAX_PAGE_SIZE = 50

/** The first page without any parameter. */
export const firstPage: Probe<Exchange> = {
  name: 'reading the first page',
  run: async (context) => await context.client.sendRequest(buildSessionsRequest(readScope(context))),
}

/** The number of the first page, as the target counts (AMB-D1). */
export const pageBase: Probe<number> = {
  name: firstPage.name,
  run: async ({ probeOnce, profile }) => {
    const { number } = readPage(await probeOnce(firstPage))
    return profile.pageBase === 'detect' ? (number === 0 ? 0 : 1) : profile.pageBase
  },
}

/** Every page of the sessions in one order. */
export interface Walk {
  readonly query: Readonly<Record<string, string>>
  readonly pages: readonly SessionPage[]
  /** False when there are more pages than the limits allow to read. */
  readonly isComplete: boolean
}

/** Page sizes that cut the sessions into a few pages, each in another way. */
const pageSizes: Probe<readonly [number, number]> = {
  name: firstPage.name,
  run: async ({ probeOnce }) => {
    const { totalElements } = readPage(await probeOnce(firstPage))
    const some = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil((totalElements || 0) / 6)))
    return [some, some > 20 ? some - 7 : some + 3]
  },
}

/** The walks that the checks compare. */
export const oldestFirst = createWalkProbe('oldest first', 0, { sortBy: 'createdAt', sortDesc: 'false' })
export const oldestFirstOtherSize = createWalkProbe('oldest first in other pages', 1, {
  sortBy: 'createdAt',
  sortDesc: 'false',
})
export const newestFirst = createWalkProbe('newest first', 0, { sortBy: 'createdAt', sortDesc: 'true' })
export const byStatus = createWalkProbe('by status', 1, { sortBy: 'status', sortDesc: 'false' })
export const byStatusDescending = createWalkProbe('by status turned around', 1, { sortBy: 'status', sortDesc: 'true' })

/** The sessions of the first walk with all their members. */
export const sessions: Probe<readonly DatedItem[]> = {
  name: 'walking oldest first',
  run: async ({ probeOnce }) =>
    (await probeOnce(oldestFirst)).pages.flatMap(({ exchange, items }) =>
      items.map(({ id, item }) => ({ id, item, exchange })),
    ),
}

/** The first walk as a sequence in its order. */
export const orderedList: Probe<OrderedList> = {
  name: 'walking oldest first',
  run: async ({ probeOnce }) => ({
    pages: (await probeOnce(oldestFirst)).pages,
    direction: 'ascending',
    readItems: readSessions,
  }),
}

/** A page well beyond the last, and the totals that the first page tells right before and after. */
export const pageBeyondLast: Probe<{ readonly exchange: Exchange; readonly totals: readonly [number, number] }> = {
  name: 'asking for a page beyond the last',
  run: async (context) => {
    const [base, [size]] = [await context.probeOnce(pageBase), await context.probeOnce(pageSizes)]
    const readCurrentTotal = async (): Promise<number> =>
      readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context)))).totalElements
    const before = await readCurrentTotal()
    // Some pages further, so that a session that comes meanwhile does not fill it.
    const query = { page: String(base + countPages(before || 0, size) + 5), size: String(size) }
    const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query, 'open'))
    return { exchange, totals: [before, await readCurrentTotal()] }
  },
}

/** HEAD on the sessions. */
export const headResponse: Probe<Exchange> = {
  name: 'asking with HEAD',
  run: async (context) =>
    await context.client.sendRequest({
      operation: null,
      method: 'HEAD',
      path: resolveSessionsPath(context).path,
      intent: 'invalid',
    }),
}

/** All sessions of a walk in order. */
export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

/** Ends the check when the sessions moved while they were read: what moves proves neither loss nor order. */
export function requireUnchanged(...walks: readonly Walk[]): void {
  const totals = new Set(walks.flatMap(({ pages }) => pages.map(({ totalElements }) => totalElements)))
  const versions = new Map<string, string>()
  let moved = totals.size > 1
  for (const { id, item } of walks.flatMap(getWalkItems)) {
    const version = `${getString(item, 'sessionStatus')} ${getString(item, 'updatedAt')}`
    if ((versions.get(id) ?? version) !== version) moved = true
    versions.set(id, version)
  }
  if (moved) throw createInconclusive('the sessions changed while they were read', 'a flow without traffic')
}

/** Ends the check when a walk did not come to the end: nothing is claimed of what was not read. */
export function requireComplete(...walks: readonly Walk[]): void {
  if (walks.every(({ isComplete }) => isComplete)) return
  throw createInconclusive('there are more pages than a walk may read', 'allow a walk of more pages')
}

function createWalkProbe(name: string, cut: 0 | 1, order: Readonly<Record<string, string>>): Probe<Walk> {
  return {
    name: `walking ${name}`,
    run: async (context) => {
      const size = (await context.probeOnce(pageSizes))[cut]
      return await walkPages({ ...order, size: String(size) }, await context.probeOnce(pageBase), context)
    },
  }
}

async function walkPages(query: Walk['query'], base: number, context: CheckContext): Promise<Walk> {
  const pages: SessionPage[] = []
  for (let number = base; ; number++) {
    if (pages.length >= context.limits.pages) return { query, pages, isComplete: false }
    const exchange = await context.client.sendRequest(
      buildSessionsRequest(readScope(context), { ...query, page: String(number) }),
    )
    if (!isSuccess(exchange) || exchange.body === undefined) {
      throw createBlocked(`${exchange.method} ${exchange.request.path} answered ${exchange.status} without sessions`)
    }
    const page = readPage(exchange)
    pages.push(page)
    const size = Number.isNaN(page.size) ? Number(query['size']) : Math.min(page.size, Number(query['size']))
    if (page.items.length === 0 || pages.length * size >= (page.totalElements || 0))
      return { query, pages, isComplete: true }
  }
}
