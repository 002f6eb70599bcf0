import type { Check, CheckSource } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { buildRunsRequest, readRuns, filterUnchanged } from './runs.ts'
import { getWalkItems, isOlderThanWalk, isWithin, type SplitWalk, splitWalks, walk, type Walk } from './walks.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'

const TWO_TIMES = 'runs with two different modified_on or more'

/** Filters by when a run was modified. */
export const timeFilterChecks: readonly Check[] = [
  createTimeFilterCheck('CUR-037', 'before'),
  createTimeFilterCheck('CUR-038', 'after'),
  {
    id: 'CUR-039',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Before and after one instant cover everything, and share only what was modified at that instant',
    unit: 'run on either side',
    hint: TWO_TIMES,
    run: async (context) => {
      const [reference, cuts] = [await context.probeOnce(walk), await context.probeOnce(splitWalks)]
      const judged: Judgement[] = []
      for (const one of cuts ?? []) judged.push(await checkCoverage(one, reference, context))
      return mergeJudgements(judged)
    },
  },
  {
    id: 'CUR-041',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A bound that is no date is refused or finds nothing',
    unit: 'unreadable bound',
    hint: 'a run that an ignored bound would let through',
    security: true,
    run: async ({ probeOnce, client }) => {
      if (getWalkItems(await probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const bound of ['before', 'after']) {
        for (const value of ['longago', '2015-13-01', '15/09/2015']) {
          answers.push(await client.sendRequest(buildRunsRequest({ [bound]: value }, 'invalid')))
        }
      }
      return checkEach(answers, (exchange) => {
        if (isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)) return null
        const what = isSuccess(exchange) ? 'an unreadable bound lets runs through' : `status ${exchange.status}`
        return { message: what, example: exchange.request.path, exchange }
      })
    },
  },
]

type Side = 'before' | 'after'

function createTimeFilterCheck(id: string, side: Side): Check {
  const source: CheckSource = { kind: 'vendor', statement: `listRuns?${side}` }
  return {
    id,
    level: 'MUST',
    source,
    title: `The ${side} filter gives the runs modified ${side} that instant, all of them and no others, and treats the instant itself alike`,
    unit: 'run that matches or was let through',
    hint: TWO_TIMES,
    run: async (context) => {
      const [reference, cuts] = [await context.probeOnce(walk), (await context.probeOnce(splitWalks)) ?? []]
      const judged: Judgement[] = []
      for (const one of cuts) judged.push(await checkTimeFilter(one, { side, reference }, context))
      return mergeJudgements([...judged, await checkBoundInclusion(cuts, { side, reference }, context)])
    },
  }
}

interface TimeFilter {
  readonly side: Side
  readonly reference: Walk
}

async function checkTimeFilter(
  halved: SplitWalk,
  { side, reference }: TimeFilter,
  context: CheckContext,
): Promise<Judgement> {
  const own = halved[side]
  const exchange = own.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const found = getWalkItems(own)
  const outside = found.filter((run) => compareToCut(run, halved.cut) * getSideSign(side) < 0)
  const seen = new Set(found.map(({ id }) => id))
  const due = getWalkItems(reference).filter(
    (run) => compareToCut(run, halved.cut) * getSideSign(side) > 0 && isWithin(run, own),
  )
  const gone = await filterUnchanged(
    due.filter(({ id }) => !seen.has(id)),
    context,
  )
  return {
    evidence: found.length + due.length,
    violations: [
      ...outside.map((run) => toViolation(`a run that ${side} should keep out`, run, exchange)),
      ...gone.map((run) => toViolation(`a run that ${side} should let through is missing`, run, exchange)),
    ],
  }
}

/** Whether the runs at the instant itself are in or out, the same at every cut (AMB-C5). */
async function checkBoundInclusion(
  cuts: readonly SplitWalk[],
  { side, reference }: TimeFilter,
  context: CheckContext,
): Promise<Judgement> {
  const ways: { readonly run: ListItem; readonly inclusive: boolean; readonly exchange: Exchange | undefined }[] = []
  for (const halved of cuts) {
    const exchange = halved[side].pages[0]?.exchange
    const seen = new Set(getWalkItems(halved[side]).map(({ id }) => id))
    const at = getWalkItems(reference).filter((run) => compareToCut(run, halved.cut) === 0)
    // A run that is out because it was modified meanwhile says nothing about the bound.
    const out = await filterUnchanged(
      at.filter(({ id }) => !seen.has(id)),
      context,
    )
    ways.push(...at.filter(({ id }) => seen.has(id)).map((run) => ({ run, inclusive: true, exchange })))
    ways.push(...out.map((run) => ({ run, inclusive: false, exchange })))
  }
  const { bounds } = context.profile
  const stated = bounds === 'detect' ? ways[0]?.inclusive : bounds === 'inclusive'
  return checkEach(ways, ({ run, inclusive, exchange }): Violation | null =>
    inclusive === stated || exchange === undefined
      ? null
      : toViolation(`${side} treats its own instant in two ways`, run, exchange),
  )
}

async function checkCoverage(
  { cut, before, after }: SplitWalk,
  reference: Walk,
  context: CheckContext,
): Promise<Judgement> {
  const [left, right] = [getWalkItems(before), getWalkItems(after)]
  const either = new Set([...left, ...right].map(({ id }) => id))
  const exchange = before.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const all = getWalkItems(reference).filter((run) =>
    isOlderThanWalk(run, reference, context.profile.consistencySeconds),
  )
  // Where both bounds keep their own instant out, the runs at that instant are on neither side.
  const due = all.filter((run) => isWithin(run, before) && (compareToCut(run, cut) !== 0 || either.has(run.id)))
  const gone = await filterUnchanged(
    due.filter(({ id }) => !either.has(id)),
    context,
  )
  const shared = left.filter(
    (run) =>
      compareToCut(run, cut) !== 0 && right.some(({ id, timestamp }) => id === run.id && timestamp === run.timestamp),
  )
  return {
    evidence: due.length,
    violations: [
      ...gone.map((run) => toViolation('a run on neither side', run, exchange)),
      ...shared.map((run) => toViolation('a run on both sides', run, exchange)),
    ],
  }
}

/** Negative for a run modified after the cut, positive for one before it, 0 at it; unreadable ones count as at it. */
function compareToCut({ timestamp }: ListItem, cut: string): number {
  const [own, bound] = [parseInstant(timestamp), parseInstant(cut)]
  return own === null || bound === null ? 0 : compareInstants(bound, own)
}

function getSideSign(side: Side): number {
  return side === 'before' ? 1 : -1
}

function toViolation(what: string, { id, timestamp }: ListItem, exchange: Exchange): Violation {
  return { message: what, example: `${id} of ${timestamp}`, exchange }
}
