// Checks: JAPI-013, JAPI-037, JAPI-038, JAPI-112, JAPI-113, JAPI-114, JAPI-115, JAPI-116
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeStandard, citeVendor } from '../../kit/checks/rule-source.ts'
import { checkFilter, expectStatus } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildRelatedListRequest,
  buildRelatedRequest,
  getEntries,
  getIncludedResources,
  getPrimaryResources,
  getResourceKeys,
  readMeta,
  readRuns,
  RELATED_ENDPOINTS,
  RELATED_NAMES,
  type RelatedName,
} from './flow-runs.ts'
import { bothIncludes, compoundList } from './include-checks.ts'
import { sampleRun } from './walks.ts'

/** The flow and message thread of a run: linked, included and read directly. */
export const relatedChecks: readonly Check[] = [
  {
    ...citeStandard('SHOULD', 'JSON:API 1.1, Relationships: related resource links'),
    id: 'JAPI-013',
    title: 'The related links of a run return the related resources',
    unit: 'related link',
    hint: 'one flow run or more',
    run: checkRelatedLinks,
  },
  {
    ...bestPractice,
    id: 'JAPI-037',
    title: 'An included resource equals the same resource read directly',
    unit: 'included resource',
    hint: 'one flow run or more',
    run: async (context) => {
      const exchange = await context.probeOnce(bothIncludes)
      const check = async (resource: JsonObject) => await checkSameAttributes(resource, exchange, context)
      return mergeJudgements(await mapInOrder(getIncludedResources(exchange.body), check))
    },
  },
  {
    ...bestPractice,
    id: 'JAPI-038',
    title: 'A list with `include` includes each related resource once and nothing else',
    unit: 'related resource of a listed run',
    hint: 'one flow run or more',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(compoundList)
      if (!isSuccess(exchange)) throw createBlocked(`listing with include returned ${exchange.status}`)
      const expected = new Set(getPrimaryResources(exchange.body).flatMap(getRelatedKeys))
      const included = getIncludedResources(exchange.body).flatMap(getResourceKeys)
      const missing = checkEach([...expected], (key) =>
        included.filter((other) => other === key).length === 1
          ? null
          : { message: 'not included exactly once', pointer: '/included', example: key, exchange },
      )
      const extra = included.filter((key) => !expected.has(key))
      const violations = extra.map((key) => ({ message: 'included without a related run', example: key, exchange }))
      return mergeJudgements([missing, { evidence: 0, violations }])
    },
  },
]

async function checkRelatedLinks({ probeOnce, client, basePath }: CheckContext): Promise<Judgement> {
  const { item } = await probeOnce(sampleRun)
  const reads: { readonly expected: string; readonly exchange: Exchange }[] = []
  for (const name of RELATED_NAMES) {
    const link = getString(item, 'relationships', name, 'links', 'related')
    const expected = getString(item, 'attributes', `${name}Id`)
    if (link === undefined || expected === undefined) continue
    const { pathname, search } = new URL(link, 'http://target.invalid')
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
    // Only the path of a link is used, so that the request goes to the target.
    const operation = path.startsWith(`${RELATED_ENDPOINTS[name].path}/`) ? RELATED_ENDPOINTS[name].read : null
    const exchange = await client.sendRequest({ operation, path: `${path}${search}`, intent: 'open' })
    reads.push({ expected, exchange })
  }
  return checkEach(reads, ({ expected, exchange }): Violation | null => {
    const example = exchange.request.path
    if (!isSuccess(exchange)) return { message: `status ${exchange.status} for a related link`, example, exchange }
    return getString(exchange.body, 'data', 'id') === expected
      ? null
      : { message: 'a different resource', example, exchange }
  })
}

/** Compares the attributes of a listed or included resource with a direct read of it. */
async function checkSameAttributes(resource: JsonObject, exchange: Exchange, { client }: CheckContext) {
  const name = RELATED_NAMES.find((related) => `${related}s` === getString(resource, 'type'))
  const id = getString(resource, 'id')
  if (name === undefined || id === undefined) return { evidence: 0, violations: [] }
  const direct = await client.sendRequest(buildRelatedRequest(name, id))
  const directAttributes = getPath(direct.body, 'data', 'attributes')
  const attributes = getPath(resource, 'attributes')
  // A resource that was updated between the two reads is not compared.
  if (!isSuccess(direct) || !isSameJson(getPath(directAttributes, 'updatedAt'), getPath(attributes, 'updatedAt'))) {
    return { evidence: isSuccess(direct) ? 1 : 0, violations: [] }
  }
  return checkEach(getEntries(attributes), ([member, value]) => {
    if (isSameJson(getPath(directAttributes, member), value)) return null
    const message = `${member} differs from the direct read`
    return { message, pointer: '/included/*/attributes', example: id, exchange }
  })
}

