import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getString } from '../../kit/json.ts'
import { compareInstants, formatInstant, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, readRuns } from './runs.ts'
import {
  contactWalk,
  type FilteredWalk,
  flowWalk,
  getWalkItems,
  isWithin,
  respondedWalk,
  splitWalks,
  walk,
  type Walk,
  walkPages,
} from './walks.ts'

/** Filters by what a run is. */
export const filterChecks: readonly Check[] = [
  {
    id: 'CUR-030',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listRuns?uuid' },
    title: 'The uuid filter finds exactly that run',
    unit: 'run that was asked for',
    hint: 'two runs or more',
    run: async (context) => {
      const all = getWalkItems(await context.probeOnce(walk))
      const wanted = all[Math.floor(all.length / 2)]
      if (wanted === undefined || all.length < 2) return { evidence: 0, violations: [] }
      const exchange = await context.client.sendRequest(buildRunsRequest({ uuid: wanted.id }))
      const ids = readRuns(exchange).map(({ id }) => id)
      if (ids.length === 1 && ids[0] === wanted.id) return { evidence: 1, violations: [] }
      const what = ids.length === 0 ? 'the run is not found' : 'other runs than the one asked for'
      return { evidence: 1, violations: [{ message: what, example: wanted.id, exchange }] }
    },
  },
  {
    id: 'CUR-031',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An unknown uuid finds nothing',
    unit: 'unknown uuid',
    hint: 'a run that an ignored filter would let through',
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
    hint: 'one run or more',
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
function createFilterCheck(id: string, filtered: Probe<FilteredWalk | null>, hint: string): Check {
  const parameter = { 'CUR-032': 'flow', 'CUR-033': 'contact' }[id] ?? 'responded'
  const source: CheckSource = { kind: 'vendor', statement: `listRuns?${parameter}` }
  return {
    id,
    level: 'MUST',
    source,
    title: `The ${parameter} filter gives the runs that match, all of them and no others`,
    unit: 'run that matches or was let through',
    hint: hint,
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
        matches(run) ? null : { message: `a run that ${parameter} should keep out`, example: run.id, exchange },
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
      example: id,
      ...(exchange === undefined ? {} : { exchange }),
    })),
  }
}

const info = { level: 'INFO', source: { kind: 'best-practice' } } as const

