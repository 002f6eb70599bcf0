import type { Check, CheckSource } from '../../kit/check.ts'
import { checkOrder } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { checkEach, mergeJudgements } from '../../kit/finding.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { findDuplicates } from '../../kit/oracles/sets.ts'
import { feed, FEED_LIMIT, filteredFeed, readSessions } from './feed.ts'

const feedSource: CheckSource = { kind: 'vendor', statement: 'newFlowTriggered/200' }

/** The window that clients poll: its form, its size, its order. */
export const feedChecks: readonly Check[] = [
  {
    id: 'POLL-001',
    level: 'MUST',
    source: feedSource,
    title: 'The feed is a bare array',
    unit: 'answer of the feed',
    remedy: 'let the run read the feed',
    run: async (context) =>
      checkEach(await readFeeds(context), (exchange) =>
        Array.isArray(exchange.body) ? null : { message: 'the body is no array', pointer: '', exchange },
      ),
  },
  {
    id: 'POLL-002',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'The feed holds at most 100 sessions',
    unit: 'answer of the feed',
    remedy: 'let the run read the feed',
    run: async (context) =>
      checkEach(await readArrays(context), (exchange) => {
        const count = readSessions(exchange).length
        return count <= FEED_LIMIT
          ? null
          : { message: `more than ${FEED_LIMIT} sessions`, witness: String(count), exchange }
      }),
  },
  {
    id: 'POLL-003',
    level: 'MUST',
    source: feedSource,
    title: 'The newest session stands first: created_at never rises',
    unit: 'pair of neighbours',
    remedy: 'two sessions or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => checkOrder(readSessions(exchange), 'descending', exchange)),
      ),
  },
  {
    id: 'POLL-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No session stands twice in one answer',
    unit: 'session of an answer',
    remedy: 'one session or more',
    run: async (context) =>
      mergeJudgements(
        (await readArrays(context)).map((exchange) => {
          const ids = readSessions(exchange).map(({ id }) => id)
          const { violations } = checkEach(findDuplicates(ids), (id) => ({
            message: 'a session stands twice',
            witness: id,
            exchange,
          }))
          return { evidence: ids.length, violations }
        }),
      ),
  },
]

async function readFeeds(context: CheckContext): Promise<readonly Exchange[]> {
  const one = await context.probeOnce(filteredFeed).catch(() => null)
  return [await context.probeOnce(feed), ...(one === null ? [] : [one.filtered])].filter(
    (exchange) => isSuccess(exchange) && exchange.body !== undefined,
  )
}

async function readArrays(context: CheckContext): Promise<readonly Exchange[]> {
  return (await readFeeds(context)).filter(({ body }) => Array.isArray(body))
}
