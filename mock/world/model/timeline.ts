import { randomFraction, type RandomKey } from '../random.ts'
import { endStatusOf, type PlannedOutcome, countReplies } from './outcome.ts'
import { type Flow, MAX_TIME_TO_LIVE } from './flow.ts'
import {
  ceilToStep,
  type Duration,
  type Instant,
  toInstant,
  MINUTE,
  NEVER,
  addDuration,
  SECOND,
} from '../time/instant.ts'

/** When the things that a fate brings will happen to a run, as long as nobody interferes. */
export interface RunInstants {
  /** The flow takes the run up and sends its first question; never for a stuck run. */
  readonly startsAt: Instant
  /** The contact's answers, in order. */
  readonly repliesAt: readonly Instant[]
  readonly endsAt: Instant
}

/** Expired runs are ended together, once a minute, as the vendors' own sweeps do. */
export const EXPIRY_SWEEP_INTERVAL = MINUTE

/** No run is active longer than this, except the stuck ones, whose modification never moves. */
export const MAX_RUN_DURATION: Duration = MAX_TIME_TO_LIVE + MAX_TIME_TO_LIVE / 2 + 3 * MINUTE

const START_FIELD = 1
const END_FIELD = 2
const REPLY_FIELD = 16
const MIN_REPLY_GAP = 4 * SECOND

/** What a timeline is drawn from. */
export interface TimelineInput {
  readonly key: RandomKey
  /** The draw index: one per run. */
  readonly drawIndex: number
  readonly flow: Flow
  readonly plannedOutcome: PlannedOutcome
  readonly createdAt: Instant
  /** Whether every answer takes as long as the flow has patience for it. */
  readonly isSlow?: boolean
}

/** The instants of one course. */
export function computeInstants(input: TimelineInput): RunInstants {
  const startsAt = computeStart(input)
  if (startsAt === NEVER) return { startsAt, repliesAt: [], endsAt: NEVER }
  const repliesAt: Instant[] = []
  const count = countReplies(input.plannedOutcome, input.flow.questions)
  let last: Instant = startsAt
  for (let reply = 0; reply < count; reply++) {
    last = addDuration(last, computeReplyGap(input, reply))
    repliesAt.push(last)
  }
  return { startsAt, repliesAt, endsAt: computeEndAfter(input, startsAt, last) }
}

/** The instant at which a course ends, without the list of its replies: what the windows of the queries scan. */
export function computeEnd(input: TimelineInput): Instant {
  const startsAt = computeStart(input)
  if (startsAt === NEVER) return NEVER
  const count = countReplies(input.plannedOutcome, input.flow.questions)
  let last = startsAt
  for (let reply = 0; reply < count; reply++) last = addDuration(last, computeReplyGap(input, reply))
  return computeEndAfter(input, startsAt, last)
}

/** The instant at which a flow takes a run up; never for one that stays queued. */
export function computeStart(input: TimelineInput): Instant {
  if (input.plannedOutcome === 'never-started') return NEVER
  return addDuration(
    input.createdAt,
    1 + Math.floor(SECOND * (0.4 + 5 * randomFraction(input.key, input.drawIndex, START_FIELD))),
  )
}

/** Most people answer at once, a few take a good part of the flow's patience; all answers fit in half of it. */
function computeReplyGap(input: TimelineInput, reply: number): Duration {
  const slowness = input.isSlow === true ? 1 : randomFraction(input.key, input.drawIndex, REPLY_FIELD + reply)
  const patience = input.flow.timeToLive / 2 / input.flow.questions
  return MIN_REPLY_GAP + Math.floor(slowness ** 3 * (patience - MIN_REPLY_GAP))
}

function computeEndAfter(input: TimelineInput, startsAt: Instant, lastReply: Instant): Instant {
  const delay = Math.floor(SECOND * (0.5 + 20 * randomFraction(input.key, input.drawIndex, END_FIELD)))
  switch (endStatusOf[input.plannedOutcome]) {
    case 'completed':
      return lastReply
    case 'expired': {
      // A contact who never answered is timed from the moment the run was made.
      const since = lastReply === startsAt ? input.createdAt : lastReply
      return ceilToStep(addDuration(since, input.flow.timeToLive), EXPIRY_SWEEP_INTERVAL)
    }
    default:
      return toInstant(lastReply + delay)
  }
}
