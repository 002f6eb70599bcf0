import type { Check } from '../../kit/check.ts'
import type { ListPage } from '../../kit/checks/order.ts'
import { requireControl } from '../../kit/control.ts'
import { isSuccess } from '../../kit/exchange.ts'
import type { Judgement, Violation } from '../../kit/finding.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { countPages } from '../../kit/oracles/page-arithmetic.ts'
import { findMissing, findDuplicates } from '../../kit/oracles/sets.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { readTotal } from './creation.ts'
import { readScope, buildSessionsRequest, readSessions } from './sessions.ts'
import { pageBase } from './walks.ts'

/** Pages to cut the sessions into, and runs that begin between two of them, of which some are of this flow. */
const TARGET_PAGES = 5
const NEW_RUNS = 24
const MAX_PAGE_SIZE = 50

/** What a walk over numbered pages shows while the list grows. */
export const concurrencyChecks: readonly Check[] = [
  {
    id: 'PAGE-028',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['control'],
    title: 'Newest first, sessions that come during a walk push others to the next page, and nothing is lost',
    unit: 'session that was there before the walk',
    remedy: 'a control adapter that lets sessions begin, and several pages',
    run: checkDrift,
  },
]

async function checkDrift(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  const base = await context.probeOnce(pageBase)
  const [first] = await readNewestPage(context, { number: base, size: MAX_PAGE_SIZE })
  const total = first === undefined ? 0 : readTotal(first.exchange)
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil(total / TARGET_PAGES)))
  const before = await walkNewestFirst(context, { firstPage: base, size, betweenPages: () => Promise.resolve() })
  const moving = await walkNewestFirst(context, {
    firstPage: base,
    size,
    betweenPages: async () => await insert(NEW_RUNS),
  })
  const [expectedIds, seen] = [before, moving].map((pages) => pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const last = moving.at(-1)
  // A list that grows faster than it can be walked has no end to judge by.
  const endless = moving.length >= context.limits.pages
  if (expectedIds === undefined || seen === undefined || last === undefined || moving.length < 2 || endless)
    return { evidence: 0, violations: [] }
  const addedCount = readTotal(last.exchange) - total
  const again = findDuplicates(seen)
  const lost = findMissing(expectedIds, seen).map((witness): Violation => ({
    message: 'a session is lost',
    witness,
    exchange: last.exchange,
  }))
  // Each newcomer pushes one session over each boundary that is still to come.
  const maxRepeats = addedCount * (moving.length - 1)
  const witness = `${again.length} repeats, ${addedCount} newcomers`
  const many =
    again.length > maxRepeats ? [{ message: 'more repeats than newcomers', witness, exchange: last.exchange }] : []
  return { evidence: addedCount > 0 ? expectedIds.length : 0, violations: [...lost, ...many] }
}

interface WalkOptions {
  readonly firstPage: number
  readonly size: number
  readonly betweenPages: () => Promise<unknown>
}

async function walkNewestFirst(
  context: CheckContext,
  { firstPage, size, betweenPages }: WalkOptions,
): Promise<readonly ListPage[]> {
  const pages: ListPage[] = []
  for (let index = 0; index < context.limits.pages; index++) {
    if (index > 0) await betweenPages()
    const [one] = await readNewestPage(context, { number: firstPage + index, size })
    if (one === undefined) break
    pages.push(one)
    if (index + 1 >= countPages(readTotal(one.exchange), size)) break
  }
  return pages
}

async function readNewestPage(
  context: CheckContext,
  { number, size }: { readonly number: number; readonly size: number },
): Promise<readonly ListPage[]> {
  const query = { page: String(number), size: String(size), sortBy: 'createdAt', sortDesc: 'true' }
  const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query))
  if (!isSuccess(exchange)) throw createBlocked(`a page answered ${exchange.status}`)
  return [{ exchange, items: readSessions(exchange) }]
}
