// Checks: CUR-037, CUR-038, CUR-039, CUR-041
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import { checkFilter } from '../../kit/checks/expect.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, readRuns } from './runs.ts'
import { getWalkItems, isOlderThanWalk, isWithin, type SplitWalk, splitWalks, walk, type Walk } from './walks.ts'

const hint = 'runs with two different modified_on or more'

/** Filters by `modified_on`. */
export const timeFilterChecks: readonly Check[] = [
  createTimeFilterCheck('CUR-037', 'before'),
  createTimeFilterCheck('CUR-038', 'after'),
  {
    ...bestPractice,
    id: 'CUR-039',
    title:
      '`before` and `after` with the same instant together return every run; only runs at that instant are in both',
    unit: 'run on either side',
    hint,
    run: async (context) => {
      const [reference, splits] = [await context.probeOnce(walk), await context.probeOnce(splitWalks)]
      const judgements: Judgement[] = []
      for (const split of splits ?? []) judgements.push(await checkCoverage(split, reference, context))
      return mergeJudgements(judgements)
    },
  },
  {
    ...bestPractice,
    id: 'CUR-041',
    title: 'An invalid date in `before` or `after` is rejected or returns no runs',
    unit: 'invalid date',
    hint: 'one run or more',
    security: true,
    run: async (context) => {
      if (getWalkItems(await context.probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const queries = ['before', 'after'].flatMap((parameter) =>
        ['longago', '2015-13-01', '15/09/2015'].map((value) => ({ [parameter]: value })),
      )
      const requests = queries.map((query) => buildRunsRequest(query, 'invalid'))
      return checkEach(await sendAll(requests, context), (exchange) => {
        if (isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)) return null
        const message = isSuccess(exchange) ? 'runs for an invalid date' : `status ${exchange.status}`
        return { message, example: exchange.request.path, exchange }
      })
    },
  },
]

type Side = 'before' | 'after'

function createTimeFilterCheck(id: string, side: Side): Check {
  return {
    id,
    ...citeVendor('MUST', `listRuns?${side}`),
    title: `The \`${side}\` filter returns all runs modified ${side} the instant and no others; its bound is consistently inclusive or exclusive`,
    unit: 'run that matches or was returned',
    hint,
    run: async (context) => {
      const [reference, splits] = [await context.probeOnce(walk), (await context.probeOnce(splitWalks)) ?? []]
      const judgements: Judgement[] = []
      for (const split of splits) judgements.push(await checkTimeFilter(split, { side, reference }, context))
      return mergeJudgements([...judgements, await checkBoundInclusion(splits, { side, reference }, context)])
    },
  }
}

interface TimeFilter {
  readonly side: Side
  readonly reference: Walk
}

async function checkTimeFilter(
  split: SplitWalk,
  { side, reference }: TimeFilter,
  context: CheckContext,
): Promise<Judgement> {
  const filtered = split[side]
  const sign = side === 'before' ? 1 : -1
  return await checkFilter({
    parameter: side,
    pages: filtered.pages,
    matches: (run) => compareToCut(run, split.cut) * sign >= 0,
    expected: getWalkItems(reference).filter(
      (run) => compareToCut(run, split.cut) * sign > 0 && isWithin(run, filtered),
    ),
    confirmMissing: async (missing) => await filterUnchanged(missing, context),
  })
}

/** Checks that runs exactly at the bound are included at every split or at none (AMB-C5). */
async function checkBoundInclusion(
  splits: readonly SplitWalk[],
  { side, reference }: TimeFilter,
  context: CheckContext,
): Promise<Judgement> {
  const atBound: { readonly run: ListItem; readonly isInclusive: boolean; readonly exchange: Exchange | undefined }[] =
    []
  for (const split of splits) {
    const exchange = split[side].pages[0]?.exchange
    const ids = new Set(getWalkItems(split[side]).map(({ id }) => id))
    const runs = getWalkItems(reference).filter((run) => compareToCut(run, split.cut) === 0)
    // A run that was modified in the meantime says nothing about the bound.
    const excluded = await filterUnchanged(
      runs.filter(({ id }) => !ids.has(id)),
      context,
    )
    atBound.push(...runs.filter(({ id }) => ids.has(id)).map((run) => ({ run, isInclusive: true, exchange })))
    atBound.push(...excluded.map((run) => ({ run, isInclusive: false, exchange })))
  }
  const { bounds } = context.profile
  const expected = bounds === 'detect' ? atBound[0]?.isInclusive : bounds === 'inclusive'
  return checkEach(atBound, ({ run, isInclusive, exchange }): Violation | null =>
    isInclusive === expected || exchange === undefined
      ? null
      : toViolation(`${side} is inclusive at one instant and exclusive at another`, run, exchange),
  )
}

async function checkCoverage(
  { cut, before, after }: SplitWalk,
  reference: Walk,
  context: CheckContext,
): Promise<Judgement> {
  const [left, right] = [getWalkItems(before), getWalkItems(after)]
  const ids = new Set([...left, ...right].map(({ id }) => id))
  const exchange = before.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const stable = getWalkItems(reference).filter((run) =>
    isOlderThanWalk(run, reference, context.profile.consistencySeconds),
  )
  // With two exclusive bounds the runs at the instant itself are on neither side.
  const expected = stable.filter((run) => isWithin(run, before) && (compareToCut(run, cut) !== 0 || ids.has(run.id)))
  const missing = await filterUnchanged(
    expected.filter(({ id }) => !ids.has(id)),
    context,
  )
  const shared = left.filter(
    (run) =>
      compareToCut(run, cut) !== 0 && right.some(({ id, timestamp }) => id === run.id && timestamp === run.timestamp),
  )
  return {
    evidence: expected.length,
    violations: [
      ...missing.map((run) => toViolation('a run on neither side', run, exchange)),
      ...shared.map((run) => toViolation('a run on both sides', run, exchange)),
    ],
  }
}

/** Negative for a run modified after the cut, positive for one before it, 0 at the cut or when unreadable. */
function compareToCut({ timestamp }: ListItem, cut: string): number {
  const [instant, bound] = [parseInstant(timestamp), parseInstant(cut)]
  return instant === null || bound === null ? 0 : compareInstants(bound, instant)
}

function toViolation(message: string, { id, timestamp }: ListItem, exchange: Exchange): Violation {
  return { message, example: `${id} of ${timestamp}`, exchange }
}
