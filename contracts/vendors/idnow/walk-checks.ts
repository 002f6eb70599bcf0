import type { Check, Source } from '../../kit/check.ts'
import { firstOccurrences, keyed, orderOf, type SeenItem } from '../../kit/checks/order.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { textAt } from '../../kit/json.ts'
import type { Observation } from '../../kit/observation.ts'
import { scattered } from '../../kit/oracles/order.ts'
import { missing, repeated } from '../../kit/oracles/sets.ts'
import {
  byStatus,
  byStatusTurned,
  newestFirst,
  oldestFirst,
  oldestFirstCutOtherwise,
  requireQuiet,
  requireWhole,
  sessionsOfWalk,
  type Walk,
} from './walks.ts'

const sorting: Source = { kind: 'vendor', statement: 'listSessions?sortBy' }
const turning: Source = { kind: 'vendor', statement: 'listSessions?sortDesc' }
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
    judge: async ({ observe }) => {
      const walk = await observe(oldestFirst)
      requireQuiet(walk)
      requireWhole(walk)
      const distinct = new Set(sessionsOfWalk(walk).map(({ id }) => id)).size
      const last = walk.pages.at(-1)
      if (last === undefined || distinct === last.totalElements) return { evidence: distinct, violations: [] }
      const witness = `${distinct} sessions, totalElements ${last.totalElements}`
      const what = 'the pages do not add up'
      return {
        evidence: distinct,
        violations: [{ what, pointer: '/page/totalElements', witness, exchange: last.exchange }],
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
    judge: async ({ observe }) => {
      const walk = await observe(oldestFirst)
      requireQuiet(walk)
      return walk.pages.length < 2 ? { evidence: 0, violations: [] } : once(walk, null)
    },
  },
  {
    id: 'PAGE-009',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listSessions?size' },
    title: 'The size of the pages does not change the sequence',
    unit: 'place in the sequence',
    remedy: MORE_PAGES,
    judge: async ({ observe }) => {
      const [one, other] = [await observe(oldestFirst), await observe(oldestFirstCutOtherwise)]
      requireQuiet(one, other)
      return sameSequence(sessionsOfWalk(one), other, 'another session stands here with pages of another size')
    },
  },
  {
    id: 'PAGE-013',
    level: 'MUST',
    source: sorting,
    title: 'sortBy=createdAt sorts by creation in both directions, also from page to page',
    unit: 'pair of neighbours',
    remedy: 'two sessions or more',
    judge: async ({ observe }) =>
      together([ordered(await observe(oldestFirst), 'ascending'), ordered(await observe(newestFirst), 'descending')]),
  },
  {
    id: 'PAGE-014',
    level: 'MUST',
    source: sorting,
    title: 'sortBy=status keeps equal statuses together in both directions, also from page to page',
    unit: 'session of a walk by status',
    remedy: 'sessions of two statuses',
    judge: async ({ observe }) => {
      const [one, other] = [await observe(byStatus), await observe(byStatusTurned)]
      requireQuiet(one, other)
      return together([contiguous(one), contiguous(other)])
    },
  },
  {
    id: 'PAGE-015',
    level: 'MUST',
    source: turning,
    title: 'sortDesc turns the sequence around, ties aside',
    unit: 'place in the sequence',
    remedy: 'two sessions or more',
    judge: async ({ observe }) => {
      const [forward, backward] = [await observe(oldestFirst), await observe(newestFirst)]
      requireQuiet(forward, backward)
      requireWhole(forward, backward)
      const turned = sessionsOfWalk(forward).toReversed()
      return sameSequence(turned, backward, 'another session stands here when the order is turned')
    },
  },
  {
    id: 'PAGE-016',
    level: 'MUST',
    source: sorting,
    title: 'Sorting by status neither loses nor doubles a session, whatever is tied',
    unit: 'session in a group of ties that spans a page boundary',
    remedy: 'more sessions of one status than fit on one page',
    judge: async ({ observe }) => {
      const reference = await observe(oldestFirst)
      return together([await total(reference, byStatus, observe), await total(reference, byStatusTurned, observe)])
    },
  },
]

type Observe = <Value>(observation: Observation<Value>) => Promise<Value>

async function total(reference: Walk, sorted: Observation<Walk>, observe: Observe): Promise<Judgement> {
  const walk = await observe(sorted)
  requireQuiet(reference, walk)
  // Of a walk that was cut short nobody can say what is lost, only what came twice.
  const { violations } = once(walk, reference.whole && walk.whole ? reference : null)
  const spanning = walk.pages.slice(1).flatMap(({ items }, index) => {
    const [last, first] = [walk.pages[index]?.items.at(-1), items[0]]
    const status = textAt(first?.item, 'sessionStatus')
    return status !== undefined && textAt(last?.item, 'sessionStatus') === status ? [status] : []
  })
  const tied = sessionsOfWalk(walk).filter(({ item }) => spanning.includes(textAt(item, 'sessionStatus') ?? ''))
  return { evidence: tied.length, violations }
}

function once(walk: Walk, reference: Walk | null): Judgement {
  const ids = sessionsOfWalk(walk).map(({ id }) => id)
  const lost =
    reference === null
      ? []
      : missing(
          sessionsOfWalk(reference).map(({ id }) => id),
          ids,
        )
  const breach =
    (what: string) =>
    (id: string): Violation => {
      const page = walk.pages.findLast(({ items }) => items.some((item) => item.id === id)) ?? walk.pages[0]
      return { what, witness: id, ...(page === undefined ? {} : { exchange: page.exchange }) }
    }
  return {
    evidence: ids.length,
    violations: [...repeated(ids).map(breach('a session comes twice')), ...lost.map(breach('a session is lost'))],
  }
}

function ordered(walk: Walk, direction: 'ascending' | 'descending'): Judgement {
  const [first] = walk.pages
  return first === undefined
    ? { evidence: 0, violations: [] }
    : orderOf(firstOccurrences(sessionsOfWalk(walk)), direction, first.exchange)
}

function contiguous(walk: Walk): Judgement {
  const statuses = sessionsOfWalk(walk).map(({ item }) => textAt(item, 'sessionStatus') ?? '')
  const [first] = walk.pages
  if (first === undefined || new Set(statuses).size < 2) return { evidence: 0, violations: [] }
  const { violations } = judgeEach(scattered(statuses), (status) => ({
    what: 'a status comes back',
    witness: status,
    exchange: first.exchange,
  }))
  return { evidence: statuses.length, violations }
}

/** Compares by the key of each place, as far as both sides go: which of several tied sessions stands there is left open. */
function sameSequence(due: readonly SeenItem[], walk: Walk, what: string): Judgement {
  const [first] = walk.pages
  const seen = keyed(sessionsOfWalk(walk))
  const expected = keyed(due).slice(0, walk.whole ? undefined : seen.length)
  return judgeEach(expected, ({ id, key }, index) =>
    first === undefined || seen[index]?.key === key
      ? null
      : { what, witness: `place ${index + 1}: ${id}`, exchange: first.exchange },
  )
}
