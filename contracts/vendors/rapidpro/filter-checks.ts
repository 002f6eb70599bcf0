import type { Check, CheckSource } from '../../kit/check.ts'
import { isClientError, isSuccess, type Exchange } from '../../kit/exchange.ts'
import { checkEach, type Judgement, mergeJudgements } from '../../kit/finding.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { getString } from '../../kit/json.ts'
import { buildRunsRequest, readRuns, filterUnchanged } from './runs.ts'
import { contactWalk, flowWalk, type FilteredWalk, respondedWalk, walk } from './slices.ts'
import { isWithin, getWalkItems, type Walk } from './walk.ts'

/** Filters by what a run is. */
export const filterChecks: readonly Check[] = [
  {
    id: 'CUR-030',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listRuns?uuid' },
    title: 'The uuid filter finds exactly that run',
    unit: 'run that was asked for',
    remedy: 'two runs or more',
    run: async (context) => {
      const all = getWalkItems(await context.probeOnce(walk))
      const wanted = all[Math.floor(all.length / 2)]
      if (wanted === undefined || all.length < 2) return { evidence: 0, violations: [] }
      const exchange = await context.client.sendRequest(buildRunsRequest({ uuid: wanted.id }))
      const ids = readRuns(exchange).map(({ id }) => id)
      if (ids.length === 1 && ids[0] === wanted.id) return { evidence: 1, violations: [] }
      const what = ids.length === 0 ? 'the run is not found' : 'other runs than the one asked for'
      return { evidence: 1, violations: [{ message: what, witness: wanted.id, exchange }] }
    },
  },
  {
    id: 'CUR-031',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown uuid finds nothing',
    unit: 'unknown uuid',
    remedy: 'a run that an ignored filter would let through',
    run: async ({ probeOnce, client }) => {
      if (getWalkItems(await probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(buildRunsRequest({ uuid: UNKNOWN_UUID }, 'open'))
      return checkEach([exchange], () =>
        isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)
          ? null
          : { message: 'an unknown uuid finds runs', exchange },
      )
    },
  },
  createFilterCheck('CUR-032', flowWalk, 'runs of two flows'),
  createFilterCheck('CUR-033', contactWalk, 'runs of two contacts'),
  {
    id: 'CUR-034',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listRuns?flow' },
    title: 'Flow and contact together are refused',
    unit: 'request with both',
    remedy: 'one run or more',
    run: async ({ probeOnce, client }) => {
      const [first] = getWalkItems(await probeOnce(walk))
      const [flow, contact] = [getString(first?.item, 'flow', 'uuid'), getString(first?.item, 'contact', 'uuid')]
      if (flow === undefined || contact === undefined) return { evidence: 0, violations: [] }
      const exchange: Exchange = await client.sendRequest(buildRunsRequest({ flow, contact }, 'invalid'))
      return checkEach([exchange], () =>
        isClientError(exchange) ? null : { message: `status ${exchange.status} instead of 4xx`, exchange },
      )
    },
  },
  createFilterCheck('CUR-035', respondedWalk, 'runs with and without a response'),
]

/** The check that a filter lets through what matches, all of it, and nothing else. */
function createFilterCheck(id: string, filtered: Probe<FilteredWalk | null>, remedy: string): Check {
  const parameter = { 'CUR-032': 'flow', 'CUR-033': 'contact' }[id] ?? 'responded'
  const source: CheckSource = { kind: 'vendor', statement: `listRuns?${parameter}` }
  return {
    id,
    level: 'MUST',
    source,
    title: `The ${parameter} filter gives the runs that match, all of them and no others`,
    unit: 'run that matches or was let through',
    remedy,
    run: async (context) => {
      const [reference, found] = [await context.probeOnce(walk), await context.probeOnce(filtered)]
      if (found === null) return { evidence: 0, violations: [] }
      return mergeJudgements([checkMatches(found), await checkCompleteness(reference, found, context)])
    },
  }
}

function checkMatches({ parameter, matches, walk: { pages } }: FilteredWalk): Judgement {
  return mergeJudgements(
    pages.map(({ items, exchange }) =>
      checkEach(items, (run) =>
        matches(run) ? null : { message: `a run that ${parameter} should keep out`, witness: run.id, exchange },
      ),
    ),
  )
}

async function checkCompleteness(
  reference: Walk,
  { parameter, matches, walk: own }: FilteredWalk,
  context: CheckContext,
): Promise<Judgement> {
  const seen = new Set(getWalkItems(own).map(({ id }) => id))
  const due = getWalkItems(reference).filter((run) => matches(run) && isWithin(run, own))
  const gone = await filterUnchanged(
    due.filter(({ id }) => !seen.has(id)),
    context,
  )
  const exchange = own.pages[0]?.exchange
  return {
    evidence: due.length,
    violations: gone.map(({ id }) => ({
      message: `a run that ${parameter} should let through is missing`,
      witness: id,
      ...(exchange === undefined ? {} : { exchange }),
    })),
  }
}
