import { randomFraction, type RandomKey } from '../random.ts'
import { addDuration, ceilToStep, type Duration, type Instant, MINUTE, NEVER, SECOND, toInstant } from '../time.ts'
import type { Flow } from './flow.ts'
import type { JsonObject } from './json.ts'
import {
  type EndStatus,
  type Environment,
  type Outcome,
  type PlannedOutcome,
  type Status,
  countReplies,
  endStatusOf,
  toOutcome,
} from './outcome.ts'

/** Identifies a run and orders runs of one instant: even for computed runs (twice the index), odd for created ones. */
export type RunNumber = number

/** The data that a client passed when it started a run. */
export interface RunInput {
  readonly variables: JsonObject
  readonly initialMessage: JsonObject
  /** Data that only the vendor API which started the run reads. */
  readonly vendorData?: JsonObject
  /** The contact's answers, in order; generated where absent. */
  readonly answers?: readonly string[]
}

/** A run that a client describes instant by instant; absent parts are generated as for a created run. */
export interface CustomRun {
  readonly flow: number
  readonly contact: number
  readonly environment: Environment
  readonly input?: RunInput | null
  /** Now if absent; in the future: the run arrives then. */
  readonly createdAt?: Instant | null
  readonly startsAt?: Instant | null
  readonly repliesAt?: readonly Instant[] | null
  /** If absent, derived from the instants where there are any, else random. */
  readonly plannedOutcome?: PlannedOutcome | null
  readonly endsAt?: Instant | null
}

/** The instants of a run's life, unless an operation changes them. */
export interface RunInstants {
  /** The flow sends its first question; never for a never-started run. */
  readonly startsAt: Instant
  /** The contact's answers, in order. */
  readonly repliesAt: readonly Instant[]
  readonly endsAt: Instant
}

/** A run as planned at its creation: all that is fixed about it, and its future unless an operation changes it. */
export interface Timeline extends RunInstants {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly plannedOutcome: PlannedOutcome
  /** The number of the broadcast that started it; null for a single run. */
  readonly broadcast: number | null
  readonly createdAt: Instant
  readonly input: RunInput | null
}

/** The changes that operations made to a run. */
export interface Changes {
  /** The sequence number of the last operation. */
  readonly revision: number
  readonly changedAt: Instant
  readonly end: { readonly at: Instant; readonly as: EndStatus } | null
  /** Variables that replaced all that the run had gathered until `at`. */
  readonly variables: { readonly at: Instant; readonly value: JsonObject } | null
}

/** A run at one instant: the input of serializers. */
export interface Run {
  readonly number: RunNumber
  readonly revision: number
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly broadcast: number | null
  readonly createdAt: Instant
  readonly status: Status
  readonly outcome: Outcome | null
  readonly startedAt: Instant | null
  /** The contact's answers so far. */
  readonly repliesAt: readonly Instant[]
  readonly lastInteractionAt: Instant
  readonly expiresAt: Instant
  readonly endedAt: Instant | null
  readonly modifiedAt: Instant
  readonly input: RunInput | null
  readonly replacedVariables: { readonly at: Instant; readonly value: JsonObject } | null
  /** The instant of the next change by time alone; `NEVER` when there is none. */
  readonly nextChangeAt: Instant
}

/** Computes the state of a planned run at `now`: the only place where time turns into state. */
export function computeRun(timeline: Timeline, now: Instant, changes: Changes | null = null): Run {
  const end = changes?.end ?? null
  const cut = end?.at ?? NEVER
  const startedAt = timeline.startsAt <= now && timeline.startsAt < cut ? timeline.startsAt : null
  const repliesAt = startedAt === null ? NO_REPLIES : timeline.repliesAt.filter((at) => at <= now && at < cut)
  const plannedEnd = timeline.endsAt <= now && timeline.endsAt < cut ? endStatusOf[timeline.plannedOutcome] : null
  const endedAt = end !== null ? end.at : plannedEnd === null ? null : timeline.endsAt
  const status = end?.as ?? plannedEnd ?? (startedAt === null ? 'queued' : 'running')
  const lastReply = repliesAt.at(-1)
  const lastInteractionAt = lastReply ?? timeline.createdAt
  return {
    number: timeline.number,
    revision: changes?.revision ?? 0,
    flow: timeline.flow,
    contact: timeline.contact,
    environment: timeline.environment,
    broadcast: timeline.broadcast,
    createdAt: timeline.createdAt,
    status,
    outcome: status === 'completed' ? toOutcome(timeline.plannedOutcome) : null,
    startedAt,
    repliesAt,
    lastInteractionAt,
    expiresAt: addDuration(lastInteractionAt, timeline.flow.timeToLive),
    endedAt,
    modifiedAt: toInstant(Math.max(lastInteractionAt, startedAt ?? 0, endedAt ?? 0, changes?.changedAt ?? 0)),
    input: timeline.input,
    replacedVariables: changes?.variables ?? null,
    nextChangeAt: endedAt === null ? findNextChange(timeline, now) : NEVER,
  }
}

