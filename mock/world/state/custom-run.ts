import type { Environment } from '../dataset/distribution.ts'
import type { PlannedOutcome } from '../model/outcome.ts'
import type { Flow } from '../model/flow.ts'
import { ceilToStep, type Instant, toInstant, addDuration, SECOND } from '../time/instant.ts'
import { EXPIRY_SWEEP_INTERVAL, type RunInstants } from '../model/timeline.ts'
import type { RunInput, Timeline } from '../model/run.ts'

/** A run as somebody tells it; what is left out takes its usual course. */
export interface CustomRun {
  readonly flow: number
  readonly contact: number
  readonly environment: Environment
  readonly input?: RunInput | null
  /** Else now. One in the future lets the run arrive then. */
  readonly createdAt?: Instant | null
  readonly startsAt?: Instant | null
  readonly repliesAt?: readonly Instant[] | null
  /** Else by chance, or, where instants are told, what comes of them. */
  readonly plannedOutcome?: PlannedOutcome | null
  readonly endsAt?: Instant | null
}

/** A told run that no vendor could tell of without contradicting itself; nothing was changed. */
export class InvalidRunError extends Error {
  override readonly name = 'UntrueRun'
  /** Which of the runs it is, from 0, and which member of it. */
  readonly index: number
  readonly member: string

  constructor(place: number, member: string, text: string) {
    super(text)
    this.index = place
    this.member = member
  }
}

const DEFAULT_REPLY_GAP = 30 * SECOND
const DEFAULT_END_DELAY = 10 * SECOND

/** Whether any instant after its creation is told; then nothing of its course is left to chance. */
function hasInstants({ startsAt = null, repliesAt = null, endsAt = null }: CustomRun): boolean {
  return startsAt !== null || repliesAt !== null || endsAt !== null
}

/** What the told run comes to; null when that is left to chance. */
export function resolveOutcome(customRun: CustomRun, flow: Flow): PlannedOutcome | null {
  if (customRun.plannedOutcome != null || !hasInstants(customRun)) return customRun.plannedOutcome ?? null
  const replies = customRun.repliesAt?.length ?? 0
  if (replies === flow.questions) return 'accepted'
  return replies === 0 ? 'never-answered' : 'expired-early'
}

/** The instants of a told run; those that nobody told as its usual course has them, or as they follow from the told ones. */
export function resolveInstants(customRun: CustomRun, timeline: Timeline): RunInstants {
  if (!hasInstants(customRun) || timeline.plannedOutcome === 'never-started')
    return { startsAt: timeline.startsAt, repliesAt: timeline.repliesAt, endsAt: timeline.endsAt }
  const startsAt = customRun.startsAt ?? timeline.createdAt
  const repliesAt = customRun.repliesAt ?? computeDefaultReplies(customRun, timeline, startsAt)
  return { startsAt, repliesAt, endsAt: customRun.endsAt ?? computeDefaultEnd(timeline, repliesAt, startsAt) }
}

/** Answers that nobody told: for a completed run, evenly until its end. */
function computeDefaultReplies(
  { endsAt = null }: CustomRun,
  { plannedOutcome, flow }: Timeline,
  startsAt: Instant,
): readonly Instant[] {
  if (plannedOutcome !== 'accepted' && plannedOutcome !== 'rejected') return []
  const gap = endsAt === null ? DEFAULT_REPLY_GAP : (endsAt - startsAt) / flow.questions
  return Array.from({ length: flow.questions }, (_, reply) => toInstant(startsAt + Math.floor(gap * (reply + 1))))
}

function computeDefaultEnd(
  { plannedOutcome, flow, createdAt }: Timeline,
  replies: readonly Instant[],
  startsAt: Instant,
): Instant {
  const last = replies.at(-1)
  if (plannedOutcome === 'accepted' || plannedOutcome === 'rejected') return last ?? startsAt
  if (plannedOutcome === 'failed' || plannedOutcome === 'interrupted')
    return addDuration(last ?? startsAt, DEFAULT_END_DELAY)
  return ceilToStep(addDuration(last ?? createdAt, flow.timeToLive), EXPIRY_SWEEP_INTERVAL)
}

