import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeJsonApi, citeStandard, citeVendor } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { groupBy, getNumber } from '../../kit/json.ts'
import { isSameId, isUuid } from '../../kit/ids.ts'
import { compareInstants, formatInstant, type Instant, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildListRequest, buildReadRequest, readMeta, readRuns } from './flow-runs.ts'
import {
  checkIncluded,
  checkPageCut,
  checkPageMeta,
  checkSelection,
  checkSortOrder,
  type Condition,
  createEquality,
  getAttribute,
  type ListQuery,
  MAX_PAGE_SIZE,
  type QueryableList,
  readInPages,
  readQueries,
  type SlicedRead,
} from './list-queries.ts'
import { firstPage, getWalkItems, oldestFirst } from './walks.ts'

const runList: QueryableList = {
  buildRequest: buildListRequest,
  items: defineProbe(oldestFirst.name, async ({ probeOnce }) => getWalkItems(await probeOnce(oldestFirst))),
}

const FILTERED = ['messageThreadId', 'status', 'flowId'] as const
const SORTS = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'status', '-status'] as const
const TWO_KEYS = ['status,createdAt', 'status,-createdAt', '-status,createdAt'] as const

/** Queries that combine parameters, read in large and in small pages. */
const slicedReads = defineProbe<readonly SlicedRead[]>('reading combined queries in pages', async (context) => {
  const items = await context.probeOnce(runList.items)
  const [pair] = choosePairs(items)
  const conditions = chooseRarest(items, 'status')
  const queries: readonly ListQuery[] = [
    { conditions, sort: 'createdAt', include: 'flow,messageThread' },
    { conditions, sort: '-updatedAt' },
    { conditions: pair ?? conditions, sort: '-createdAt', include: 'messageThread' },
    { conditions: [], sort: '-createdAt', include: 'flow' },
  ]
  const wholes = await readQueries(runList, queries, context)
  return (await mapInOrder(wholes, async (whole) => await readInPages(runList, whole, context))).filter(
    (read) => read !== null,
  )
})

const matched = { evidence: ['run that matches or was returned', 'runs of two threads and two statuses'] } as const
const paged = { evidence: ['page of a query', 'two flow runs or more'] } as const

