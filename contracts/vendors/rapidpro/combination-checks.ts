import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import { checkOrder, type ListItem, type ListPage, toKeyedItems } from '../../kit/checks/list-order.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import { isSuccess } from '../../kit/http/exchange.ts'
import { isUuid } from '../../kit/ids.ts'
import { getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { hasTieAcrossBoundary } from '../../kit/oracles/order.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, getIds, readRuns } from './runs.ts'
import {
  buildLinkRequest,
  contactWalk,
  flowWalk,
  getWalkItems,
  respondedWalk,
  splitWalks,
  walk,
  type Walk,
  walkPages,
} from './walks.ts'
import {
  checkSelection,
  checkWalk,
  createExactWindow,
  findFilters,
  findMiddleCut,
  getPageSize,
  isInWindow,
  reversedWalk,
  type RunFilter,
  smallWindow,
  type Window,
} from './windows.ts'

const none: Judgement = { evidence: 0, violations: [] }
const MORE_PAGES = 'more runs than fit on two pages'

/** Combinations of parameters, and pages in both directions. */
export const combinationChecks: readonly Check[] = [
  defineCheck('CUR-069', citeVendor('SHOULD', 'listRuns'), {
    title: 'Filters combine: flow, contact, response and uuid with `before` and `after` return the runs that match all',
    evidence: ['run that matches or was returned', 'runs of several flows and contacts with different modified_on'],
    run: checkCombinations,
  }),
  defineCheck('CUR-070', citeVendor('SHOULD', 'listRuns?reverse'), {
    title: '`reverse` returns the same runs oldest first, with every filter and on every page',
    evidence: ['run of a reversed list', 'runs of several flows and contacts with different modified_on'],
    run: checkReversed,
  }),
  defineCheck('CUR-071', citeVendor('SHOULD', 'listRuns'), {
    title: 'A list that fills its last page exactly has every run and no further page',
    evidence: ['list of full pages', MORE_PAGES],
    run: checkFullPages,
  }),
  defineCheck('CUR-072', bestPractice, {
    title: 'Following `previous` from the last page returns to the first page; `next` leads back',
    evidence: ['page reached backwards', `${MORE_PAGES}, without ties at the boundaries`],
    run: checkWayBack,
  }),
  defineCheck('CUR-073', bestPractice, {
    title: 'Filters apply before the page is cut: filtered pages are as full as others, and links lead to runs',
    evidence: ['filtered page with a next page', 'more matching runs than fit on one page'],
    run: async ({ probeOnce }) => {
      const size = getPageSize(await probeOnce(walk))
      const filtered = [await probeOnce(flowWalk), await probeOnce(contactWalk), await probeOnce(respondedWalk)]
      const splits = ((await probeOnce(splitWalks)) ?? []).flatMap(({ before, after }) => [before, after])
      const walks = [...filtered.flatMap((other) => other?.walk ?? []), ...splits]
      const pages = walks.flatMap((other) =>
        other.pages.filter(({ exchange }) => buildLinkRequest(exchange, 'next') !== null),
      )
      return size === null
        ? none
        : checkEach(pages, ({ items, exchange }) => {
            const example = `${exchange.request.path}: ${items.length} of ${size} runs`
            return items.length === size
              ? null
              : { message: 'a filtered page with next is not full', example, exchange }
          })
    },
  }),
  defineCheck('CUR-074', bestPractice, {
    title: 'A run is the same in every list: with filters, reversed, on later pages and without paths',
    evidence: ['run in a further list', 'two runs or more'],
    run: checkRepresentations,
  }),
]

async function checkCombinations(context: CheckContext): Promise<Judgement> {
  const window = await context.probeOnce(smallWindow)
  if (window === null) return none
  const { after, before, runs } = window
  const all = getWalkItems(await context.probeOnce(walk))
  const createRange = (bounds: Partial<Omit<Window, 'runs'>>, paths = {}): RunFilter => {
    return { query: { ...bounds, ...paths }, matches: (run) => isInWindow(run, bounds) }
  }
  const range = createRange({ after, before })
  const filters = findFilters(all)
  const ranges = filters.flatMap((filter) =>
    [range, createRange({ after, before }, { paths: 'false' })].map((each) => combine(filter, each)),
  )
  const halves = filters.flatMap((filter) => {
    const cut = findMiddleCut(all, filter)
    return cut === null
      ? []
      : [{ after: cut }, { before: cut }].map((bounds) => ({ selection: combine(filter, createRange(bounds)), cut }))
  })
  const judgements = [
    ...(await mapInOrder(
      [range, ...ranges],
      async (selection) => await checkSelection({ ...selection, among: runs, stopBelow: after }, context),
    )),
    ...(await mapInOrder(halves, async ({ selection, cut }) => {
      // The older half is read as far down as the list was.
      const stopBelow = 'after' in selection.query ? cut : all.at(-1)?.timestamp
      return await checkSelection(
        { ...selection, among: all, ...(stopBelow === undefined ? {} : { stopBelow }) },
        context,
      )
    })),
  ]
  const single = await mapInOrder(
    [...filters, createRange({ after }), createRange({ before })],
    async (filter) => await checkSingleRun(filter, all, context),
  )
  return mergeJudgements([...judgements, ...single])
}

function combine(left: RunFilter, right: RunFilter): RunFilter {
  return { query: { ...left.query, ...right.query }, matches: (run) => left.matches(run) && right.matches(run) }
}

/** Checks that uuid with a filter returns a run that matches it, and no run that does not. */
async function checkSingleRun(filter: RunFilter, all: readonly ListItem[], context: CheckContext): Promise<Judgement> {
  const samples = [all.findLast(filter.matches), all.findLast((run) => !filter.matches(run))]
  const judgements = await mapInOrder(samples, async (run): Promise<Judgement> => {
    if (run === undefined || !isUuid(run.id)) return none
    const exchange = await context.client.sendRequest(buildRunsRequest({ ...filter.query, uuid: run.id }, 'open'))
    const listed = readRuns(exchange)
    const example = exchange.request.path
    const other = listed.find((item) => item.id !== run.id || !filter.matches(item))
    if (other !== undefined)
      return toJudgement({ message: 'a run that does not match uuid and another filter', example, exchange })
    const isMissing = isSuccess(exchange) && listed.length === 0 && filter.matches(run)
    const [lost] = isMissing ? await filterUnchanged([run], context) : []
    const message = 'a run that matches uuid and another filter is missing'
    return lost === undefined ? { evidence: 1, violations: [] } : toJudgement({ message, example, exchange })
  })
  return mergeJudgements(judgements)
}

async function checkReversed(context: CheckContext): Promise<Judgement> {
  const reversed = await context.probeOnce(reversedWalk)
  if (reversed === null) return none
  const { window } = reversed
  const { after, before, runs } = window
  const items = getWalkItems(reversed.walk)
  // Older installations ignore `reverse`, and the documentation omits it.
  if (items.length > 1 && isNewestFirst(items)) throw createNotApplicable('the target ignores reverse')
  const range: RunFilter = { query: { after, before, reverse: 'true' }, matches: (run) => isInWindow(run, window) }
  const selections = findFilters(getWalkItems(await context.probeOnce(walk))).map((filter) => combine(filter, range))
  const whole = await checkWalk(reversed.walk, { ...range, among: runs, direction: 'ascending' }, context)
  const judgements = await mapInOrder(
    selections,
    async (selection) => await checkSelection({ ...selection, among: runs, direction: 'ascending' }, context),
  )
  const [first] = reversed.walk.pages
  const hasPrevious = first !== undefined && buildLinkRequest(first.exchange, 'previous') !== null
  const message = 'the first page of a reversed list has previous'
  const violations = hasPrevious ? [{ message, pointer: '/previous', exchange: first.exchange }] : []
  return mergeJudgements([whole, ...judgements, { evidence: 0, violations }])
}

function isNewestFirst(items: readonly ListItem[]): boolean {
  const keys = toKeyedItems(items).map(({ key }) => key)
  return new Set(keys).size > 1 && (keys[0] ?? '') > (keys.at(-1) ?? '')
}

/** The size from which pages are large. */
const LARGE_PAGE = 100

async function checkFullPages(context: CheckContext): Promise<Judgement> {
  const reference = await context.probeOnce(walk)
  const [all, size] = [getWalkItems(reference), getPageSize(reference)]
  if (size === null) return none
  const fitting = [1, 2].flatMap((pages) => createExactWindow(all, size * pages) ?? [])
  // Two large pages cost more than they show.
  const windows = size > LARGE_PAGE ? fitting.slice(0, 1) : fitting
  const judgements = await mapInOrder(windows, async (window): Promise<Judgement> => {
    const { after, before, runs } = window
    const query = { after, before }
    const result = await walkPages(buildRunsRequest(query), context)
    const { pages, end } = result
    const selection = { query, matches: (run: ListItem) => isInWindow(run, window), among: runs }
    const selected = await checkWalk(result, selection, context)
    const empty = pages.slice(1).find(({ items }) => items.length === 0)
    const message = end === 'loop' ? 'a next link repeats' : 'next of a full last page leads to an empty page'
    const exchange = (empty ?? pages.at(-1))?.exchange
    const isWrong = (empty !== undefined || end === 'loop') && exchange !== undefined
    return { evidence: 1, violations: [...selected.violations, ...(isWrong ? [{ message, exchange }] : [])] }
  })
  return mergeJudgements(judgements)
}

async function checkWayBack(context: CheckContext): Promise<Judgement> {
  const reference = await context.probeOnce(walk)
  const [listed, size] = [getWalkItems(reference), getPageSize(reference)]
  if (size === null) return none
  // A third page of a few runs; without ties at the boundaries, if possible.
  const counts = Array.from({ length: MAX_LAST_PAGE }, (_, index) => size * 2 + MAX_LAST_PAGE - index)
  const isSuitable = (candidate: Window): boolean => !hasTieAtBoundary(candidate, size)
  const findFirst = (sizes: readonly number[], passes: (candidate: Window) => boolean): Window | null => {
    const [count, ...others] = sizes
    return count === undefined ? null : (createExactWindow(listed, count, passes) ?? findFirst(others, passes))
  }
  const window = findFirst(counts, isSuitable) ?? findFirst(counts, () => true)
  if (window === null) return none
  const { after, before } = window
  const { pages, end } = await walkPages(buildRunsRequest({ after, before }), context)
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  if (end !== 'complete' || pages.length < 3 || pages.length > MAX_STEPS) return none
  const judgements: Judgement[] = []
  let current = pages.at(-1)
  // Reading backwards across ties may skip runs, which the framework documents.
  let isExact = true
  for (let index = pages.length - 2; index >= 0; index--) {
    const [expected, later] = [pages[index], pages[index + 1]]
    if (expected === undefined || later === undefined || current === undefined) break
    isExact &&= !hasTieAcrossBoundary(all, countRuns(pages.slice(0, index + 1)))
    const request = buildLinkRequest(current.exchange, 'previous')
    if (request === null) {
      const message = 'previous is missing before the first page'
      judgements.push(toJudgement({ message, pointer: '/previous', exchange: current.exchange }))
      break
    }
    const exchange = await context.client.sendRequest(request)
    current = { exchange, items: readRuns(exchange) }
    if (isExact) judgements.push(comparePages(expected, current, 'another page than on the way forward'))
    const forward = buildLinkRequest(exchange, 'next')
    if (forward === null) {
      judgements.push(toJudgement({ message: 'a page reached backwards has no next', pointer: '/next', exchange }))
    } else if (isExact) {
      const again = await context.client.sendRequest(forward)
      const page = { exchange: again, items: readRuns(again) }
      judgements.push(comparePages(later, page, 'next of a page reached backwards leads elsewhere'))
    } else judgements.push({ evidence: 1, violations: [] })
  }
  const merged = mergeJudgements(judgements)
  if (merged.violations.length === 0) return merged
  // Runs that changed in between move to other pages.
  const repeated = await walkPages(buildRunsRequest({ after, before }), context)
  if (isSameJson(getIds(getWalkItems(repeated)), getIds(all))) return merged
  return mergeJudgements(judgements.filter(({ violations }) => violations.length === 0))
}

/** The most runs of the page from which the way back begins. */
const MAX_LAST_PAGE = 8

function hasTieAtBoundary({ runs }: Window, size: number): boolean {
  const keyed = toKeyedItems(runs)
  return [size, size * 2].some((boundary) => hasTieAcrossBoundary(keyed, boundary))
}

/** The most pages to go back. */
const MAX_STEPS = 4

function countRuns(pages: readonly ListPage[]): number {
  return pages.reduce((sum, { items }) => sum + items.length, 0)
}

function toJudgement(violation: Violation): Judgement {
  return { evidence: 1, violations: [violation] }
}

function comparePages(expected: ListPage, actual: ListPage, message: string): Judgement {
  const isSame = isSameJson(getIds(expected.items).toSorted(), getIds(actual.items).toSorted())
  const { violations } = checkOrder(actual.items, 'descending', actual.exchange)
  const example = actual.exchange.request.path
  return { evidence: 1, violations: isSame ? violations : [{ message, example, exchange: actual.exchange }] }
}

async function checkRepresentations(context: CheckContext): Promise<Judgement> {
  const { probeOnce, client } = context
  const reference = await probeOnce(walk)
  const filtered = [await probeOnce(flowWalk), await probeOnce(contactWalk), await probeOnce(respondedWalk)]
  const [reversed, splits] = [await probeOnce(reversedWalk), (await probeOnce(splitWalks)) ?? []]
  const withoutPaths = await walkPages(buildRunsRequest({ ...reversed?.query, paths: 'false' }), context)
  const all = getWalkItems(reference)
  const sample = all[Math.floor(all.length / 2)]
  const uuidRequests = sample === undefined ? [] : [buildRunsRequest({ uuid: sample.id }, 'open')]
  const singles = (await sendAll(uuidRequests, context)).map((exchange) => ({ exchange, items: readRuns(exchange) }))
  const walks = [...filtered.map((other) => other?.walk), ...splits.flatMap(({ before, after }) => [before, after])]
  const pages = [...walks, reversed?.walk].flatMap((other) => other?.pages ?? [])
  const findDifferent = (items: readonly ListItem[], others: readonly ListItem[]): readonly ListItem[] => {
    const othersById = new Map(others.map((other) => [other.id, other]))
    return items.filter((run) => {
      const other = othersById.get(run.id)
      return (
        other !== undefined && other.timestamp === run.timestamp && listDifferences(run.item, other.item).length > 0
      )
    })
  }
  const judgements = await mapInOrder([...pages, ...singles, ...withoutPaths.pages], async ({ items, exchange }) => {
    const different = findDifferent(items, all)
    if (different.length === 0) return { evidence: items.length, violations: [] }
    // A flow or contact may have got another name in between, which leaves modified_on as it is.
    const again = readRuns(await client.sendRequest({ ...exchange.request, intent: 'open' }))
    const origin = reference.pages.find((page) => page.items.some(({ id }) => id === different[0]?.id))
    const current = origin === undefined ? [] : readRuns(await client.sendRequest(origin.exchange.request))
    const violations = findDifferent(again, current).map((run): Violation => {
      const names = listDifferences(run.item, current.find(({ id }) => id === run.id)?.item ?? {}).join(', ')
      return { message: `a run differs between two lists in ${names}`, example: run.id, exchange }
    })
    return { evidence: items.length, violations }
  })
  return mergeJudgements([...judgements, checkPaths(withoutPaths)])
}

/** Names the members that two representations of a run have in common with different values; `path` may be left out. */
function listDifferences(left: JsonObject, right: JsonObject): readonly string[] {
  const common = Object.keys(left).filter((name) => Object.hasOwn(right, name))
  const isOmitted = (name: string): boolean => name === 'path' && (left[name] === null || right[name] === null)
  return common.filter((name) => !isOmitted(name) && !isSameJson(left[name], right[name]))
}

/** Checks that `paths=false` applies to all pages or, where it is unknown, to none. */
function checkPaths({ pages }: Walk): Judgement {
  const hasPath = ({ item }: ListItem): boolean => Array.isArray(getPath(item, 'path'))
  const isIgnored = pages[0]?.items.some(hasPath) === true
  return {
    evidence: 0,
    violations: pages.flatMap(({ items, exchange }) =>
      items
        .filter((run) => hasPath(run) !== isIgnored && getString(run.item, 'uuid') !== undefined)
        .slice(0, 1)
        .map(({ id }) => ({
          message: '`paths` applies to some pages only',
          pointer: '/results/*/path',
          example: id,
          exchange,
        })),
    ),
  }
}
