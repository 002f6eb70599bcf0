import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { checkOrder, type ListItem, type ListPage, toKeyedItems } from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { groupBy } from '../../kit/group-by.ts'
import { type CheckRequest, isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { addMicroseconds, formatInstant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import {
  checkEach,
  createBlocked,
  createInconclusive,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, readRuns } from './runs.ts'
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

const source: CheckSource = { kind: 'vendor', statement: 'listRuns' }
const MORE_PAGES = 'more runs than fit on one page'

/** The walk along `next`: it ends, and it shows everything once and in order. */
export const walkChecks: readonly Check[] = [
  {
    id: 'CUR-005',
    level: 'MUST',
    source,
    title: 'Following next comes to an end, and no link comes back',
    unit: 'walk to the end',
    hint: 'allow a walk of more pages',
    run: async ({ probeOnce, limits }) => {
      const { end, pages, failedExchange } = await probeOnce(walk)
      if (end === 'cap')
        throw createInconclusive(`the walk was stopped after ${limits.pages} pages`, 'allow a walk of more pages')
      const exchange = failedExchange ?? pages.at(-1)?.exchange
      const what = { loop: 'a next link leads back', broken: `page ${pages.length + 1} has no runs` }[end as string]
      if (what === undefined || exchange === undefined) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ message: what, pointer: '/next', exchange }] }
    },
  },
  {
    id: 'CUR-006',
    level: 'MUST',
    source,
    title: 'No run comes twice in a walk; one that is modified meanwhile moves to where the walk has been',
    unit: 'run in a walk of several pages',
    hint: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      if (pages.length < 2) return { evidence: 0, violations: [] }
      const all = pages.flatMap(({ items, exchange }) => items.map(({ id }) => ({ id, exchange })))
      const { violations } = checkEach(findDuplicates(all.map(({ id }) => id)), (id) => {
        const last = all.findLast((one) => one.id === id)
        return last === undefined ? null : { message: 'a run comes twice', example: id, exchange: last.exchange }
      })
      return { evidence: all.length, violations }
    },
  },
  {
    id: 'CUR-007',
    level: 'MUST',
    source,
    title: 'A walk shows every run that walks cut in other ways show',
    unit: 'run in a walk cut otherwise',
    hint: MORE_PAGES,
    run: checkCompleteness,
  },
  {
    id: 'CUR-008',
    level: 'MUST',
    source,
    title: 'The run modified last stands first: modified_on never rises, also from page to page',
    unit: 'pair of neighbours in a walk',
    hint: 'two runs or more',
    run: async ({ probeOnce }) => {
      const seen = await probeOnce(walk)
      const [first] = seen.pages
      return first === undefined
        ? { evidence: 0, violations: [] }
        : checkOrder(getWalkItems(seen), 'descending', first.exchange)
    },
  },
  {
    id: 'CUR-019',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'All pages but the last are equally long, and none with a next is empty',
    unit: 'page with a page after it',
    hint: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const { pages } = await probeOnce(walk)
      const size = pages[0]?.items.length ?? 0
      return checkEach(pages.slice(0, -1), ({ items, exchange }, index) => {
        if (items.length === size && size > 0) return null
        return {
          message: items.length === 0 ? 'an empty page with a next' : 'a shorter page with a next',
          example: `page ${index + 1}: ${items.length} runs`,
          exchange,
        }
      })
    },
  },
]

async function checkCompleteness({ probeOnce, profile }: CheckContext): Promise<Judgement> {
  const reference = await probeOnce(walk)
  const others = await collectOtherWalks({ probeOnce })
  const seen = getWalkItems(reference).map(({ id }) => id)
  const due = others
    .flatMap(getWalkItems)
    .filter((run) => isOlderThanWalk(run, reference, profile.consistencySeconds) && isWithin(run, reference))
  const ids = [...new Set(due.map(({ id }) => id))]
  const [first] = reference.pages
  const { violations } = checkEach(findMissing(ids, seen), (id) => ({
    message: 'a run is missing from the walk',
    example: `${id} of ${due.find((run) => run.id === id)?.timestamp}`,
    ...(first === undefined ? {} : { exchange: first.exchange }),
  }))
  return { evidence: reference.pages.length < 2 ? 0 : ids.length, violations }
}

