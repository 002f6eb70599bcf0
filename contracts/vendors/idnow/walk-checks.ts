import { bestPractice, citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { checkOrder, keepFirstOccurrences, type ListItem, toKeyedItems } from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { isSuccess } from '../../kit/http/exchange.ts'
import { getString } from '../../kit/json.ts'
import { countPages, findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import { findScatteredValues } from '../../kit/oracles/order.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildSessionsRequest, readPage, readScope, type SessionPage } from './sessions.ts'
import {
  byStatus,
  byStatusDescending,
  getWalkItems,
  newestFirst,
  oldestFirst,
  oldestFirstOtherSize,
  pageBase,
  requireComplete,
  requireUnchanged,
  type Walk,
} from './walks.ts'

const MORE_PAGES = 'more sessions than fit on one page'

/** Checks of complete walks: every session once, in the requested order, whatever the page size. */
export const walkChecks: readonly Check[] = [
  defineCheck('PAGE-007', citeVendor('MUST', 'Page.totalElements'), {
    title: 'All pages together contain totalElements different sessions',
    evidence: ['session of a complete walk', 'one session or more'],
    run: async ({ probeOnce }) => {
      const walk = await probeOnce(oldestFirst)
      requireUnchanged(walk)
      requireComplete(walk)
      const distinct = new Set(getWalkItems(walk).map(({ id }) => id)).size
      const { violations } = checkEach(walk.pages.slice(-1), ({ totalElements, exchange }) => {
        const example = `${distinct} sessions, totalElements ${totalElements}`
        const message = 'totalElements is not the number of sessions'
        return distinct === totalElements ? null : { message, pointer: '/page/totalElements', example, exchange }
      })
      return { evidence: distinct, violations }
    },
  }),
  defineCheck('PAGE-008', citeVendor('MUST', 'listSessions?page'), {
    title: 'No session is on two pages of an unchanged list',
    evidence: ['session of a walk of several pages', MORE_PAGES],
    run: async ({ probeOnce }) => {
      const walk = await probeOnce(oldestFirst)
      requireUnchanged(walk)
      return walk.pages.length < 2 ? { evidence: 0, violations: [] } : checkNoDuplicates(walk, null)
    },
  }),
  defineCheck('PAGE-009', citeVendor('MUST', 'listSessions?size'), {
    title: 'The page size does not change the order',
    evidence: ['position in the list', MORE_PAGES],
    run: async ({ probeOnce }) => {
      const [walk, otherSize] = [await probeOnce(oldestFirst), await probeOnce(oldestFirstOtherSize)]
      requireUnchanged(walk, otherSize)
      // With the same page boundaries there is nothing to compare.
      if (walk.pages[0]?.items.length === otherSize.pages[0]?.items.length) return { evidence: 0, violations: [] }
      return compareOrder(getWalkItems(walk), otherSize, 'another session is at this position with another page size')
    },
  }),
  defineCheck('PAGE-013', citeVendor('MUST', 'listSessions?sortBy'), {
    title: 'sortBy=createdAt sorts by creation in both directions, across page boundaries',
    evidence: ['pair of adjacent sessions', 'two sessions or more'],
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  }),
  defineCheck('PAGE-014', citeVendor('MUST', 'listSessions?sortBy'), {
    title: 'sortBy=status groups equal statuses in both directions, across page boundaries',
    evidence: ['session of a walk by status', 'sessions of two statuses'],
    run: async ({ probeOnce }) => {
      const walks = [await probeOnce(byStatus), await probeOnce(byStatusDescending)]
      requireUnchanged(...walks)
      return mergeJudgements(walks.map(checkStatusGroups))
    },
  }),
  defineCheck('PAGE-015', citeVendor('MUST', 'listSessions?sortDesc'), {
    title: 'sortDesc reverses the order, except for ties',
    evidence: ['position in the list', 'two sessions or more'],
    run: async ({ probeOnce }) => {
      const [forward, backward] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      requireUnchanged(forward, backward)
      requireComplete(forward, backward)
      const reversed = getWalkItems(forward).toReversed()
      return compareOrder(reversed, backward, 'another session is at this position in reverse order')
    },
  }),
  defineCheck('PAGE-016', citeVendor('MUST', 'listSessions?sortBy'), {
    title: 'Sorting by status neither omits nor repeats tied sessions',
    evidence: ['tied session across a page boundary', 'more sessions of one status than fit on one page'],
    run: async ({ probeOnce }) => {
      const reference = await probeOnce(oldestFirst)
      return mergeJudgements([
        checkCompleteness(reference, await probeOnce(byStatus)),
        checkCompleteness(reference, await probeOnce(byStatusDescending)),
      ])
    },
  }),
]

function checkCompleteness(reference: Walk, walk: Walk): Judgement {
  requireUnchanged(reference, walk)
  // An incomplete walk shows repeated sessions only, not omitted ones.
  const { violations } = checkNoDuplicates(walk, reference.isComplete && walk.isComplete ? reference : null)
  const spanning = walk.pages.slice(1).flatMap(({ items }, index) => {
    const [last, first] = [walk.pages[index]?.items.at(-1), items[0]]
    const status = getString(first?.item, 'sessionStatus')
    return status !== undefined && getString(last?.item, 'sessionStatus') === status ? [status] : []
  })
  const tied = getWalkItems(walk).filter(({ item }) => spanning.includes(getString(item, 'sessionStatus') ?? ''))
  return { evidence: tied.length, violations }
}

function checkNoDuplicates(walk: Walk, reference: Walk | null): Judgement {
  const ids = getWalkItems(walk).map(({ id }) => id)
  const referenceIds = reference === null ? [] : getWalkItems(reference).map(({ id }) => id)
  const createViolation =
    (message: string) =>
    (id: string): Violation => {
      const page = walk.pages.findLast(({ items }) => items.some((item) => item.id === id)) ?? walk.pages[0]
      return { message, example: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
    }
  const repeated = findDuplicates(ids).map(createViolation('a session is repeated'))
  const omitted = findMissing(referenceIds, ids).map(createViolation('a session is omitted'))
  return { evidence: ids.length, violations: [...repeated, ...omitted] }
}

function checkWalkOrder(walk: Walk, direction: 'ascending' | 'descending'): Judgement {
  const [first] = walk.pages
  return first === undefined
    ? { evidence: 0, violations: [] }
    : checkOrder(keepFirstOccurrences(getWalkItems(walk)), direction, first.exchange)
}

function checkStatusGroups(walk: Walk): Judgement {
  const statuses = getWalkItems(walk).map(({ item }) => getString(item, 'sessionStatus') ?? '')
  const [first] = walk.pages
  if (first === undefined || new Set(statuses).size < 2) return { evidence: 0, violations: [] }
  const message = 'the sessions of a status are not contiguous'
  const scattered = findScatteredValues(statuses)
  const violations = scattered.map((example) => ({ message, example, exchange: first.exchange }))
  return { evidence: statuses.length, violations }
}

/** Compares the sort keys at each position, as far as both lists go; the order of tied sessions is undefined. */
function compareOrder(expected: readonly ListItem[], walk: Walk, message: string): Judgement {
  const [first] = walk.pages
  const actual = toKeyedItems(getWalkItems(walk))
  const compared = toKeyedItems(expected).slice(0, walk.isComplete ? undefined : actual.length)
  return checkEach(compared, ({ id, key }, index) =>
    first === undefined || actual[index]?.key === key
      ? null
      : { message, example: `position ${index + 1}: ${id}`, exchange: first.exchange },
  )
}

/** The number of pages of a walk, and of runs that start between two pages, some of them in this flow. */
const TARGET_PAGES = 5
const NEW_RUNS = 24
const MAX_PAGE_SIZE = 50

/** Checks of a walk while the list grows. */
export const concurrencyChecks: readonly Check[] = [
  defineCheck('PAGE-028', bestPractice, {
    needs: ['control'],
    title: 'A walk newest first omits no session while new ones are created',
    evidence: ['session that existed before the walk', 'run with --control <url>, with several pages of sessions'],
    run: checkDrift,
  }),
]

async function checkDrift(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  const base = await context.probeOnce(pageBase)
  const total = (await readNewestPage(context, base, MAX_PAGE_SIZE)).totalElements
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil(total / TARGET_PAGES)))
  const walkNewestFirst = async (betweenPages: () => Promise<unknown>): Promise<readonly SessionPage[]> => {
    const pages: SessionPage[] = []
    for (let index = 0; index < context.limits.pages; index++) {
      if (index > 0) await betweenPages()
      const page = await readNewestPage(context, base + index, size)
      pages.push(page)
      if (index + 1 >= countPages(page.totalElements, size)) break
    }
    return pages
  }
  const before = await walkNewestFirst(() => Promise.resolve())
  const moving = await walkNewestFirst(async () => await insert(NEW_RUNS))
  const last = moving.at(-1)
  // A list that grows faster than it can be walked has no end.
  const isEndless = moving.length >= context.limits.pages
  if (last === undefined || moving.length < 2 || isEndless) return { evidence: 0, violations: [] }
  const { exchange } = last
  const [expectedIds = [], actualIds = []] = [before, moving].map((pages) =>
    pages.flatMap(({ items }) => items.map(({ id }) => id)),
  )
  const omitted = findMissing(expectedIds, actualIds).map((example): Violation => {
    return { message: 'a session is omitted', example, exchange }
  })
  // Each new session shifts one session across each remaining page boundary.
  const addedCount = last.totalElements - total
  const repeated = findDuplicates(actualIds)
  const maxRepeats = addedCount * (moving.length - 1)
  const example = `${repeated.length} repeated, ${addedCount} new`
  const excess = repeated.length > maxRepeats ? [{ message: 'more repeated than new sessions', example, exchange }] : []
  return { evidence: addedCount > 0 ? expectedIds.length : 0, violations: [...omitted, ...excess] }
}

async function readNewestPage(context: CheckContext, number: number, size: number): Promise<SessionPage> {
  const query = { page: String(number), size: String(size), sortBy: 'createdAt', sortDesc: 'true' }
  const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query))
  if (!isSuccess(exchange)) throw createBlocked(`reading a page responded with ${exchange.status}`)
  return readPage(exchange)
}
