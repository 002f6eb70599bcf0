import type { Check, CheckSource } from '../../kit/check.ts'
import { isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach } from '../../kit/finding.ts'
import { getString } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instant.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { malformedFlowFeed, FEED_LIMIT, filteredFeed, readSessions, unknownFlowFeed, orderedList } from './feed.ts'

const filterSource: CheckSource = { kind: 'vendor', statement: 'newFlowTriggered?flow_id' }
const filterRemedy = 'sessions of two flows among the newest 100'

/** What `flow_id` does. */
export const filterChecks: readonly Check[] = [
  {
    id: 'POLL-005',
    level: 'MUST',
    source: filterSource,
    title: 'With flow_id every session is of that flow',
    unit: 'session in a filtered answer',
    remedy: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      return checkEach(readSessions(read.filtered), ({ id, item }, index) =>
        getString(item, 'flow_id') === read.flow
          ? null
          : {
              message: 'a session of another flow',
              pointer: `/${index}/flow_id`,
              witness: id,
              exchange: read.filtered,
            },
      )
    },
  },
  {
    id: 'POLL-006',
    level: 'MUST',
    source: filterSource,
    title: 'With flow_id no session of that flow is missing, down to the end of the answer',
    unit: 'session of the flow in the unfiltered feed',
    remedy: filterRemedy,
    run: async ({ probeOnce }) => {
      const read = await probeOnce(filteredFeed)
      if (read === null) return { evidence: 0, violations: [] }
      const filtered = readSessions(read.filtered)
      const tail = filtered.length < FEED_LIMIT ? null : parseInstant(filtered.at(-1)?.timestamp)
      // Present before and after: a session that left in between is no loss.
      const stayed = read.before.filter(({ id }) => read.after.some((later) => later.id === id))
      const due = stayed.filter(({ item, timestamp }) => {
        const created = parseInstant(timestamp)
        if (getString(item, 'flow_id') !== read.flow || created === null) return false
        return tail === null || compareInstants(created, tail) > 0
      })
      return checkEach(due, ({ id, timestamp }) =>
        filtered.some((session) => session.id === id)
          ? null
          : { message: 'a session of the flow is missing', witness: `${id} of ${timestamp}`, exchange: read.filtered },
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
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(unknownFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isSuccess(exchange) && exchange.body === undefined) throw createBlocked('the answer is no JSON')
      const empty = isSuccess(exchange) && Array.isArray(exchange.body) && exchange.body.length === 0
      // That an unknown flow is refused instead is as clear an answer.
      if (empty || isClientError(exchange)) return { evidence: 1, violations: [] }
      return { evidence: 1, violations: [{ message: 'an unknown flow gets sessions', exchange }] }
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
    run: async ({ probeOnce }) => {
      const [{ pages }, exchange] = [await probeOnce(orderedList), await probeOnce(malformedFlowFeed)]
      if (pages.every(({ items }) => items.length === 0)) return { evidence: 0, violations: [] }
      if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) {
        return { evidence: 1, violations: [] }
      }
      const what = isSuccess(exchange) ? 'a malformed flow_id gets sessions' : `status ${exchange.status}`
      return { evidence: 1, violations: [{ message: what, exchange }] }
    },
  },
]
