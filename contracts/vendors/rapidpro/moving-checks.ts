import type { Call } from '../../kit/call.ts'
import type { Check, Source } from '../../kit/check.ts'
import type { SeenItem, SeenPage } from '../../kit/checks/order.ts'
import { controlFor } from '../../kit/control.ts'
import { isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { instantOf, writeInstant } from '../../kit/oracles/instant.ts'
import { missing, repeated } from '../../kit/oracles/sets.ts'
import { blocked } from '../../kit/outcome.ts'
import { serverTime } from '../../kit/server-time.ts'
import { runsCall, runsOf, unchanged } from './runs.ts'
import { linkedCall, runsOfWalk, type Walk, walked } from './walk.ts'

const source: Source = { kind: 'vendor', statement: 'listRuns' }
const common = { needs: ['control'], remedy: 'a control adapter that lets runs begin, and several pages' } as const
/** Enough for time to pass in which other runs go on. */
const ARRIVALS = 12

/** A walk during which runs begin and go on, what was there before, and what was modified since. */
interface Moving {
  readonly before: readonly SeenItem[]
  readonly pages: readonly SeenPage[]
  readonly since: Walk
}

const moving: Observation<Moving> = {
  name: 'walking while runs begin',
  make: async (context) => {
    const { insert } = controlFor(context, 'insert')
    const whole = await walked(runsCall(), context)
    const first = whole.pages[0]
    if (first === undefined || whole.end !== 'reached') throw blocked('the list cannot be walked to its end')
    const start = writeInstant(instantOf(serverTime(first.exchange) - 1000))
    const pages: SeenPage[] = []
    for (let call: Call | null = runsCall(); call !== null && pages.length < context.limits.pages;) {
      const exchange = await context.client.send(call)
      if (!isSuccess(exchange)) throw blocked(`a page answered ${exchange.status}`)
      pages.push({ exchange, items: runsOf(exchange) })
      call = linkedCall(exchange, 'next')
      if (call !== null) await insert(ARRIVALS)
    }
    return { before: runsOfWalk(whole), pages, since: await walked(runsCall({ after: start }), context) }
  },
}

/** What a walk shows while the list moves. */
export const movingChecks: readonly Check[] = [
  {
    ...common,
    id: 'CUR-016',
    level: 'MUST',
    source,
    title: 'A walk during which runs begin shows every run that was there and stayed as it was, once',
    unit: 'run that was there before the walk',
    judge: async (context) => await steady(await context.observe(moving), context),
  },
  {
    ...common,
    id: 'CUR-017',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A walk together with what was modified since its start lacks nothing',
    unit: 'run that was there before the walk',
    judge: async ({ observe }) => {
      const { before, pages, since } = await observe(moving)
      const [first] = since.pages
      if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
      const seen = [...pages.flatMap(({ items }) => items), ...runsOfWalk(since)].map(({ id }) => id)
      const lost = missing(
        before.map(({ id }) => id),
        seen,
      )
      const what = 'a run that neither the walk nor what was modified since shows'
      return {
        evidence: before.length,
        violations: lost.map((witness) => ({ what, witness, exchange: first.exchange })),
      }
    },
  },
]

async function steady({ before, pages }: Moving, context: Context): Promise<Judgement> {
  const [first] = pages
  if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
  const seen = pages.flatMap(({ items }) => items.map(({ id }) => id))
  const gone = before.filter(({ id }) => !seen.includes(id))
  const lost = await unchanged(gone, context)
  const twice = repeated(seen)
  const breach =
    (what: string) =>
    (witness: string): Violation => ({ what, witness, exchange: first.exchange })
  return {
    evidence: before.length - gone.length + lost.length,
    violations: [
      ...judgeEach(lost, ({ id }) => breach('a run is lost')(id)).violations,
      ...twice.map(breach('a run comes twice')),
    ],
  }
}
