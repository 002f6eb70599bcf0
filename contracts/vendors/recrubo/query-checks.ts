import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeJsonApi, citeVendor } from '../../kit/check.ts'
import { checkFilter, expectStatus } from '../../kit/checks/expect.ts'
import {
  checkOrder,
  keepFirstOccurrences,
  type ListItem,
  type ListPage,
  toKeyedItems,
} from '../../kit/checks/list-order.ts'
import { sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildListRequest,
  buildReadRequest,
  getAttributes,
  getEntries,
  getIncludedResources,
  getPrimaryResources,
  MEDIA_TYPE,
  readMeta,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import {
  firstPage,
  getThreadId,
  getWalkItems,
  newestFirst,
  oldestFirst,
  sampleRun,
  threadWalk,
  type Walk,
  walkPages,
} from './walks.ts'

const rejected = { evidence: ['invalid request', 'let the run send one'] } as const

/** Content negotiation, sorting and the thread filter. */
export const queryChecks: readonly Check[] = [
  defineCheck('JAPI-021', citeJsonApi('MUST', 'Content Negotiation: response-not-acceptable'), {
    ...rejected,
    title: '`Accept` with JSON:API only with unknown media type parameters returns 406',
    run: sendAndCheck(
      () => [{ ...buildListRequest({}, 'invalid'), headers: { Accept: `${MEDIA_TYPE}; flowtwin=1` } }],
      (exchange) => expectStatus(exchange, 406),
    ),
  }),
  defineCheck('JAPI-041', citeJsonApi('MUST', 'Sorting: sorting-not-supported'), {
    ...rejected,
    title: 'An unsupported sort field returns 400',
    run: checkBadQuery({ sort: 'flowtwinNothing' }),
  }),
  defineCheck('JAPI-042', citeJsonApi('MUST', 'Sorting: sorting-order'), {
    title: '`sort=createdAt` sorts within and across pages; `-createdAt` reverses the order',
    evidence: ['pair of adjacent runs', 'two flow runs or more'],
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  }),
  defineCheck('JAPI-043', citeJsonApi('MUST', 'Query Parameters: unrecognized implementation-specific parameters'), {
    ...rejected,
    title: 'An unknown parameter in lower-case letters returns 400',
    run: checkBadQuery({ flowtwin: '1' }),
  }),
  defineCheck('JAPI-044', citeVendor('MUST', 'FlowRunFilter.messageThreadId'), {
    title: '`filter[messageThreadId]` returns all runs of the thread and no others',
    evidence: ['run that matches or was returned', 'runs of two message threads'],
    run: checkThreadFilter,
  }),
]

/** Checks that a list request with this query returns 400. */
function checkBadQuery(query: Readonly<Record<string, string>>): Check['run'] {
  return sendAndCheck(
    () => [buildListRequest(query, 'invalid')],
    (exchange) => expectStatus(exchange, 400),
  )
}

function checkWalkOrder(walk: Walk, direction: 'ascending' | 'descending'): Judgement {
  const [first] = walk.pages
  const runs = keepFirstOccurrences(getWalkItems(walk))
  if (first === undefined || toKeyedItems(runs).length < 2) return { evidence: 0, violations: [] }
  return checkOrder(runs, direction, first.exchange)
}

async function checkThreadFilter(context: CheckContext): Promise<Judgement> {
  const [reference, filtered] = [await context.probeOnce(oldestFirst), await context.probeOnce(threadWalk)]
  if (filtered === null) return { evidence: 0, violations: [] }
  const { thread, walk } = filtered
  const matches = (run: ListItem): boolean => getThreadId(run) === thread
  return await checkFilter({
    parameter: 'filter[messageThreadId]',
    pages: walk.pages,
    matches,
    expected: walk.isComplete ? getWalkItems(reference).filter(matches) : [],
    // A run that was deleted in the meantime is not missing.
    confirmMissing: async (missing) => await filterReadable(missing, () => true, context),
  })
}

/** Keeps those of the first three runs that still exist and match. */
async function filterReadable(
  runs: readonly ListItem[],
  matches: (attributes: JsonObject) => boolean,
  { client }: CheckContext,
): Promise<readonly ListItem[]> {
  const readable: ListItem[] = []
  for (const run of runs.slice(0, 3)) {
    const exchange = await client.sendRequest(buildReadRequest(run.id, {}, 'open'))
    if (isSuccess(exchange) && matches(getAttributes(exchange.body) ?? {})) readable.push(run)
  }
  return readable
}

/** Sparse fieldsets, undocumented filters and page ranges. */
export const selectionChecks: readonly Check[] = [
  defineCheck('JAPI-040', citeJsonApi('MUST', 'Sparse Fieldsets: sparse-fieldsets-additional-fields'), {
    title: '`fields[flowRuns]` limits a run to the requested fields',
    evidence: ['run with a sparse fieldset', 'one flow run or more'],
    run: checkSparseFields,
  }),
  defineCheck('JAPI-045', bestPractice, {
    title: '`filter[flowId]` and `filter[status]`, where supported, return all matching runs and no others',
    evidence: ['run that matches or was returned', 'runs of two flows or of two statuses'],
    run: async (context) =>
      mergeJudgements([await checkAttributeFilter('flowId', context), await checkAttributeFilter('status', context)]),
  }),
  defineCheck('JAPI-046', bestPractice, {
    title: 'An unknown filter or an invalid filter value never returns the unfiltered list',
    evidence: ['invalid filter', 'one flow run or more'],
    security: true,
    run: async (context) => {
      if (readRuns(await context.probeOnce(firstPage)).length === 0) return { evidence: 0, violations: [] }
      const requests = INVALID_FILTERS.map(([name, value]) => buildListRequest({ [name]: value }, 'invalid'))
      return checkEach(await sendAll(requests, context), (exchange) =>
        isSuccess(exchange) && readRuns(exchange).length > 0
          ? { message: 'runs for an invalid filter', example: exchange.request.path, exchange }
          : null,
      )
    },
  }),
  defineCheck('JAPI-050', citeJsonApi('MUST', 'Pagination: pagination-unavailable-link'), {
    title: 'A link to a page that does not exist is absent or null',
    evidence: ['first or last page', 'a readable list'],
    run: async ({ probeOnce }) => {
      const { pages, isComplete } = await probeOnce(oldestFirst)
      return mergeJudgements([
        ...pages.slice(0, 1).map((page) => checkNoLink(page, 'prev')),
        ...(isComplete ? pages.slice(-1).map((page) => checkNoLink(page, 'next')) : []),
      ])
    },
  }),
  defineCheck('JAPI-051', bestPractice, {
    title: 'A page number out of range returns an empty page or is rejected',
    evidence: ['page number out of range', 'one flow run or more'],
    run: checkOutOfRangePages,
  }),
  defineCheck('JAPI-111', citeVendor('INFO', 'readFlowRun?include'), {
    title: 'The path with an underscore, which the vendor uses once, returns the same list or 4xx',
    evidence: ['path with an underscore', 'let the run send one'],
    run: async ({ probeOnce, client }) => {
      const listed = readRuns(await probeOnce(firstPage))
      const path = RUNS_PATH.replace('-', '_')
      const exchange = await client.sendRequest({ operation: null, path, intent: 'open' })
      const isSame = isSuccess(exchange) && readRuns(exchange).length === listed.length
      if (isClientError(exchange) || isSame) return { evidence: 1, violations: [] }
      const message = `a different response with status ${exchange.status}`
      return { evidence: 1, violations: [{ message, exchange }] }
    },
  }),
]

const INVALID_FILTERS: readonly (readonly [string, string])[] = [
  ['filter[flowtwinNothing]', 'x'],
  ['filter[createdAt][gt]', INVALID_VALUE],
  ['filter[status][flowtwinNothing]', 'finished'],
]

async function checkSparseFields(context: CheckContext): Promise<Judgement> {
  const { id, item } = await context.probeOnce(sampleRun)
  const query = { 'fields[flowRuns]': 'status,flow' }
  // Without an operation the schema checks skip these responses: the document describes complete resources only.
  const included = { ...query, include: 'flow', 'fields[flows]': 'name' }
  const requests = [
    buildReadRequest(id, query, 'open'),
    buildListRequest({ sort: 'createdAt', ...query }, 'open'),
    buildReadRequest(id, included, 'open'),
    buildListRequest({ sort: 'createdAt', ...included }, 'open'),
  ]
  const undocumented = requests.map((request) => ({ ...request, operation: null }))
  const exchanges = await sendAll(undocumented, context)
  if (exchanges.every(isClientError)) throw createNotApplicable('the target rejects sparse fieldsets')
  const again = getPrimaryResources((await context.client.sendRequest(buildReadRequest(id, {}, 'open'))).body)[0] ?? {}
  const status = getString(item, 'attributes', 'status')
  // A run that changed in between proves nothing.
  const isStable = status === getString(again, 'attributes', 'status')
  return mergeJudgements(
    exchanges.filter(isSuccess).flatMap((exchange) => {
      const resources = getPrimaryResources(exchange.body)
      const sparse = resources.find((resource) => getString(resource, 'id') === id) ?? {}
      const isOther = isStable && getString(sparse, 'attributes', 'status') !== status && sparse['id'] === id
      const other = {
        message: 'status differs from a read of all fields',
        level: 'SHOULD',
        example: id,
        exchange,
      } as const
      const isCompound = exchange.request.path.includes('include')
      const flows = getIncludedResources(exchange.body)
      const missing = { message: 'the flow is not included beside a fieldset', exchange }
      return [
        checkFields(resources, ['status', 'flow'], exchange),
        { evidence: 0, violations: isOther ? [other] : [] },
        checkFields(flows, ['name'], exchange),
        { evidence: 0, violations: isCompound && flows.length === 0 ? [missing] : [] },
      ]
    }),
  )
}

function checkFields(resources: readonly JsonObject[], requested: readonly string[], exchange: Exchange): Judgement {
  return checkEach(resources, (resource) => {
    const fields = [resource['attributes'], resource['relationships']].flatMap(getEntries).map(([name]) => name)
    const extra = fields.filter((name) => !requested.includes(name))
    if (extra.length === 0) return null
    const example = `${getString(resource, 'id')}: ${extra.join(', ')}`
    return { message: 'fields that were not requested', example, exchange }
  })
}

async function checkAttributeFilter(attribute: 'flowId' | 'status', context: CheckContext): Promise<Judgement> {
  const getValue = ({ item }: ListItem): string | undefined => getString(item, 'attributes', attribute)
  const reference = await context.probeOnce(oldestFirst)
  const chosen = chooseFilterValue(getWalkItems(reference), getValue)
  if (chosen === null) return { evidence: 0, violations: [] }
  const parameter = `filter[${attribute}]`
  const query = { sort: 'createdAt', [parameter]: chosen.value }
  if (isClientError(await context.client.sendRequest(buildListRequest(query, 'open'))))
    return { evidence: 0, violations: [] }
  const walk = await walkPages(query, context)
  const matches = (run: ListItem): boolean => getValue(run) === chosen.value
  return await checkFilter({
    parameter,
    pages: walk.pages,
    matches,
    expected: walk.isComplete ? getWalkItems(reference).filter(matches) : [],
    confirmMissing: async (missing) => {
      let unlisted = missing
      // A run that is deleted during the walk moves another one across a page boundary.
      for (let attempts = 2; attempts > 0 && unlisted.length > 0; attempts--) {
        const ids = new Set(getWalkItems(await walkPages(query, context)).map(({ id }) => id))
        unlisted = unlisted.filter(({ id }) => !ids.has(id))
      }
      return await filterReadable(unlisted, (current) => current[attribute] === chosen.value, context)
    },
  })
}

function checkNoLink({ exchange }: ListPage, name: 'prev' | 'next'): Judgement {
  const link = getPath(exchange.body, 'links', name)
  const violation = { message: `a ${name} link without such a page`, pointer: `/links/${name}`, exchange }
  return { evidence: 1, violations: link === undefined || link === null ? [] : [violation] }
}

async function checkOutOfRangePages(context: CheckContext): Promise<Judgement> {
  const first = await context.probeOnce(firstPage)
  if (readRuns(first).length === 0) return { evidence: 0, violations: [] }
  // Some pages beyond the last, which new runs do not fill in the meantime.
  const beyond = String((readMeta(first).maxPage || 1) + 5)
  const requests = [beyond, '0', '-1', '1000000000'].map((page) => buildListRequest({ 'page[number]': page }, 'open'))
  return checkEach(await sendAll(requests, context), (exchange): Violation | null => {
    const example = exchange.request.path
    if (isServerError(exchange)) return { message: `status ${exchange.status}`, example, exchange }
    return isSuccess(exchange) && readRuns(exchange).length > 0
      ? { message: 'runs on a page that does not exist', example, exchange }
      : null
  })
}
