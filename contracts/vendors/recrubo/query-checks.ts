import type { Check } from '../../kit/check.ts'
import { refusalCheck } from '../../kit/checks/errors.ts'
import { firstOccurrences, keyed, orderOf } from '../../kit/checks/order.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { missing } from '../../kit/oracles/sets.ts'
import { isSuccess } from '../../kit/exchange.ts'
import { listCall, MEDIA_TYPE, readCall } from './flow-runs.ts'
import { newestFirst, oldestFirst, oneThread, runsOfWalk, threadOf, type Walk } from './walks.ts'

const unsupported = (
  id: string,
  reference: string,
  title: string,
): Pick<Check, 'id' | 'level' | 'source' | 'title' | 'unit' | 'remedy'> => ({
  id,
  level: 'MUST',
  source: { kind: 'standard', reference },
  title,
  unit: 'request that must be refused',
  remedy: 'let the run ask',
})

/** What the query does: negotiation, order, filters. */
export const queryChecks: readonly Check[] = [
  refusalCheck(
    unsupported(
      'JAPI-021',
      'JSON:API 1.1, Content Negotiation: response-not-acceptable',
      'An Accept that has JSON:API only with foreign parameters answers 406',
    ),
    {
      calls: () => [{ ...listCall({}, 'invalid'), headers: { Accept: `${MEDIA_TYPE}; flowtwin=1` } }],
      holds: ({ status }) => status === 406,
      due: '406',
    },
  ),
  refusalCheck(
    unsupported('JAPI-041', 'JSON:API 1.1, Sorting: sorting-not-supported', 'An unsupported sort answers 400'),
    {
      calls: () => [listCall({ sort: 'flowtwinNothing' }, 'invalid')],
      holds: ({ status }) => status === 400,
      due: '400',
    },
  ),
  {
    id: 'JAPI-042',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Sorting: sorting-order' },
    title: 'Sorting by createdAt is obeyed from page to page, and a minus turns it around',
    unit: 'pair of neighbours',
    remedy: 'two flow runs or more',
    judge: async ({ observe }) =>
      together([order(await observe(oldestFirst), 'ascending'), order(await observe(newestFirst), 'descending')]),
  },
  refusalCheck(
    unsupported(
      'JAPI-043',
      'JSON:API 1.1, Query Parameters: unrecognized implementation-specific parameters',
      'An unknown parameter in lower-case letters answers 400',
    ),
    { calls: () => [listCall({ flowtwin: '1' }, 'invalid')], holds: ({ status }) => status === 400, due: '400' },
  ),
  {
    id: 'JAPI-044',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunFilter.messageThreadId' },
    title: 'filter[messageThreadId] gives the runs of that thread, all of them and no others',
    unit: 'run that matches or was let through',
    remedy: 'runs of two message threads',
    judge: threadFilter,
  },
]

function order(walk: Walk, direction: 'ascending' | 'descending'): Judgement {
  const [first] = walk.pages
  const runs = firstOccurrences(runsOfWalk(walk))
  if (first === undefined || keyed(runs).length < 2) return { evidence: 0, violations: [] }
  return orderOf(runs, direction, first.exchange)
}

async function threadFilter(context: Context): Promise<Judgement> {
  const [reference, filtered] = [await context.observe(oldestFirst), await context.observe(oneThread)]
  if (filtered === null) return { evidence: 0, violations: [] }
  const { thread, walk } = filtered
  const sound = walk.pages.map(({ items, exchange }) =>
    judgeEach(items, (run) =>
      threadOf(run) === thread ? null : { what: 'a run of another thread', witness: run.id, exchange },
    ),
  )
  const due = walk.whole ? runsOfWalk(reference).filter((run) => threadOf(run) === thread) : []
  const lost = missing(
    due.map(({ id }) => id),
    runsOfWalk(walk).map(({ id }) => id),
  )
  return together([...sound, { evidence: due.length, violations: await confirmed(lost, walk, context) }])
}

/** Of runs that a walk lacks those that still exist: one that was deleted meanwhile is no loss. */
async function confirmed(lost: readonly string[], walk: Walk, { client }: Context): Promise<readonly Violation[]> {
  const violations: Violation[] = []
  for (const id of lost.slice(0, 3)) {
    const [first] = walk.pages
    const exists = isSuccess(await client.send(readCall(id, {}, 'open')))
    if (exists && first !== undefined)
      violations.push({ what: 'a run of the thread is missing', witness: id, exchange: first.exchange })
  }
  return violations
}
