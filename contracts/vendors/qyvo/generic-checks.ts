import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { defineProbe, type CheckContext } from '../../kit/check-context.ts'
import { createSurvey } from '../../kit/checks/readable-api.ts'
import { buildFeedRequest, sessions } from './feed.ts'
import { type Check, bestPractice } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, getHeader, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../kit/outcome.ts'

export const survey = createSurvey({
  reads: {
    newFlowTriggered: () => ({}),
    newMessageReceived: () => ({}),
    me: () => ({}),
    listFlowOptions: () => ({}),
  },
  skippedReads: {
    newCampaignSent: 'its rows are not documented',
    newSequenceTriggered: 'its rows are not documented',
    ...Object.fromEntries(
      ['listSequenceOptions', 'listTemplateOptions', 'listTemplateVariables'].map((id) => [
        id,
        'the suite checks the sessions of flows, which do not use it',
      ]),
    ),
  },
  unusedActions: [
    'addTag',
    'removeTag',
    'listTags',
    'triggerSequence',
    'getSequence',
    'sendTextMessage',
    'sendTemplateMessage',
    'listTemplates',
    'getTemplate',
  ],
  listPath: [],
  getId: (item) => getString(item, 'id') ?? getNumber(item, 'id')?.toString(),
  createdAtPath: ['created_at'],
  updatedAtPath: ['last_interaction_at'],
  // Messages never change, and sessions no more once they have ended.
  isVersioned: (item) =>
    getString(item, 'direction') !== undefined ||
    ['completed', 'expired', 'failed'].includes(getString(item, 'status') ?? ''),
  joinedFields: ['flow_name', 'contact_name', 'contact_phone', 'contact_email'],
  detailReads: {},
  filters: [{ operation: 'newFlowTriggered', parameter: 'flow_id', getValue: (item) => getString(item, 'flow_id') }],
})

const invalidRequests = defineProbe<readonly InvalidRequest[]>('building a request with a malformed flow id', () =>
  Promise.resolve([{ request: buildFeedRequest({ flow_id: INVALID_VALUE }, 'invalid'), parameter: 'flow_id' }]),
)

/** Finds the newest session that has ended. */
const endedItem = defineProbe<EndedItem | null>('finding an ended session', async ({ probeOnce }) => {
  const ended = (await probeOnce(sessions)).find(({ item }) => getString(item, 'status') !== 'running')
  if (ended === undefined) return null
  return {
    request: buildFeedRequest(),
    findItem: (body) => getObjects(body).find((item) => getString(item, 'id') === ended.id),
  }
})

export const genericChecks = createGenericChecks({
  survey,
  equivalentQueries: [],
  invalidRequests,
  endedItem,
  tenantStatement: 'me',
})

const LIMIT = 'x-ratelimit-limit'
const REMAINING = 'x-ratelimit-remaining'

/** The rate limit headers of every success. Only the rate limits page documents them, so a target may send none. */
export const rateLimitChecks: readonly Check[] = [
  createRecordCheck('POLL-052', bestPractice, {
    title: 'Every success has X-RateLimit-Limit and X-RateLimit-Remaining, if any has',
    evidence: ['success of an operation', 'let the run send requests'],
    run: (context) =>
      checkEach(listSuccesses(context), (exchange): Violation | null => {
        const missing = [LIMIT, REMAINING].find((name) => getHeader(exchange, name) === null)
        const example = `${exchange.method} ${exchange.request.path}`
        return missing === undefined ? null : { message: `no ${missing}`, example, exchange }
      }),
  }),
  createRecordCheck('POLL-053', bestPractice, {
    title: 'X-RateLimit-Remaining counts down from X-RateLimit-Limit',
    evidence: ['pair of successive requests', 'let the run send requests'],
    run: checkCountdown,
  }),
]

function listSuccesses({ getExchanges }: CheckContext): readonly Exchange[] {
  const successes = getExchanges().filter(({ request, status }) => request.operation !== null && isSuccess({ status }))
  if (successes.some((exchange) => getHeader(exchange, REMAINING) !== null)) return successes
  throw createNotApplicable('the target sends no rate limit headers')
}

/** A window that moves on frees requests, and other clients use some, so single steps may go in both directions. */
function checkCountdown(context: CheckContext): Judgement {
  const counters = listSuccesses(context).flatMap((exchange) => {
    const [limit, remaining] = [LIMIT, REMAINING].map((name) => getHeader(exchange, name))
    return limit == null || remaining == null ? [] : [{ limit: Number(limit), remaining: Number(remaining), exchange }]
  })
  const bounds = counters.flatMap(({ limit, remaining, exchange }): readonly Violation[] => {
    const example = `${remaining} of ${limit}`
    return remaining >= 0 && remaining <= limit
      ? []
      : [{ message: 'remaining is not between 0 and the limit', example, exchange }]
  })
  // Near zero, each request waits until another one leaves the window.
  const steps = counters.slice(1).flatMap(({ remaining, limit }, index) => {
    const before = counters[index]?.remaining ?? 0
    return before * 20 < limit ? [] : [remaining - before]
  })
  const down = steps.filter((step) => step < 0).length
  const [first] = counters
  const isCounting = steps.length < MIN_STEPS || down * 2 > steps.length || first === undefined
  const message = 'remaining does not decrease with most requests'
  const example = `${down} of ${steps.length} steps`
  return {
    evidence: steps.length,
    violations: isCounting ? bounds : [...bounds, { message, example, exchange: first.exchange }],
  }
}

/** The fewest steps that show a direction. */
const MIN_STEPS = 10