/** Filters written otherwise, together, and in ways that nobody describes. */
export const filterVariantChecks: readonly Check[] = [
  createRecordCheck({
    ...info,
    id: 'CUR-020',
    title: 'A cursor of the beginning still works at the end of the run',
    unit: 'cursor that was kept',
    hint: 'more runs than fit on one page',
    run: async ({ probeOnce, client }) => {
      const page = (await probeOnce(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest({ ...page.exchange.request, intent: 'open' })
      const violations = isSuccess(exchange)
        ? []
        : [{ message: `status ${exchange.status} to a kept cursor`, exchange }]
      return { evidence: 1, violations }
    },
  }),
  {
    ...info,
    id: 'CUR-036',
    title: 'responded=false gives the runs without a response, or all of them',
    unit: 'run that responded=false gives',
    hint: 'runs with a response and without one',
    run: async ({ probeOnce, client }) => {
      const known = await probeOnce(respondedWalk)
      if (known === null) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(buildRunsRequest({ responded: 'false' }, 'open'))
      const found = readRuns(exchange)
      const narrows = !found.some(known.matches)
      const mixed = found.some((run) => !known.matches(run))
      return checkEach(found, () => (narrows || mixed ? null : { message: 'only runs with a response', exchange }))
    },
  },
  {
    id: 'CUR-040',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An instant written with Z and with +00:00 finds the same runs',
    unit: 'run after an instant',
    hint: 'runs with two different modified_on or more',
    run: async (context) => {
      const instant = parseInstant((await context.probeOnce(splitWalks))?.[0]?.cut)
      if (instant === null) return { evidence: 0, violations: [] }
      const text = formatInstant(instant)
      const zulu = await context.client.sendRequest(buildRunsRequest({ after: text }))
      const offset = await context.client.sendRequest(buildRunsRequest({ after: text.replace('Z', '+00:00') }))
      return await checkSameResult(zulu, offset, context)
    },
  },
  {
    id: 'CUR-042',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Two filters together give what passes both',
    unit: 'run that matches or was let through',
    hint: 'runs of several flows and contacts, with a response and without one',
    run: async (context) => {
      const [flow, contact, replied] = [
        await context.probeOnce(flowWalk),
        await context.probeOnce(contactWalk),
        await context.probeOnce(respondedWalk),
      ]
      const pairs = [flow, contact].flatMap((one) =>
        one === null || replied === null ? [] : [[one, replied] as const],
      )
      const judged: Judgement[] = []
      for (const pair of pairs) judged.push(await checkIntersection(pair, context))
      return mergeJudgements(judged)
    },
  },
  {
    id: 'CUR-043',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A flow that is no UUID is refused or finds nothing',
    unit: 'malformed flow',
    hint: 'a run that an ignored filter would let through',
    run: async ({ probeOnce, client }) => {
      if (getWalkItems(await probeOnce(walk)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const flow of [INVALID_VALUE, '12345', '%'])
        answers.push(await client.sendRequest(buildRunsRequest({ flow }, 'invalid')))
      return checkEach(answers, (exchange) => {
        if (isClientError(exchange) || (isSuccess(exchange) && readRuns(exchange).length === 0)) return null
        const what = isSuccess(exchange) ? 'a malformed flow finds runs' : `status ${exchange.status}`
        return { message: what, example: exchange.request.path, exchange }
      })
    },
  },
  {
    ...info,
    id: 'CUR-044',
    source: { kind: 'vendor', statement: 'listRuns?reverse' },
    title: 'reverse=true turns the order around, if it does anything',
    unit: 'pair of neighbours',
    hint: 'two runs or more',
    run: async ({ probeOnce, client }) => {
      const first = getWalkItems(await probeOnce(walk))[0]
      const exchange = await client.sendRequest(buildRunsRequest({ reverse: 'true' }, 'open'))
      const ignored = readRuns(exchange)[0]?.id === first?.id
      return checkOrder(readRuns(exchange), ignored ? 'descending' : 'ascending', exchange)
    },
  },
]

async function checkSameResult(one: Exchange, other: Exchange, context: CheckContext): Promise<Judgement> {
  const [first, second] = [readRuns(one), readRuns(other)]
  const findMissingRuns = (here: readonly ListItem[], there: readonly ListItem[]): readonly ListItem[] =>
    here.filter(({ id }) => !there.some((run) => run.id === id))
  // A run that was modified in between may have come or moved; one that is what it was must be in both.
  // Newcomers push others to the next page, which nobody reads here.
  const tail = parseInstant(second.at(-1)?.timestamp)
  const within = findMissingRuns(first, second).filter(({ timestamp }) => {
    const own = parseInstant(timestamp)
    return tail !== null && own !== null && compareInstants(own, tail) > 0
  })
  const lost = await filterUnchanged(second.length < first.length ? findMissingRuns(first, second) : within, context)
  return {
    evidence: first.length,
    violations: lost.map(({ id }) => ({
      message: 'a run that one spelling alone finds',
      example: id,
      exchange: other,
    })),
  }
}

async function checkIntersection(
  [one, other]: readonly [FilteredWalk, FilteredWalk],
  context: CheckContext,
): Promise<Judgement> {
  const reference = await context.probeOnce(walk)
  const query = { [one.parameter]: one.value, [other.parameter]: other.value }
  const own = await walkPages(buildRunsRequest(query), context)
  const found = getWalkItems(own)
  const [first] = own.pages
  if (first === undefined) return { evidence: 0, violations: [] }
  const { exchange } = first
  const due = getWalkItems(reference).filter((run) => one.matches(run) && other.matches(run) && isWithin(run, own))
  const lost = await filterUnchanged(
    due.filter(({ id }) => !found.some((run) => run.id === id)),
    context,
  )
  const names = Object.keys(query).join(' and ')
  return mergeJudgements([
    checkEach(found, (run) =>
      one.matches(run) && other.matches(run)
        ? null
        : { message: `${names} together let a run through`, example: run.id, exchange },
    ),
    {
      evidence: due.length,
      violations: lost.map(({ id }) => ({ message: `${names} together lose a run`, example: id, exchange })),
    },
  ])
}
