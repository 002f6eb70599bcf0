// Checks: JAPI-021, JAPI-040, JAPI-041, JAPI-042, JAPI-043, JAPI-044, JAPI-045, JAPI-046, JAPI-050, JAPI-051, JAPI-111
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeStandard, citeVendor } from '../../kit/checks/rule-source.ts'
import { checkFilter, expectStatus } from '../../kit/checks/expect.ts'
import {
  checkOrder,
  keepFirstOccurrences,
  type ListItem,
  type ListPage,
  toKeyedItems,
} from '../../kit/checks/list-order.ts'
import { sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildListRequest,
  buildReadRequest,
  getAttributes,
  getEntries,
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

const rejected = { unit: 'invalid request', hint: 'let the run send one' } as const

/** Content negotiation, sorting and the thread filter. */
export const queryChecks: readonly Check[] = [
  {
    ...rejected,
    ...citeStandard('MUST', 'JSON:API 1.1, Content Negotiation: response-not-acceptable'),
    id: 'JAPI-021',
    title: '`Accept` with JSON:API only with unknown media type parameters returns 406',
    run: sendAndCheck(
      () => [{ ...buildListRequest({}, 'invalid'), headers: { Accept: `${MEDIA_TYPE}; flowtwin=1` } }],
      (exchange) => expectStatus(exchange, 406),
    ),
  },
  {
    ...rejected,
    ...citeStandard('MUST', 'JSON:API 1.1, Sorting: sorting-not-supported'),
    id: 'JAPI-041',
    title: 'An unsupported sort field returns 400',
    run: checkBadQuery({ sort: 'flowtwinNothing' }),
  },
  {
    ...citeStandard('MUST', 'JSON:API 1.1, Sorting: sorting-order'),
    id: 'JAPI-042',
    title: '`sort=createdAt` sorts within and across pages; `-createdAt` reverses the order',
    unit: 'pair of adjacent runs',
    hint: 'two flow runs or more',
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  },
  {
    ...rejected,
    ...citeStandard('MUST', 'JSON:API 1.1, Query Parameters: unrecognized implementation-specific parameters'),
    id: 'JAPI-043',
    title: 'An unknown parameter in lower-case letters returns 400',
    run: checkBadQuery({ flowtwin: '1' }),
  },
  {
    ...citeVendor('MUST', 'FlowRunFilter.messageThreadId'),
    id: 'JAPI-044',
    title: '`filter[messageThreadId]` returns all runs of the thread and no others',
    unit: 'run that matches or was returned',
    hint: 'runs of two message threads',
    run: checkThreadFilter,
  },
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
  {
    ...citeStandard('MUST', 'JSON:API 1.1, Sparse Fieldsets: sparse-fieldsets-additional-fields'),
    id: 'JAPI-040',
    title: '`fields[flowRuns]` limits a run to the requested fields',
    unit: 'run with a sparse fieldset',
    hint: 'one flow run or more',
    run: checkSparseFields,
  },
  {
    ...bestPractice,
    id: 'JAPI-045',
    title: '`filter[flowId]` and `filter[status]`, where supported, return all matching runs and no others',
    unit: 'run that matches or was returned',
    hint: 'runs of two flows or of two statuses',
    run: async (context) =>
      mergeJudgements([await checkAttributeFilter('flowId', context), await checkAttributeFilter('status', context)]),
  },
  {
    ...bestPractice,
    id: 'JAPI-046',
    title: 'An unknown filter or an invalid filter value never returns the unfiltered list',
    unit: 'invalid filter',
    hint: 'one flow run or more',
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
  },
  {
    ...citeStandard('MUST', 'JSON:API 1.1, Pagination: pagination-unavailable-link'),
    id: 'JAPI-050',
    title: 'A link to a page that does not exist is absent or null',
    unit: 'first or last page',
    hint: 'a readable list',
    run: async ({ probeOnce }) => {
      const { pages, isComplete } = await probeOnce(oldestFirst)
      return mergeJudgements([
        ...pages.slice(0, 1).map((page) => checkNoLink(page, 'prev')),
        ...(isComplete ? pages.slice(-1).map((page) => checkNoLink(page, 'next')) : []),
      ])
    },
  },
  {
    ...bestPractice,
    id: 'JAPI-051',
    title: 'A page number out of range returns an empty page or is rejected',
    unit: 'page number out of range',
    hint: 'one flow run or more',
    run: checkOutOfRangePages,
  },
  {
    ...citeVendor('INFO', 'readFlowRun?include'),
    id: 'JAPI-111',
    title: 'The path with an underscore, which the vendor uses once, returns the same list or 4xx',
    unit: 'path with an underscore',
    hint: 'let the run send one',
    run: async ({ probeOnce, client }) => {
      const listed = readRuns(await probeOnce(firstPage))
      const path = RUNS_PATH.replace('-', '_')
      const exchange = await client.sendRequest({ operation: null, path, intent: 'open' })
      const isSame = isSuccess(exchange) && readRuns(exchange).length === listed.length
      if (isClientError(exchange) || isSame) return { evidence: 1, violations: [] }
      const message = `a different response with status ${exchange.status}`
      return { evidence: 1, violations: [{ message, exchange }] }
    },
  },
]

const INVALID_FILTERS: readonly (readonly [string, string])[] = [
  ['filter[flowtwinNothing]', 'x'],
  ['filter[createdAt][gt]', INVALID_VALUE],
  ['filter[status][flowtwinNothing]', 'finished'],
]

async function checkSparseFields(context: CheckContext): Promise<Judgement> {
  const { id } = await context.probeOnce(sampleRun)
  const query = { 'fields[flowRuns]': 'status,flow' }
  // Without an operation the schema checks skip these responses: the document describes complete resources only.
  const requests = [buildReadRequest(id, query, 'open'), buildListRequest({ sort: 'createdAt', ...query }, 'open')]
  const undocumented = requests.map((request) => ({ ...request, operation: null }))
  const exchanges = await sendAll(undocumented, context)
  if (exchanges.every(isClientError)) throw createNotApplicable('the target rejects sparse fieldsets')
  return mergeJudgements(
    exchanges.filter(isSuccess).map((exchange) =>
      checkEach(readRuns(exchange), (run) => {
        const fields = [run.item['attributes'], run.item['relationships']].flatMap(getEntries)
        const extra = fields.map(([name]) => name).filter((name) => name !== 'status' && name !== 'flow')
        if (extra.length === 0) return null
        return { message: 'fields that were not requested', example: `${run.id}: ${extra.join(', ')}`, exchange }
      }),
    ),
  )
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
