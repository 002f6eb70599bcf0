import type { components } from '../../../spec/generated/idnow.types.ts'
import { flowText } from '../../content/flavour.ts'
import { toMilliseconds } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'

export type Session = components['schemas']['Session']

export const wireStatus = {
  queued: 'CREATED',
  running: 'RUNNING',
  completed: 'COMPLETED',
  expired: 'EXPIRED',
  failed: 'ERROR',
  cancelled: 'ABORTED',
} as const satisfies Record<Status, Session['sessionStatus']>

/** What the step came to at which a session ended without a decision. */
const verdictAtEnd = { expired: 'expired', failed: 'failed', cancelled: 'aborted' } as const

const NO_OUTCOME = 'NO_OUTCOME'

/** A run as an item of the list. By data minimisation it says nothing about the person but the client's own reference. */
export function toSession(run: Run, world: World): Session {
  const ids = idsOf(world)
  const ended = run.endedAt !== null
  return {
    sessionId: ids.session.encode(run.number, run.createdAt),
    sessionStatus: wireStatus[run.status],
    flowId: ids.flow.encode(run.flow.index),
    flowVersion: 1 + (run.flow.index % 3),
    environment: run.environment,
    subjectId: ids.subject(run.contact),
    outcome: ended ? (run.outcome ?? NO_OUTCOME) : null,
    createdAt: toMilliseconds(run.createdAt),
    startedAt: run.startedAt === null ? null : toMilliseconds(run.startedAt),
    updatedAt: toMilliseconds(run.modifiedAt),
    completedAt: run.endedAt === null ? null : toMilliseconds(run.endedAt),
    expiresAt: ended ? null : toMilliseconds(run.expiresAt),
    lastStep: lastStepOf(run, world),
  }
}

/** The last step that ran: none before the start, a decision after the last, else the one that the session stands at. */
function lastStepOf(run: Run, world: World): Session['lastStep'] {
  if (run.startedAt === null) return null
  if (run.status === 'completed') {
    return { stepId: 'decision', stepDescription: 'Decision on all steps', verdict: run.outcome }
  }
  const { questions } = flowText(flavour, world, run.flow.index)
  const stopped = run.status === 'expired' || run.status === 'failed' || run.status === 'cancelled'
  const step = questions[stopped ? run.repliesAt.length : run.repliesAt.length - 1]
  const verdict = stopped ? verdictAtEnd[run.status] : 'accepted'
  return { stepId: step?.key ?? 'welcome', stepDescription: step?.name ?? 'Welcome and consent', verdict }
}
