// Checks: POLL-010, POLL-011, POLL-012, POLL-013, POLL-014, POLL-025, POLL-026, POLL-027
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { groupBy } from '../../kit/group-by.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString, isObject } from '../../kit/json.ts'
import { addMicroseconds, compareInstants, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, orderedList, readSessions, sessions } from './feed.ts'

const STATUSES = ['running', 'completed', 'expired', 'failed']

export const sessionChecks: readonly Check[] = [
  {
    ...citeVendor('MUST', 'FlowSession.status'),
    id: 'POLL-010',
    title: 'The status is one of running, completed, expired and failed',
    unit: 'session',
    hint: 'one session or more',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(sessions), ({ id, item, exchange }) => {
        if (STATUSES.includes(getString(item, 'status') ?? '')) return null
        const example = `${id}: ${JSON.stringify(getPath(item, 'status'))}`
        return { message: 'unknown status', pointer: '/*/status', example, exchange }
      }),
  },
  {
    ...bestPractice,
    id: 'POLL-011',
    title: 'completed_at is set for completed sessions and not for running ones',
    unit: 'completed or running session',
    hint: 'a completed or a running session',
    run: async ({ probeOnce }) => {
      return checkEach(withStatus(await probeOnce(sessions), 'completed', 'running'), ({ id, item, exchange }) => {
        const [status, ended] = [getString(item, 'status'), getPath(item, 'completed_at')]
        if ((status === 'completed') === (typeof ended === 'string')) return null
        const message = status === 'completed' ? 'completed without completed_at' : 'running with completed_at'
        return { message, pointer: '/*/completed_at', example: id, exchange }
      })
    },
  },
  {
    ...citeVendor('SHOULD', 'FlowSession.expires_at'),
    id: 'POLL-012',
    title: 'expires_at is later than created_at, and no session is running past it',
    unit: 'session with expires_at',
    hint: 'a session with expires_at',
    run: async (context) => {
      const listed = await context.probeOnce(sessions)
      const expiring = listed.filter(({ item }) => parseInstant(getString(item, 'expires_at')) !== null)
      return checkEach(expiring, (session) => findExpiryViolation(session, context))
    },
  },
  {
    ...citeVendor('MUST', 'FlowSession.context'),
    id: 'POLL-014',
    title: 'The context is an object',
    unit: 'session',
    hint: 'one session or more',
    run: async ({ probeOnce, profile }) =>
      checkEach(await probeOnce(sessions), ({ id, item, exchange }): Violation | null => {
        const value = getPath(item, 'context')
        if (isObject(value)) return null
        const isEmptyArray = profile.emptyMapAsArray && Array.isArray(value) && value.length === 0
        const violation = { pointer: '/*/context', example: id, exchange }
        return isEmptyArray
          ? { ...violation, message: 'an empty context is an array', level: 'INFO' }
          : { ...violation, message: 'the context is not an object' }
      }),
  },
]

function withStatus(listed: readonly DatedItem[], ...statuses: readonly string[]): readonly DatedItem[] {
  return listed.filter(({ item }) => statuses.includes(getString(item, 'status') ?? ''))
}

function findExpiryViolation({ id, item, exchange }: DatedItem, { profile }: CheckContext): Violation | null {
  const [expires, created] = [parseInstant(getString(item, 'expires_at')), parseInstant(getString(item, 'created_at'))]
  if (expires === null) return null
  const violation = { pointer: '/*/expires_at', example: `${id} at ${getString(item, 'expires_at')}`, exchange }
  if (created !== null && compareInstants(expires, created) <= 0)
    return { ...violation, message: 'expires before it was created' }
  const latest = addMicroseconds(expires, BigInt(profile.graceSeconds) * 1_000_000n)
  const overdue =
    getString(item, 'status') === 'running' && compareInstants(toInstant(readServerTime(exchange)), latest) > 0
  return overdue ? { ...violation, message: `still running ${profile.graceSeconds} s after it expired` } : null
}

