import { bestPractice, citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { isSameId } from '../../kit/ids.ts'
import { readScope, readSessions } from './sessions.ts'
import { oldestFirst, sessions, newestFirst } from './walks.ts'
import {
  createLifecycleChecks,
  createStatusAgreementCheck,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type ItemStatus,
  type Lifecycle,
  type StatusComparison,
} from '../../kit/checks/lifecycle.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { createdSession, buildNewestRequest, buildSessionRequest } from './sandbox.ts'

const FINAL_STATUSES = ['COMPLETED', 'EXPIRED', 'ERROR', 'ABORTED']
/** The statuses in which a session has certainly started; in others it may have ended before its start. */
const STARTED_STATUSES = ['RUNNING', 'COMPLETED']
const perSession = { evidence: ['session', 'one session or more'] } as const

export const sessionChecks: readonly Check[] = [
  defineCheck('PAGE-019', citeVendor('SHOULD', 'Session.flowId'), {
    ...perSession,
    title: 'Every session belongs to the flow in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        isSameId(getString(item, 'flowId'), readScope(context).flowId)
          ? null
          : { message: 'the session belongs to another flow', pointer: '/content/*/flowId' },
      ),
  }),
  defineCheck('PAGE-020', citeVendor('MUST', 'Session.environment'), {
    ...perSession,
    title: 'Every session belongs to the environment in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        getString(item, 'environment') === readScope(context).environment
          ? null
          : { message: 'the session belongs to another environment', pointer: '/content/*/environment' },
      ),
  }),
  defineCheck('PAGE-023', bestPractice, {
    ...perSession,
    title: 'No page lists a session twice',
    run: async ({ probeOnce }) =>
      mergeJudgements(
        (await probeOnce(oldestFirst)).pages.map(({ items, exchange }) => {
          const message = 'the session is listed twice on one page'
          const duplicates = findDuplicates(items.map(({ id }) => id))
          return { evidence: items.length, violations: duplicates.map((example) => ({ message, example, exchange })) }
        }),
      ),
  }),
  defineCheck('PAGE-024', citeVendor('SHOULD', 'Session.completedAt'), {
    ...perSession,
    title: 'completedAt is set exactly in a final status, and only completed sessions have an outcome',
    run: (context) => checkEachSession(context, findEndViolation),
  }),
  defineCheck('PAGE-025', citeVendor('SHOULD', 'Session.startedAt'), {
    ...perSession,
    title: 'startedAt is null only before the start, and expiresAt is null or later than createdAt',
    run: (context) => checkEachSession(context, findTimestampViolation),
  }),
  defineCheck('PAGE-026', citeVendor('SHOULD', 'listSessions'), {
    title: 'A session whose outcome is not accepted has a lastStep with stepId and verdict',
    evidence: ['session with an outcome other than accepted', 'a rejected session'],
    run: async ({ probeOnce }) =>
      checkEach((await probeOnce(sessions)).filter(isRejected), ({ id, item, exchange }) =>
        getString(item, 'lastStep', 'stepId') !== undefined && getString(item, 'lastStep', 'verdict') !== undefined
          ? null
          : { message: 'lastStep has no stepId or no verdict', pointer: '/content/*/lastStep', example: id, exchange },
      ),
  }),
  defineCheck('PAGE-027', citeVendor('MUST', 'Session.flowVersion'), {
    ...perSession,
    title: 'flowVersion is an integer of 1 or more',
    run: (context) =>
      checkEachSession(context, ({ item }) => {
        const version = getPath(item, 'flowVersion')
        return Number.isInteger(version) && Number(version) >= 1
          ? null
          : { message: 'flowVersion is not an integer of 1 or more', pointer: '/content/*/flowVersion' }
      }),
  }),
]

type ItemViolation = Omit<Violation, 'exchange' | 'example'>

async function checkEachSession(
  { probeOnce }: CheckContext,
  validate: (session: DatedItem) => ItemViolation | null,
): Promise<Judgement> {
  return checkEach(await probeOnce(sessions), (session) => {
    const violation = validate(session)
    return violation === null ? null : { ...violation, example: session.id, exchange: session.exchange }
  })
}

