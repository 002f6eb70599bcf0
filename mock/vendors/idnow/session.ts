import type { components } from '../../../spec/generated/idnow.types.ts'
import { flowText } from '../../content/flavour.ts'
import { positionOf } from '../../http/quirk.ts'
import { toMilliseconds } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { Instant } from '../../world/instant.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { versionOf } from './flow.ts'
import { idsOf } from './ids.ts'
import { particularsOf } from './particulars.ts'
import { quirks } from './quirks.ts'

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

/** The step in which the outcome is decided. */
export const DECISION = 'decision'

/** A run as an item of the list. By data minimisation it says nothing about the person but the client's own reference. */
export function toSession(run: Run, world: World): Session {
  const ids = idsOf(world)
  return {
    sessionId: ids.session.encode(run.number, run.createdAt),
    sessionStatus: wireStatus[run.status],
    flowId: ids.flow.encode(run.flow.index),
    flowVersion: versionOf(run.flow),
    environment: run.environment,
    subjectId: subjectOf(run, world),
    outcome: outcomeOf(run, world),
    createdAt: toMilliseconds(run.createdAt),
    startedAt: stamp(startOf(run, world)),
    updatedAt: toMilliseconds(run.modifiedAt),
    completedAt: stamp(run.endedAt),
    expiresAt: stamp(expiryOf(run, world)),
    lastStep: lastStepOf(run, world),
  }
}

/** The decision; NO_OUTCOME for a session that ended without one, null for one that has not ended. */
export function outcomeOf(run: Run, world: World): string | null {
  if (run.endedAt === null) return null
  const outcome = run.outcome ?? NO_OUTCOME
  return positionOf(world, quirks.outcomeCase) === 'upper' ? outcome.toUpperCase() : outcome
}

function subjectOf(run: Run, world: World): string | null {
  const particulars = particularsOf(run)
  return particulars === undefined ? idsOf(world).subject(run.contact) : (particulars.subjectId ?? null)
}

function startOf(run: Run, world: World): Instant | null {
  const first = positionOf(world, quirks.startedAt) === 'first-step'
  return first || run.startedAt === null ? run.startedAt : run.createdAt
}

function expiryOf(run: Run, world: World): Instant | null {
  return run.endedAt !== null && positionOf(world, quirks.expiresAtOfEnded) === 'null' ? null : run.expiresAt
}

function stamp(at: Instant | null): string | null {
  return at === null ? null : toMilliseconds(at)
}

/** The last step that ran: none before the start, a decision after the last, else the one that the session stands at. */
export function lastStepOf(run: Run, world: World): Session['lastStep'] {
  if (run.startedAt === null) return null
  if (run.status === 'completed') {
    if (run.outcome === 'accepted' && positionOf(world, quirks.lastStepOfAccepted) === 'left-out') return null
    return { stepId: DECISION, stepDescription: 'Decision on all steps', verdict: run.outcome }
  }
  const { questions } = flowText(flavour, world, run.flow.index)
  const stopped = run.status === 'expired' || run.status === 'failed' || run.status === 'cancelled'
  const step = questions[stopped ? run.repliesAt.length : run.repliesAt.length - 1]
  const verdict = stopped ? verdictAtEnd[run.status] : 'accepted'
  return { stepId: step?.key ?? 'welcome', stepDescription: step?.name ?? 'Welcome and consent', verdict }
}
