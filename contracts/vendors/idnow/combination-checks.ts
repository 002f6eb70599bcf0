import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import { type ListItem, toKeyedItems } from '../../kit/checks/list-order.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import { buildPath, type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getObjects, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { computePageLength, countPages, findDuplicates } from '../../kit/oracles/list-items.ts'
import { createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildSessionsRequest, readPage, readScope, type SessionPage } from './sessions.ts'
import {
  byStatus,
  byStatusDescending,
  firstPage,
  getWalkItems,
  newestFirst,
  oldestFirst,
  oldestFirstOtherSize,
  pageBase,
  requireUnchanged,
  type Walk,
} from './walks.ts'

const none: Judgement = { evidence: 0, violations: [] }

type Query = Readonly<Record<string, string>>

/** An order of the sessions: the parameters that request it, and a walk in it. */
interface Order {
  readonly sortBy: 'createdAt' | 'status'
  readonly sortDesc: 'true' | 'false'
  readonly walk: Walk
}

const orders = defineProbe<readonly Order[]>(oldestFirst.name, async ({ probeOnce }) => {
  const all: readonly Order[] = [
    { sortBy: 'createdAt', sortDesc: 'false', walk: await probeOnce(oldestFirst) },
    { sortBy: 'createdAt', sortDesc: 'true', walk: await probeOnce(newestFirst) },
    { sortBy: 'status', sortDesc: 'false', walk: await probeOnce(byStatus) },
    { sortBy: 'status', sortDesc: 'true', walk: await probeOnce(byStatusDescending) },
  ]
  requireUnchanged(...all.map(({ walk }) => walk))
  return all
})

/** The index of a page whose number has two digits. */
const TENTH = 9
/** A size that is neither the default nor a usual limit. */
const SMALL_SIZE = 3
const LARGEST_SIZE = 100
/** Sizes that every target accepts: the one in the vendor's sample and smaller ones. */
const SAMPLE_SIZE = 10

/** Combinations of parameters, page sizes counted in rows, and equal sessions in all orders. */
export const combinationChecks: readonly Check[] = [
  defineCheck('PAGE-042', citeVendor('MUST', 'listSessions?page'), {
    title: 'page, size, sortBy and sortDesc each work alone and in every combination',
    evidence: ['combination of parameters', 'a few sessions of two statuses'],
    run: checkCombinations,
  }),
  defineCheck('PAGE-043', citeVendor('MUST', 'listSessions?size'), {
    title: 'A page holds as many sessions as its size says, from 1 to the largest; a full last page is the last',
    evidence: ['page size', 'two sessions or more'],
    run: checkSizes,
  }),
  defineCheck('PAGE-044', citeVendor('MUST', 'listFlows'), {
    title: 'All pages of flows together list every flow of the environment once, whatever the size',
    evidence: ['page of flows', 'two flows or more'],
    run: checkFlowPages,
  }),
  defineCheck('PAGE-045', bestPractice, {
    title: 'A session is the same in every order, on every page and with every page size',
    evidence: ['session in a further list', 'one session or more'],
    run: async (context) => {
      const reference = await context.probeOnce(oldestFirst)
      const known = new Map(getWalkItems(reference).map(({ id, item }) => [id, item]))
      const others = (await context.probeOnce(orders)).map(({ walk }) => walk)
      const walks = [...others, await context.probeOnce(oldestFirstOtherSize)]
      const first = readPage(await context.probeOnce(firstPage))
      const pages = [first, ...walks.flatMap(({ pages: walked }) => walked)]
      const repeated = await mapInOrder(
        walks.flatMap(({ pages: walked }) => walked[1] ?? []),
        async (page) => await repeatPage(page, context),
      )
      return mergeJudgements([...pages.map((page) => comparePage(page, known)), ...repeated])
    },
  }),
]

/** Reads a page again: it has the same sessions while the total is the same. */
async function repeatPage(page: SessionPage, { client }: CheckContext): Promise<Judgement> {
  const exchange = await client.sendRequest(page.exchange.request)
  const again = readPage(exchange)
  if (again.totalElements !== page.totalElements || getString(again.items[0]?.item, 'updatedAt') === undefined)
    return none
  const isSame = toKeys(again.items) === toKeys(page.items)
  const example = `${page.items.length} sessions, then ${again.items.length}`
  return {
    evidence: 1,
    violations: isSame ? [] : [{ message: 'a page that is read again has other sessions', example, exchange }],
  }
}