function findEndViolation({ item }: DatedItem): ItemViolation | null {
  const [status = '', outcome] = [getString(item, 'sessionStatus'), getString(item, 'outcome')]
  const isFinal = FINAL_STATUSES.includes(status)
  if (isFinal !== (getString(item, 'completedAt') !== undefined)) {
    const message = isFinal ? 'a final status without completedAt' : 'completedAt before the end'
    return { message, pointer: '/content/*/completedAt' }
  }
  const isDecided = outcome !== undefined && outcome.toUpperCase() !== 'NO_OUTCOME'
  return isDecided && status !== 'COMPLETED'
    ? { message: `an outcome while ${status}`, pointer: '/content/*/outcome' }
    : null
}

function findTimestampViolation({ item }: DatedItem): ItemViolation | null {
  const [expires, created] = [parseInstant(getString(item, 'expiresAt')), parseInstant(getString(item, 'createdAt'))]
  const isStarted = STARTED_STATUSES.includes(getString(item, 'sessionStatus') ?? '')
  if (isStarted && getString(item, 'startedAt') === undefined)
    return { message: 'a started session without startedAt', pointer: '/content/*/startedAt' }
  return expires !== null && created !== null && compareInstants(expires, created) <= 0
    ? { message: 'expires before it was created', pointer: '/content/*/expiresAt' }
    : null
}

/** Checks for an outcome other than accepted. AMB-D3: sessions without an outcome may have no step. */
function isRejected({ item }: DatedItem): boolean {
  const outcome = getString(item, 'outcome')?.toUpperCase()
  return outcome !== undefined && outcome !== 'ACCEPTED' && outcome !== 'NO_OUTCOME'
}

const lifecycle: Lifecycle = {
  transitions: {
    CREATED: ['RUNNING', 'EXPIRED', 'ABORTED', 'ERROR'],
    RUNNING: ['COMPLETED', 'EXPIRED', 'ERROR', 'ABORTED'],
  },
  readStatuses,
  rereadProbe: newestFirst,
  hasEndTime: true,
  hasCost: false,
}

export const lifecycleChecks: readonly Check[] = [
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    buildRequests: (context) => Promise.resolve([buildNewestRequest(readScope(context))]),
    intervalSeconds: [300],
    maxPolls: 60,
    minTransitions: 20,
    // CREATED lasts only seconds, and few sessions are aborted.
    expectedTransitions: { RUNNING: ['COMPLETED', 'EXPIRED'] },
  }),
  createStatusAgreementCheck(lifecycle, async (context) => {
    const listed = await context.probeOnce(sessions)
    const sample = [listed.at(-1), listed[Math.floor(listed.length / 2)]].filter((session) => session !== undefined)
    const pairs: StatusComparison[] = []
    for (const { id, item } of sample) {
      const exchange = await context.client.sendRequest(buildSessionRequest(readScope(context).environment, id))
      pairs.push(...readStatuses(exchange).map((single) => ({ listed: toItemStatus(item), single, exchange })))
    }
    return pairs
  }),
  createVisibilityCheck('createSession', async ({ probeOnce }) => {
    const { id, after } = await probeOnce(createdSession)
    return [{ id, exchange: after, isVisible: readSessions(after).some((session) => session.id === id) }]
  }),
]

function readStatuses(exchange: Exchange): readonly ItemStatus[] {
  const { request, body } = exchange
  if (request.operation === 'listSessions') return readSessions(exchange).map(({ item }) => toItemStatus(item))
  return request.operation === 'readSession' && isSuccess(exchange) && isObject(body) ? [toItemStatus(body)] : []
}

function toItemStatus(session: JsonObject): ItemStatus {
  const status = getString(session, 'sessionStatus') ?? ''
  return { id: getString(session, 'sessionId') ?? '', status, endedAt: getString(session, 'completedAt') ?? null }
}
