import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import { checkOrder, type ListItem, type ListPage, toKeyedItems } from '../../kit/checks/list-order.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { requireControl } from '../../kit/control.ts'
import { groupBy } from '../../kit/json.ts'
import { type CheckRequest, isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { addMicroseconds, formatInstant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import { checkEach, createBlocked, createInconclusive, type Judgement, mergeJudgements } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, getIds, readRuns } from './runs.ts'
import {
  buildLinkRequest,
  contactWalk,
  flowWalk,
  getWalkItems,
  isOlderThanWalk,
  isWithin,
  respondedWalk,
  splitWalks,
  walk,
  type Walk,
  walkPages,
} from './walks.ts'
import { reversedWalk } from './windows.ts'

const rule = citeVendor('MUST', 'listRuns')
const MORE_PAGES = 'more runs than fit on one page'

/** Following `next` ends and returns every run once, in order. */
export const walkChecks: readonly Check[] = [
  defineCheck('CUR-005', rule, {
    title: 'Following `next` ends; no link repeats',
    evidence: ['walk to the end', 'raise the page limit'],
    run: async ({ probeOnce, limits }) => {
      const { end, pages, failedExchange } = await probeOnce(walk)
      if (end === 'page-limit')
        throw createInconclusive(`the walk was stopped after ${limits.pages} pages`, 'raise the page limit')
      const exchange = failedExchange ?? pages.at(-1)?.exchange
      if (exchange === undefined || (end !== 'loop' && end !== 'failed')) return { evidence: 1, violations: [] }
      const message = end === 'loop' ? 'a next link repeats' : `page ${pages.length + 1} has no runs`
      return { evidence: 1, violations: [{ message, pointer: '/next', exchange }] }
    },
  }),
  defineCheck('CUR-006', rule, {
    title: 'Paging returns no run twice',
    evidence: ['run of a walk over several pages', MORE_PAGES],
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      if (pages.length < 2) return { evidence: 0, violations: [] }
      const ids = pages.flatMap(({ items }) => getIds(items))
      const violations = findDuplicates(ids).map((example) => {
        const last = pages.findLast(({ items }) => getIds(items).includes(example))
        return { message: 'a run is listed twice', example, ...(last && { exchange: last.exchange }) }
      })
      return { evidence: ids.length, violations }
    },
  }),
  defineCheck('CUR-007', rule, {
    title: 'Paging returns every run, whatever the page boundaries',
    evidence: ['run of a walk with other page boundaries', MORE_PAGES],
    run: checkCompleteness,
  }),
  defineCheck('CUR-008', rule, {
    title: '`modified_on` descends within and across pages',
    evidence: ['pair of adjacent runs in a walk', 'two runs or more'],
    run: async ({ probeOnce }) => {
      const all = await probeOnce(walk)
      const [first] = all.pages
      return first === undefined
        ? { evidence: 0, violations: [] }
        : checkOrder(getWalkItems(all), 'descending', first.exchange)
    },
  }),
  defineCheck('CUR-019', bestPractice, {
    title: 'All pages but the last have the same size; no page with `next` is empty',
    evidence: ['page with a next page', MORE_PAGES],
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      const size = pages[0]?.items.length ?? 0
      return checkEach(pages.slice(0, -1), ({ items, exchange }, index) => {
        if (items.length === size && size > 0) return null
        const message = items.length === 0 ? 'an empty page with next' : 'a shorter page with next'
        return { message, example: `page ${index + 1}: ${items.length} runs`, exchange }
      })
    },
  }),
]

async function checkCompleteness({ probeOnce, profile }: CheckContext): Promise<Judgement> {
  const reference = await probeOnce(walk)
  const splits = (await probeOnce(splitWalks)) ?? []
  const filtered = [await probeOnce(flowWalk), await probeOnce(contactWalk), await probeOnce(respondedWalk)]
  const others = [
    ...splits.flatMap(({ before, after }) => [before, after]),
    ...[...filtered, await probeOnce(reversedWalk)].flatMap((other) => other?.walk ?? []),
  ]
  const expected = others
    .flatMap(getWalkItems)
    .filter((run) => isOlderThanWalk(run, reference, profile.consistencySeconds) && isWithin(run, reference))
  const ids = [...new Set(getIds(expected))]
  const missing = findMissing(ids, getIds(getWalkItems(reference)))
  const [first] = reference.pages
  return {
    // Walks with the same page boundaries lose the same runs, so that there is nothing to compare with.
    evidence: missing.length > 0 || hasOtherBoundaries(reference, others) ? ids.length : 0,
    violations: missing.map((id) => ({
      message: 'a run is missing from the walk',
      example: `${id} of ${expected.find((run) => run.id === id)?.timestamp}`,
      ...(first && { exchange: first.exchange }),
    })),
  }
}

