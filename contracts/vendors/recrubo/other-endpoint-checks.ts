import { type CheckContext, type Probe, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeJsonApi, citeVendor } from '../../kit/check.ts'
import { checkFilter, expectStatus } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { UNKNOWN_UUID, INVALID_VALUE } from '../../kit/ids.ts'
import { getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import {
  checkEach,
  createBlocked,
  createNotApplicable,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
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
import {
  checkPageCut,
  checkPageMeta,
  checkSelection,
  checkSortOrder,
  type ListQuery,
  MAX_PAGE_SIZE,
  type QueryableList,
  type QueryRead,
  readInPages,
  readQueries,
} from './list-queries.ts'

/** The flow and message thread of a run: linked, included and read directly. */
export const relatedChecks: readonly Check[] = [
  defineCheck('JAPI-013', citeJsonApi('SHOULD', 'Relationships: related resource links'), {
    title: 'The related links of a run return the related resources',
    evidence: ['related link', 'one flow run or more'],
    run: checkRelatedLinks,
  }),
  defineCheck('JAPI-037', bestPractice, {
    title: 'An included resource equals the same resource read directly',
    evidence: ['included resource', 'one flow run or more'],
    run: async (context) => {
      requireReadableRelations(context)
      const exchange = await context.probeOnce(bothIncludes)
      const check = async (resource: JsonObject) => await checkSameAttributes(resource, exchange, context)
      return mergeJudgements(await mapInOrder(getIncludedResources(exchange.body), check))
    },
  }),
  defineCheck('JAPI-038', bestPractice, {
    title: 'A list with `include` includes each related resource once and nothing else',
    evidence: ['related resource of a listed run', 'one flow run or more'],
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
  }),
]

/** Returns the relations whose resources can be read; ends the check without any. */
function requireReadableRelations({ operations }: CheckContext): readonly RelatedName[] {
  const names = RELATED_NAMES.filter((name) => operations.isOffered(RELATED_ENDPOINTS[name].read))
  if (names.length === 0) throw createNotApplicable('the target offers neither flows nor message threads')
  return names
}

async function checkRelatedLinks(context: CheckContext): Promise<Judgement> {
  const { probeOnce, client, basePath } = context
  const { item } = await probeOnce(sampleRun)
  const reads: { readonly expected: string; readonly exchange: Exchange }[] = []
  for (const name of requireReadableRelations(context)) {
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
async function checkSameAttributes(resource: JsonObject, exchange: Exchange, { client, operations }: CheckContext) {
  const name = RELATED_NAMES.find((related) => `${related}s` === getString(resource, 'type'))
  const id = getString(resource, 'id')
  if (name === undefined || id === undefined || !operations.isOffered(RELATED_ENDPOINTS[name].read))
    return { evidence: 0, violations: [] }
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
  defineCheck('JAPI-114', citeVendor('SHOULD', 'listFlows'), {
    title: 'The flow of a run is listed, with the same attributes as in a direct read',
    evidence: ['flow of a run', 'one flow run or more'],
    run: checkRunFlows,
  }),
  defineCheck('JAPI-115', citeVendor('SHOULD', 'listFlows?sort'), {
    title: 'Flows sort by `createdAt`; `-createdAt` reverses the order',
    evidence: ['flow in two directions', 'two flows or more'],
    run: checkFlowOrder,
  }),
  defineCheck('JAPI-116', citeVendor('MUST', 'readFlow/404'), {
    title: 'An unknown flow or message thread returns 404',
    evidence: ['unknown id', 'let the run send one'],
    run: sendAndCheck(
      () => RELATED_NAMES.map((name) => buildRelatedRequest(name, UNKNOWN_UUID, 'invalid')),
      (exchange) => expectStatus(exchange, 404),
    ),
  }),
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
  return defineCheck(id, citeVendor('SHOULD', `${RELATED_ENDPOINTS[related].list}?filter`), {
    title: `\`filter[${attribute}]\` returns all resources with that ${attribute} and no others`,
    evidence: ['resource that matches or was returned', `resources with two values of ${attribute}`],
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
  })
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

const EVIDENCE = ['flow or message thread', 'two flows and two message threads'] as const

function createRelatedList(name: RelatedName): QueryableList {
  const items = defineProbe<readonly ListItem[]>(`listing ${name}s`, async ({ client }) => {
    const query = { sort: 'createdAt', 'page[size]': String(MAX_PAGE_SIZE) }
    return readRuns(await client.sendRequest(buildRelatedListRequest(name, query, 'open')))
  })
  return { buildRequest: (query, intent) => buildRelatedListRequest(name, query, intent), items }
}

const LISTS: Readonly<Record<RelatedName, QueryableList>> = {
  flow: createRelatedList('flow'),
  messageThread: createRelatedList('messageThread'),
}

const SORTS: Readonly<Record<RelatedName, readonly string[]>> = {
  flow: ['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'name', '-name', 'name,-createdAt'],
  messageThread: ['createdAt', '-createdAt', 'updatedAt', '-updatedAt'],
}

/** Attributes that the lists are filtered by for one value, and texts that they are filtered by for a part. */
const EQUALITIES: Readonly<Record<RelatedName, readonly string[]>> = {
  flow: ['name', 'unpublishedChanges', 'sessionTimeout', 'reminderInterval'],
  messageThread: ['channel', 'identifier', 'candidateId', 'chatbotPaused'],
}
const TEXTS: Readonly<Record<RelatedName, string>> = { flow: 'name', messageThread: 'identifier' }

/** Sorting, filtering and paging of flows and message threads. */
export const relatedListChecks: readonly Check[] = [
  defineCheck('JAPI-139', citeVendor('SHOULD', 'listFlows?sort'), {
    title: 'Every documented sort key sorts flows and message threads, ascending and descending',
    evidence: EVIDENCE,
    run: async (context) =>
      await checkLists(async (name) => {
        const queries = SORTS[name].map((sort) => ({ conditions: [], sort }))
        const reads = await readQueries(LISTS[name], queries, context)
        return mergeJudgements([...reads.map(checkSortOrder), ...SORTS[name].map((sort) => checkReversal(reads, sort))])
      }),
  }),
  defineCheck('JAPI-140', citeVendor('SHOULD', 'listFlows?filter'), {
    title: 'Every documented filter of flows and message threads returns the matching ones and no others',
    evidence: EVIDENCE,
    run: async (context) =>
      await checkLists(async (name) => {
        const items = await context.probeOnce(LISTS[name].items)
        const queries = [
          ...EQUALITIES[name].flatMap((attribute) => buildEqualities(items, attribute)),
          ...buildTextQueries(items, TEXTS[name]),
        ]
        const reads = await readQueries(LISTS[name], queries, context)
        return mergeJudgements(
          await mapInOrder(reads, async (read) => await checkSelection(LISTS[name], read, context)),
        )
      }),
  }),
  defineCheck('JAPI-141', bestPractice, {
    title: 'Pages of flows and message threads are cut from the whole list, and their meta objects agree',
    evidence: ['page of a list', EVIDENCE[1]],
    run: async (context) =>
      await checkLists(async (name) => {
        const wholes = await readQueries(LISTS[name], [{ conditions: [], sort: 'createdAt' }], context)
        const reads = await mapInOrder(wholes, async (whole) => await readInPages(LISTS[name], whole, context))
        return mergeJudgements(
          reads.flatMap((read) => (read === null ? [] : [checkPageCut(read), checkPageMeta(read)])),
        )
      }),
  }),
  defineCheck('JAPI-142', citeJsonApi('MUST', 'Inclusion of Related Resources: inclusion-bad-request'), {
    title: 'An unknown include path of a list of flows or message threads returns 400',
    evidence: ['unknown include path', 'let the run send one'],
    run: sendAndCheck(
      () => RELATED_NAMES.map((name) => buildRelatedListRequest(name, { include: INVALID_VALUE }, 'invalid')),
      (exchange) => expectStatus(exchange, 400),
    ),
  }),
]

/** Checks that a descending sort returns the values of the ascending one in reverse. */
function checkReversal(reads: readonly QueryRead[], sort: string): Judgement {
  const find = (key: string): QueryRead | undefined => reads.find(({ query, isFull }) => query.sort === key && !isFull)
  const [forward, backward] = [find(sort), find(`-${sort}`)]
  if (forward === undefined || backward === undefined) return { evidence: 0, violations: [] }
  const getValues = ({ items }: QueryRead): readonly (string | undefined)[] => items.map((item) => getValue(item, sort))
  const [ascending, descending] = [getValues(forward), getValues(backward).toReversed()]
  // The list may have changed between the two reads.
  const isComparable = ascending.length === descending.length && ascending.every((value) => descending.includes(value))
  const violation = { message: `-${sort} does not reverse the list`, exchange: backward.exchange }
  return { evidence: 1, violations: isComparable && ascending.join('\n') !== descending.join('\n') ? [violation] : [] }
}

async function checkLists(check: (name: RelatedName) => Promise<Judgement>): Promise<Judgement> {
  return mergeJudgements(await mapInOrder(RELATED_NAMES, check))
}

function getValue({ item }: ListItem, attribute: string): string | undefined {
  const value = getPath(item, 'attributes', attribute)
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value)
}

/** Builds a query for each of the first two values of an attribute. */
function buildEqualities(items: readonly ListItem[], attribute: string): readonly ListQuery[] {
  const values = [...new Set(items.flatMap((item) => getValue(item, attribute) ?? []))]
  // A comma separates alternatives.
  const usable = values.filter((value) => !value.includes(',') && value.trim() !== '').slice(0, 2)
  return usable.map((value) => ({
    conditions: [{ parameter: `filter[${attribute}]`, value, matches: (item) => getValue(item, attribute) === value }],
  }))
}

const PART_LENGTH = 3

/** Builds queries for the beginning, the end and the middle of a text; the middle is neither. */
function buildTextQueries(items: readonly ListItem[], attribute: string): readonly ListQuery[] {
  const text = items
    .flatMap((item) => getString(item.item, 'attributes', attribute) ?? [])
    .find((value) => /^[\w ]{7,}$/.test(value))
  if (text === undefined) return []
  const parts = [text.slice(0, PART_LENGTH), text.slice(-PART_LENGTH), text.slice(2, 2 + PART_LENGTH)]
  return parts
    .filter((part) => part.trim() === part)
    .flatMap((value) =>
      (['prefix', 'suffix'] as const).map((operator) => ({
        conditions: [
          {
            parameter: `filter[${attribute}][${operator}]`,
            value,
            matches: (item: ListItem) => hasPart(getValue(item, attribute) ?? '', operator, value),
            // Whether a part is compared with regard to case is not documented.
            mayMatch: (item: ListItem) =>
              hasPart((getValue(item, attribute) ?? '').toLowerCase(), operator, value.toLowerCase()),
          },
        ],
      })),
    )
}

function hasPart(text: string, operator: 'prefix' | 'suffix', part: string): boolean {
  return operator === 'prefix' ? text.startsWith(part) : text.endsWith(part)
}