async function collectOtherWalks({ probeOnce }: Pick<CheckContext, 'probeOnce'>): Promise<readonly Walk[]> {
  const cuts = (await probeOnce(splitWalks)) ?? []
  const filtered = [await probeOnce(flowWalk), await probeOnce(contactWalk), await probeOnce(respondedWalk)]
  return [...cuts.flatMap(({ before, after }) => [before, after]), ...filtered.flatMap((one) => one?.walk ?? [])]
}

/** Boundaries to look at: each costs a request or more. */
const MAX_BOUNDARIES = 10

/** Groups of ties to move a boundary to. */
const MAX_SHIFTED = 3

/**
 * The check of ties at page boundaries. Which runs are tied is asked from the target by a window of two microseconds,
 * because a cursor that drops ties leaves no trace of them in the walk itself.
 */
export const tieCheck: Check = {
  id: 'CUR-009',
  level: 'MUST',
  source: { kind: 'vendor', statement: 'listRuns' },
  title: 'Runs modified at the same instant are neither lost nor doubled where one page ends and the next begins',
  unit: 'group of ties that spans a page boundary',
  hint: 'runs with one modified_on on both sides of a page boundary',
  run: async (context) => {
    const reference = await context.probeOnce(walk)
    const judged: Judgement[] = []
    for (let boundary = 1; boundary < Math.min(reference.pages.length, MAX_BOUNDARIES + 1); boundary++) {
      judged.push(await checkBoundary(reference, boundary, context))
    }
    const found = mergeJudgements(judged)
    return found.evidence > 0 ? found : await checkShiftedPages(reference, context)
  },
}

/** Where no boundary happens to lie among ties, a bound moves the pages until one does. */
async function checkShiftedPages(reference: Walk, context: CheckContext): Promise<Judgement> {
  const judged: Judgement[] = []
  for (const { bound, instant } of findShiftingBounds(reference).slice(0, MAX_SHIFTED)) {
    const moved = await walkPages(buildRunsRequest({ before: bound }), context, parseInstant(instant))
    judged.push(await checkBoundary(moved, 1, context))
  }
  return mergeJudgements(judged)
}

