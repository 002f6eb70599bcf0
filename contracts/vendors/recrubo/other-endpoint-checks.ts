import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { createStatusCheck } from '../../kit/checks/http/error-format.ts'
import {
  type CheckRequest,
  type Exchange,
  isClientError,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import { UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isObject, isSameJson, type JsonObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildRelatedListRequest,
  buildRelatedRequest,
  getIncludedResources,
  getPrimaryResources,
  readMeta,
  RELATED_ENDPOINTS,
  type RelatedName,
} from './flow-runs.ts'
import { bothIncludes, compoundList, getResourceKeys } from './include-checks.ts'
import { sampleRun } from './walks.ts'

const RELATED_NAMES = ['flow', 'messageThread'] as const
/** What runs belong to: by link, by inclusion, by itself, in lists. */
export const relatedChecks: readonly Check[] = [
  {
    id: 'JAPI-013',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Relationships: related resource links' },
    title: 'The related links of a run lead to what they name',
    unit: 'related link',
    hint: 'one flow run or more',
    run: checkRelatedLinks,
  },
  {
    id: 'JAPI-037',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An included resource is what it is when it is read by itself',
    unit: 'included resource',
    hint: 'one flow run or more',
    run: async (context) => {
      const exchange = await context.probeOnce(bothIncludes)
      const judged: Judgement[] = []
      for (const resource of getIncludedResources(exchange.body))
        judged.push(await checkSameAttributes(resource, exchange, context))
      return mergeJudgements(judged)
    },
  },
  {
    id: 'JAPI-038',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'With a list comes what its runs belong to, each once and nothing else',
    unit: 'resource that a listed run belongs to',
    hint: 'one flow run or more',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(compoundList)
      if (!isSuccess(exchange)) throw createBlocked(`listing with include answered ${exchange.status}`)
      const due = new Set(getPrimaryResources(exchange.body).flatMap(getRelatedKeys))
      const along = getIncludedResources(exchange.body).flatMap(getResourceKeys)
      const lost = checkEach([...due], (one) =>
        along.filter((other) => other === one).length === 1
          ? null
          : { message: 'not exactly once among what comes along', pointer: '/included', example: one, exchange },
      )
      const foreign = along.filter((one) => !due.has(one))
      const violations = foreign.map((one) => ({ message: 'no run belongs to it', example: one, exchange }))
      return mergeJudgements([lost, { evidence: 0, violations }])
    },
  },
]

async function checkRelatedLinks({ probeOnce, client, basePath }: CheckContext): Promise<Judgement> {
  const { item } = await probeOnce(sampleRun)
  const reads: { readonly due: string; readonly exchange: Exchange }[] = []
  for (const name of RELATED_NAMES) {
    const link = getString(item, 'relationships', name, 'links', 'related')
    const due = getString(item, 'attributes', `${name}Id`)
    if (link === undefined || due === undefined) continue
    const { pathname, search } = new URL(link, 'http://target.invalid')
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
    // A link may lead anywhere; it is asked for at the target and nowhere else.
    const operation = path.startsWith(`${RELATED_ENDPOINTS[name].path}/`) ? RELATED_ENDPOINTS[name].read : null
    reads.push({ due, exchange: await client.sendRequest({ operation, path: `${path}${search}`, intent: 'open' }) })
  }
  return checkEach(reads, ({ due, exchange }): Violation | null => {
    const example = exchange.request.path
    if (!isSuccess(exchange))
      return { message: `status ${exchange.status} behind a related link`, example: example, exchange }
    return getString(exchange.body, 'data', 'id') === due
      ? null
      : { message: 'another resource', example: example, exchange }
  })
}

/** The members of a resource as they stand by themselves, against how they came along. */
export async function checkSameAttributes(
  resource: JsonObject,
  exchange: Exchange,
  { client }: CheckContext,
): Promise<Judgement> {
  const name = RELATED_NAMES.find((one) => `${one}s` === getString(resource, 'type'))
  const id = getString(resource, 'id')
  if (name === undefined || id === undefined) return { evidence: 0, violations: [] }
  const own = await client.sendRequest(buildRelatedRequest(name, id))
  const now = getPath(own.body, 'data', 'attributes')
  const included = getPath(resource, 'attributes')
  // What was changed between the two reads is no difference between two ways of reading.
  if (!isSuccess(own) || !isSameJson(getPath(now, 'updatedAt'), getPath(included, 'updatedAt'))) {
    return { evidence: isSuccess(own) ? 1 : 0, violations: [] }
  }
  const members = Object.entries(isObject(included) ? included : {})
  return checkEach(members, ([member, value]) =>
    isSameJson(getPath(now, member), value)
      ? null
      : { message: `${member} is another than by itself`, pointer: '/included/*/attributes', example: id, exchange },
  )
}

function getRelatedKeys(run: JsonObject): readonly string[] {
  return RELATED_NAMES.flatMap((name) => {
    const id = getString(run, 'attributes', `${name}Id`)
    return id === undefined ? [] : [`${name}s ${id}`]
  })
}

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
    hint: 'one flow run or more',
    run: checkRunFlows,
  },
  {
    id: 'JAPI-115',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listFlows?sort' },
    title: 'Flows are sorted by creation when asked for, and a minus turns them around',
    unit: 'flow in two directions',
    hint: 'two flows or more',
    run: checkFlowOrder,
  },
  createStatusCheck(
    {
      id: 'JAPI-116',
      level: 'MUST',
      source: { kind: 'vendor', statement: 'readFlow/404' },
      title: 'An unknown flow and an unknown message thread answer 404',
      unit: 'unknown id',
      hint: 'let the run ask for one',
    },
    {
      buildRequests: () => RESOURCE_NAMES.map((name) => buildRelatedRequest(name, UNKNOWN_UUID, 'invalid')),
      isExpected: ({ status }) => status === 404,
      expected: '404',
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
    hint: `resources of two values of ${attribute}`,
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
            : { message: 'a resource with another value', example: getString(one, 'id') ?? '', exchange },
        ),
        checkEach(due, (one) =>
          found.some((other) => other['id'] === one['id'])
            ? null
            : { message: 'a resource with the value is missing', example: getString(one, 'id') ?? '', exchange },
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
    return { evidence: 1, violations: [{ message: 'a flow is not listed', example: id, exchange }] }
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