/** Combined parameters, comparisons, page sizes. */
export const listQueryChecks: readonly Check[] = [
  defineCheck('JAPI-121', citeVendor('MUST', 'listFlowRuns?filter'), {
    ...matched,
    title: 'Several filters return the runs that match all of them, in every sort order',
    run: async (context) => {
      const items = await context.probeOnce(runList.items)
      const pairs = [...choosePairs(items), ...chooseBounds(items)]
      const queries = pairs.flatMap((conditions): readonly ListQuery[] => [
        { conditions: conditions.toReversed(), sort: '-createdAt' },
        { conditions, sort: 'status', include: 'flow' },
      ])
      return await checkQueries(queries, context)
    },
  }),
  defineCheck('JAPI-122', citeJsonApi('MUST', 'Sorting: sorting-order'), {
    title: 'Every documented sort key, alone, descending and before a second key, sorts filtered and unfiltered runs',
    evidence: ['pair of adjacent runs', 'two flow runs or more'],
    run: checkSorts,
  }),
  defineCheck('JAPI-123', bestPractice, {
    ...matched,
    title: 'A list of values and the operators eq, eql and match return the runs with one of the values',
    run: async (context) => {
      const items = await context.probeOnce(runList.items)
      const queries = ['status', 'flowId'].flatMap((name) => buildListQueries(items, name))
      return await checkQueries(queries, context)
    },
  }),
  defineCheck('JAPI-124', citeVendor('SHOULD', 'listFlowRuns?filter'), {
    title: 'gt and lte, and lt and gte, divide the runs at a value, in every notation of a time',
    evidence: ['run on one side of a value', 'runs with different times or costs'],
    run: async (context) =>
      mergeJudgements([
        await checkTimeBounds('createdAt', context),
        await checkTimeBounds('updatedAt', context),
        await checkCostBounds(context),
      ]),
  }),
  defineCheck('JAPI-125', citeVendor('SHOULD', 'listFlowRuns'), {
    ...paged,
    title: 'Pages are cut from the filtered and sorted list: full pages, then the rest, then an empty page',
    run: async ({ probeOnce }) => mergeJudgements((await probeOnce(slicedReads)).map(checkPageCut)),
  }),
  defineCheck('JAPI-126', citeVendor('SHOULD', 'CollectionMeta.currentPage'), {
    ...paged,
    title: 'The meta object of every page has the requested page and size, and the totals of the query',
    run: async (context) =>
      mergeJudgements([
        ...(await context.probeOnce(slicedReads)).map(checkPageMeta),
        await checkUnfilteredTotal(context),
      ]),
  }),
  defineCheck('JAPI-127', citeVendor('MUST', 'listFlowRuns?page[size]'), {
    title: 'A page has 25 runs by default and at most 200, counted in `data`',
    evidence: ['page size', 'more than 25 flow runs'],
    run: checkPageSizes,
  }),
  defineCheck('JAPI-128', citeJsonApi('MUST', 'Inclusion of Related Resources'), {
    title: 'Every page of a filtered and sorted list with `include` includes the related resources of its runs',
    evidence: ['relationship of a listed run', 'two flow runs or more'],
    run: async ({ probeOnce }) => {
      const reads = (await probeOnce(slicedReads)).filter(({ whole }) => whole.query.include !== undefined)
      return mergeJudgements(
        reads.flatMap(({ whole, pages }) =>
          [whole, ...pages].map(({ exchange }) => checkIncluded(exchange, whole.query.include?.split(',') ?? [])),
        ),
      )
    },
  }),
  defineCheck('JAPI-129', citeStandard('SHOULD', 'RFC 9562 section 4: UUIDs are compared without regard to case'), {
    title: 'An id in capitals names the same run, thread and flow',
    evidence: ['id in capitals', 'a run whose id is a UUID with a letter'],
    run: checkCapitalIds,
  }),
]

/** Checks that a filter does not change `totalUnfiltered`. */
async function checkUnfilteredTotal(context: CheckContext): Promise<Judgement> {
  const filters = chooseRarest(await context.probeOnce(runList.items), 'status').map(({ parameter, value }) => ({
    [parameter]: value,
  }))
  return mergeJudgements(await mapInOrder(filters, async (filter) => await compareUnfilteredTotals(filter, context)))
}

/** Rounds in which a filtered list must have another total: runs that are created and deleted may explain fewer. */
const CONFIRMING_ROUNDS = 4

/** Reads the filtered list before and after the unfiltered one; a difference counts when every further round has it too. */
async function compareUnfilteredTotals(
  filter: Readonly<Record<string, string>>,
  { client }: CheckContext,
): Promise<Judgement> {
  const read = async (query: Readonly<Record<string, string>>): Promise<Exchange> =>
    await client.sendRequest(buildListRequest({ ...query, 'page[size]': '1' }, 'open'))
  const first = await read(filter)
  for (let round = 1; ; round++) {
    const unfiltered = await read({})
    const exchange = await read(filter)
    const [before, between, after] = [first, unfiltered, exchange].map((each) => readMeta(each).totalUnfiltered)
    if (![first, unfiltered, exchange].every(isSuccess) || before !== after) return checkEach([], () => null)
    const example = `${after} instead of ${between}`
    const difference = { message: 'another totalUnfiltered', pointer: '/meta/totalUnfiltered', example, exchange }
    if (after === between || round === CONFIRMING_ROUNDS)
      return checkEach([exchange], (): Violation | null => (after === between ? null : difference))
  }
}

async function checkQueries(queries: readonly ListQuery[], context: CheckContext): Promise<Judgement> {
  const reads = await readQueries(runList, queries, context)
  return mergeJudgements([
    ...(await mapInOrder(reads, async (read) => await checkSelection(runList, read, context))),
    ...reads.filter(({ query }) => query.sort !== undefined).map((read) => ({ ...checkSortOrder(read), evidence: 0 })),
  ])
}

