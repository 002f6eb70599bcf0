import { bestPractice, citeVendor, informative, type Check, defineCheck } from '../../kit/check.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { groupBy, getPath, getString, isObject } from '../../kit/json.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { addMicroseconds, compareInstants, type Instant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, orderedList, readSessions, sessions } from './feed.ts'
import {
  createLifecycleChecks,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type Lifecycle,
} from '../../kit/checks/lifecycle.ts'
import { isSameId } from '../../kit/ids.ts'
import { polls } from './polling-checks.ts'
import { startedSession, requireStartedId } from './sandbox.ts'

const STATUSES = ['running', 'completed', 'expired', 'failed']

export const sessionChecks: readonly Check[] = [
  defineCheck('POLL-010', citeVendor('MUST', 'FlowSession.status'), {
    title: 'The status is one of running, completed, expired and failed',
    evidence: ['session', 'one session or more'],
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(sessions), ({ id, item, exchange }) => {
        if (STATUSES.includes(getString(item, 'status') ?? '')) return null
        const example = `${id}: ${JSON.stringify(getPath(item, 'status'))}`
        return { message: 'unknown status', pointer: '/*/status', example, exchange }
      }),
  }),
  defineCheck('POLL-011', bestPractice, {
    title: 'completed_at is set for completed sessions and not for running ones',
    evidence: ['completed or running session', 'a completed or a running session'],
    run: async ({ probeOnce }) => {
      return checkEach(withStatus(await probeOnce(sessions), 'completed', 'running'), ({ id, item, exchange }) => {
        const [status, ended] = [getString(item, 'status'), getPath(item, 'completed_at')]
        if ((status === 'completed') === (typeof ended === 'string')) return null
        const message = status === 'completed' ? 'completed without completed_at' : 'running with completed_at'
        return { message, pointer: '/*/completed_at', example: id, exchange }
      })
    },
  }),
  defineCheck('POLL-012', citeVendor('SHOULD', 'FlowSession.expires_at'), {
    title: 'expires_at is later than created_at, and no session is running past it',
    evidence: ['session with expires_at', 'a session with expires_at'],
    run: async (context) => {
      const listed = await context.probeOnce(sessions)
      const expiring = listed.filter(({ item }) => parseInstant(getString(item, 'expires_at')) !== null)
      return checkEach(expiring, (session) => findExpiryViolation(session, context))
    },
  }),
  defineCheck('POLL-014', citeVendor('MUST', 'FlowSession.context'), {
    title: 'The context is an object',
    evidence: ['session', 'one session or more'],
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
  }),
  defineCheck('POLL-051', bestPractice, {
    title: 'No time contradicts the status: expired sessions have expired, and nothing follows an end',
    evidence: ['ended session', 'a completed or an expired session'],
    run: async (context) =>
      checkEach(withStatus(await context.probeOnce(sessions), 'completed', 'expired'), (session) =>
        findContradiction(session, context),
      ),
  }),
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

/** Compares times of an ended session. A session may expire or end late by the grace period of the profile. */
function findContradiction({ id, item, exchange }: DatedItem, { profile }: CheckContext): Violation | null {
  const [ended, expires, last] = ['completed_at', 'expires_at', 'last_interaction_at'].map((name) =>
    parseInstant(getString(item, name)),
  )
  const isAfter = (left: Instant | null | undefined, right: Instant | null | undefined, seconds: number): boolean =>
    Boolean(left && right && compareInstants(left, addMicroseconds(right, BigInt(seconds) * 1_000_000n)) > 0)
  const { graceSeconds } = profile
  const violation = { pointer: '/*/expires_at', example: id, exchange }
  if (getString(item, 'status') === 'expired') {
    if (isAfter(expires, toInstant(readServerTime(exchange)), graceSeconds))
      return { ...violation, message: 'expired, but expires_at is in the future' }
    return isAfter(last, expires, graceSeconds) ? { ...violation, message: 'an interaction after expires_at' } : null
  }
  if (isAfter(ended, expires, graceSeconds)) return { ...violation, message: 'completed after it expired' }
  const pointer = '/*/last_interaction_at'
  return isAfter(last, ended, 1) ? { ...violation, pointer, message: 'an interaction after completed_at' } : null
}

/** Checks across sessions, and informative checks. */
export const sessionDetailChecks: readonly Check[] = [
  defineCheck('POLL-013', citeVendor('INFO', 'FlowSession.expires_at'), {
    title: 'All sessions of a flow have the same time to live, from creation or last interaction',
    evidence: ['flow with two sessions or more', 'two sessions of one flow'],
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
  }),
  defineCheck('POLL-025', bestPractice, {
    title: 'A flow or contact has one name throughout a response',
    evidence: ['flow or contact of several sessions', 'two sessions of one flow'],
    run: async ({ probeOnce }) => {
      const listed = await probeOnce(sessions)
      return mergeJudgements([checkNames(listed, 'flow'), checkNames(listed, 'contact')])
    },
  }),
  defineCheck('POLL-026', informative, {
    title: 'current_node_id is set for running sessions',
    evidence: ['running session', 'a running session'],
    run: async ({ probeOnce }) => {
      const running = withStatus(await probeOnce(sessions), 'running')
      return checkEach(running, ({ id, item, exchange }) =>
        typeof getPath(item, 'current_node_id') === 'string'
          ? null
          : { message: 'running without current_node_id', pointer: '/*/current_node_id', example: id, exchange },
      )
    },
  }),
  defineCheck('POLL-027', informative, {
    title: 'Pagination parameters are ignored',
    evidence: ['pagination parameter', 'two sessions or more'],
    run: checkPagingParameters,
  }),
]

function collectLifetimes(group: readonly DatedItem[], from: string): ReadonlySet<number> {
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

const lifecycle: Lifecycle = {
  transitions: { running: ['completed', 'expired', 'failed'] },
  readStatuses: (exchange) =>
    exchange.request.operation === 'newFlowTriggered'
      ? readSessions(exchange).map(({ id, item }) => ({
          id,
          status: getString(item, 'status') ?? '',
          endedAt: getString(item, 'completed_at') ?? null,
        }))
      : [],
  rereadProbe: polls,
  hasEndTime: true,
  hasCost: false,
}

export const lifecycleChecks: readonly Check[] = [
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    buildRequests: () => Promise.resolve([buildFeedRequest()]),
    intervalSeconds: [180],
    maxPolls: 60,
    minTransitions: 60,
    expectedTransitions: lifecycle.transitions,
  }),
  createVisibilityCheck('triggerFlow', async (context) => {
    const id = await requireStartedId(context)
    const [exchange] = (await context.probeOnce(startedSession)).listings
    return [{ id, exchange, isVisible: readSessions(exchange).some((session) => isSameId(session.id, id)) }]
  }),
]
