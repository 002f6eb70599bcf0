import type { Dated } from '../../kit/checks/chronology.ts'
import type { SeenItem, Sequence } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { pagesOf } from '../../kit/oracles/page-arithmetic.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import { type PageRead, pageOf, placeOf, sessionsCall, sessionsOf, sessionsPath } from './sessions.ts'

const LARGEST = 50

/** The first page without any parameter. */
export const firstPage: Observation<Exchange> = {
  name: 'reading the first page',
  make: async (context) => await context.client.send(sessionsCall(placeOf(context))),
}

/** The number of the first page, as the target counts (AMB-D1). */
export const pageBase: Observation<number> = {
  name: firstPage.name,
  make: async ({ observe, profile }) => {
    const { number } = pageOf(await observe(firstPage))
    return profile.pageBase === 'detect' ? (number === 0 ? 0 : 1) : profile.pageBase
  },
}

/** Every page of the sessions in one order. */
export interface Walk {
  readonly query: Readonly<Record<string, string>>
  readonly pages: readonly PageRead[]
  /** False when there are more pages than the limits allow to read. */
  readonly whole: boolean
}

/** Page sizes that cut the sessions into a few pages, each in another way. */
const sizes: Observation<readonly [number, number]> = {
  name: firstPage.name,
  make: async ({ observe }) => {
    const { totalElements } = pageOf(await observe(firstPage))
    const some = Math.min(LARGEST, Math.max(2, Math.ceil((totalElements || 0) / 6)))
    return [some, some > 20 ? some - 7 : some + 3]
  },
}

/** The walks that the checks compare. */
export const oldestFirst = walkedBy('oldest first', 0, { sortBy: 'createdAt', sortDesc: 'false' })
export const oldestFirstCutOtherwise = walkedBy('oldest first in other pages', 1, {
  sortBy: 'createdAt',
  sortDesc: 'false',
})
export const newestFirst = walkedBy('newest first', 0, { sortBy: 'createdAt', sortDesc: 'true' })
export const byStatus = walkedBy('by status', 1, { sortBy: 'status', sortDesc: 'false' })
export const byStatusTurned = walkedBy('by status turned around', 1, { sortBy: 'status', sortDesc: 'true' })

/** The sessions of the first walk with all their members. */
export const sessions: Observation<readonly Dated[]> = {
  name: 'walking oldest first',
  make: async ({ observe }) =>
    (await observe(oldestFirst)).pages.flatMap(({ exchange, items }) =>
      items.map(({ id, item }) => ({ id, item, exchange })),
    ),
}

/** The first walk as a sequence in its order. */
export const sequence: Observation<Sequence> = {
  name: 'walking oldest first',
  make: async ({ observe }) => ({
    pages: (await observe(oldestFirst)).pages,
    direction: 'ascending',
    itemsOf: sessionsOf,
  }),
}

/** A page well beyond the last, and the totals that the first page tells right before and after. */
export const beyond: Observation<{ readonly exchange: Exchange; readonly totals: readonly [number, number] }> = {
  name: 'asking for a page beyond the last',
  make: async (context) => {
    const [base, [size]] = [await context.observe(pageBase), await context.observe(sizes)]
    const first = async (): Promise<number> =>
      pageOf(await context.client.send(sessionsCall(placeOf(context)))).totalElements
    const before = await first()
    // Some pages further, so that a session that comes meanwhile does not fill it.
    const query = { page: String(base + pagesOf(before || 0, size) + 5), size: String(size) }
    const exchange = await context.client.send(sessionsCall(placeOf(context), query, 'open'))
    return { exchange, totals: [before, await first()] }
  },
}

/** HEAD on the sessions. */
export const head: Observation<Exchange> = {
  name: 'asking with HEAD',
  make: async (context) =>
    await context.client.send({ operation: null, method: 'HEAD', path: sessionsPath(context).path, intent: 'invalid' }),
}

/** All sessions of a walk in order. */
export function sessionsOfWalk({ pages }: Walk): readonly SeenItem[] {
  return pages.flatMap(({ items }) => items)
}

/** Ends the check when the sessions moved while they were read: what moves proves neither loss nor order. */
export function requireQuiet(...walks: readonly Walk[]): void {
  const totals = new Set(walks.flatMap(({ pages }) => pages.map(({ totalElements }) => totalElements)))
  const versions = new Map<string, string>()
  let moved = totals.size > 1
  for (const { id, item } of walks.flatMap(sessionsOfWalk)) {
    const version = `${textAt(item, 'sessionStatus')} ${textAt(item, 'updatedAt')}`
    if ((versions.get(id) ?? version) !== version) moved = true
    versions.set(id, version)
  }
  if (moved) throw inconclusive('the sessions changed while they were read', 'a flow without traffic')
}

/** Ends the check when a walk did not come to the end: nothing is claimed of what was not read. */
export function requireWhole(...walks: readonly Walk[]): void {
  if (walks.every(({ whole }) => whole)) return
  throw inconclusive('there are more pages than a walk may read', 'allow a walk of more pages')
}

function walkedBy(name: string, cut: 0 | 1, order: Readonly<Record<string, string>>): Observation<Walk> {
  return {
    name: `walking ${name}`,
    make: async (context) => {
      const size = (await context.observe(sizes))[cut]
      return await walked({ ...order, size: String(size) }, await context.observe(pageBase), context)
    },
  }
}

async function walked(query: Walk['query'], base: number, context: Context): Promise<Walk> {
  const pages: PageRead[] = []
  for (let number = base; ; number++) {
    if (pages.length >= context.limits.pages) return { query, pages, whole: false }
    const exchange = await context.client.send(sessionsCall(placeOf(context), { ...query, page: String(number) }))
    if (!isSuccess(exchange) || exchange.body === undefined) {
      throw blocked(`${exchange.method} ${exchange.call.path} answered ${exchange.status} without sessions`)
    }
    const page = pageOf(exchange)
    pages.push(page)
    const size = Number.isNaN(page.size) ? Number(query['size']) : Math.min(page.size, Number(query['size']))
    if (page.items.length === 0 || pages.length * size >= (page.totalElements || 0))
      return { query, pages, whole: true }
  }
}
