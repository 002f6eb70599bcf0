import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, expectNoRuns, filterUnchanged, getIds } from './runs.ts'
import {
  checkFilteredWalk,
  getWalkItems,
  isOlderThanWalk,
  isWithin,
  type SplitWalk,
  splitWalks,
  walk,
} from './walks.ts'

const hint = 'runs with two different modified_on or more'

/** Filters by `modified_on`. */
export const timeFilterChecks: readonly Check[] = [
  createTimeFilterCheck('CUR-037', 'before'),
  createTimeFilterCheck('CUR-038', 'after'),
  defineCheck('CUR-039', bestPractice, {
    title:
      '`before` and `after` with the same instant together return every run; only runs at that instant are in both',
    evidence: ['run on either side', hint],
    run: async (context) => {
      const splits = (await context.probeOnce(splitWalks)) ?? []
      return mergeJudgements(await mapInOrder(splits, async (split) => await checkCoverage(split, context)))
    },
  }),
  defineCheck('CUR-041', bestPractice, {
    title: 'An invalid date in `before` or `after` is rejected or returns no runs',
    evidence: ['invalid date', 'one run or more'],
    security: true,
    run: async (context) => {
      if (getWalkItems(await context.probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const queries = ['before', 'after'].flatMap((parameter) =>
        ['longago', '2015-13-01', '15/09/2015'].map((value) => ({ [parameter]: value })),
      )
      const requests = queries.map((query) => buildRunsRequest(query, 'invalid'))
      return checkEach(await sendAll(requests, context), (exchange) => expectNoRuns(exchange, 'an invalid date'))
    },
  }),
]

type Side = 'before' | 'after'

function createTimeFilterCheck(id: string, side: Side): Check {
  return defineCheck(id, citeVendor('MUST', `listRuns?${side}`), {
    title: `The \`${side}\` filter returns all runs modified ${side} the instant and no others; its bound is consistently inclusive or exclusive`,
    evidence: ['run that matches or was returned', hint],
    run: async (context) => {
      const splits = (await context.probeOnce(splitWalks)) ?? []
      const judgements = await mapInOrder(splits, async (split) => await checkTimeFilter(split, side, context))
      return mergeJudgements([...judgements, await checkBoundInclusion(splits, side, context)])
    },
  })
}

/** A run at the bound may be in the result or not. */
async function checkTimeFilter(split: SplitWalk, side: Side, context: CheckContext): Promise<Judgement> {
  const sign = side === 'before' ? 1 : -1
  const matches = (run: ListItem): boolean => compareToCut(run, split.cut) * sign >= 0
  const mustMatch = (run: ListItem): boolean => compareToCut(run, split.cut) * sign > 0
  return await checkFilteredWalk({ parameter: side, matches, walk: split[side] }, context, mustMatch)
}

/** Checks that runs exactly at the bound are included at every split or at none (AMB-C5). */
async function checkBoundInclusion(splits: readonly SplitWalk[], side: Side, context: CheckContext) {
  const all = getWalkItems(await context.probeOnce(walk))
  const atBound = await mapInOrder(splits, async (split) => {
    const exchange = split[side].pages[0]?.exchange
    const ids = new Set(getIds(getWalkItems(split[side])))
    const runs = all.filter((run) => compareToCut(run, split.cut) === 0)
    const absent = runs.filter(({ id }) => !ids.has(id))
    // A run that was modified in the meantime is no evidence about the bound.
    const excluded = await filterUnchanged(absent, context)
    return [
      ...runs.filter(({ id }) => ids.has(id)).map((run) => ({ run, isInclusive: true, exchange })),
      ...excluded.map((run) => ({ run, isInclusive: false, exchange })),
    ]
  })
  const [first] = atBound.flat()
  const { bounds } = context.profile
  const expected = bounds === 'detect' ? first?.isInclusive : bounds === 'inclusive'
  return checkEach(atBound.flat(), ({ run, isInclusive, exchange }): Violation | null =>
    isInclusive === expected || exchange === undefined
      ? null
      : toViolation(`${side} is inclusive at one instant and exclusive at another`, run, exchange),
  )
}

async function checkCoverage({ cut, before, after }: SplitWalk, context: CheckContext): Promise<Judgement> {
  const reference = await context.probeOnce(walk)
  const [left, right] = [getWalkItems(before), getWalkItems(after)]
  const ids = new Set(getIds([...left, ...right]))
  const exchange = before.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const { consistencySeconds } = context.profile
  const stable = getWalkItems(reference).filter((run) => isOlderThanWalk(run, reference, consistencySeconds))
  // With two exclusive bounds the runs at the instant itself are on neither side.
  const expected = stable.filter((run) => isWithin(run, before) && (compareToCut(run, cut) !== 0 || ids.has(run.id)))
  const unlisted = expected.filter(({ id }) => !ids.has(id))
  const missing = await filterUnchanged(unlisted, context)
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
