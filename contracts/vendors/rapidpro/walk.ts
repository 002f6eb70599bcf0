import type { CheckRequest } from '../../kit/call.ts'
import type { ListItem, ListPage } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { compareInstants, type Instant, parseInstant } from '../../kit/oracles/instant.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { RUNS_PATH, readRuns } from './runs.ts'

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