function getRelatedKeys(run: JsonObject): readonly string[] {
  return RELATED_NAMES.flatMap((name) => {
    const id = getString(run, 'attributes', `${name}Id`)
    return id === undefined ? [] : [`${name}s ${id}`]
  })
}

const LARGE_PAGE = { 'page[size]': '200' }

/** The 200 oldest flows or message threads. */
const flowList = createListProbe('flow', 'listing the flows')
const threadList = createListProbe('messageThread', 'listing the message threads')

/** The lists of flows and message threads. */
export const otherEndpointChecks: readonly Check[] = [
  createFilterCheck('JAPI-112', 'flow', 'name', flowList),
  createFilterCheck('JAPI-113', 'messageThread', 'identifier', threadList),
  {
    ...citeVendor('SHOULD', 'listFlows'),
    id: 'JAPI-114',
    title: 'The flow of a run is listed, with the same attributes as in a direct read',
    unit: 'flow of a run',
    hint: 'one flow run or more',
    run: checkRunFlows,
  },
  {
    ...citeVendor('SHOULD', 'listFlows?sort'),
    id: 'JAPI-115',
    title: 'Flows sort by `createdAt`; `-createdAt` reverses the order',
    unit: 'flow in two directions',
    hint: 'two flows or more',
    run: checkFlowOrder,
  },
  {
    ...citeVendor('MUST', 'readFlow/404'),
    id: 'JAPI-116',
    title: 'An unknown flow or message thread returns 404',
    unit: 'unknown id',
    hint: 'let the run send one',
    run: sendAndCheck(
      () => RELATED_NAMES.map((name) => buildRelatedRequest(name, UNKNOWN_UUID, 'invalid')),
      (exchange) => expectStatus(exchange, 404),
    ),
  },
]

function createListProbe(related: RelatedName, name: string): Probe<Exchange> {
  const request = buildRelatedListRequest(related, { ...LARGE_PAGE, sort: 'createdAt' })
  return { name, run: async (context) => await readList(request, context) }
}

async function readList(request: CheckRequest, { client }: CheckContext): Promise<Exchange> {
  const exchange = await client.sendRequest(request)
  if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'data'))) return exchange
  throw createBlocked(`GET ${request.path} returned ${exchange.status} without resources`)
}

/** Creates the check that a filter by one attribute returns all matching resources and no others. */
function createFilterCheck(id: string, related: RelatedName, attribute: string, list: Probe<Exchange>): Check {
  return {
    ...citeVendor('SHOULD', `${RELATED_ENDPOINTS[related].list}?filter`),
    id,
    title: `\`filter[${attribute}]\` returns all resources with that ${attribute} and no others`,
    unit: 'resource that matches or was returned',
    hint: `resources with two values of ${attribute}`,
    run: async (context) => {
      const all = readRuns(await context.probeOnce(list))
      const getValue = ({ item }: ListItem): string | undefined => getString(item, 'attributes', attribute)
      const chosen = chooseFilterValue(all, getValue)
      if (chosen === null) return { evidence: 0, violations: [] }
      const parameter = `filter[${attribute}]`
      const query = { ...LARGE_PAGE, sort: 'createdAt', [parameter]: chosen.value }
      const exchange = await context.client.sendRequest(buildRelatedListRequest(related, query, 'open'))
      if (isClientError(exchange)) return { evidence: 1, violations: [{ message: 'the filter is rejected', exchange }] }
      const matches = (resource: ListItem): boolean => getValue(resource) === chosen.value
      return await checkFilter({
        parameter,
        pages: [{ exchange, items: readRuns(exchange) }],
        matches,
        expected: all.filter(matches),
      })
    },
  }
}

async function checkRunFlows(context: CheckContext): Promise<Judgement> {
  const [exchange, run] = [await context.probeOnce(flowList), await context.probeOnce(sampleRun)]
  const id = getString(run.item, 'attributes', 'flowId')
  const { total, currentSize } = readMeta(exchange)
  if (id === undefined || total > currentSize) return { evidence: 0, violations: [] }
  const listed = getPrimaryResources(exchange.body).find((flow) => flow['id'] === id)
  if (listed === undefined)
    return { evidence: 1, violations: [{ message: 'the flow is not listed', example: id, exchange }] }
  return await checkSameAttributes(listed, exchange, context)
}

async function checkFlowOrder(context: CheckContext): Promise<Judgement> {
  const exchange = await context.probeOnce(flowList)
  const { total, currentSize } = readMeta(exchange)
  const reversed = await readList(buildRelatedListRequest('flow', { ...LARGE_PAGE, sort: '-createdAt' }), context)
  const ascending = readRuns(exchange).map(({ timestamp }) => timestamp)
  if (total > currentSize || ascending.length < 2) return { evidence: 0, violations: [] }
  const expected = ascending.toReversed()
  return checkEach(readRuns(reversed), ({ timestamp }, index) =>
    timestamp === expected[index] ? null : { message: 'a different flow in reversed order', exchange: reversed },
  )
}