/** What a told run is judged by. */
export interface CustomRunBounds {
  /** Which of the runs it is, from 0. */
  readonly index: number
  readonly flow: Flow
  /** When the run is made. */
  readonly createdAt: Instant
  /** The flows of the world did not exist before. */
  readonly earliest: Instant
}

/** @throws {UntrueRun} for a run that contradicts itself, its flow or the world */
export function assertValidRun(customRun: CustomRun, bounds: CustomRunBounds): void {
  const { flow, createdAt, earliest, index } = bounds
  const reject = (member: string, text: string): never => {
    throw new InvalidRunError(index, member, text)
  }
  if (createdAt < earliest) reject('createdAt', 'the flows of this world were not published yet; give a later instant')
  if (!hasInstants(customRun)) return
  const plannedOutcome = resolveOutcome(customRun, flow)
  if (plannedOutcome === 'never-started')
    reject('end', 'a run that never ends is never taken up; tell no startedAt, repliesAt or endedAt')
  const startsAt = customRun.startsAt ?? createdAt
  if (startsAt < createdAt) reject('startedAt', 'a flow cannot take a run up before the run was created')
  const replies = customRun.repliesAt ?? []
  const completes = plannedOutcome === 'accepted' || plannedOutcome === 'rejected'
  if (customRun.repliesAt != null && completes && replies.length !== flow.questions)
    reject('repliesAt', `a run of this flow is completed by ${flow.questions} answers, not by ${replies.length}`)
  if (!completes && replies.length >= flow.questions)
    reject(
      'repliesAt',
      `with ${flow.questions} answers a run of this flow is completed; give fewer, or end "completed"`,
    )
  assertReplyGaps(replies, { ...bounds, startsAt }, reject)
  assertValidEnd(
    { ...customRun, plannedOutcome },
    { flow, startsAt, lastReply: replies.at(-1) ?? null, createdAt },
    reject,
  )
}

type Reject = (member: string, text: string) => never

function assertReplyGaps(
  replies: readonly Instant[],
  { flow, startsAt, createdAt }: CustomRunBounds & { readonly startsAt: Instant },
  refuse: Reject,
): void {
  let before = startsAt
  let since = createdAt
  for (const at of replies) {
    if (at < before) refuse('repliesAt', 'answers come in order, and not before the flow took the run up')
    if (at >= addDuration(since, flow.timeToLive))
      refuse(
        'repliesAt',
        `after ${flow.timeToLive / (60 * SECOND)} minutes without an answer a run of this flow expires`,
      )
    before = at
    since = at
  }
}

interface EndBounds {
  readonly flow: Flow
  readonly startsAt: Instant
  readonly lastReply: Instant | null
  readonly createdAt: Instant
}

function assertValidEnd(
  customRun: CustomRun,
  { flow, startsAt, lastReply, createdAt }: EndBounds,
  refuse: Reject,
): void {
  const { endsAt = null, plannedOutcome = null } = customRun
  if (endsAt === null) return
  const expiresAt = addDuration(lastReply ?? createdAt, flow.timeToLive)
  if (endsAt < (lastReply ?? startsAt))
    refuse('endedAt', 'a run cannot end before its last answer, or before it was taken up')
  if (plannedOutcome === 'accepted' || plannedOutcome === 'rejected') {
    if (lastReply !== null && endsAt !== lastReply)
      refuse('endedAt', 'a run is completed by its last answer; give that instant')
    if (lastReply === null && endsAt - startsAt >= flow.timeToLive)
      refuse('endedAt', 'say with repliesAt when the answers came, for this is longer than the flow waits for one')
  } else if (isExpiringOutcome(plannedOutcome) && endsAt < expiresAt) {
    refuse('endedAt', `a run expires ${flow.timeToLive / (60 * SECOND)} minutes after the last answer at the earliest`)
  } else if (!isExpiringOutcome(plannedOutcome) && endsAt >= addDuration(expiresAt, EXPIRY_SWEEP_INTERVAL)) {
    refuse('endedAt', 'by then the run would have expired; give an earlier instant, or end "expired"')
  }
}

function isExpiringOutcome(plannedOutcome: PlannedOutcome | null): boolean {
  return plannedOutcome === 'never-answered' || plannedOutcome === 'expired-early' || plannedOutcome === 'expired-late'
}