/** The condition of the value with the fewest runs, but two or more; empty without one that some run does not have. */
function chooseRarest(items: readonly ListItem[], attribute: string): readonly Condition[] {
  const groups = groupBy(items, (item) => getAttribute(item, attribute) ?? '')
  const [rarest] = [...groups]
    .filter(([value, { length }]) => value !== '' && length > 1 && length < items.length)
    .toSorted(([, left], [, right]) => left.length - right.length)
  return rarest === undefined ? [] : [createEquality(attribute, rarest[0])]
}

/** Chooses values of two attributes so that some run has both, and others have only one of them. */
function choosePairs(items: readonly ListItem[]): readonly (readonly Condition[])[] {
  const names = FILTERED.flatMap((first, index) => FILTERED.slice(index + 1).map((second) => [first, second] as const))
  return names.flatMap(([first, second]) => {
    const candidates = items.map((item) =>
      [first, second].map((name) => createEquality(name, getAttribute(item, name) ?? '')),
    )
    // Runs that only one of the two filters matches show that the other one is applied.
    const isTold = (matching: Condition | undefined, other: Condition | undefined): boolean =>
      items.some((item) => matching?.matches(item) === true && other?.matches(item) === false)
    const some = candidates.slice(0, MAX_PAGE_SIZE)
    const pair =
      some.find(([left, right]) => isTold(left, right) && isTold(right, left)) ??
      some.find(([left, right]) => isTold(left, right) || isTold(right, left))
    return pair === undefined ? [] : [pair]
  })
}