const NO_REPLIES: readonly Instant[] = []

function findNextChange({ startsAt, repliesAt, endsAt }: Timeline, now: Instant): Instant {
  if (startsAt > now) return startsAt
  return repliesAt.find((at) => at > now) ?? (endsAt > now ? endsAt : NEVER)
}

/** Expired runs end together, once per interval, as the vendors' own sweeps end them. */
export const EXPIRY_SWEEP_INTERVAL = MINUTE

const START_FIELD = 1
const END_FIELD = 2
const REPLY_FIELD = 16
const MIN_REPLY_GAP = 4 * SECOND

/** The values that the instants of a run are drawn from. */
export interface InstantsInput {
  readonly key: RandomKey
  /** The index for random draws: one per run. */
  readonly drawIndex: number
  readonly flow: Flow
  readonly plannedOutcome: PlannedOutcome
  readonly createdAt: Instant
  /** Every answer takes the longest possible time. */
  readonly isSlow?: boolean
}

/** Draws the instants of a run. */
export function computeInstants(input: InstantsInput): RunInstants {
  const repliesAt: Instant[] = []
  const startsAt = computeStart(input)
  const endsAt = computeEnd(input, startsAt, repliesAt)
  return { startsAt, repliesAt, endsAt }
}

/** Draws only the end of a run. */
export function computeEndsAt(input: InstantsInput): Instant {
  return computeEnd(input, computeStart(input), null)
}

function computeStart({ plannedOutcome, createdAt, key, drawIndex }: InstantsInput): Instant {
  if (plannedOutcome === 'never-started') return NEVER
  return addDuration(createdAt, 1 + Math.floor(SECOND * (0.4 + 5 * randomFraction(key, drawIndex, START_FIELD))))
}

/** Draws the end of a run, and adds its replies to a list if there is one. */
function computeEnd(input: InstantsInput, startsAt: Instant, repliesAt: Instant[] | null): Instant {
  if (startsAt === NEVER) return NEVER
  const count = countReplies(input.plannedOutcome, input.flow.questions)
  let last = startsAt
  for (let reply = 0; reply < count; reply++) {
    last = addDuration(last, computeReplyGap(input, reply))
    repliesAt?.push(last)
  }
  return computeEndAfter(input, startsAt, last)
}

/** Most answers come at once, a few late; all of them take at most half of the flow's time to live. */
function computeReplyGap({ key, drawIndex, flow, isSlow }: InstantsInput, reply: number): Duration {
  const slowness = isSlow === true ? 1 : randomFraction(key, drawIndex, REPLY_FIELD + reply)
  const longest = flow.timeToLive / 2 / flow.questions
  const shortest = Math.floor(Math.min(MIN_REPLY_GAP, longest))
  return shortest + Math.floor(slowness ** 3 * (longest - shortest))
}

function computeEndAfter(input: InstantsInput, startsAt: Instant, lastReply: Instant): Instant {
  switch (endStatusOf[input.plannedOutcome]) {
    case 'completed':
      return lastReply
    case 'expired':
      // Without any answer the time to live counts from the creation.
      return computeExpiry(input.flow, lastReply === startsAt ? input.createdAt : lastReply)
    default:
      return addDuration(
        lastReply,
        Math.floor(SECOND * (0.5 + 20 * randomFraction(input.key, input.drawIndex, END_FIELD))),
      )
  }
}

/** Returns the sweep that ends a run whose last interaction was at `lastInteractionAt`. */
export function computeExpiry(flow: Flow, lastInteractionAt: Instant): Instant {
  return ceilToStep(addDuration(lastInteractionAt, flow.timeToLive), EXPIRY_SWEEP_INTERVAL)
}
