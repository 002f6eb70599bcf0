import type { Flow } from '../model/flow.ts'
import { isExpiring, type PlannedOutcome } from '../model/outcome.ts'
import { computeExpiry, type CustomRun, EXPIRY_SWEEP_INTERVAL, type RunInstants, type Timeline } from '../model/run.ts'
import { addDuration, type Instant, MINUTE, SECOND, toInstant } from '../time.ts'
import { InvalidRunError } from './operation.ts'

const DEFAULT_REPLY_GAP = 30 * SECOND
const DEFAULT_END_DELAY = 10 * SECOND

/** Returns whether any instant after the creation is given; then nothing about the run is random. */
function hasInstants({ startsAt = null, repliesAt = null, endsAt = null }: CustomRun): boolean {
  return startsAt !== null || repliesAt !== null || endsAt !== null
}

/** Returns the outcome of a custom run; null for a random one. */
export function resolveOutcome(customRun: CustomRun, flow: Flow): PlannedOutcome | null {
  if (customRun.plannedOutcome != null || !hasInstants(customRun)) return customRun.plannedOutcome ?? null
  const replies = customRun.repliesAt?.length ?? 0
  if (replies === flow.questions) return 'accepted'
  return replies === 0 ? 'never-answered' : 'expired-early'
}

/** Returns the instants of a custom run. Absent ones follow from the given ones, or are those of `timeline`. */
export function resolveInstants(customRun: CustomRun, timeline: Timeline): RunInstants {
  if (!hasInstants(customRun) || timeline.plannedOutcome === 'never-started') return timeline
  const startsAt = customRun.startsAt ?? timeline.createdAt
  const repliesAt = customRun.repliesAt ?? computeDefaultReplies(customRun, timeline, startsAt)
  return { startsAt, repliesAt, endsAt: customRun.endsAt ?? computeDefaultEnd(timeline, repliesAt, startsAt) }
}

/** Spreads the answers of a completed run evenly until its end. */
function computeDefaultReplies(
  { endsAt = null }: CustomRun,
  { plannedOutcome, flow }: Timeline,
  startsAt: Instant,
): readonly Instant[] {
  if (!isCompleting(plannedOutcome)) return []
  const gap = endsAt === null ? DEFAULT_REPLY_GAP : (endsAt - startsAt) / flow.questions
  return Array.from({ length: flow.questions }, (_, reply) => toInstant(startsAt + Math.floor(gap * (reply + 1))))
}

function computeDefaultEnd(
  { plannedOutcome, flow, createdAt }: Timeline,
  repliesAt: readonly Instant[],
  startsAt: Instant,
): Instant {
  const lastReply = repliesAt.at(-1)
  if (isCompleting(plannedOutcome)) return lastReply ?? startsAt
  return isExpiring(plannedOutcome)
    ? computeExpiry(flow, lastReply ?? createdAt)
    : addDuration(lastReply ?? startsAt, DEFAULT_END_DELAY)
}

/** The facts that a custom run is checked against. */
export interface CustomRunBounds {
  /** The place of the run in the operation, from 0. */
  readonly index: number
  readonly flow: Flow
  readonly createdAt: Instant
  /** The instant from which the flow exists. */
  readonly earliest: Instant
}

/** @throws {InvalidRunError} when the run contradicts itself, its flow or the world */
export function assertValidRun(customRun: CustomRun, { flow, createdAt, earliest, index }: CustomRunBounds): void {
  const reject: Reject = (member, message) => {
    throw new InvalidRunError(index, member, message)
  }
  if (createdAt < earliest) reject('createdAt', 'the flow was not published yet; give a later instant')
  if (!hasInstants(customRun)) return
  const plannedOutcome = resolveOutcome(customRun, flow)
  if (plannedOutcome === 'never-started')
    reject('end', 'a run that never ends never starts; leave out startedAt, repliesAt and endedAt')
  const startsAt = customRun.startsAt ?? createdAt
  if (startsAt < createdAt) reject('startedAt', 'a run cannot start before it was created')
  const repliesAt = customRun.repliesAt ?? []
  const { questions } = flow
  if (customRun.repliesAt != null && isCompleting(plannedOutcome) && repliesAt.length !== questions)
    reject('repliesAt', `a run of this flow completes with ${questions} answers, not ${repliesAt.length}`)
  if (!isCompleting(plannedOutcome) && repliesAt.length >= questions)
    reject('repliesAt', `a run of this flow completes with ${questions} answers; give fewer, or end "completed"`)
  const times = { flow, createdAt, startsAt, repliesAt }
  assertReplyGaps(times, reject)
  if (customRun.endsAt != null) assertValidEnd(customRun.endsAt, plannedOutcome, times, reject)
}

type Reject = (member: string, message: string) => void

interface RunTimes {
  readonly flow: Flow
  readonly createdAt: Instant
  readonly startsAt: Instant
  readonly repliesAt: readonly Instant[]
}

function assertReplyGaps({ flow, startsAt, createdAt, repliesAt }: RunTimes, reject: Reject): void {
  let earliest = startsAt
  let lastInteractionAt = createdAt
  for (const at of repliesAt) {
    if (at < earliest) reject('repliesAt', 'answers must be in order, and not before the start of the run')
    if (at >= addDuration(lastInteractionAt, flow.timeToLive))
      reject('repliesAt', `a run of this flow expires after ${toMinutes(flow)} minutes without an answer`)
    earliest = at
    lastInteractionAt = at
  }
}

function assertValidEnd(
  endsAt: Instant,
  plannedOutcome: PlannedOutcome | null,
  { flow, createdAt, startsAt, repliesAt }: RunTimes,
  reject: Reject,
): void {
  const lastReply = repliesAt.at(-1) ?? null
  const expiresAt = addDuration(lastReply ?? createdAt, flow.timeToLive)
  if (endsAt < (lastReply ?? startsAt)) reject('endedAt', 'a run cannot end before its start or its last answer')
  if (isCompleting(plannedOutcome)) {
    if (lastReply !== null && endsAt !== lastReply)
      reject('endedAt', 'a run completes with its last answer; give that instant')
    if (lastReply === null && endsAt - startsAt >= flow.timeToLive)
      reject('endedAt', 'the run would have expired before; give the instants of the answers in repliesAt')
  } else if (isExpiring(plannedOutcome) && endsAt < expiresAt) {
    reject('endedAt', `a run expires ${toMinutes(flow)} minutes after the last answer at the earliest`)
  } else if (!isExpiring(plannedOutcome) && endsAt >= addDuration(expiresAt, EXPIRY_SWEEP_INTERVAL)) {
    reject('endedAt', 'the run would have expired before; give an earlier instant, or end "expired"')
  }
}

function toMinutes(flow: Flow): number {
  return flow.timeToLive / MINUTE
}

function isCompleting(plannedOutcome: PlannedOutcome | null): boolean {
  return plannedOutcome === 'accepted' || plannedOutcome === 'rejected'
}