/** Two bounds of the creation around a tenth of the runs. */
function chooseBounds(items: readonly ListItem[]): readonly (readonly Condition[])[] {
  const times = [...new Set(items.flatMap((item) => getAttribute(item, 'createdAt') ?? []))].toSorted(compareTexts)
  const start = Math.floor(times.length / 2)
  const [from, to] = [times[start], times[start + Math.ceil(times.length / 10)]].map(parseInstant)
  if (!from || !to || compareInstants(from, to) >= 0) return []
  const build = (operator: 'gte' | 'lt', bound: Instant): Condition => ({
    parameter: `filter[createdAt][${operator}]`,
    value: formatInstant({ ...bound, fraction: '' }).replace('Z', '+00:00'),
    matches: (item) => {
      const created = parseInstant(getAttribute(item, 'createdAt'))
      return (
        created !== null && (operator === 'gte' ? created.seconds >= bound.seconds : created.seconds < bound.seconds)
      )
    },
  })
  return [[build('gte', from), build('lt', to)]]
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

async function checkSorts(context: CheckContext): Promise<Judgement> {
  const filtered = chooseRarest(await context.probeOnce(runList.items), 'status')
  const queries: readonly ListQuery[] = [
    // Every status is needed once in each direction.
    ...SORTS.map((sort) => ({ conditions: [], sort, ...(sort.endsWith('status') && { size: MAX_PAGE_SIZE }) })),
    ...TWO_KEYS.map((sort) => ({ conditions: [], sort })),
    ...SORTS.slice(0, 4).map((sort) => ({ conditions: filtered, sort })),
  ]
  const reads = await readQueries(runList, queries, context)
  const getStatuses = (sort: string): readonly (string | undefined)[] => {
    const items = reads.find(({ query }) => query.sort === sort)?.items ?? []
    return [...new Set(items.map((item) => getAttribute(item, 'status')))]
  }
  const [forward, backward] = [getStatuses('status'), getStatuses('-status')]
  // A long list shows only the first statuses of each direction.
  const isAtEnd = (status: string | undefined, index: number): boolean =>
    !backward.includes(status) || backward.indexOf(status) >= backward.length - 1 - index
  const isReversed = forward.every(isAtEnd)
  const exchange = reads.find(({ query }) => query.sort === '-status')?.exchange
  const violation = { message: '-status does not reverse the order of the statuses', ...(exchange && { exchange }) }
  return mergeJudgements([...reads.map(checkSortOrder), { evidence: 0, violations: isReversed ? [] : [violation] }])
}

/** Builds queries for one value, and for two values as a list, with each equality operator. */
function buildListQueries(items: readonly ListItem[], attribute: string): readonly ListQuery[] {
  const groups = [...groupBy(items, (item) => getAttribute(item, attribute) ?? '')].filter(([value]) => value !== '')
  // The rarest values, so that all their runs fit on one page.
  const values = groups
    .toSorted(([, left], [, right]) => left.length - right.length)
    .slice(0, 2)
    .map(([value]) => value)
  if (values.length < 2 || items.every((item) => values.includes(getAttribute(item, attribute) ?? ''))) return []
  const build = (operator: string, chosen: readonly string[]): ListQuery => ({
    conditions: [
      {
        parameter: `filter[${attribute}]${operator}`,
        value: chosen.join(','),
        matches: (item) => chosen.includes(getAttribute(item, attribute) ?? ''),
      },
    ],
  })
  return [build('', values), build('[eq]', values.slice(1)), build('[eql]', values.slice(1)), build('[match]', values)]
}

type Side = 'before' | 'after' | 'at'

/** A value that comparisons divide the runs at. */
interface Bound {
  readonly attribute: string
  readonly operand: string
  /** The side on which a run lies; null for one without a value. */
  readonly getSide: (item: ListItem) => Side | null
  /** The page size. Runs sorted by the attribute are read up to there from the bound on; others must all fit. */
  readonly size: number
  readonly isSorted: boolean
}

const OPPOSITES = [
  ['lt', 'gte'],
  ['lte', 'gt'],
] as const

/** Checks that two opposite comparisons share no run, miss no run, and have no run on the wrong side. */
async function checkDivision(
  { attribute, operand, getSide, size, isSorted }: Bound,
  context: CheckContext,
): Promise<Judgement> {
  const all = await context.probeOnce(runList.items)
  const pairs = await mapInOrder(OPPOSITES, async ([low, high]): Promise<Judgement> => {
    const read = async (operator: string, sort: string): Promise<Exchange> => {
      const query = {
        [`filter[${attribute}][${operator}]`]: operand,
        ...(isSorted && { sort }),
        'page[size]': String(size),
      }
      return await context.client.sendRequest(buildListRequest(query, 'open'))
    }
    const lower = await read(low, `-${attribute}`)
    if (!isSuccess(lower)) return { evidence: 0, violations: [] }
    const upper = await read(high, attribute)
    if (!isSuccess(upper)) return { evidence: 0, violations: [] }
    const [lowerItems, upperItems] = [readRuns(lower), readRuns(upper)]
    const findWrong = (exchange: Exchange, operator: string, wrong: Side): Judgement =>
      checkEach(readRuns(exchange), (item) => {
        const example = `${item.id}: ${getText(item, attribute)} ${operator} ${operand}`
        return getSide(item) === wrong ? { message: `a run on the wrong side of ${operator}`, example, exchange } : null
      })
    const toViolation =
      (message: string) =>
      ({ id }: ListItem): Violation => ({ message, example: `${id} at ${operand}`, exchange: upper })
    // A run that changed between the two reads may be in both or in neither.
    const shared = upperItems.filter(
      (item) => lowerItems.some(({ id }) => id === item.id) && !isChanged(item, lowerItems),
    )
    const isCut = [lowerItems, upperItems].some(({ length }) => length >= size)
    // Of cut lists only the runs at the bound must be there, if they fit.
    const expected = all.filter((item) => !isCut || (isSorted && getSide(item) === 'at'))
    const ids = new Set([...lowerItems, ...upperItems].map(({ id }) => id))
    const lost = expected.length > size / 2 && isCut ? [] : expected.filter(({ id }) => !ids.has(id))
    return mergeJudgements([
      findWrong(lower, low, 'after'),
      findWrong(upper, high, 'before'),
      { evidence: 0, violations: shared.map(toViolation(`${low} and ${high} return the same run`)) },
      {
        evidence: 0,
        violations: (await confirmUnchanged(lost.slice(0, 3), context)).map(
          toViolation(`neither ${low} nor ${high} returns a run`),
        ),
      },
    ])
  })
  return mergeJudgements(pairs)
}

function isChanged(item: ListItem, others: readonly ListItem[]): boolean {
  const other = others.find(({ id }) => id === item.id)
  return other === undefined || getAttribute(other, 'updatedAt') !== getAttribute(item, 'updatedAt')
}

/** Keeps the items that still exist with the same `updatedAt`. */
async function confirmUnchanged(items: readonly ListItem[], { client }: CheckContext): Promise<readonly ListItem[]> {
  const unchanged: ListItem[] = []
  for (const item of items) {
    const exchange = await client.sendRequest(buildReadRequest(item.id, {}, 'open'))
    if (isSuccess(exchange) && !isChanged(item, readRuns(exchange))) unchanged.push(item)
  }
  return unchanged
}

function getText(item: ListItem, attribute: string): string {
  return getAttribute(item, attribute) ?? String(getNumber(item.item, 'attributes', attribute))
}

/** The number of runs that are read on each side of a time. */
const WINDOW_SIZE = 20

/** Twelve hours ahead of UTC. */
const OFFSET_SECONDS = 43_200

async function checkTimeBounds(attribute: string, context: CheckContext): Promise<Judgement> {
  const items = await context.probeOnce(runList.items)
  const instants = items.flatMap((item) => parseInstant(getAttribute(item, attribute)) ?? []).toSorted(compareInstants)
  const middle = instants[Math.floor(instants.length / 2)]
  if (middle === undefined) return { evidence: 0, violations: [] }
  const atSecond: Instant = { seconds: middle.seconds, fraction: '' }
  const utc = formatInstant(atSecond)
  const ahead = formatInstant({ seconds: middle.seconds + OFFSET_SECONDS, fraction: '' }).replace('Z', '+12:00')
  const midnight: Instant = { seconds: middle.seconds - (middle.seconds % 86_400), fraction: '' }
  const exact = { operand: utc.replace('Z', '+00:00'), at: atSecond }
  const notations = [
    { operand: utc, at: atSecond },
    { operand: ahead, at: atSecond },
    { operand: utc.replace('Z', '.500Z'), at: atSecond },
    { operand: utc.slice(0, 10), at: midnight },
  ]
  const check = async ({ operand, at }: typeof exact): Promise<Judgement> => {
    // Responses show seconds, so a run of the same second may lie on either side.
    const getSide = (item: ListItem): Side | null => {
      const instant = parseInstant(getAttribute(item, attribute))
      if (instant === null) return null
      return instant.seconds === at.seconds ? 'at' : instant.seconds < at.seconds ? 'before' : 'after'
    }
    return await checkDivision({ attribute, operand, getSide, size: WINDOW_SIZE, isSorted: true }, context)
  }
  const judgement = await check(exact)
  // The notation is parsed in the same way for every attribute; a target without comparisons needs no further requests.
  if (attribute !== 'createdAt' || judgement.evidence === 0) return judgement
  return mergeJudgements([judgement, ...(await mapInOrder(notations, check))])
}

async function checkCostBounds(context: CheckContext): Promise<Judgement> {
  const items = await context.probeOnce(runList.items)
  const getCost = ({ item }: ListItem): number | undefined => getNumber(item, 'attributes', 'cost')
  const costs = items.flatMap((item) => getCost(item) ?? []).toSorted((left, right) => left - right)
  const middle = costs[Math.floor(costs.length / 2)]
  if (middle === undefined) return { evidence: 0, violations: [] }
  const getSide = (item: ListItem): Side | null => {
    const cost = getCost(item)
    return cost === undefined ? null : cost === middle ? 'at' : cost < middle ? 'before' : 'after'
  }
  return await checkDivision(
    { attribute: 'cost', operand: String(middle), getSide, size: MAX_PAGE_SIZE, isSorted: false },
    context,
  )
}

async function checkPageSizes(context: CheckContext): Promise<Judgement> {
  const first = await context.probeOnce(firstPage)
  const sizes = [null, 1, 26, MAX_PAGE_SIZE - 1, MAX_PAGE_SIZE, MAX_PAGE_SIZE + 1]
  const reads = await mapInOrder(sizes, async (size) => {
    const query = size === null ? {} : { 'page[size]': String(size) }
    const exchange =
      size === null
        ? first
        : await context.client.sendRequest(buildListRequest({ sort: 'createdAt', ...query }, 'open'))
    return { size, exchange }
  })
  const { total } = readMeta(first)
  return checkEach(
    // Of a short list every size shows all runs.
    reads.filter(({ size }) => total > (size ?? 25) || size === MAX_PAGE_SIZE + 1 || size === MAX_PAGE_SIZE),
    ({ size, exchange }): Violation | null => {
      const { length } = readRuns(exchange)
      const expected = Math.min(size ?? 25, readMeta(exchange).total)
      const example = `${length} runs for ${size === null ? 'the default' : `page[size]=${size}`}`
      if (size !== null && size > MAX_PAGE_SIZE) {
        const isWrong = isSuccess(exchange) && length > MAX_PAGE_SIZE
        return isWrong ? { message: `more than ${MAX_PAGE_SIZE} runs`, example, exchange } : null
      }
      if (isClientError(exchange)) return { message: `status ${exchange.status} for a valid size`, example, exchange }
      if (length === expected) return null
      // Another size that the meta object admits is only not the documented one.
      const isAdmitted = length === Math.min(readMeta(exchange).currentSize, readMeta(exchange).total)
      const violation = { message: 'a page has another number of runs', example, exchange }
      return isAdmitted ? { ...violation, level: 'SHOULD' } : violation
    },
  )
}

async function checkCapitalIds(context: CheckContext): Promise<Judgement> {
  const items = await context.probeOnce(runList.items)
  const hasLetter = (id: string | undefined): id is string => id !== undefined && isUuid(id) && /[a-f]/.test(id)
  const run = items.find(
    (item) => hasLetter(item.id) && FILTERED.every((name) => name === 'status' || hasLetter(getAttribute(item, name))),
  )
  if (run === undefined) return { evidence: 0, violations: [] }
  const thread = (getAttribute(run, 'messageThreadId') ?? '').toUpperCase()
  const flow = (getAttribute(run, 'flowId') ?? '').toUpperCase()
  const newest = { sort: '-createdAt', 'page[size]': String(MAX_PAGE_SIZE) }
  const plain = { 'filter[messageThreadId]': getAttribute(run, 'messageThreadId') ?? '' }
  const listed = await context.client.sendRequest(buildListRequest({ ...newest, ...plain }, 'open'))
  const isListed = readRuns(listed).some(({ id }) => id === run.id)
  const requests = [
    buildReadRequest(run.id.toUpperCase(), {}, 'open'),
    ...(isListed ? [buildListRequest({ ...newest, 'filter[messageThreadId]': thread }, 'open')] : []),
    ...(isListed ? [buildListRequest({ ...newest, ...plain, 'filter[flowId]': flow }, 'open')] : []),
  ]
  const exchanges = await mapInOrder(requests, async (request) => await context.client.sendRequest(request))
  const isFound = (exchange: Exchange): boolean => readRuns(exchange).some(({ id }) => isSameId(id, run.id))
  // The run may have been deleted in the meantime.
  if (!exchanges.every(isFound) && !isFound(await context.client.sendRequest(buildReadRequest(run.id, {}, 'open'))))
    return { evidence: 0, violations: [] }
  return checkEach(exchanges, (exchange) =>
    isFound(exchange) || exchange.status === 400
      ? null
      : { message: `status ${exchange.status} without the run`, example: exchange.request.path, exchange },
  )
}
