import type { PathAndQueryValues, CheckRequest } from '../../kit/call.ts'
import type { Check } from '../../kit/check.ts'
import { createStatusCheck } from '../../kit/checks/errors.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, mergeJudgements } from '../../kit/finding.ts'
import { getPath, type JsonObject, getString } from '../../kit/json.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { chooseFilterValue } from '../../kit/oracles/filtering.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { readMeta, getPrimaryResources } from './flow-runs.ts'
import { checkSameAttributes } from './related-checks.ts'
import { buildRelatedRequest, buildRelatedListRequest, type RelatedName } from './related.ts'
import { sampleRun } from './walks.ts'

const RESOURCE_NAMES = ['flow', 'messageThread'] as const
const LARGE_PAGE = { 'page[size]': '200' }

/** The first 200 flows, oldest first; those of most organizations are all among them. */
const flowList = createListProbe('flow', 'listing the flows')
const threadList = createListProbe('messageThread', 'listing the message threads')

/** The lists of what runs belong to. */
export const otherEndpointChecks: readonly Check[] = [
  createFilterCheck('JAPI-112', 'flow', { observation: flowList, attribute: 'name' }),
  createFilterCheck('JAPI-113', 'messageThread', { observation: threadList, attribute: 'identifier' }),
  {
    id: 'JAPI-114',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listFlows' },
    title: 'Every flow that a run names is in the list of flows, as it is by itself',
    unit: 'flow of a run',
    remedy: 'one flow run or more',
    run: checkRunFlows,
  },
  {
    id: 'JAPI-115',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listFlows?sort' },
    title: 'Flows are sorted by creation when asked for, and a minus turns them around',
    unit: 'flow in two directions',
    remedy: 'two flows or more',
    run: checkFlowOrder,
  },
  createStatusCheck(
    {
      id: 'JAPI-116',
      level: 'MUST',
      source: { kind: 'vendor', statement: 'readFlow/404' },
      title: 'An unknown flow and an unknown message thread answer 404',
      unit: 'unknown id',
      remedy: 'let the run ask for one',
    },
    {
      calls: () => RESOURCE_NAMES.map((name) => buildRelatedRequest(name, UNKNOWN_UUID, 'invalid')),
      holds: ({ status }) => status === 404,
      due: '404',
    },
  ),
]

function createListProbe(name: RelatedName, what: string): Probe<Exchange> {
  return {
    name: what,
    run: async (context) =>
      await readList(buildRelatedListRequest(name, { ...LARGE_PAGE, sort: 'createdAt' }), context),
  }
}

async function readList(call: CheckRequest, { client }: CheckContext): Promise<Exchange> {
  const exchange = await client.sendRequest(call)
  if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'data'))) return exchange
  throw createBlocked(`GET ${call.path} answered ${exchange.status} without resources`)
}

/** The check that a list filtered by one attribute shows what has that value, and nothing else. */
function createFilterCheck(
  id: string,
  name: RelatedName,
  { observation, attribute }: { readonly observation: Probe<Exchange>; readonly attribute: string },
): Check {
  return {
    id,
    level: 'SHOULD',
    source: { kind: 'vendor', statement: name === 'flow' ? 'listFlows?filter' : 'listMessageThreads?filter' },
    title: `filter[${attribute}] gives the resources with that ${attribute}, all of them and no others`,
    unit: 'resource that matches or was let through',
    remedy: `resources of two values of ${attribute}`,
    run: async (context) => {
      const all = getPrimaryResources((await context.probeOnce(observation)).body)
      const getValue = (one: JsonObject): string | undefined => getString(one, 'attributes', attribute)
      const chosen = chooseFilterValue(all, getValue)
      if (chosen === null) return { evidence: 0, violations: [] }
      const query: PathAndQueryValues['query'] = {
        ...LARGE_PAGE,
        sort: 'createdAt',
        [`filter[${attribute}]`]: chosen.value,
      }
      const exchange = await context.client.sendRequest(buildRelatedListRequest(name, query, 'open'))
      if (isClientError(exchange)) return { evidence: 1, violations: [{ message: 'the filter is refused', exchange }] }
      const found = getPrimaryResources(exchange.body)
      const due = all.filter((one) => getValue(one) === chosen.value)
      return mergeJudgements([
        checkEach(found, (one) =>
          getValue(one) === chosen.value
            ? null
            : { message: 'a resource with another value', witness: getString(one, 'id') ?? '', exchange },
        ),
        checkEach(due, (one) =>
          found.some((other) => other['id'] === one['id'])
            ? null
            : { message: 'a resource with the value is missing', witness: getString(one, 'id') ?? '', exchange },
        ),
      ])
    },
  }
}

async function checkRunFlows(context: CheckContext): Promise<Judgement> {
  const [exchange, run] = [await context.probeOnce(flowList), await context.probeOnce(sampleRun)]
  const id = getString(run.item, 'attributes', 'flowId')
  const { total, currentSize } = readMeta(exchange)
  if (id === undefined || total > currentSize) return { evidence: 0, violations: [] }
  const row = getPrimaryResources(exchange.body).find((one) => one['id'] === id)
  if (row === undefined)
    return { evidence: 1, violations: [{ message: 'a flow is not listed', witness: id, exchange }] }
  return await checkSameAttributes(row, exchange, context)
}

async function checkFlowOrder(context: CheckContext): Promise<Judgement> {
  const exchange = await context.probeOnce(flowList)
  const { total, currentSize } = readMeta(exchange)
  const backwards = await readList(buildRelatedListRequest('flow', { ...LARGE_PAGE, sort: '-createdAt' }), context)
  const readTimestamps = (answer: Exchange): readonly (string | undefined)[] =>
    getPrimaryResources(answer.body).map((one) => getString(one, 'attributes', 'createdAt'))
  if (total > currentSize || readTimestamps(exchange).length < 2) return { evidence: 0, violations: [] }
  const due = readTimestamps(exchange).toReversed()
  return checkEach(readTimestamps(backwards), (stamp, index) =>
    stamp === due[index] ? null : { message: 'another flow stands here when the order is turned', exchange: backwards },
  )
}