/** True when one page of another walk has runs from both sides of a page boundary. */
function hasOtherBoundaries({ pages }: Walk, others: readonly Walk[]): boolean {
  const boundaries = pages
    .slice(1)
    .map(({ items }, index) => [getIds(pages[index]?.items ?? []), getIds(items)] as const)
  const listed = others.flatMap((other) => other.pages.map(({ items }) => new Set(getIds(items))))
  return boundaries.some((sides) => listed.some((ids) => sides.every((side) => side.some((id) => ids.has(id)))))
}

/** Boundaries to check; each costs one request or more. */
const MAX_BOUNDARIES = 10

/** Groups of ties to shift a boundary into. */
const MAX_SHIFTED = 3

/**
 * The check of tied timestamps at page boundaries. The tied runs are read with `after` and `before` one microsecond
 * around the instant, because a cursor that drops ties leaves no trace of them in the walk itself.
 */
export const tieCheck: Check = defineCheck('CUR-009', rule, {
  title: 'Runs with equal `modified_on` are neither lost nor repeated at a page boundary',
  evidence: ['group of ties across a page boundary', 'runs with one modified_on on both sides of a page boundary'],
  run: async (context) => {
    const reference = await context.probeOnce(walk)
    const boundaries = [...reference.pages.keys()].slice(1, MAX_BOUNDARIES + 1)
    const check = async (boundary: number) => await checkBoundary(reference, boundary, context)
    const judgement = mergeJudgements(await mapInOrder(boundaries, check))
    return judgement.evidence > 0 ? judgement : await checkShiftedPages(reference, context)
  },
})

/** Shifts the pages with `before` until a boundary lies among ties. */
async function checkShiftedPages(reference: Walk, context: CheckContext): Promise<Judgement> {
  const bounds = findShiftingBounds(reference).slice(0, MAX_SHIFTED)
  const judgements = await mapInOrder(bounds, async ({ bound, instant }) => {
    const shifted = await walkPages(buildRunsRequest({ before: bound }), context, parseInstant(instant))
    return await checkBoundary(shifted, 1, context)
  })
  return mergeJudgements(judgements)
}

/** Values of `before` with which the first page ends inside a group of ties. */
function findShiftingBounds({ pages }: Walk): readonly { readonly bound: string; readonly instant: string }[] {
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  const size = pages.length < 2 ? Number.POSITIVE_INFINITY : (pages[0]?.items.length ?? 0)
  const groups = [...groupBy(all, ({ key }) => key)].filter(([, group]) => group.length > 1)
  return groups.flatMap(([instant, group]) => {
    const start = all.findIndex(({ key }) => key === instant)
    const [lowest, highest] = [Math.max(1, start - size + 1), start + group.length - 1 - size]
    // A page starts with all runs of an instant, so only the first run of an instant can be its first.
    const tops = all
      .slice(lowest, Math.max(lowest, highest + 1))
      .filter(({ key }, index) => all[lowest + index - 1]?.key !== key)
    const top = tops[Math.floor(tops.length / 2)]
    return top === undefined ? [] : [{ bound: top.key, instant }]
  })
}

