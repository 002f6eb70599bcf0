import type { Environment } from '../dataset/distribution.ts'
import { type EndStatus, endStatusOf, type PlannedOutcome, type Outcome, toOutcome, type Status } from './outcome.ts'
import type { Flow } from './flow.ts'
import { type Instant, toInstant, NEVER, addDuration } from '../time/instant.ts'
import type { RunInstants } from './timeline.ts'

/** JSON data that clients hand in and read back; never changed in place. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** The number that orders runs of one instant and identifies a run: even for computed runs (twice the index), odd for created ones. */
export type RunNumber = number

/** What a client gave a run at its start. */
export interface RunInput {
  readonly variables: JsonObject
  readonly initialMessage: JsonObject
  /** What else the vendor through which it was started keeps about it; nobody else looks into it. */
  readonly vendorData?: JsonObject
  /** What the contact answers, where that was told; else it is made up. */
  readonly answers?: readonly string[]
}

/** Everything fixed about a run from its beginning, including what will happen to it if nobody interferes. */
export interface Timeline extends RunInstants {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly plannedOutcome: PlannedOutcome
  /** The broadcast that began it. */
  readonly broadcast: number | null
  readonly createdAt: Instant
  readonly input: RunInput | null
}

/** What operations have done to a run. */
export interface Changes {
  /** The sequence number of the last operation. */
  readonly revision: number
  readonly changedAt: Instant
  readonly end: { readonly at: Instant; readonly as: EndStatus } | null
  /** Variables that replaced whatever the run had gathered until `changedAt`. */
  readonly variables: { readonly at: Instant; readonly value: JsonObject } | null
}

/** A run as it is at one instant: what serializers see. */
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
  /** When the run will next change by itself; `NEVER` when it will not. */
  readonly nextChangeAt: Instant
}

/** What a planned run has become at `now`: the only place where time turns into state. */
export function computeRun(timeline: Timeline, now: Instant, changes: Changes | null = null): Run {
  if (changes === null && timeline.startsAt > now) return createQueuedRun(timeline)
  const cut = changes?.end?.at ?? NEVER
  const startedAt = timeline.startsAt <= now && timeline.startsAt < cut ? timeline.startsAt : null
  const repliesAt = timeline.repliesAt.filter((at) => at <= now && at < cut)
  const plannedEnd = timeline.endsAt <= now && timeline.endsAt < cut ? endStatusOf[timeline.plannedOutcome] : null
  const ended = changes?.end ?? (plannedEnd === null ? null : { at: timeline.endsAt, as: plannedEnd })
  const status = ended?.as ?? (startedAt === null ? 'queued' : 'running')
  const lastReply = repliesAt.at(-1)
  const { modifiedAt, nextChangeAt } = computeChangeTimes(timeline, now, changes)
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
    endedAt: ended?.at ?? null,
    modifiedAt,
    input: timeline.input,
    replacedVariables: changes?.variables ?? null,
    nextChangeAt,
  }
}

/** A run to which nothing has happened yet; what comes after its start is not looked at. */
function createQueuedRun(timeline: Timeline): Run {
  return {
    number: timeline.number,
    revision: 0,
    flow: timeline.flow,
    contact: timeline.contact,
    environment: timeline.environment,
    broadcast: timeline.broadcast,
    createdAt: timeline.createdAt,
    status: 'queued',
    outcome: null,
    startedAt: null,
    repliesAt: NONE,
    lastInteractionAt: timeline.createdAt,
    expiresAt: addDuration(timeline.createdAt, timeline.flow.timeToLive),
    endedAt: null,
    modifiedAt: timeline.createdAt,
    input: timeline.input,
    replacedVariables: null,
    nextChangeAt: timeline.startsAt,
  }
}

const NONE: readonly Instant[] = []

/** When a run was last modified and when it next changes by itself, without the rest of its state. */
export function computeChangeTimes(
  timeline: Timeline,
  now: Instant,
  changes: Changes | null,
): Pick<Run, 'modifiedAt' | 'nextChangeAt'> {
  if (changes === null && timeline.startsAt > now)
    return { modifiedAt: timeline.createdAt, nextChangeAt: timeline.startsAt }
  const cut = changes?.end?.at ?? NEVER
  const ended = changes?.end != null || timeline.endsAt <= now
  let latest = Math.max(timeline.createdAt, changes?.changedAt ?? 0, changes?.end?.at ?? 0)
  for (const at of [timeline.startsAt, ...timeline.repliesAt, timeline.endsAt])
    if (at <= now && at < cut && at > latest) latest = at
  return { modifiedAt: toInstant(latest), nextChangeAt: ended ? NEVER : findNextChange(timeline, now) }
}

function findNextChange(timeline: Timeline, now: Instant): Instant {
  if (timeline.startsAt > now) return timeline.startsAt
  return timeline.repliesAt.find((at) => at > now) ?? (timeline.endsAt > now ? timeline.endsAt : NEVER)
}
