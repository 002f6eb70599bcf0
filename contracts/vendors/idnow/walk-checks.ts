import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import {
  checkOrder,
  keepFirstOccurrences,
  type ListItem,
  type ListPage,
  toKeyedItems,
} from '../../kit/checks/list-order.ts'
import { requireControl } from '../../kit/control.ts'
import { isSuccess } from '../../kit/http/exchange.ts'
import { getString } from '../../kit/json.ts'
import { countPages, findDuplicates, findMissing } from '../../kit/oracles/list-items.ts'
import { findScatteredValues } from '../../kit/oracles/order.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { readTotal } from './sandbox.ts'
import { buildSessionsRequest, readScope, readSessions } from './sessions.ts'
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

const sortBySource: CheckSource = { kind: 'vendor', statement: 'listSessions?sortBy' }
const sortDescSource: CheckSource = { kind: 'vendor', statement: 'listSessions?sortDesc' }
const MORE_PAGES = 'more sessions than fit on one page'

/** All pages together: everything once, in the order that was asked for, however it is cut. */
export const walkChecks: readonly Check[] = [
  {
    id: 'PAGE-007',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Page.totalElements' },
    title: 'All pages together hold totalElements different sessions',
    unit: 'session of a whole walk',
    hint: 'one session or more',
    run: async ({ probeOnce }) => {
      const walk = await probeOnce(oldestFirst)
      requireUnchanged(walk)
      requireComplete(walk)
      const distinct = new Set(getWalkItems(walk).map(({ id }) => id)).size
      const last = walk.pages.at(-1)
      if (last === undefined || distinct === last.totalElements) return { evidence: distinct, violations: [] }
      const example = `${distinct} sessions, totalElements ${last.totalElements}`
      const what = 'the pages do not add up'
      return {
        evidence: distinct,
        violations: [{ message: what, pointer: '/page/totalElements', example: example, exchange: last.exchange }],
      }
    },
  },
  {
    id: 'PAGE-008',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions?page' },
    title: 'No session comes on two pages of a set that does not move',
    unit: 'session of a walk of several pages',
    hint: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const walk = await probeOnce(oldestFirst)
      requireUnchanged(walk)
      return walk.pages.length < 2 ? { evidence: 0, violations: [] } : checkNoDuplicates(walk, null)
    },
  },
  {
    id: 'PAGE-009',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions?size' },
    title: 'The size of the pages does not change the sequence',
    unit: 'place in the sequence',
    hint: MORE_PAGES,
    run: async ({ probeOnce }) => {
      const [one, other] = [await probeOnce(oldestFirst), await probeOnce(oldestFirstOtherSize)]
      requireUnchanged(one, other)
      return compareSequence(getWalkItems(one), other, 'another session stands here with pages of another size')
    },
  },
  {
    id: 'PAGE-013',
    level: 'MUST',
    source: sortBySource,
    title: 'sortBy=createdAt sorts by creation in both directions, also from page to page',
    unit: 'pair of neighbours',
    hint: 'two sessions or more',
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  },
  {
    id: 'PAGE-014',
    level: 'MUST',
    source: sortBySource,
    title: 'sortBy=status keeps equal statuses together in both directions, also from page to page',
    unit: 'session of a walk by status',
    hint: 'sessions of two statuses',
    run: async ({ probeOnce }) => {
      const [one, other] = [await probeOnce(byStatus), await probeOnce(byStatusDescending)]
      requireUnchanged(one, other)
      return mergeJudgements([checkStatusGroups(one), checkStatusGroups(other)])
    },
  },
  {
    id: 'PAGE-015',
    level: 'MUST',
    source: sortDescSource,
    title: 'sortDesc turns the sequence around, ties aside',
    unit: 'place in the sequence',
    hint: 'two sessions or more',
    run: async ({ probeOnce }) => {
      const [forward, backward] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      requireUnchanged(forward, backward)
      requireComplete(forward, backward)
      const turned = getWalkItems(forward).toReversed()
      return compareSequence(turned, backward, 'another session stands here when the order is turned')
    },
  },
  {
    id: 'PAGE-016',
    level: 'MUST',
    source: sortBySource,
    title: 'Sorting by status neither loses nor doubles a session, whatever is tied',
    unit: 'session in a group of ties that spans a page boundary',
    hint: 'more sessions of one status than fit on one page',
    run: async ({ probeOnce }) => {
      const reference = await probeOnce(oldestFirst)
      return mergeJudgements([
        await checkCompleteness(reference, byStatus, probeOnce),
        await checkCompleteness(reference, byStatusDescending, probeOnce),
      ])
    },
  },
]

type ProbeOnce = <Value>(observation: Probe<Value>) => Promise<Value>

