import type { Check, CheckSource } from '../../kit/check.ts'
import { keepFirstOccurrences, toKeyedItems, checkOrder, type ListItem } from '../../kit/checks/order.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/finding.ts'
import { getString } from '../../kit/json.ts'
import type { Probe } from '../../kit/observation.ts'
import { findScatteredValues } from '../../kit/oracles/order.ts'
import { findMissing, findDuplicates } from '../../kit/oracles/sets.ts'
import {
  byStatus,
  byStatusDescending,
  newestFirst,
  oldestFirst,
  oldestFirstOtherSize,
  requireUnchanged,
  requireComplete,
  getWalkItems,
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
    remedy: 'one session or more',
    run: async ({ probeOnce }) => {
      const walk = await probeOnce(oldestFirst)
      requireUnchanged(walk)
      requireComplete(walk)
      const distinct = new Set(getWalkItems(walk).map(({ id }) => id)).size
      const last = walk.pages.at(-1)
      if (last === undefined || distinct === last.totalElements) return { evidence: distinct, violations: [] }
      const witness = `${distinct} sessions, totalElements ${last.totalElements}`
      const what = 'the pages do not add up'
      return {
        evidence: distinct,
        violations: [{ message: what, pointer: '/page/totalElements', witness, exchange: last.exchange }],
      }
    },
  },
  {
    id: 'PAGE-008',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions?page' },
    title: 'No session comes on two pages of a set that does not move',
    unit: 'session of a walk of several pages',
    remedy: MORE_PAGES,
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
    remedy: MORE_PAGES,
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
    remedy: 'two sessions or more',
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
    remedy: 'sessions of two statuses',
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
    remedy: 'two sessions or more',
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
    remedy: 'more sessions of one status than fit on one page',
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

async function checkCompleteness(reference: Walk, sorted: Probe<Walk>, observe: ProbeOnce): Promise<Judgement> {
  const walk = await observe(sorted)
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
      return { message: what, witness: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
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
    witness: status,
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
      : { message: what, witness: `place ${index + 1}: ${id}`, exchange: first.exchange },
  )
}
