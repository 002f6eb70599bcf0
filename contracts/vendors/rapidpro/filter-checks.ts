import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor, informative } from '../../kit/check.ts'
import { expectClientError } from '../../kit/checks/expect.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getString } from '../../kit/json.ts'
import { compareInstants, formatInstant, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements } from '../../kit/outcome.ts'
import { buildRunsRequest, expectNoRuns, filterUnchanged, getIds, readRuns } from './runs.ts'
import {
  checkFilteredWalk,
  contactWalk,
  type FilteredWalk,
  flowWalk,
  getWalkItems,
  respondedWalk,
  splitWalks,
  walk,
  walkPages,
} from './walks.ts'

/** Filters by uuid, flow, contact and response. */
export const filterChecks: readonly Check[] = [
  defineCheck('CUR-030', citeVendor('MUST', 'listRuns?uuid'), {
    title: 'The uuid filter returns exactly that run',
    evidence: ['requested run', 'two runs or more'],
    run: async (context) => {
      const all = getWalkItems(await context.probeOnce(walk))
      const run = all[Math.floor(all.length / 2)]
      if (run === undefined || all.length < 2) return { evidence: 0, violations: [] }
      const exchange = await context.client.sendRequest(buildRunsRequest({ uuid: run.id }))
      const ids = getIds(readRuns(exchange))
      if (ids.length === 1 && ids[0] === run.id) return { evidence: 1, violations: [] }
      const message = ids.length === 0 ? 'the run is missing' : 'runs other than the requested one'
      return { evidence: 1, violations: [{ message, example: run.id, exchange }] }
    },
  }),
  defineCheck('CUR-031', bestPractice, {
    title: 'An unknown uuid returns no runs',
    evidence: ['unknown uuid', 'one run or more'],
    run: async ({ probeOnce, client }) => {
      if (getWalkItems(await probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(buildRunsRequest({ uuid: UNKNOWN_UUID }, 'open'))
      return checkEach([exchange], () =>
        isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)
          ? null
          : { message: 'runs for an unknown uuid', exchange },
      )
    },
  }),
  createFilterCheck('CUR-032', 'flow', flowWalk, 'runs of two flows'),
  createFilterCheck('CUR-033', 'contact', contactWalk, 'runs of two contacts'),
  defineCheck('CUR-034', citeVendor('MUST', 'listRuns?flow'), {
    title: 'A request with both flow and contact is rejected',
    evidence: ['request with both', 'one run or more'],
    run: async ({ probeOnce, client }) => {
      const [first] = getWalkItems(await probeOnce(walk))
      const [flow, contact] = [getString(first?.item, 'flow', 'uuid'), getString(first?.item, 'contact', 'uuid')]
      if (flow === undefined || contact === undefined) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(buildRunsRequest({ flow, contact }, 'invalid'))
      return checkEach([exchange], () => expectClientError(exchange))
    },
  }),
  createFilterCheck('CUR-035', 'responded', respondedWalk, 'runs with and without a response'),
]

/** Creates the check that a filter returns all matching runs and no others. */
function createFilterCheck(id: string, parameter: string, probe: Probe<FilteredWalk | null>, hint: string): Check {
  return defineCheck(id, citeVendor('MUST', `listRuns?${parameter}`), {
    title: `The ${parameter} filter returns all matching runs and no others`,
    evidence: ['run that matches or was returned', hint],
    run: async (context) => {
      const filtered = await context.probeOnce(probe)
      return filtered === null ? { evidence: 0, violations: [] } : await checkFilteredWalk(filtered, context)
    },
  })
}

/** Combined filters, other spellings and undocumented variants. */
export const filterVariantChecks: readonly Check[] = [
  createRecordCheck('CUR-020', informative, {
    title: 'A cursor from the beginning of the test run still works at its end',
    evidence: ['old cursor', 'more runs than fit on one page'],
    run: async ({ probeOnce, client }) => {
      const page = (await probeOnce(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest({ ...page.exchange.request, intent: 'open' })
      const violation = { message: `status ${exchange.status} for an old cursor`, exchange }
      return { evidence: 1, violations: isSuccess(exchange) ? [] : [violation] }
    },
  }),
  defineCheck('CUR-036', informative, {
    title: '`responded=false` returns the runs without a response, or all runs',
    evidence: ['run returned for responded=false', 'runs with and without a response'],
    run: async ({ probeOnce, client }) => {
      const responded = await probeOnce(respondedWalk)
      if (responded === null) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(buildRunsRequest({ responded: 'false' }, 'open'))
      const runs = readRuns(exchange)
      const isAllowed = !runs.some(responded.matches) || runs.some((run) => !responded.matches(run))
      return checkEach(runs, () => (isAllowed ? null : { message: 'only runs with a response', exchange }))
    },
  }),
  defineCheck('CUR-040', bestPractice, {
    title: 'The offsets `Z` and `+00:00` return the same runs',
    evidence: ['run after an instant', 'runs with two different modified_on or more'],
    run: async (context) => {
      const instant = parseInstant((await context.probeOnce(splitWalks))?.[0]?.cut)
      if (instant === null) return { evidence: 0, violations: [] }
      const text = formatInstant(instant)
      const zulu = await context.client.sendRequest(buildRunsRequest({ after: text }))
      const offset = await context.client.sendRequest(buildRunsRequest({ after: text.replace('Z', '+00:00') }))
      return await checkSameResult(zulu, offset, context)
    },
  }),
  defineCheck('CUR-042', bestPractice, {
    title: 'Two filters together return the runs that match both',
    evidence: ['run that matches or was returned', 'runs of several flows and contacts, with and without a response'],
    run: async (context) => {
      const flow = await context.probeOnce(flowWalk)
      const contact = await context.probeOnce(contactWalk)
      const responded = await context.probeOnce(respondedWalk)
      if (responded === null) return { evidence: 0, violations: [] }
      const filters = [flow, contact].filter((filter) => filter !== null)
      const check = async (filter: FilteredWalk) => await checkIntersection(filter, responded, context)
      return mergeJudgements(await mapInOrder(filters, check))
    },
  }),
  defineCheck('CUR-043', bestPractice, {
    title: 'A malformed flow is rejected or returns no runs',
    evidence: ['malformed flow', 'one run or more'],
    run: async (context) => {
      if (getWalkItems(await context.probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const requests = [INVALID_VALUE, '12345', '%'].map((flow) => buildRunsRequest({ flow }, 'invalid'))
      return checkEach(await sendAll(requests, context), (exchange) => expectNoRuns(exchange, 'a malformed flow'))
    },
  }),
  defineCheck('CUR-044', citeVendor('INFO', 'listRuns?reverse'), {
    title: '`reverse=true` returns the oldest runs first, or is ignored',
    evidence: ['pair of adjacent runs', 'two runs or more'],
    run: async ({ probeOnce, client }) => {
      const first = getWalkItems(await probeOnce(walk))[0]
      const exchange = await client.sendRequest(buildRunsRequest({ reverse: 'true' }, 'open'))
      const isIgnored = readRuns(exchange)[0]?.id === first?.id
      return checkOrder(readRuns(exchange), isIgnored ? 'descending' : 'ascending', exchange)
    },
  }),
]

async function checkSameResult(zulu: Exchange, offset: Exchange, context: CheckContext): Promise<Judgement> {
  const [first, second] = [readRuns(zulu), readRuns(offset)]
  const ids = new Set(getIds(second))
  const missing = first.filter(({ id }) => !ids.has(id))
  // New runs push others to the second page, which is not read here: a full page is compared down to its last instant.
  const oldest = parseInstant(second.at(-1)?.timestamp)
  const comparable = missing.filter(({ timestamp }: ListItem) => {
    const instant = parseInstant(timestamp)
    return oldest !== null && instant !== null && compareInstants(instant, oldest) > 0
  })
  const confirmed = await filterUnchanged(second.length < first.length ? missing : comparable, context)
  const message = 'a run that only one offset style returns'
  const violations = confirmed.map(({ id }) => ({ message, example: id, exchange: offset }))
  return { evidence: first.length, violations }
}

async function checkIntersection(left: FilteredWalk, right: FilteredWalk, context: CheckContext): Promise<Judgement> {
  const query = { [left.parameter]: left.value, [right.parameter]: right.value }
  const filtered = {
    parameter: Object.keys(query).join(' and '),
    matches: (run: ListItem): boolean => left.matches(run) && right.matches(run),
    walk: await walkPages(buildRunsRequest(query), context),
  }
  return await checkFilteredWalk(filtered, context)
}