async function checkBoundary(reference: Walk, boundary: number, context: CheckContext): Promise<Judgement> {
  const [page, last] = [reference.pages[boundary], reference.pages[boundary - 1]?.items.at(-1)]
  const instant = parseInstant(last?.timestamp)
  if (page === undefined || instant === null) return { evidence: 0, violations: [] }
  const before = reference.pages.slice(0, boundary).flatMap(({ items }) => getIds(items))
  const tied = await findTiedIds(formatInstant(instant), context)
  const runs = getWalkItems(reference)
  // A walk that the page limit stopped inside the group does not contain all of it.
  const isCut = reference.end === 'page-limit' && runs.at(-1)?.timestamp === last?.timestamp
  if (isCut || tied.length < 2 || tied.every((id) => before.includes(id))) return { evidence: 0, violations: [] }
  const { violations } = checkEach(tied, (tiedId) => {
    const count = runs.filter(({ id }) => id === tiedId).length
    if (count === 1) return null
    const message = `a tied run is ${count === 0 ? 'lost' : 'listed twice'} at a page boundary`
    return { message, example: `${tiedId} of ${last?.timestamp}, page ${boundary + 1}`, exchange: page.exchange }
  })
  return { evidence: 1, violations }
}

async function findTiedIds(instant: string, context: CheckContext): Promise<readonly string[]> {
  const center = parseInstant(instant)
  if (center === null) return []
  const after = formatInstant(addMicroseconds(center, -1n))
  const before = formatInstant(addMicroseconds(center, 1n))
  const around = getWalkItems(await walkPages(buildRunsRequest({ after, before }), context, center))
  return toKeyedItems(around).flatMap(({ id, key }) => (key === instant ? [id] : []))
}

const whileChanging = {
  needs: ['control'],
  evidence: ['run that existed before the walk', 'run with --control <url>, and several pages'],
} as const

/** Enough for the clock to move on so far that other runs change. */
const NEW_RUNS = 12

/** A walk during which runs are added and change, with the runs before it and those modified since. */
interface ConcurrentWalk {
  readonly before: readonly ListItem[]
  readonly pages: readonly ListPage[]
  readonly changedSince: Walk
}

const concurrentWalk = defineProbe<ConcurrentWalk>('walking while runs are added', async (context) => {
  const { insert } = requireControl(context, 'insert')
  const before = await walkPages(buildRunsRequest(), context)
  const [first] = before.pages
  if (first === undefined || before.end !== 'complete') throw createBlocked('the list cannot be read to its end')
  const start = formatInstant(toInstant(readServerTime(first.exchange) - 1000))
  const pages: ListPage[] = []
  let request: CheckRequest | null = buildRunsRequest()
  while (request !== null && pages.length < context.limits.pages) {
    const exchange = await context.client.sendRequest(request)
    if (!isSuccess(exchange)) throw createBlocked(`a page returned ${exchange.status}`)
    pages.push({ exchange, items: readRuns(exchange) })
    request = buildLinkRequest(exchange, 'next')
    if (request !== null) await insert(NEW_RUNS)
  }
  const changedSince = await walkPages(buildRunsRequest({ after: start }), context)
  return { before: getWalkItems(before), pages, changedSince }
})

/** Paging while the list changes. */
export const changingListChecks: readonly Check[] = [
  defineCheck('CUR-016', rule, {
    ...whileChanging,
    title: 'Paging while runs are added returns every unchanged run once',
    run: async (context) => await checkStableRuns(await context.probeOnce(concurrentWalk), context),
  }),
  defineCheck('CUR-017', bestPractice, {
    ...whileChanging,
    title: 'A walk and the runs modified since its start together contain every run',
    run: async ({ probeOnce }) => {
      const { before, pages, changedSince } = await probeOnce(concurrentWalk)
      const [first] = changedSince.pages
      if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
      const listed = new Set(getIds([...pages, ...changedSince.pages].flatMap(({ items }) => items)))
      const message = 'a run that is neither in the walk nor modified since'
      return checkEach(before, ({ id }) => (listed.has(id) ? null : { message, example: id, exchange: first.exchange }))
    },
  }),
]

async function checkStableRuns({ before, pages }: ConcurrentWalk, context: CheckContext): Promise<Judgement> {
  const [first] = pages
  if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
  const ids = pages.flatMap(({ items }) => getIds(items))
  const missing = before.filter(({ id }) => !ids.includes(id))
  const lost = await filterUnchanged(missing, context)
  const { exchange } = first
  return {
    evidence: before.length - missing.length + lost.length,
    violations: [
      ...getIds(lost).map((example) => ({ message: 'a run is lost', example, exchange })),
      ...findDuplicates(ids).map((example) => ({ message: 'a run is listed twice', example, exchange })),
    ],
  }
}
