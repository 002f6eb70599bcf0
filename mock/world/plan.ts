import { fraction, type Key } from './chance.ts'
import { endOf, type Fate, repliesOf } from './fate.ts'
import { type Flow, LONGEST_TIME_TO_LIVE } from './flow.ts'
import { ceilTo, type Duration, type Instant, instant, MINUTE, NEVER, plus, SECOND } from './instant.ts'

/** When the things that a fate brings will happen to a run, as long as nobody interferes. */
export interface Timeline {
  /** The flow takes the run up and sends its first question; never for a stuck run. */
  readonly startsAt: Instant
  /** The contact's answers, in order. */
  readonly repliesAt: readonly Instant[]
  readonly endsAt: Instant
}

/** Expired runs are ended together, once a minute, as the vendors' own sweeps do. */
export const SWEEP = MINUTE

/** No run is active longer than this, except the stuck ones, whose modification never moves. */
export const LONGEST_RUN: Duration = LONGEST_TIME_TO_LIVE + LONGEST_TIME_TO_LIVE / 2 + 3 * MINUTE

const START_FIELD = 1
const END_FIELD = 2
const REPLY_FIELD = 16
const QUICKEST_REPLY = 4 * SECOND

/** What a timeline is drawn from. */
export interface Course {
  readonly key: Key
  /** The draw index: one per run. */
  readonly draw: number
  readonly flow: Flow
  readonly fate: Fate
  readonly createdAt: Instant
  /** Whether every answer takes as long as the flow has patience for it. */
  readonly slow?: boolean
}

/** The instants of one course. */
export function timelineOf(course: Course): Timeline {
  const startsAt = startOf(course)
  if (startsAt === NEVER) return { startsAt, repliesAt: [], endsAt: NEVER }
  const repliesAt: Instant[] = []
  const count = repliesOf(course.fate, course.flow.questions)
  let last: Instant = startsAt
  for (let reply = 0; reply < count; reply++) {
    last = plus(last, replyGap(course, reply))
    repliesAt.push(last)
  }
  return { startsAt, repliesAt, endsAt: endAfter(course, startsAt, last) }
}

/** The instant at which a course ends, without the list of its replies: what the windows of the queries scan. */
export function endOfCourse(course: Course): Instant {
  const startsAt = startOf(course)
  if (startsAt === NEVER) return NEVER
  const count = repliesOf(course.fate, course.flow.questions)
  let last = startsAt
  for (let reply = 0; reply < count; reply++) last = plus(last, replyGap(course, reply))
  return endAfter(course, startsAt, last)
}

/** The instant at which a flow takes a run up; never for one that stays queued. */
export function startOf(course: Course): Instant {
  if (course.fate === 'stuck') return NEVER
  return plus(course.createdAt, 1 + Math.floor(SECOND * (0.4 + 5 * fraction(course.key, course.draw, START_FIELD))))
}

/** Most people answer at once, a few take a good part of the flow's patience; all answers fit in half of it. */
function replyGap(course: Course, reply: number): Duration {
  const slowness = course.slow === true ? 1 : fraction(course.key, course.draw, REPLY_FIELD + reply)
  const patience = course.flow.timeToLive / 2 / course.flow.questions
  return QUICKEST_REPLY + Math.floor(slowness ** 3 * (patience - QUICKEST_REPLY))
}

function endAfter(course: Course, startsAt: Instant, lastReply: Instant): Instant {
  const spare = Math.floor(SECOND * (0.5 + 20 * fraction(course.key, course.draw, END_FIELD)))
  switch (endOf[course.fate]) {
    case 'completed':
      return lastReply
    case 'expired': {
      // A contact who never answered is timed from the moment the run was made.
      const since = lastReply === startsAt ? course.createdAt : lastReply
      return ceilTo(plus(since, course.flow.timeToLive), SWEEP)
    }
    default:
      return instant(lastReply + spare)
  }
}