async function checkCompleteness(reference: Walk, sorted: Probe<Walk>, probeOnce: ProbeOnce): Promise<Judgement> {
  const walk = await probeOnce(sorted)
  requireUnchanged(reference, walk)
  // Of a walk that was cut short nobody can say what is lost, only what came twice.
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
  const lost =
    reference === null
      ? []
      : findMissing(
          getWalkItems(reference).map(({ id }) => id),
          ids,
        )
  const createViolation =
    (what: string) =>
    (id: string): Violation => {
      const page = walk.pages.findLast(({ items }) => items.some((item) => item.id === id)) ?? walk.pages[0]
      return { message: what, example: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
    }
  return {
    evidence: ids.length,
    violations: [
      ...findDuplicates(ids).map(createViolation('a session comes twice')),
      ...lost.map(createViolation('a session is lost')),
    ],
  }
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
  const { violations } = checkEach(findScatteredValues(statuses), (status) => ({
    message: 'a status comes back',
    example: status,
    exchange: first.exchange,
  }))
  return { evidence: statuses.length, violations }
}

/** Compares by the key of each place, as far as both sides go: which of several tied sessions stands there is left open. */
function compareSequence(due: readonly ListItem[], walk: Walk, what: string): Judgement {
  const [first] = walk.pages
  const seen = toKeyedItems(getWalkItems(walk))
  const expected = toKeyedItems(due).slice(0, walk.isComplete ? undefined : seen.length)
  return checkEach(expected, ({ id, key }, index) =>
    first === undefined || seen[index]?.key === key
      ? null
      : { message: what, example: `place ${index + 1}: ${id}`, exchange: first.exchange },
  )
}

/** Pages to cut the sessions into, and runs that begin between two of them, of which some are of this flow. */
const TARGET_PAGES = 5
const NEW_RUNS = 24
const MAX_PAGE_SIZE = 50

/** What a walk over numbered pages shows while the list grows. */
export const concurrencyChecks: readonly Check[] = [
  {
    id: 'PAGE-028',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    needs: ['control'],
    title: 'Newest first, sessions that come during a walk push others to the next page, and nothing is lost',
    unit: 'session that was there before the walk',
    hint: 'a control adapter that lets sessions begin, and several pages',
    run: checkDrift,
  },
]

async function checkDrift(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  const base = await context.probeOnce(pageBase)
  const [first] = await readNewestPage(context, { number: base, size: MAX_PAGE_SIZE })
  const total = first === undefined ? 0 : readTotal(first.exchange)
  const size = Math.min(MAX_PAGE_SIZE, Math.max(2, Math.ceil(total / TARGET_PAGES)))
  const before = await walkNewestFirst(context, { firstPage: base, size, betweenPages: () => Promise.resolve() })
  const moving = await walkNewestFirst(context, {
    firstPage: base,
    size,
    betweenPages: async () => await insert(NEW_RUNS),
  })
  const [expectedIds, seen] = [before, moving].map((pages) => pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const last = moving.at(-1)
  // A list that grows faster than it can be walked has no end to judge by.
  const endless = moving.length >= context.limits.pages
  if (expectedIds === undefined || seen === undefined || last === undefined || moving.length < 2 || endless)
    return { evidence: 0, violations: [] }
  const addedCount = readTotal(last.exchange) - total
  const again = findDuplicates(seen)
  const lost = findMissing(expectedIds, seen).map((example): Violation => ({
    message: 'a session is lost',
    example: example,
    exchange: last.exchange,
  }))
  // Each newcomer pushes one session over each boundary that is still to come.
  const maxRepeats = addedCount * (moving.length - 1)
  const example = `${again.length} repeats, ${addedCount} newcomers`
  const many =
    again.length > maxRepeats ? [{ message: 'more repeats than newcomers', example, exchange: last.exchange }] : []
  return { evidence: addedCount > 0 ? expectedIds.length : 0, violations: [...lost, ...many] }
}

interface WalkOptions {
  readonly firstPage: number
  readonly size: number
  readonly betweenPages: () => Promise<unknown>
}

async function walkNewestFirst(
  context: CheckContext,
  { firstPage, size, betweenPages }: WalkOptions,
): Promise<readonly ListPage[]> {
  const pages: ListPage[] = []
  for (let index = 0; index < context.limits.pages; index++) {
    if (index > 0) await betweenPages()
    const [one] = await readNewestPage(context, { number: firstPage + index, size })
    if (one === undefined) break
    pages.push(one)
    if (index + 1 >= countPages(readTotal(one.exchange), size)) break
  }
  return pages
}

async function readNewestPage(
  context: CheckContext,
  { number, size }: { readonly number: number; readonly size: number },
): Promise<readonly ListPage[]> {
  const query = { page: String(number), size: String(size), sortBy: 'createdAt', sortDesc: 'true' }
  const exchange = await context.client.sendRequest(buildSessionsRequest(readScope(context), query))
  if (!isSuccess(exchange)) throw createBlocked(`a page answered ${exchange.status}`)
  return [{ exchange, items: readSessions(exchange) }]
}
