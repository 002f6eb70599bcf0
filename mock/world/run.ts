import type { Environment } from './deck.ts'
import { type EndStatus, endOf, type Fate, type Outcome, outcomeOf, type Status } from './fate.ts'
import type { Flow } from './flow.ts'
import { type Instant, instant, NEVER, plus } from './instant.ts'
import type { Timeline } from './plan.ts'

/** JSON data that clients hand in and read back; never changed in place. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** The number that orders runs of one instant and identifies a run: even for computed runs (twice the index), odd for created ones. */
export type RunNumber = number

/** What a client gave a run at its start. */
export interface Given {
  readonly variables: JsonObject
  readonly opening: JsonObject
  /** What else the vendor through which it was started keeps about it; nobody else looks into it. */
  readonly particulars?: JsonObject
  /** What the contact answers, where that was told; else it is made up. */
  readonly answers?: readonly string[]
}

/** Everything fixed about a run from its beginning, including what will happen to it if nobody interferes. */
export interface Plan extends Timeline {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly fate: Fate
  /** The broadcast that began it. */
  readonly start: number | null
  readonly createdAt: Instant
  readonly given: Given | null
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
  readonly start: number | null
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
  readonly given: Given | null
  readonly replaced: { readonly at: Instant; readonly value: JsonObject } | null
  /** When the run will next change by itself; `NEVER` when it will not. */
  readonly changesAt: Instant
}

/** What a planned run has become at `now`: the only place where time turns into state. */
export function settle(plan: Plan, now: Instant, changes: Changes | null = null): Run {
  if (changes === null && plan.startsAt > now) return queued(plan)
  const cut = changes?.end?.at ?? NEVER
  const startedAt = plan.startsAt <= now && plan.startsAt < cut ? plan.startsAt : null
  const repliesAt = plan.repliesAt.filter((at) => at <= now && at < cut)
  const natural = plan.endsAt <= now && plan.endsAt < cut ? endOf[plan.fate] : null
  const ended = changes?.end ?? (natural === null ? null : { at: plan.endsAt, as: natural })
  const status = ended?.as ?? (startedAt === null ? 'queued' : 'running')
  const lastReply = repliesAt.at(-1)
  const { modifiedAt, changesAt } = momentsOf(plan, now, changes)
  const lastInteractionAt = lastReply ?? plan.createdAt
  return {
    number: plan.number,
    revision: changes?.revision ?? 0,
    flow: plan.flow,
    contact: plan.contact,
    environment: plan.environment,
    start: plan.start,
    createdAt: plan.createdAt,
    status,
    outcome: status === 'completed' ? outcomeOf(plan.fate) : null,
    startedAt,
    repliesAt,
    lastInteractionAt,
    expiresAt: plus(lastInteractionAt, plan.flow.timeToLive),
    endedAt: ended?.at ?? null,
    modifiedAt,
    given: plan.given,
    replaced: changes?.variables ?? null,
    changesAt,
  }
}

/** A run to which nothing has happened yet; what comes after its start is not looked at. */
function queued(plan: Plan): Run {
  return {
    number: plan.number,
    revision: 0,
    flow: plan.flow,
    contact: plan.contact,
    environment: plan.environment,
    start: plan.start,
    createdAt: plan.createdAt,
    status: 'queued',
    outcome: null,
    startedAt: null,
    repliesAt: NONE,
    lastInteractionAt: plan.createdAt,
    expiresAt: plus(plan.createdAt, plan.flow.timeToLive),
    endedAt: null,
    modifiedAt: plan.createdAt,
    given: plan.given,
    replaced: null,
    changesAt: plan.startsAt,
  }
}

const NONE: readonly Instant[] = []

/** When a run was last modified and when it next changes by itself, without the rest of its state. */
export function momentsOf(plan: Plan, now: Instant, changes: Changes | null): Pick<Run, 'modifiedAt' | 'changesAt'> {
  if (changes === null && plan.startsAt > now) return { modifiedAt: plan.createdAt, changesAt: plan.startsAt }
  const cut = changes?.end?.at ?? NEVER
  const ended = changes?.end != null || plan.endsAt <= now
  let latest = Math.max(plan.createdAt, changes?.changedAt ?? 0, changes?.end?.at ?? 0)
  for (const at of [plan.startsAt, ...plan.repliesAt, plan.endsAt])
    if (at <= now && at < cut && at > latest) latest = at
  return { modifiedAt: instant(latest), changesAt: ended ? NEVER : nextEvent(plan, now) }
}

function nextEvent(plan: Plan, now: Instant): Instant {
  if (plan.startsAt > now) return plan.startsAt
  return plan.repliesAt.find((at) => at > now) ?? (plan.endsAt > now ? plan.endsAt : NEVER)
}
