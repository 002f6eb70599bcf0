import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { createStatusCheck } from '../../kit/checks/http/error-format.ts'
import {
  checkOrder,
  keepFirstOccurrences,
  type ListItem,
  type ListPage,
  toKeyedItems,
} from '../../kit/checks/list-order.ts'
import { type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { getPath, getString, isObject } from '../../kit/json.ts'
import { chooseFilterValue, findMissing } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildListRequest, buildReadRequest, MEDIA_TYPE, readMeta, readRuns, RUNS_PATH } from './flow-runs.ts'
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

const describeRejection = (
  id: string,
  reference: string,
  title: string,
): Pick<Check, 'id' | 'level' | 'source' | 'title' | 'unit' | 'hint'> => ({
  id,
  level: 'MUST',
  source: { kind: 'standard', reference },
  title,
  unit: 'request that must be refused',
  hint: 'let the run ask',
})

/** What the query does: negotiation, order, filters. */
export const queryChecks: readonly Check[] = [
  createStatusCheck(
    describeRejection(
      'JAPI-021',
      'JSON:API 1.1, Content Negotiation: response-not-acceptable',
      'An Accept that has JSON:API only with foreign parameters answers 406',
    ),
    {
      buildRequests: () => [{ ...buildListRequest({}, 'invalid'), headers: { Accept: `${MEDIA_TYPE}; flowtwin=1` } }],
      isExpected: ({ status }) => status === 406,
      expected: '406',
    },
  ),
  createStatusCheck(
    describeRejection('JAPI-041', 'JSON:API 1.1, Sorting: sorting-not-supported', 'An unsupported sort answers 400'),
    {
      buildRequests: () => [buildListRequest({ sort: 'flowtwinNothing' }, 'invalid')],
      isExpected: ({ status }) => status === 400,
      expected: '400',
    },
  ),
  {
    id: 'JAPI-042',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Sorting: sorting-order' },
    title: 'Sorting by createdAt is obeyed from page to page, and a minus turns it around',
    unit: 'pair of neighbours',
    hint: 'two flow runs or more',
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  },
  createStatusCheck(
    describeRejection(
      'JAPI-043',
      'JSON:API 1.1, Query Parameters: unrecognized implementation-specific parameters',
      'An unknown parameter in lower-case letters answers 400',
    ),
    {
      buildRequests: () => [buildListRequest({ flowtwin: '1' }, 'invalid')],
      isExpected: ({ status }) => status === 400,
      expected: '400',
    },
  ),
  {
    id: 'JAPI-044',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunFilter.messageThreadId' },
    title: 'filter[messageThreadId] gives the runs of that thread, all of them and no others',
    unit: 'run that matches or was let through',
    hint: 'runs of two message threads',
    run: checkThreadFilter,
  },
]

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
  const sound = walk.pages.map(({ items, exchange }) =>
    checkEach(items, (run) =>
      getThreadId(run) === thread ? null : { message: 'a run of another thread', example: run.id, exchange },
    ),
  )
  const due = walk.isComplete ? getWalkItems(reference).filter((run) => getThreadId(run) === thread) : []
  const lost = findMissing(
    due.map(({ id }) => id),
    getWalkItems(walk).map(({ id }) => id),
  )
  return mergeJudgements([...sound, { evidence: due.length, violations: await confirmMissing(lost, walk, context) }])
}

/** Of runs that a walk lacks those that still exist: one that was deleted meanwhile is no loss. */
async function confirmMissing(
  lost: readonly string[],
  walk: Walk,
  { client }: CheckContext,
): Promise<readonly Violation[]> {
  const violations: Violation[] = []
  for (const id of lost.slice(0, 3)) {
    const [first] = walk.pages
    const exists = isSuccess(await client.sendRequest(buildReadRequest(id, {}, 'open')))
    if (exists && first !== undefined)
      violations.push({ message: 'a run of the thread is missing', example: id, exchange: first.exchange })
  }
  return violations
}

