import type { CheckRequest } from '../../kit/call.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import type { ListItem, ListPage } from '../../kit/checks/order.ts'
import { requireControl } from '../../kit/control.ts'
import { isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { toInstant, formatInstant } from '../../kit/oracles/instant.ts'
import { findMissing, findDuplicates } from '../../kit/oracles/sets.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { readServerTime } from '../../kit/server-time.ts'
import { buildRunsRequest, readRuns, filterUnchanged } from './runs.ts'
import { buildLinkRequest, getWalkItems, type Walk, walkPages } from './walk.ts'

const listSource: CheckSource = { kind: 'vendor', statement: 'listRuns' }
const changingListDefaults = {
  needs: ['control'],
  remedy: 'a control adapter that lets runs begin, and several pages',
} as const
/** Enough for time to pass in which other runs go on. */
const NEW_RUNS = 12

/** A walk during which runs begin and go on, what was there before, and what was modified since. */
interface ConcurrentWalk {
  readonly before: readonly ListItem[]
  readonly pages: readonly ListPage[]
  readonly changedSince: Walk
}

const concurrentWalk: Probe<ConcurrentWalk> = {
  name: 'walking while runs begin',
  run: async (context) => {
    const { insert } = requireControl(context, 'insert')
    const whole = await walkPages(buildRunsRequest(), context)
    const first = whole.pages[0]
    if (first === undefined || whole.end !== 'reached') throw createBlocked('the list cannot be walked to its end')
    const start = formatInstant(toInstant(readServerTime(first.exchange) - 1000))
    const pages: ListPage[] = []
    for (let call: CheckRequest | null = buildRunsRequest(); call !== null && pages.length < context.limits.pages;) {
      const exchange = await context.client.sendRequest(call)
      if (!isSuccess(exchange)) throw createBlocked(`a page answered ${exchange.status}`)
      pages.push({ exchange, items: readRuns(exchange) })
      call = buildLinkRequest(exchange, 'next')
      if (call !== null) await insert(NEW_RUNS)
    }
    return {
      before: getWalkItems(whole),
      pages,
      changedSince: await walkPages(buildRunsRequest({ after: start }), context),
    }
  },
}

/** What a walk shows while the list moves. */
export const changingListChecks: readonly Check[] = [
  {
    ...changingListDefaults,
    id: 'CUR-016',
    level: 'MUST',
    source: listSource,
    title: 'A walk during which runs begin shows every run that was there and stayed as it was, once',
    unit: 'run that was there before the walk',
    run: async (context) => await checkStableRuns(await context.probeOnce(concurrentWalk), context),
  },
  {
    ...changingListDefaults,
    id: 'CUR-017',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A walk together with what was modified since its start lacks nothing',
    unit: 'run that was there before the walk',
    run: async ({ probeOnce }) => {
      const { before, pages, changedSince } = await probeOnce(concurrentWalk)
      const [first] = changedSince.pages
      if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
      const seen = [...pages.flatMap(({ items }) => items), ...getWalkItems(changedSince)].map(({ id }) => id)
      const lost = findMissing(
        before.map(({ id }) => id),
        seen,
      )
      const what = 'a run that neither the walk nor what was modified since shows'
      return {
        evidence: before.length,
        violations: lost.map((witness) => ({ message: what, witness, exchange: first.exchange })),
      }
    },
  },
]

async function checkStableRuns({ before, pages }: ConcurrentWalk, context: CheckContext): Promise<Judgement> {
  const [first] = pages
  if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
  const seen = pages.flatMap(({ items }) => items.map(({ id }) => id))
  const gone = before.filter(({ id }) => !seen.includes(id))
  const lost = await filterUnchanged(gone, context)
  const twice = findDuplicates(seen)
  const createViolation =
    (what: string) =>
    (witness: string): Violation => ({ message: what, witness, exchange: first.exchange })
  return {
    evidence: before.length - gone.length + lost.length,
    violations: [
      ...checkEach(lost, ({ id }) => createViolation('a run is lost')(id)).violations,
      ...twice.map(createViolation('a run comes twice')),
    ],
  }
}
