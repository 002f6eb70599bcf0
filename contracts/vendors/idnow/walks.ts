import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { ListItem, OrderedList } from '../../kit/checks/list-order.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getString } from '../../kit/json.ts'
import { type CheckContext, type Probe, defineProbe } from '../../kit/check-context.ts'
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

/** Reads the first page without parameters. */
export const firstPage = defineProbe<Exchange>(
  'reading the first page',
  async (context) => await context.client.sendRequest(buildSessionsRequest(readScope(context))),
)

/** Determines the number of the first page, 0 or 1 (AMB-D1). */
export const pageBase = defineProbe<number>(firstPage.name, async ({ probeOnce, profile }) => {
  const { number } = readPage(await probeOnce(firstPage))
  return profile.pageBase === 'detect' ? (number === 0 ? 0 : 1) : profile.pageBase
})

/** All pages of the sessions in one order. */
export interface Walk {
  readonly query: Readonly<Record<string, string>>
  readonly pages: readonly SessionPage[]
  /** False when the page limit ended the walk. */
  readonly isComplete: boolean
}

/** Chooses two page sizes that split the sessions differently into a few pages. */
const pageSizes = defineProbe<readonly [number, number]>(firstPage.name, async ({ probeOnce }) => {
  const { totalElements } = readPage(await probeOnce(firstPage))
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil((totalElements || 0) / 6)))
  return [size, size > 20 ? size - 7 : size + 3]
})

const OLDEST_FIRST = { sortBy: 'createdAt', sortDesc: 'false' }

/** The walks that the checks compare; the number selects the page size. */
export const oldestFirst = createWalkProbe('oldest first', 0, OLDEST_FIRST)
export const oldestFirstOtherSize = createWalkProbe('oldest first with another page size', 1, OLDEST_FIRST)
export const newestFirst = createWalkProbe('newest first', 0, { sortBy: 'createdAt', sortDesc: 'true' })
export const byStatus = createWalkProbe('by status', 1, { sortBy: 'status', sortDesc: 'false' })
export const byStatusDescending = createWalkProbe('by status descending', 1, { sortBy: 'status', sortDesc: 'true' })

/** The sessions of the first walk with all their fields. */
export const sessions = defineProbe<readonly DatedItem[]>('walking oldest first', async ({ probeOnce }) =>
  (await probeOnce(oldestFirst)).pages.flatMap(({ exchange, items }) =>
    items.map(({ id, item }) => ({ id, item, exchange })),
  ),
)

/** The first walk as an ordered list. */
export const orderedList = defineProbe<OrderedList>('walking oldest first', async ({ probeOnce }) => {
  const { pages } = await probeOnce(oldestFirst)
  return { pages, direction: 'ascending', readItems: readSessions }
})

/** Reads a page well beyond the last, and the total of the first page before and after. */
export const pageBeyondLast = defineProbe<{ readonly exchange: Exchange; readonly totals: readonly [number, number] }>(
  'reading a page beyond the last',
  async (context) => {
    const [base, [size]] = [await context.probeOnce(pageBase), await context.probeOnce(pageSizes)]
    const readCurrentTotal = async (): Promise<number> =>
      readPage(await context.client.sendRequest(buildSessionsRequest(readScope(context)))).totalElements
    const before = await readCurrentTotal()
    // Some pages further, so that new sessions do not reach it.
    const query = { page: String(base + countPages(before || 0, size) + 5), size: String(size) }
    const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query, 'open'))
    return { exchange, totals: [before, await readCurrentTotal()] }
  },
)

export const headResponse = defineProbe<Exchange>('sending HEAD to the sessions', async (context) => {
  const { path } = resolveSessionsPath(context)
  return await context.client.sendRequest({ operation: null, method: 'HEAD', path, intent: 'invalid' })
})

export function getWalkItems({ pages }: Walk): readonly ListItem[] {
  return pages.flatMap(({ items }) => items)
}

/** Ends the check when the sessions changed during the walks: then neither completeness nor order can be checked. */
export function requireUnchanged(...walks: readonly Walk[]): void {
  const totals = new Set(walks.flatMap(({ pages }) => pages.map(({ totalElements }) => totalElements)))
  const versions = new Map<string, string>()
  let hasChanged = totals.size > 1
  for (const { id, item } of walks.flatMap(getWalkItems)) {
    const version = `${getString(item, 'sessionStatus')} ${getString(item, 'updatedAt')}`
    if ((versions.get(id) ?? version) !== version) hasChanged = true
    versions.set(id, version)
  }
  if (hasChanged) throw createInconclusive('the sessions changed while they were read', 'a flow without traffic')
}

/** Ends the check when the page limit ended a walk. */
export function requireComplete(...walks: readonly Walk[]): void {
  if (walks.every(({ isComplete }) => isComplete)) return
  throw createInconclusive('there are more pages than the page limit', 'a higher page limit')
}

function createWalkProbe(name: string, sizeIndex: 0 | 1, order: Readonly<Record<string, string>>): Probe<Walk> {
  return defineProbe(`walking ${name}`, async (context) => {
    const size = (await context.probeOnce(pageSizes))[sizeIndex]
    return await walkPages({ ...order, size: String(size) }, await context.probeOnce(pageBase), context)
  })
}

async function walkPages(query: Walk['query'], base: number, context: CheckContext): Promise<Walk> {
  const pages: SessionPage[] = []
  for (let number = base; ; number++) {
    if (pages.length >= context.limits.pages) return { query, pages, isComplete: false }
    const request = buildSessionsRequest(readScope(context), { ...query, page: String(number) })
    const exchange = await context.client.sendRequest(request)
    if (!isSuccess(exchange) || exchange.body === undefined)
      throw createBlocked(`${exchange.method} ${request.path} responded with ${exchange.status} without sessions`)
    const page = readPage(exchange)
    pages.push(page)
    const size = Number.isNaN(page.size) ? Number(query['size']) : Math.min(page.size, Number(query['size']))
    if (page.items.length === 0 || pages.length * size >= (page.totalElements || 0))
      return { query, pages, isComplete: true }
  }
}
