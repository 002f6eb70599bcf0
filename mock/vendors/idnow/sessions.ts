import type { components } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import type { Environment } from '../../world/dataset/distribution.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject, Run } from '../../world/model/run.ts'
import { findRunRef, readRun } from '../../world/state/view.ts'
import type { Instant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getFlowVersion } from './flows.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** What a client said when it created a session, besides the input. */
export interface SessionInput {
  readonly subjectId?: string
  readonly redirectUrl?: string
  readonly state?: string
  readonly metadata: JsonObject
}

/** As a run keeps them. */
export function serializeSessionInput({ metadata, ...rest }: SessionInput): JsonObject {
  return { ...rest, metadata }
}

/** The input of a session that was created through this API; undefined for any other run. */
export function readSessionInput({ input }: Run): SessionInput | undefined {
  // Only keptParticulars writes what this vendor reads; no other vendor keeps any for its runs.
  return input?.vendorData as SessionInput | undefined
}

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
const endVerdict = { expired: 'expired', failed: 'failed', cancelled: 'aborted' } as const

const NO_OUTCOME = 'NO_OUTCOME'

/** The step in which the outcome is decided. */
export const DECISION_STEP = 'decision'

/** A run as an item of the list. By data minimisation it says nothing about the person but the client's own reference. */
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

/** The decision; NO_OUTCOME for a session that ended without one, null for one that has not ended. */
export function getOutcome(run: Run, world: World): string | null {
  if (run.endedAt === null) return null
  const outcome = run.outcome ?? NO_OUTCOME
  return getQuirkPosition(world, quirks.outcomeCase) === 'upper' ? outcome.toUpperCase() : outcome
}

function getSubjectId(run: Run, world: World): string | null {
  const sessionInput = readSessionInput(run)
  return sessionInput === undefined ? getIds(world).subject(run.contact) : (sessionInput.subjectId ?? null)
}

function getStartedAt(run: Run, world: World): Instant | null {
  const isFirstStep = getQuirkPosition(world, quirks.startedAt) === 'first-step'
  return isFirstStep || run.startedAt === null ? run.startedAt : run.createdAt
}

function getExpiresAt(run: Run, world: World): Instant | null {
  return run.endedAt !== null && getQuirkPosition(world, quirks.expiresAtOfEnded) === 'null' ? null : run.expiresAt
}

function formatInstant(at: Instant | null): string | null {
  return at === null ? null : formatIsoMilliseconds(at)
}

/** The last step that ran: none before the start, a decision after the last, else the one that the session stands at. */
export function getLastStep(run: Run, world: World): Session['lastStep'] {
  if (run.startedAt === null) return null
  if (run.status === 'completed') {
    if (run.outcome === 'accepted' && getQuirkPosition(world, quirks.lastStepOfAccepted) === 'left-out') return null
    return { stepId: DECISION_STEP, stepDescription: 'Decision on all steps', verdict: run.outcome }
  }
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const hasStopped = run.status === 'expired' || run.status === 'failed' || run.status === 'cancelled'
  const step = questions[hasStopped ? run.repliesAt.length : run.repliesAt.length - 1]
  const verdict = hasStopped ? endVerdict[run.status] : 'accepted'
  return { stepId: step?.key ?? 'welcome', stepDescription: step?.name ?? 'Welcome and consent', verdict }
}

interface SessionPath {
  readonly environment: Environment
  readonly sessionId: string
}

/** The run that a path names. */
export function requireSession({ environment, sessionId }: SessionPath, { world, view }: HandlerContext): Run {
  const number = getIds(world).session.decode(sessionId.toLowerCase())
  const ref = number === undefined ? undefined : findRunRef(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  if (run?.environment === environment) return run
  const note = run === undefined ? 'there is no such session' : `the session belongs to ${run.environment}`
  throw new Problem('not-found', { text: 'Session not found', note })
}
