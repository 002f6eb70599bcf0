import type { Check } from '../../kit/check.ts'
import type { SeenPage } from '../../kit/checks/order.ts'
import { controlFor } from '../../kit/control.ts'
import { isSuccess } from '../../kit/exchange.ts'
import type { Judgement, Violation } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { pagesOf } from '../../kit/oracles/page-arithmetic.ts'
import { missing, repeated } from '../../kit/oracles/sets.ts'
import { blocked } from '../../kit/outcome.ts'
import { totalOf } from './creation.ts'
import { placeOf, sessionsCall, sessionsOf } from './sessions.ts'
import { pageBase } from './walks.ts'

/** Pages to cut the sessions into, and runs that begin between two of them, of which some are of this flow. */
const CUTS = 5
const ARRIVALS = 24
const LARGEST = 50

/** What a walk over numbered pages shows while the list grows. */
export const movingChecks: readonly Check[] = [
  {
    id: 'PAGE-028',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['control'],
    title: 'Newest first, sessions that come during a walk push others to the next page, and nothing is lost',
    unit: 'session that was there before the walk',
    remedy: 'a control adapter that lets sessions begin, and several pages',
    judge: drift,
  },
]

async function drift(context: Context): Promise<Judgement> {
  const { insert } = controlFor(context, 'insert')
  const base = await context.observe(pageBase)
  const [first] = await page(context, { number: base, size: LARGEST })
  const total = first === undefined ? 0 : totalOf(first.exchange)
  const size = Math.min(LARGEST, Math.max(2, Math.ceil(total / CUTS)))
  const before = await walked(context, { base, size, between: () => Promise.resolve() })
  const moving = await walked(context, { base, size, between: async () => await insert(ARRIVALS) })
  const [there, seen] = [before, moving].map((pages) => pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const last = moving.at(-1)
  // A list that grows faster than it can be walked has no end to judge by.
  const endless = moving.length >= context.limits.pages
  if (there === undefined || seen === undefined || last === undefined || moving.length < 2 || endless)
    return { evidence: 0, violations: [] }
  const came = totalOf(last.exchange) - total
  const again = repeated(seen)
  const lost = missing(there, seen).map((witness): Violation => ({
    what: 'a session is lost',
    witness,
    exchange: last.exchange,
  }))
  // Each newcomer pushes one session over each boundary that is still to come.
  const most = came * (moving.length - 1)
  const witness = `${again.length} repeats, ${came} newcomers`
  const many = again.length > most ? [{ what: 'more repeats than newcomers', witness, exchange: last.exchange }] : []
  return { evidence: came > 0 ? there.length : 0, violations: [...lost, ...many] }
}

interface Cut {
  readonly base: number
  readonly size: number
  readonly between: () => Promise<unknown>
}

async function walked(context: Context, { base, size, between }: Cut): Promise<readonly SeenPage[]> {
  const pages: SeenPage[] = []
  for (let index = 0; index < context.limits.pages; index++) {
    if (index > 0) await between()
    const [one] = await page(context, { number: base + index, size })
    if (one === undefined) break
    pages.push(one)
    if (index + 1 >= pagesOf(totalOf(one.exchange), size)) break
  }
  return pages
}

async function page(
  context: Context,
  { number, size }: { readonly number: number; readonly size: number },
): Promise<readonly SeenPage[]> {
  const query = { page: String(number), size: String(size), sortBy: 'createdAt', sortDesc: 'true' }
  const exchange = await context.client.send(sessionsCall(placeOf(context), query))
  if (!isSuccess(exchange)) throw blocked(`a page answered ${exchange.status}`)
  return [{ exchange, items: sessionsOf(exchange) }]
}
