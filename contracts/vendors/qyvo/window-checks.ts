import type { Check, Source } from '../../kit/check.ts'
import { orderOf } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, together } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { repeated } from '../../kit/oracles/sets.ts'
import { feed, MOST, oneFlow, sessionsOf } from './feed.ts'

const source: Source = { kind: 'vendor', statement: 'newFlowTriggered/200' }

/** The window that clients poll: its form, its size, its order. */
export const windowChecks: readonly Check[] = [
  {
    id: 'POLL-001',
    level: 'MUST',
    source,
    title: 'The feed is a bare array',
    unit: 'answer of the feed',
    remedy: 'let the run read the feed',
    judge: async (context) =>
      judgeEach(await reads(context), (exchange) =>
        Array.isArray(exchange.body) ? null : { what: 'the body is no array', pointer: '', exchange },
      ),
  },
  {
    id: 'POLL-002',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    title: 'The feed holds at most 100 sessions',
    unit: 'answer of the feed',
    remedy: 'let the run read the feed',
    judge: async (context) =>
      judgeEach(await arrays(context), (exchange) => {
        const count = sessionsOf(exchange).length
        return count <= MOST ? null : { what: `more than ${MOST} sessions`, witness: String(count), exchange }
      }),
  },
  {
    id: 'POLL-003',
    level: 'MUST',
    source,
    title: 'The newest session stands first: created_at never rises',
    unit: 'pair of neighbours',
    remedy: 'two sessions or more',
    judge: async (context) =>
      together((await arrays(context)).map((exchange) => orderOf(sessionsOf(exchange), 'descending', exchange))),
  },
  {
    id: 'POLL-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No session stands twice in one answer',
    unit: 'session of an answer',
    remedy: 'one session or more',
    judge: async (context) =>
      together(
        (await arrays(context)).map((exchange) => {
          const ids = sessionsOf(exchange).map(({ id }) => id)
          const { violations } = judgeEach(repeated(ids), (id) => ({
            what: 'a session stands twice',
            witness: id,
            exchange,
          }))
          return { evidence: ids.length, violations }
        }),
      ),
  },
]

async function reads(context: Context): Promise<readonly Exchange[]> {
  const one = await context.observe(oneFlow).catch(() => null)
  return [await context.observe(feed), ...(one === null ? [] : [one.filtered])].filter(
    (exchange) => isSuccess(exchange) && exchange.body !== undefined,
  )
}

async function arrays(context: Context): Promise<readonly Exchange[]> {
  return (await reads(context)).filter(({ body }) => Array.isArray(body))
}
