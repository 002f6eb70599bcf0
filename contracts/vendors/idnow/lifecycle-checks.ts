import type { Check } from '../../kit/check.ts'
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
import { isObject, type JsonObject, getString } from '../../kit/json.ts'
import { createdSession, buildNewestRequest, buildSessionRequest } from './sandbox.ts'
import { readScope, readSessions } from './sessions.ts'
import { newestFirst, sessions } from './walks.ts'

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
  createVisibilityCheck({ kind: 'vendor', statement: 'createSession' }, async ({ probeOnce }) => {
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