/** Values of `before` with which the first page would end inside a group of ties. */
function findShiftingBounds({ pages }: Walk): readonly { readonly bound: string; readonly instant: string }[] {
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  const size = pages.length < 2 ? Number.POSITIVE_INFINITY : (pages[0]?.items.length ?? 0)
  const groups = [...groupBy(all, ({ key }) => key)].filter(([, group]) => group.length > 1)
  return groups.flatMap(([instant, group]) => {
    const start = all.findIndex(({ key }) => key === instant)
    const [lowest, highest] = [Math.max(1, start - size + 1), start + group.length - 1 - size]
    // A page begins with all runs of an instant, so only the first of them can stand on top.
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
  const before = reference.pages.slice(0, boundary).flatMap(({ items }) => items.map(({ id }) => id))
  const group = await findTiedIds(formatInstant(instant), context)
  const runs = getWalkItems(reference)
  // A walk that was cut short inside the group cannot have shown all of it.
  const isCut = reference.end === 'cap' && runs.at(-1)?.timestamp === last?.timestamp
  if (isCut || group.length < 2 || group.every((id) => before.includes(id))) return { evidence: 0, violations: [] }
  const all = runs.map(({ id }) => id)
  const { violations } = checkEach(group, (id) => {
    const times = all.filter((own) => own === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a tied run is lost at a page boundary' : 'a tied run is doubled at a page boundary'
    return { message: what, example: `${id} of ${last?.timestamp}, page ${boundary + 1}`, exchange: page.exchange }
  })
  return { evidence: 1, violations }
}

async function findTiedIds(instant: string, context: CheckContext): Promise<readonly string[]> {
  const own = parseInstant(instant)
  if (own === null) return []
  const bounds = { after: formatInstant(addMicroseconds(own, -1n)), before: formatInstant(addMicroseconds(own, 1n)) }
  const around: readonly ListItem[] = getWalkItems(await walkPages(buildRunsRequest(bounds), context, own))
  return toKeyedItems(around).flatMap(({ id, key }) => (key === instant ? [id] : []))
}

const listSource: CheckSource = { kind: 'vendor', statement: 'listRuns' }
const changingListDefaults = {
  needs: ['control'],
  hint: 'a control adapter that lets runs begin, and several pages',
} as const
/** Enough for time to pass in which other runs go on. */
const NEW_RUNS = 12

/** A walk during which runs begin and go on, what was there before, and what was modified since. */
interface ConcurrentWalk {
  readonly before: readonly ListItem[]
  readonly pages: readonly ListPage[]
  readonly changedSince: Walk
}

const concurrentWalk: Probe<ConcurrentWalk> = {
  name: 'walking while runs begin',
  run: async (context) => {
    const { insert } = requireControl(context, 'insert')
    const whole = await walkPages(buildRunsRequest(), context)
    const first = whole.pages[0]
    if (first === undefined || whole.end !== 'reached') throw createBlocked('the list cannot be walked to its end')
    const start = formatInstant(toInstant(readServerTime(first.exchange) - 1000))
    const pages: ListPage[] = []
    for (let call: CheckRequest | null = buildRunsRequest(); call !== null && pages.length < context.limits.pages;) {
      const exchange = await context.client.sendRequest(call)
      if (!isSuccess(exchange)) throw createBlocked(`a page answered ${exchange.status}`)
      pages.push({ exchange, items: readRuns(exchange) })
      call = buildLinkRequest(exchange, 'next')
      if (call !== null) await insert(NEW_RUNS)
    }
    return {
      before: getWalkItems(whole),
      pages,
      changedSince: await walkPages(buildRunsRequest({ after: start }), context),
    }
  },
}

/** What a walk shows while the list moves. */
export const changingListChecks: readonly Check[] = [
  {
    ...changingListDefaults,
    id: 'CUR-016',
    level: 'MUST',
    source: listSource,
    title: 'A walk during which runs begin shows every run that was there and stayed as it was, once',
    unit: 'run that was there before the walk',
    run: async (context) => await checkStableRuns(await context.probeOnce(concurrentWalk), context),
  },
  {
    ...changingListDefaults,
    id: 'CUR-017',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A walk together with what was modified since its start lacks nothing',
    unit: 'run that was there before the walk',
    run: async ({ probeOnce }) => {
      const { before, pages, changedSince } = await probeOnce(concurrentWalk)
      const [first] = changedSince.pages
      if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
      const seen = [...pages.flatMap(({ items }) => items), ...getWalkItems(changedSince)].map(({ id }) => id)
      const lost = findMissing(
        before.map(({ id }) => id),
        seen,
      )
      const what = 'a run that neither the walk nor what was modified since shows'
      return {
        evidence: before.length,
        violations: lost.map((example) => ({ message: what, example, exchange: first.exchange })),
      }
    },
  },
]

async function checkStableRuns({ before, pages }: ConcurrentWalk, context: CheckContext): Promise<Judgement> {
  const [first] = pages
  if (pages.length < 2 || first === undefined) return { evidence: 0, violations: [] }
  const seen = pages.flatMap(({ items }) => items.map(({ id }) => id))
  const gone = before.filter(({ id }) => !seen.includes(id))
  const lost = await filterUnchanged(gone, context)
  const twice = findDuplicates(seen)
  const createViolation =
    (what: string) =>
    (example: string): Violation => ({ message: what, example: example, exchange: first.exchange })
  return {
    evidence: before.length - gone.length + lost.length,
    violations: [
      ...checkEach(lost, ({ id }) => createViolation('a run is lost')(id)).violations,
      ...twice.map(createViolation('a run comes twice')),
    ],
  }
}
