import type { Check, Source } from '../../kit/check.ts'
import { isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach } from '../../kit/finding.ts'
import { textAt } from '../../kit/json.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { blocked } from '../../kit/outcome.ts'
import { malformedFlow, MOST, oneFlow, sessionsOf, unknownFlow, window } from './feed.ts'

const source: Source = { kind: 'vendor', statement: 'newFlowTriggered?flow_id' }
const remedy = 'sessions of two flows among the newest 100'

/** What `flow_id` does. */
export const filterChecks: readonly Check[] = [
  {
    id: 'POLL-005',
    level: 'MUST',
    source,
    title: 'With flow_id every session is of that flow',
    unit: 'session in a filtered answer',
    remedy,
    judge: async ({ observe }) => {
      const read = await observe(oneFlow)
      if (read === null) return { evidence: 0, violations: [] }
      return judgeEach(sessionsOf(read.filtered), ({ id, item }, index) =>
        textAt(item, 'flow_id') === read.flow
          ? null
          : { what: 'a session of another flow', pointer: `/${index}/flow_id`, witness: id, exchange: read.filtered },
      )
    },
  },
  {
    id: 'POLL-006',
    level: 'MUST',
    source,
    title: 'With flow_id no session of that flow is missing, down to the end of the answer',
    unit: 'session of the flow in the unfiltered feed',
    remedy,
    judge: async ({ observe }) => {
      const read = await observe(oneFlow)
      if (read === null) return { evidence: 0, violations: [] }
      const filtered = sessionsOf(read.filtered)
      const tail = filtered.length < MOST ? null : readInstant(filtered.at(-1)?.stamp)
      // Present before and after: a session that left in between is no loss.
      const stayed = read.before.filter(({ id }) => read.after.some((later) => later.id === id))
      const due = stayed.filter(({ item, stamp }) => {
        const created = readInstant(stamp)
        if (textAt(item, 'flow_id') !== read.flow || created === null) return false
        return tail === null || compareInstants(created, tail) > 0
      })
      return judgeEach(due, ({ id, stamp }) =>
        filtered.some((session) => session.id === id)
          ? null
          : { what: 'a session of the flow is missing', witness: `${id} of ${stamp}`, exchange: read.filtered },
      )
    },
  },
  {
    id: 'POLL-008',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown flow has no sessions',
    unit: 'unknown flow',
    remedy: 'a session that an ignored filter would let through',
    judge: async ({ observe }) => {
      const [{ pages }, exchange] = [await observe(window), await observe(unknownFlow)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isSuccess(exchange) && exchange.body === undefined) throw blocked('the answer is no JSON')
      const empty = isSuccess(exchange) && Array.isArray(exchange.body) && exchange.body.length === 0
      // That an unknown flow is refused instead is as clear an answer.
      if (empty || isRefusal(exchange)) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ what: 'an unknown flow gets sessions', exchange }] }
    },
  },
  {
    id: 'POLL-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A malformed flow_id is refused or finds nothing',
    unit: 'malformed flow_id',
    remedy: 'a session that an ignored filter would let through',
    security: true,
    judge: async ({ observe }) => {
      const [{ pages }, exchange] = [await observe(window), await observe(malformedFlow)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isRefusal(exchange) || (isSuccess(exchange) && sessionsOf(exchange).length === 0)) {
        return { evidence: 1, violations: [] }
      }
      const what = isSuccess(exchange) ? 'a malformed flow_id gets sessions' : `status ${exchange.status}`
      return { evidence: 1, violations: [{ what, exchange }] }
    },
  },
]
