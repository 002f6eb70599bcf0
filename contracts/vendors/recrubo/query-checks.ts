import type { Check } from '../../kit/check.ts'
import { createStatusCheck } from '../../kit/checks/errors.ts'
import { keepFirstOccurrences, toKeyedItems, checkOrder } from '../../kit/checks/order.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/finding.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { findMissing } from '../../kit/oracles/sets.ts'
import { isSuccess } from '../../kit/exchange.ts'
import { buildListRequest, MEDIA_TYPE, buildReadRequest } from './flow-runs.ts'
import { newestFirst, oldestFirst, threadWalk, getWalkItems, getThreadId, type Walk } from './walks.ts'

const describeRejection = (
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
  createStatusCheck(
    describeRejection(
      'JAPI-021',
      'JSON:API 1.1, Content Negotiation: response-not-acceptable',
      'An Accept that has JSON:API only with foreign parameters answers 406',
    ),
    {
      calls: () => [{ ...buildListRequest({}, 'invalid'), headers: { Accept: `${MEDIA_TYPE}; flowtwin=1` } }],
      holds: ({ status }) => status === 406,
      due: '406',
    },
  ),
  createStatusCheck(
    describeRejection('JAPI-041', 'JSON:API 1.1, Sorting: sorting-not-supported', 'An unsupported sort answers 400'),
    {
      calls: () => [buildListRequest({ sort: 'flowtwinNothing' }, 'invalid')],
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
    run: async ({ probeOnce }) =>
      mergeJudgements([
        checkWalkOrder(await probeOnce(oldestFirst), 'ascending'),
        checkWalkOrder(await probeOnce(newestFirst), 'descending'),
      ]),
  },
  createStatusCheck(
    describeRejection(
      'JAPI-043',
      'JSON:API 1.1, Query Parameters: unrecognized implementation-specific parameters',
      'An unknown parameter in lower-case letters answers 400',
    ),
    {
      calls: () => [buildListRequest({ flowtwin: '1' }, 'invalid')],
      holds: ({ status }) => status === 400,
      due: '400',
    },
  ),
  {
    id: 'JAPI-044',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunFilter.messageThreadId' },
    title: 'filter[messageThreadId] gives the runs of that thread, all of them and no others',
    unit: 'run that matches or was let through',
    remedy: 'runs of two message threads',
    run: checkThreadFilter,
  },
]

function checkWalkOrder(walk: Walk, direction: 'ascending' | 'descending'): Judgement {
  const [first] = walk.pages
  const runs = keepFirstOccurrences(getWalkItems(walk))
  if (first === undefined || toKeyedItems(runs).length < 2) return { evidence: 0, violations: [] }
  return checkOrder(runs, direction, first.exchange)
}

async function checkThreadFilter(context: CheckContext): Promise<Judgement> {
  const [reference, filtered] = [await context.probeOnce(oldestFirst), await context.probeOnce(threadWalk)]
  if (filtered === null) return { evidence: 0, violations: [] }
  const { thread, walk } = filtered
  const sound = walk.pages.map(({ items, exchange }) =>
    checkEach(items, (run) =>
      getThreadId(run) === thread ? null : { message: 'a run of another thread', witness: run.id, exchange },
    ),
  )
  const due = walk.isComplete ? getWalkItems(reference).filter((run) => getThreadId(run) === thread) : []
  const lost = findMissing(
    due.map(({ id }) => id),
    getWalkItems(walk).map(({ id }) => id),
  )
  return mergeJudgements([...sound, { evidence: due.length, violations: await confirmMissing(lost, walk, context) }])
}

/** Of runs that a walk lacks those that still exist: one that was deleted meanwhile is no loss. */
async function confirmMissing(
  lost: readonly string[],
  walk: Walk,
  { client }: CheckContext,
): Promise<readonly Violation[]> {
  const violations: Violation[] = []
  for (const id of lost.slice(0, 3)) {
    const [first] = walk.pages
    const exists = isSuccess(await client.sendRequest(buildReadRequest(id, {}, 'open')))
    if (exists && first !== undefined)
      violations.push({ message: 'a run of the thread is missing', witness: id, exchange: first.exchange })
  }
  return violations
}
