import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { flowContent, getFlowVersion } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

type Session = components['schemas']['Session']
type SessionPath = operations['readSession']['parameters']['path']

/** The fields of a creation that only IDnow has; a run stores them as its vendor data. */
export interface SessionInput {
  readonly subjectId?: string
  readonly redirectUrl?: string
  readonly state?: string
  readonly metadata: JsonObject
}

/** Returns the vendor data of a session that was created through this API; undefined for any other run. */
export function readSessionInput({ input }: Run): SessionInput | undefined {
  // createSession is the only writer of vendor data.
  return input?.vendorData as SessionInput | undefined
}

export const wireStatus = {
  queued: 'CREATED',
  running: 'RUNNING',
  completed: 'COMPLETED',
  expired: 'EXPIRED',
  failed: 'ERROR',
  cancelled: 'ABORTED',
} as const satisfies Record<Status, Session['sessionStatus']>

/** The verdict of the last step of a session that ended without a decision. */
const endVerdict = { expired: 'expired', failed: 'failed', cancelled: 'aborted' } as const

/** The id of the step that decides the outcome. */
export const DECISION_STEP = 'decision'

/** Serializes a run as a row of the list; it has no personal data but the client's own subject id. */
export function serializeSession(run: Run, world: World): Session {
  const ids = getIds(world)
  return {
    sessionId: ids.session.encode(run.number, run.createdAt),
    sessionStatus: wireStatus[run.status],
    flowId: ids.flow.encode(run.flow.index),
    flowVersion: getFlowVersion(run.flow),
    environment: run.environment,
    subjectId: getSubjectId(run, world),
    outcome: getOutcome(run, world),
    createdAt: formatIsoMilliseconds(run.createdAt),
    startedAt: formatInstant(getStartedAt(run, world)),
    updatedAt: formatIsoMilliseconds(run.modifiedAt),
    completedAt: formatInstant(run.endedAt),
    expiresAt: formatInstant(getExpiresAt(run, world)),
    lastStep: getLastStep(run, world),
  }
}

/** Returns the decision; NO_OUTCOME for a session that ended without one, null for one that has not ended. */
export function getOutcome(run: Run, world: World): string | null {
  if (run.endedAt === null) return null
  const outcome = run.outcome ?? 'NO_OUTCOME'
  return getQuirkPosition(world, quirks['idnow.outcome-case']) === 'upper' ? outcome.toUpperCase() : outcome
}

function getSubjectId(run: Run, world: World): string | null {
  const input = readSessionInput(run)
  return input === undefined ? getIds(world).subject(run.contact) : (input.subjectId ?? null)
}

function getStartedAt(run: Run, world: World): Instant | null {
  const isFirstStep = getQuirkPosition(world, quirks['idnow.started-at']) === 'first-step'
  return isFirstStep || run.startedAt === null ? run.startedAt : run.createdAt
}

function getExpiresAt(run: Run, world: World): Instant | null {
  return run.endedAt !== null && getQuirkPosition(world, quirks['idnow.expires-at-of-ended']) === 'null'
    ? null
    : run.expiresAt
}

function formatInstant(at: Instant | null): string | null {
  return at === null ? null : formatIsoMilliseconds(at)
}

/** Returns the decision of a completed session, else the step that the session is at; null before the first step. */
export function getLastStep(run: Run, world: World): NonNullable<Session['lastStep']> | null {
  if (run.startedAt === null) return null
  if (run.status === 'completed') {
    if (run.outcome === 'accepted' && getQuirkPosition(world, quirks['idnow.last-step-of-accepted']) === 'left-out')
      return null
    return { stepId: DECISION_STEP, stepDescription: 'Decision on all steps', verdict: run.outcome }
  }
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const hasStopped = run.status === 'expired' || run.status === 'failed' || run.status === 'cancelled'
  const step = questions[hasStopped ? run.repliesAt.length : run.repliesAt.length - 1]
  const verdict = hasStopped ? endVerdict[run.status] : 'accepted'
  return { stepId: step?.key ?? 'welcome', stepDescription: step?.name ?? 'Welcome and consent', verdict }
}

/**
 * Returns the run that a path names.
 * @throws {Problem} "not-found"
 */
export function requireSession({ environment, sessionId }: SessionPath, world: World): Run {
  const number = getIds(world).session.decode(sessionId.toLowerCase())
  const run = number === undefined ? undefined : world.findRun(number)
  if (run?.environment === environment) return run
  const note = run === undefined ? 'there is no such session' : `the session belongs to ${run.environment}`
  throw new Problem('not-found', { text: 'Session not found', note })
}
