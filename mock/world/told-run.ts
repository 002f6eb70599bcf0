import type { Environment } from './deck.ts'
import type { Fate } from './fate.ts'
import type { Flow } from './flow.ts'
import { ceilTo, type Instant, instant, plus, SECOND } from './instant.ts'
import { SWEEP, type Timeline } from './plan.ts'
import type { Given, Plan } from './run.ts'

/** A run as somebody tells it; what is left out takes its usual course. */
export interface ToldRun {
  readonly flow: number
  readonly contact: number
  readonly environment: Environment
  readonly given?: Given | null
  /** Else now. One in the future lets the run arrive then. */
  readonly createdAt?: Instant | null
  readonly startsAt?: Instant | null
  readonly repliesAt?: readonly Instant[] | null
  /** Else by chance, or, where instants are told, what comes of them. */
  readonly fate?: Fate | null
  readonly endsAt?: Instant | null
}

/** A told run that no vendor could tell of without contradicting itself; nothing was changed. */
export class UntrueRun extends Error {
  override readonly name = 'UntrueRun'
  /** Which of the runs it is, from 0, and which member of it. */
  readonly place: number
  readonly member: string

  constructor(place: number, member: string, text: string) {
    super(text)
    this.place = place
    this.member = member
  }
}

const ANSWERS_EVERY = 30 * SECOND
const ENDS_AFTER = 10 * SECOND

/** Whether any instant after its creation is told; then nothing of its course is left to chance. */
function isTimed({ startsAt = null, repliesAt = null, endsAt = null }: ToldRun): boolean {
  return startsAt !== null || repliesAt !== null || endsAt !== null
}

/** What the told run comes to; null when that is left to chance. */
export function toldFate(told: ToldRun, flow: Flow): Fate | null {
  if (told.fate != null || !isTimed(told)) return told.fate ?? null
  const replies = told.repliesAt?.length ?? 0
  if (replies === flow.questions) return 'accepted'
  return replies === 0 ? 'silent' : 'lapsed-early'
}

/** The instants of a told run; those that nobody told as its usual course has them, or as they follow from the told ones. */
export function toldTimeline(told: ToldRun, plan: Plan): Timeline {
  if (!isTimed(told) || plan.fate === 'stuck')
    return { startsAt: plan.startsAt, repliesAt: plan.repliesAt, endsAt: plan.endsAt }
  const startsAt = told.startsAt ?? plan.createdAt
  const repliesAt = told.repliesAt ?? usualReplies(told, plan, startsAt)
  return { startsAt, repliesAt, endsAt: told.endsAt ?? usualEnd(plan, repliesAt, startsAt) }
}

/** Answers that nobody told: for a completed run, evenly until its end. */
function usualReplies({ endsAt = null }: ToldRun, { fate, flow }: Plan, startsAt: Instant): readonly Instant[] {
  if (fate !== 'accepted' && fate !== 'rejected') return []
  const gap = endsAt === null ? ANSWERS_EVERY : (endsAt - startsAt) / flow.questions
  return Array.from({ length: flow.questions }, (_, reply) => instant(startsAt + Math.floor(gap * (reply + 1))))
}

function usualEnd({ fate, flow, createdAt }: Plan, replies: readonly Instant[], startsAt: Instant): Instant {
  const last = replies.at(-1)
  if (fate === 'accepted' || fate === 'rejected') return last ?? startsAt
  if (fate === 'failed' || fate === 'interrupted') return plus(last ?? startsAt, ENDS_AFTER)
  return ceilTo(plus(last ?? createdAt, flow.timeToLive), SWEEP)
}

/** What a told run is judged by. */
export interface Bounds {
  /** Which of the runs it is, from 0. */
  readonly place: number
  readonly flow: Flow
  /** When the run is made. */
  readonly createdAt: Instant
  /** The flows of the world did not exist before. */
  readonly earliest: Instant
}

/** @throws {UntrueRun} for a run that contradicts itself, its flow or the world */
export function refuseUntrue(told: ToldRun, bounds: Bounds): void {
  const { flow, createdAt, earliest, place } = bounds
  const refuse = (member: string, text: string): never => {
    throw new UntrueRun(place, member, text)
  }
  if (createdAt < earliest) refuse('createdAt', 'the flows of this world were not published yet; give a later instant')
  if (!isTimed(told)) return
  const fate = toldFate(told, flow)
  if (fate === 'stuck')
    refuse('end', 'a run that never ends is never taken up; tell no startedAt, repliesAt or endedAt')
  const startsAt = told.startsAt ?? createdAt
  if (startsAt < createdAt) refuse('startedAt', 'a flow cannot take a run up before the run was created')
  const replies = told.repliesAt ?? []
  const completes = fate === 'accepted' || fate === 'rejected'
  if (told.repliesAt != null && completes && replies.length !== flow.questions)
    refuse('repliesAt', `a run of this flow is completed by ${flow.questions} answers, not by ${replies.length}`)
  if (!completes && replies.length >= flow.questions)
    refuse(
      'repliesAt',
      `with ${flow.questions} answers a run of this flow is completed; give fewer, or end "completed"`,
    )
  refuseGaps(replies, { ...bounds, startsAt }, refuse)
  refuseEnd({ ...told, fate }, { flow, startsAt, last: replies.at(-1) ?? null, createdAt }, refuse)
}

type Refuse = (member: string, text: string) => never

function refuseGaps(
  replies: readonly Instant[],
  { flow, startsAt, createdAt }: Bounds & { readonly startsAt: Instant },
  refuse: Refuse,
): void {
  let before = startsAt
  let since = createdAt
  for (const at of replies) {
    if (at < before) refuse('repliesAt', 'answers come in order, and not before the flow took the run up')
    if (at >= plus(since, flow.timeToLive))
      refuse(
        'repliesAt',
        `after ${flow.timeToLive / (60 * SECOND)} minutes without an answer a run of this flow expires`,
      )
    before = at
    since = at
  }
}

interface Ending {
  readonly flow: Flow
  readonly startsAt: Instant
  readonly last: Instant | null
  readonly createdAt: Instant
}

function refuseEnd(told: ToldRun, { flow, startsAt, last, createdAt }: Ending, refuse: Refuse): void {
  const { endsAt = null, fate = null } = told
  if (endsAt === null) return
  const silence = plus(last ?? createdAt, flow.timeToLive)
  if (endsAt < (last ?? startsAt))
    refuse('endedAt', 'a run cannot end before its last answer, or before it was taken up')
  if (fate === 'accepted' || fate === 'rejected') {
    if (last !== null && endsAt !== last) refuse('endedAt', 'a run is completed by its last answer; give that instant')
    if (last === null && endsAt - startsAt >= flow.timeToLive)
      refuse('endedAt', 'say with repliesAt when the answers came, for this is longer than the flow waits for one')
  } else if (endOfSilence(fate) && endsAt < silence) {
    refuse('endedAt', `a run expires ${flow.timeToLive / (60 * SECOND)} minutes after the last answer at the earliest`)
  } else if (!endOfSilence(fate) && endsAt >= plus(silence, SWEEP)) {
    refuse('endedAt', 'by then the run would have expired; give an earlier instant, or end "expired"')
  }
}

function endOfSilence(fate: Fate | null): boolean {
  return fate === 'silent' || fate === 'lapsed-early' || fate === 'lapsed-late'
}