/** The creation times of a page, in order; sessions of one instant may change places. */
function toKeys(items: readonly ListItem[]): string {
  return toKeyedItems(items)
    .map(({ key }) => key)
    .join()
}

/** Compares the sessions of a page with their first reading; a session that was updated in between may differ. */
function comparePage({ items, exchange }: SessionPage, known: ReadonlyMap<string, JsonObject>): Judgement {
  const pairs = items.flatMap(({ id, item }) => {
    const other = known.get(id)
    return other !== undefined && getString(other, 'updatedAt') === getString(item, 'updatedAt')
      ? [{ id, item, other }]
      : []
  })
  const violations = pairs.flatMap(({ id, item, other }) =>
    Object.keys(item)
      .filter((name) => Object.hasOwn(other, name) && !isSameJson(item[name], other[name]))
      .map((name) => ({
        message: `${name} differs between two lists`,
        pointer: `/content/*/${name}`,
        example: id,
        exchange,
      })),
  )
  return { evidence: pairs.length, violations }
}

async function checkCombinations(context: CheckContext): Promise<Judgement> {
  const [known, base] = [await context.probeOnce(orders), await context.probeOnce(pageBase)]
  const defaults = readPage(await context.probeOnce(firstPage))
  const total = known[0]?.walk.pages[0]?.totalElements ?? 0
  if (total <= SMALL_SIZE) return none
  const queries = ['', String(base + 1)].flatMap((page) =>
    ['', String(SMALL_SIZE)].flatMap((size) =>
      ['', 'createdAt', 'status'].flatMap((sortBy) =>
        ['', 'false', 'true'].map((sortDesc): Query => removeEmpty({ page, size, sortBy, sortDesc })),
      ),
    ),
  )
  const tenth: Query = { page: String(base + TENTH), size: String(SMALL_SIZE), ...ORDERED }
  const isPossible = ({ page, size }: Query): boolean =>
    page === undefined || total > (Number(page) - base) * Number(size ?? defaults.size)
  const judgements = await mapInOrder([...queries, tenth].filter(isPossible), async (query) => {
    const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query))
    const size = query['size'] === undefined ? defaults.size : Number(query['size'])
    const index = query['page'] === undefined ? 0 : Number(query['page']) - base
    // The default order may be another one than those that can be requested.
    const defaultOrders = known.filter((order) => hasOrder(defaults.items, order, 0))
    const fields = query['sortBy'] === undefined ? defaultOrders.map(({ sortBy }) => sortBy) : [query['sortBy']]
    const candidates = known.filter(
      ({ sortBy, sortDesc }) => fields.includes(sortBy) && (query['sortDesc'] ?? sortDesc) === sortDesc,
    )
    const violation = findPageViolation(exchange, { query, size, number: base + index, index, total, candidates })
    if (violation === null) return { evidence: 1, violations: [] }
    const isStable =
      (await isUnchanged(total, context)) && (await haveSameOrder(candidates, { offset: index * size, size }, context))
    return isStable ? { evidence: 1, violations: [violation] } : none
  })
  return mergeJudgements(judgements)
}

