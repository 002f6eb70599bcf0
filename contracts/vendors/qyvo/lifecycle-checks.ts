import type { Check } from '../../kit/check.ts'
import {
  createLifecycleChecks,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type Lifecycle,
} from '../../kit/checks/lifecycle.ts'
import { getString } from '../../kit/json.ts'
import { isSameId } from '../../kit/ids.ts'
import { buildFeedRequest, readSessions } from './feed.ts'
import { polls } from './polls.ts'
import { startedSession, requireStartedId } from './sandbox.ts'

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
  createVisibilityCheck({ kind: 'vendor', statement: 'triggerFlow' }, async (context) => {
    const id = await requireStartedId(context)
    const [exchange] = (await context.probeOnce(startedSession)).listings
    return [{ id, exchange, isVisible: readSessions(exchange).some((session) => isSameId(session.id, id)) }]
  }),
]