/** What a query selects: fields, runs, pages. */
export const selectionChecks: readonly Check[] = [
  {
    id: 'JAPI-040',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Sparse Fieldsets: sparse-fieldsets-additional-fields' },
    title: 'With fields[flowRuns] a run has the fields that were asked for and no others',
    unit: 'run with a set of fields',
    hint: 'one flow run or more',
    run: checkSparseFields,
  },
  {
    id: 'JAPI-045',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'filter[flowId] and filter[status], where supported, give the runs that match, all of them and no others',
    unit: 'run that matches or was let through',
    hint: 'runs of two flows or of two statuses',
    run: async (context) =>
      mergeJudgements([await checkFilter('flowId', context), await checkFilter('status', context)]),
  },
  {
    id: 'JAPI-046',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A filter that nobody knows, or with a value that makes no sense, never gives the whole list',
    unit: 'filter without sense',
    hint: 'one flow run or more',
    security: true,
    run: async (context) => {
      if (readRuns(await context.probeOnce(firstPage)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const [name, value] of INVALID_FILTERS)
        answers.push(await context.client.sendRequest(buildListRequest({ [name]: value }, 'invalid')))
      return checkEach(answers, (exchange) =>
        isSuccess(exchange) && readRuns(exchange).length > 0
          ? { message: 'a filter without sense lets runs through', example: exchange.request.path, exchange }
          : null,
      )
    },
  },
  {
    id: 'JAPI-050',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Pagination: pagination-unavailable-link' },
    title: 'A link to a page that does not exist is absent or null',
    unit: 'page at an end',
    hint: 'let the run read the list',
    run: async ({ probeOnce }) => {
      const { pages, isComplete } = await probeOnce(oldestFirst)
      return mergeJudgements([
        ...pages.slice(0, 1).map(createNoLinkCheck('prev')),
        ...(isComplete ? pages.slice(-1).map(createNoLinkCheck('next')) : []),
      ])
    },
  },
  {
    id: 'JAPI-051',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A page outside the range is empty or refused',
    unit: 'page outside the range',
    hint: 'one flow run or more',
    run: checkOutOfRangePages,
  },
  {
    id: 'JAPI-111',
    level: 'INFO',
    source: { kind: 'vendor', statement: 'readFlowRun?include' },
    title: 'The path with an underscore, as the vendor writes it once, is the same list or is not there',
    unit: 'path with an underscore',
    hint: 'let the run ask for it',
    run: async ({ probeOnce, client }) => {
      const own = readRuns(await probeOnce(firstPage))
      const path = RUNS_PATH.replace('-', '_')
      const exchange = await client.sendRequest({ operation: null, path, intent: 'open' })
      const same = isSuccess(exchange) && readRuns(exchange).length === own.length
      return checkEach([exchange], () =>
        isClientError(exchange) || same
          ? null
          : { message: `another answer, with status ${exchange.status}`, exchange },
      )
    },
  },
]

const INVALID_FILTERS: readonly (readonly [string, string])[] = [
  ['filter[flowtwinNothing]', 'x'],
  ['filter[createdAt][gt]', INVALID_VALUE],
  ['filter[status][flowtwinNothing]', 'finished'],
]

async function checkSparseFields({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id } = await probeOnce(sampleRun)
  const query = { 'fields[flowRuns]': 'status,flow' }
  // The document describes whole resources, so these answers are judged here and nowhere else.
  const calls = [buildReadRequest(id, query, 'open'), buildListRequest({ sort: 'createdAt', ...query }, 'open')]
  const answers: Exchange[] = []
  for (const call of calls) answers.push(await client.sendRequest({ ...call, operation: null }))
  if (answers.every(isClientError)) throw createNotApplicable('the target refuses to choose fields')
  return mergeJudgements(
    answers.filter(isSuccess).map((exchange) =>
      checkEach(readRuns(exchange), ({ id: own, item }) => {
        const fields = ['attributes', 'relationships'].flatMap((name) => {
          const holder = getPath(item, name)
          return isObject(holder) ? Object.keys(holder) : []
        })
        const foreign = fields.filter((name) => name !== 'status' && name !== 'flow')
        if (foreign.length === 0) return null
        return { message: 'fields that nobody asked for', example: `${own}: ${foreign.join(', ')}`, exchange }
      }),
    ),
  )
}

function findUnlisted(runs: readonly ListItem[], walk: Walk): readonly ListItem[] {
  const found = new Set(getWalkItems(walk).map(({ id }) => id))
  return runs.filter(({ id }) => !found.has(id))
}

async function checkFilter(attribute: 'flowId' | 'status', context: CheckContext): Promise<Judgement> {
  const getValue = ({ item }: ListItem): string | undefined => getString(item, 'attributes', attribute)
  const reference = await context.probeOnce(oldestFirst)
  const chosen = chooseFilterValue(getWalkItems(reference), getValue)
  if (chosen === null) return { evidence: 0, violations: [] }
  const query = { sort: 'createdAt', [`filter[${attribute}]`]: chosen.value }
  const probe = await context.client.sendRequest(buildListRequest(query, 'open'))
  if (isClientError(probe)) return { evidence: 0, violations: [] }
  const walk = await walkPages(query, context)
  const due = walk.isComplete ? getWalkItems(reference).filter((run) => getValue(run) === chosen.value) : []
  let missing = findUnlisted(due, walk)
  // A run that is deleted during the walk moves another one over the boundary of two pages.
  for (let more = 2; more > 0 && missing.length > 0; more--)
    missing = findUnlisted(missing, await walkPages(query, context))
  const lost: Violation[] = []
  for (const { id } of missing.slice(0, 3)) {
    const now = await context.client.sendRequest(buildReadRequest(id, {}, 'open'))
    // A run that has moved on since it was listed no longer matches.
    if (getString(now.body, 'data', 'attributes', attribute) === chosen.value)
      lost.push({ message: `filter[${attribute}] lacks a run`, example: id, exchange: probe })
  }
  const sound = walk.pages.map(({ items, exchange }) =>
    checkEach(items, (run) =>
      getValue(run) === chosen.value
        ? null
        : { message: `filter[${attribute}] lets a run through`, example: run.id, exchange },
    ),
  )
  return mergeJudgements([...sound, { evidence: due.length, violations: lost }])
}

function createNoLinkCheck(name: 'prev' | 'next') {
  return ({ exchange }: ListPage): Judgement => {
    const link = getPath(exchange.body, 'links', name)
    const absent = link === undefined || link === null
    const violation = { message: `a link ${name} where there is nothing`, pointer: `/links/${name}`, exchange }
    return { evidence: 1, violations: absent ? [] : [violation] }
  }
}

async function checkOutOfRangePages({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const first = await probeOnce(firstPage)
  if (readRuns(first).length === 0) return { evidence: 0, violations: [] }
  // Some pages further, so that a run that comes meanwhile does not fill it.
  const beyond = String((readMeta(first).maxPage || 1) + 5)
  const answers: Exchange[] = []
  for (const page of [beyond, '0', '-1', '1000000000'])
    answers.push(await client.sendRequest(buildListRequest({ 'page[number]': page }, 'open')))
  return checkEach(answers, (exchange): Violation | null => {
    const example = exchange.request.path
    if (isServerError(exchange)) return { message: `status ${exchange.status}`, example: example, exchange }
    return isSuccess(exchange) && readRuns(exchange).length > 0
      ? { message: 'runs on a page that does not exist', example: example, exchange }
      : null
  })
}