function removeEmpty(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

async function isUnchanged(total: number, { client, ...context }: CheckContext): Promise<boolean> {
  const exchange = await client.sendRequest(buildSessionsRequest(readScope({ client, ...context }), ORDERED))
  return readPage(exchange).totalElements === total
}

/** Reads again the pages of walks that contain the given positions: true when their sort keys are the same. */
async function haveSameOrder(
  candidates: readonly Order[],
  { offset, size }: { readonly offset: number; readonly size: number },
  { client }: CheckContext,
): Promise<boolean> {
  const pages = candidates.flatMap((order) => {
    const length = order.walk.pages[0]?.items.length ?? 1
    const [first, last] = [Math.floor(offset / length), Math.floor((offset + size) / length)]
    return order.walk.pages
      .slice(first, last + 1)
      .map((page, index) => ({ order, page, start: (first + index) * length }))
  })
  const again = await mapInOrder(pages, async ({ order, page, start }) =>
    hasOrder(readPage(await client.sendRequest(page.exchange.request)).items, order, start),
  )
  return again.every(Boolean)
}

const ORDERED = { sortBy: 'createdAt', sortDesc: 'false' }

interface ExpectedPage {
  readonly query: Query
  readonly size: number
  readonly number: number
  readonly index: number
  readonly total: number
  readonly candidates: readonly Order[]
}

function findPageViolation(exchange: Exchange, expected: ExpectedPage): Violation | null {
  if (!isSuccess(exchange)) return { message: `status ${exchange.status} for documented parameters`, exchange }
  const { size, number, total, index, candidates, query } = expected
  const page = readPage(exchange)
  const length = computePageLength({ total, size, index })
  const example = `${new URLSearchParams(query).toString() || 'no parameters'}: ${JSON.stringify({ size: page.size, number: page.number, totalElements: page.totalElements })}, ${page.items.length} sessions`
  if (page.totalElements !== total)
    return { message: 'another total with other parameters', pointer: '/page/totalElements', example, exchange }
  if (page.size !== size || page.number !== number || page.items.length !== length)
    return { message: 'page or size is ignored in a combination', pointer: '/page', example, exchange }
  const offset = index * size
  if (candidates.length === 0 || candidates.some((order) => hasOrder(page.items, order, offset))) return null
  return { message: 'sortBy or sortDesc is ignored in a combination', pointer: '/content', example, exchange }
}

/** True when the sort keys of a page are those of an order from `offset` on. */
function hasOrder(items: readonly ListItem[], { sortBy, walk }: Order, offset: number): boolean {
  const getKeys = (list: readonly ListItem[]): readonly (string | undefined)[] =>
    sortBy === 'status'
      ? list.map(({ item }) => getString(item, 'sessionStatus'))
      : toKeyedItems(list).map(({ key }) => key)
  const all = getKeys(getWalkItems(walk))
  return getKeys(items).every((key, index) => offset + index >= all.length || all[offset + index] === key)
}

async function checkSizes(context: CheckContext): Promise<Judgement> {
  const [base, walk] = [await context.probeOnce(pageBase), await context.probeOnce(oldestFirst)]
  const total = walk.pages[0]?.totalElements ?? 0
  if (!(total > 1)) return none
  const read = async (query: Query): Promise<Exchange> => {
    const request = buildSessionsRequest(readScope(context), { ...ORDERED, ...query }, 'open')
    return await context.client.sendRequest(request)
  }
  const sizes = [...new Set([1, 2, SAMPLE_SIZE, 50, 51, 99, LARGEST_SIZE, total - 1, total, total + 1])]
  const judgements = await mapInOrder(
    sizes.filter((size) => size >= 1 && size <= LARGEST_SIZE),
    async (size) => {
      const exchange = await read({ size: String(size) })
      const violation = findSizeViolation(exchange, size)
      if (violation !== null) return { evidence: 1, violations: [violation] }
      const isOther =
        isSuccess(exchange) && readPage(exchange).totalElements !== total && (await isUnchanged(total, context))
      const message = 'another total with another page size'
      return { evidence: 1, violations: isOther ? [{ message, pointer: '/page/totalElements', exchange }] : [] }
    },
  )
  const divisor =
    [...Array(SAMPLE_SIZE * 5).keys()].map((index) => index + 1).findLast((size) => total % size === 0) ?? 1
  const last = base + total / divisor - 1
  const [lastPage, beyond] = [
    await read({ size: String(divisor), page: String(last) }),
    await read({ size: String(divisor), page: String(last + 1) }),
  ]
  const violation = findLastPageViolation({ lastPage, beyond }, divisor, total)
  if (violation === null || !(await isUnchanged(total, context))) return mergeJudgements(judgements)
  return mergeJudgements([...judgements, { evidence: 1, violations: [violation] }])
}

function findSizeViolation(exchange: Exchange, size: number): Violation | null {
  // A target may have a lower limit than the largest size that the vendor documents for flows.
  if (isClientError(exchange) && size > SAMPLE_SIZE) return null
  if (!isSuccess(exchange)) return { message: `status ${exchange.status} for a size of ${size}`, exchange }
  const page = readPage(exchange)
  const isLimited = page.size < size && size > SAMPLE_SIZE
  const isRight =
    (page.size === size || isLimited) &&
    page.items.length === Math.min(page.size, page.totalElements) &&
    page.totalPages === countPages(page.totalElements, page.size)
  const example = `size=${size}: ${page.items.length} of ${page.totalElements} sessions, size ${page.size}, totalPages ${page.totalPages}`
  return isRight
    ? null
    : { message: 'the page does not hold as many sessions as its size', pointer: '/content', example, exchange }
}

function findLastPageViolation(
  { lastPage, beyond }: { readonly lastPage: Exchange; readonly beyond: Exchange },
  size: number,
  total: number,
): Violation | null {
  const { items, totalPages } = readPage(lastPage)
  const example = `${lastPage.request.path}: ${items.length} sessions, totalPages ${totalPages}`
  if (!isSuccess(lastPage) || items.length !== size || totalPages !== total / size)
    return { message: 'a full last page is wrong', pointer: '/page', example, exchange: lastPage }
  if (isClientError(beyond) || readPage(beyond).items.length === 0) return null
  return { message: 'there are sessions after a full last page', pointer: '/content', exchange: beyond }
}

/** Builds a read of the flows of the environment. */
export function buildFlowsRequest(context: CheckContext, query: Query): CheckRequest {
  const { environment } = readScope(context)
  return {
    operation: 'listFlows',
    path: buildPath('/api/v1/flows/{environment}', { path: { environment }, query }),
    intent: 'open',
  }
}

async function checkFlowPages(context: CheckContext): Promise<Judgement> {
  const send = async (query: Query): Promise<Exchange> =>
    await context.client.sendRequest(buildFlowsRequest(context, query))
  const whole = await send({ size: String(LARGEST_SIZE) })
  if (!isSuccess(whole)) throw createBlocked(`GET ${whole.request.path} responded with ${whole.status}`)
  const { totalElements: total, size: largest } = readPage(whole)
  const all = getObjects(whole.body, 'content')
  if (!(total > 1) || total > largest) return none
  const defaults = readPage(await send({}))
  const base = defaults.number === 0 ? 0 : 1
  const size = Math.max(1, Math.ceil(total / 3))
  const queries: readonly Query[] = [
    {},
    { page: String(base) },
    { page: String(base + 1) },
    { size: String(size) },
    ...Array.from({ length: countPages(total, size) + 1 }, (_, index) => ({
      size: String(size),
      page: String(base + index),
    })),
  ]
  const exchanges = await sendAll(
    queries.map((query) => buildFlowsRequest(context, query)),
    context,
  )
  const judgements = exchanges.map((exchange, position): Judgement => {
    const query = queries[position] ?? {}
    const [requested, index] = [Number(query['size'] ?? defaults.size), Number(query['page'] ?? base) - base]
    const length = computePageLength({ total, size: requested, index })
    // A page beyond the last may be rejected.
    if (isClientError(exchange) && length === 0) return { evidence: 1, violations: [] }
    const violation = findFlowPageViolation(exchange, { requested, number: base + index, total, length })
    const ids = getObjects(exchange.body, 'content').map((flow) => getString(flow, 'id') ?? '')
    const expected = all.slice(index * requested, index * requested + requested)
    const differing = getObjects(exchange.body, 'content').filter((flow, row) => !isSameJson(flow, expected[row]))
    const { environment } = readScope(context)
    const foreign = getObjects(exchange.body, 'content').filter((flow) => flow['environment'] !== environment)
    return {
      evidence: 1,
      violations: [
        ...(violation === null ? [] : [violation]),
        ...findDuplicates(ids).map((example) => ({ message: 'a flow is listed twice on one page', example, exchange })),
        ...differing.slice(0, 1).map((flow) => ({
          message: 'another flow is at this position with another page size',
          example: getString(flow, 'id') ?? '',
          exchange,
        })),
        ...foreign.slice(0, 1).map((flow) => ({
          message: 'a flow of another environment',
          pointer: '/content/*/environment',
          example: getString(flow, 'id') ?? '',
          exchange,
        })),
      ],
    }
  })
  const merged = mergeJudgements(judgements)
  if (merged.violations.length === 0) return merged
  const again = await send({ size: String(LARGEST_SIZE) })
  return isSameJson(getObjects(again.body, 'content'), all) ? merged : none
}

function findFlowPageViolation(
  exchange: Exchange,
  {
    requested,
    number,
    total,
    length,
  }: { readonly requested: number; readonly number: number; readonly total: number; readonly length: number },
): Violation | null {
  const page = readPage(exchange)
  const rows = getObjects(exchange.body, 'content').length
  const isRight =
    isSuccess(exchange) &&
    rows === length &&
    page.size === requested &&
    page.number === number &&
    page.totalElements === total &&
    page.totalPages === countPages(total, requested)
  const example = `${exchange.request.path}: ${JSON.stringify({ size: page.size, number: page.number, totalElements: page.totalElements, totalPages: page.totalPages })}, ${rows} flows`
  return isRight ? null : { message: 'the page of flows is wrong', pointer: '/page', example, exchange }
}