const informative = { ...bestPractice, level: 'INFO' } as const

/** Checks across sessions, and informative checks. */
export const sessionDetailChecks: readonly Check[] = [
  {
    ...citeVendor('INFO', 'FlowSession.expires_at'),
    id: 'POLL-013',
    title: 'All sessions of a flow have the same time to live, from creation or last interaction',
    unit: 'flow with two sessions or more',
    hint: 'two sessions of one flow',
    run: async ({ probeOnce }) => {
      const flows = groupBy(await probeOnce(sessions), ({ item }) => getString(item, 'flow_id') ?? '')
      const groups = [...flows.values()].filter((group) => group.length > 1)
      return checkEach(groups, (group) => {
        const [first] = group
        const isConstant = ['created_at', 'last_interaction_at'].some((from) => collectLifetimes(group, from).size <= 1)
        return isConstant || first === undefined
          ? null
          : { message: 'the time to live varies within the flow', example: first.id, exchange: first.exchange }
      })
    },
  },
  {
    ...bestPractice,
    id: 'POLL-025',
    title: 'A flow or contact has one name throughout a response',
    unit: 'flow or contact of several sessions',
    hint: 'two sessions of one flow',
    run: async ({ probeOnce }) => {
      const listed = await probeOnce(sessions)
      return mergeJudgements([checkNames(listed, 'flow'), checkNames(listed, 'contact')])
    },
  },
  {
    ...informative,
    id: 'POLL-026',
    title: 'current_node_id is set for running sessions',
    unit: 'running session',
    hint: 'a running session',
    run: async ({ probeOnce }) => {
      const running = withStatus(await probeOnce(sessions), 'running')
      return checkEach(running, ({ id, item, exchange }) =>
        typeof getPath(item, 'current_node_id') === 'string'
          ? null
          : { message: 'running without current_node_id', pointer: '/*/current_node_id', example: id, exchange },
      )
    },
  },
  {
    ...informative,
    id: 'POLL-027',
    title: 'Pagination parameters are ignored',
    unit: 'pagination parameter',
    hint: 'two sessions or more',
    run: checkPagingParameters,
  },
]

function collectLifetimes(group: readonly DatedItem[], from: string): ReadonlySet<bigint> {
  return new Set(
    group.flatMap(({ item }) => {
      const [start, end] = [parseInstant(getString(item, from)), parseInstant(getString(item, 'expires_at'))]
      return start === null || end === null ? [] : [end.seconds - start.seconds]
    }),
  )
}

function checkNames(listed: readonly DatedItem[], kind: string): Judgement {
  const groups = groupBy(listed, ({ item }) => getString(item, `${kind}_id`) ?? '')
  const repeated = [...groups].filter(([id, group]) => id !== '' && group.length > 1)
  return checkEach(repeated, ([id, group]) => {
    const distinct = new Set(group.map(({ item }) => JSON.stringify(getPath(item, `${kind}_name`))))
    const exchange = group[0]?.exchange
    if (distinct.size < 2 || exchange === undefined) return null
    const example = `${id}: ${[...distinct].join(', ')}`
    return { message: `the ${kind} has several names`, pointer: `/*/${kind}_name`, example, exchange }
  })
}

async function checkPagingParameters({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const before = (await probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  if (before.length < 2) return { evidence: 0, violations: [] }
  const queries = [{ limit: '1' }, { per_page: '1' }, { page: '2' }, { offset: '1' }, { cursor: '1' }]
  const requests = queries.map((query) => buildFeedRequest(query, 'open'))
  return checkEach(await sendAll(requests, { client }), (exchange) => {
    const items = isSuccess(exchange) ? readSessions(exchange) : []
    // New sessions shift the list down; a skipped page lacks the old head, a limited one is shorter.
    const isDifferent = items.length < before.length || !items.some(({ id }) => id === before[0]?.id)
    return isSuccess(exchange) && isDifferent
      ? { message: 'a pagination parameter changes the response', example: exchange.request.path, exchange }
      : null
  })
}
