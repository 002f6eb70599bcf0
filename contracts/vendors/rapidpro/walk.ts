import type { Call } from '../../kit/call.ts'
import type { SeenItem, SeenPage } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { at, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, type Instant, readInstant } from '../../kit/oracles/instant.ts'
import { blocked } from '../../kit/outcome.ts'
import { RUNS, runsOf } from './runs.ts'

/** The pages of a list from the first on. */
export interface Walk {
  readonly pages: readonly SeenPage[]
  /** Why it ended: no further page, the place where the caller wanted to stop, too many pages, a link that was followed before, or an answer without runs. */
  readonly end: 'reached' | 'far-enough' | 'cap' | 'loop' | 'broken'
  /** The answer that broke the walk, if one did. */
  readonly broken: Exchange | null
}

/** Walks along `next`. Of a link only its query is used: whatever host it names, the request goes to the target. */
export async function walked(first: Call, context: Context, stopBelow: Instant | null = null): Promise<Walk> {
  const pages: SeenPage[] = []
  const followed = new Set<string>()
  for (let call: Call | null = first; call !== null;) {
    if (pages.length >= context.limits.pages) return { pages, end: 'cap', broken: null }
    if (followed.has(call.path)) return { pages, end: 'loop', broken: null }
    followed.add(call.path)
    const exchange = await context.client.send(call)
    if (!isSuccess(exchange) || !Array.isArray(at(exchange.body, 'results'))) {
      if (pages.length === 0) throw blocked(`${exchange.method} ${call.path} answered ${exchange.status} without runs`)
      return { pages, end: 'broken', broken: exchange }
    }
    pages.push({ exchange, items: runsOf(exchange) })
    if (isBelow(pages.at(-1)?.items.at(-1), stopBelow)) return { pages, end: 'far-enough', broken: null }
    call = linkedCall(exchange, 'next')
  }
  return { pages, end: 'reached', broken: null }
}

/** The call that a link of a page asks for; null without such a link. */
export function linkedCall(exchange: Exchange, name: 'next' | 'previous'): Call | null {
  const link = textAt(exchange.body, name)
  if (link === undefined) return null
  const { search } = new URL(link, exchange.url)
  return { operation: 'listRuns', path: `${RUNS}${search}`, intent: 'valid' }
}

/** All runs of a walk in order. */
export function runsOfWalk({ pages }: Walk): readonly SeenItem[] {
  return pages.flatMap(({ items }) => items)
}

/** The oldest instant that a walk reached; null when it reached the end, so that nothing lies below. */
export function tailOf(walk: Walk): Instant | null {
  return walk.end === 'reached' ? null : readInstant(lastOf(walk)?.stamp)
}

function lastOf({ pages }: Walk): SeenItem | undefined {
  return pages.findLast(({ items }) => items.length > 0)?.items.at(-1)
}

/** Whether a run lies within what a walk reached. */
export function isWithin({ stamp }: SeenItem, walk: Walk): boolean {
  const [tail, instant] = [tailOf(walk), readInstant(stamp)]
  return tail === null || (instant !== null && compareInstants(instant, tail) > 0)
}

function isBelow(item: SeenItem | undefined, bound: Instant | null): boolean {
  const own = readInstant(item?.stamp)
  return bound !== null && own !== null && compareInstants(own, bound) < 0
}
