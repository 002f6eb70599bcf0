import type { DatasetSnapshot } from '../dataset/dataset-snapshot.ts'
import { type Dataset, toDatasetIndex } from '../dataset/dataset.ts'
import { type Environment, pickOutcome } from '../dataset/distribution.ts'
import { getContactOutcome, isSlowContact } from '../model/contact.ts'
import type { Flow } from '../model/flow.ts'
import type { PlannedOutcome } from '../model/outcome.ts'
import type { Changes, RunInput, RunNumber, Timeline } from '../model/run.ts'
import {
  computeInstants,
  computeStart,
  EXPIRY_SWEEP_INTERVAL,
  type RunInstants,
  type TimelineInput,
} from '../model/timeline.ts'
import { randomFraction, type RandomKey } from '../random.ts'
import { addDuration, ceilToStep, type Instant, NEVER } from '../time/instant.ts'
import { InvalidOperationError, type LoggedOperation, type Operation, OperationError } from './operation.ts'
import {
  deleteFromOverlay,
  findOverlayRun,
  hideTimeline,
  isHidden,
  type Overlay,
  OverlayRun,
  putOverlayRun,
} from './overlay.ts'

/** What a created run is from its beginning. */
export interface LazyTimelineInput extends Required<TimelineInput> {
  readonly number: RunNumber
  readonly contact: number
  readonly environment: Environment
  /** The broadcast that began it; null for a run of its own. */
  readonly broadcast: number | null
  readonly input: RunInput | null
}

/** The plan of a run that an operation creates. What comes after its start is worked out when somebody looks that far. */
export class LazyTimeline implements Timeline {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly plannedOutcome: PlannedOutcome
  readonly broadcast: number | null
  readonly createdAt: Instant
  readonly input: RunInput | null
  readonly startsAt: Instant
  readonly #key: RandomKey
  readonly #drawIndex: number
  readonly #isSlow: boolean
  #cachedInstants: RunInstants | undefined

  constructor(creation: LazyTimelineInput) {
    this.number = creation.number
    this.flow = creation.flow
    this.contact = creation.contact
    this.environment = creation.environment
    this.plannedOutcome = creation.plannedOutcome
    this.broadcast = creation.broadcast
    this.createdAt = creation.createdAt
    this.input = creation.input
    this.startsAt = computeStart(creation)
    this.#key = creation.key
    this.#drawIndex = creation.drawIndex
    this.#isSlow = creation.isSlow
  }

  get repliesAt(): readonly Instant[] {
    return this.#allInstants.repliesAt
  }

  get endsAt(): Instant {
    return this.#allInstants.endsAt
  }

  get #allInstants(): RunInstants {
    const { flow, plannedOutcome, createdAt } = this
    this.#cachedInstants ??= computeInstants({
      key: this.#key,
      drawIndex: this.#drawIndex,
      isSlow: this.#isSlow,
      flow,
      plannedOutcome: plannedOutcome,
      createdAt,
    })
    return this.#cachedInstants
  }
}

const OUTCOME_FIELD = 0

/** Numbers of broadcasts that operations made begin here, far above those of the universe. */
export const FIRST_CREATED_BROADCAST = 2 ** 40

/** An operation of one kind, in its place in the world's history. */
export type LoggedOperationOf<Kind extends Operation['kind']> = Omit<LoggedOperation, 'operation'> & {
  readonly operation: Extract<Operation, { readonly kind: Kind }>
}

/**
 * What will happen to a run that an operation creates.
 * @param draw how many runs operations have created before
 * @param contacts how many contacts there are
 * @param start the broadcast that it belongs to
 */
export function createTimeline(
  snapshot: DatasetSnapshot,
  draw: number,
  { at, operation }: LoggedOperationOf<'create'>,
  contacts: number,
  start: number | null = null,
): Timeline {
  const { flows } = snapshot.dataset
  const flow = flows[operation.flow]
  if (flow === undefined) throw new OperationError('unknown-flow')
  if (!flow.isPublished) throw new OperationError('draft-flow')
  if (operation.contact < 0 || operation.contact >= contacts) throw new OperationError('unknown-contact')
  const { contact, environment, input } = operation
  const plannedOutcome = chooseOutcome(snapshot.dataset, flow, { contact, draw })
  return buildTimeline(snapshot.dataset, {
    flow,
    contact,
    environment,
    input,
    plannedOutcome: plannedOutcome,
    createdAt: at,
    drawIndex: draw,
    broadcast: start,
    endIndex: snapshot.endIndex,
  })
}

/** What is known of a run that operations bring, before its instants are drawn. */
export interface TimelineDraft extends Pick<
  Timeline,
  'flow' | 'contact' | 'environment' | 'input' | 'plannedOutcome' | 'createdAt'
> {
  /** The broadcast that it belongs to; none for a run of its own. */
  readonly broadcast?: number | null
  readonly drawIndex: number
  /** The index after the newest computed run at that instant. */
  readonly endIndex: number
}

/** The plan of a run that operations bring, with its usual course. */
export function buildTimeline({ creationKey, parameters }: Dataset, brought: TimelineDraft): Timeline {
  // Written out: a copy of what is left of an object would have a shape of its own each time.
  const {
    flow,
    contact,
    environment,
    input,
    plannedOutcome,
    createdAt,
    drawIndex,
    broadcast = null,
  } = brought
  return new LazyTimeline({
    flow,
    contact,
    environment,
    input,
    plannedOutcome,
    createdAt,
    drawIndex: drawIndex,
    key: creationKey,
    isSlow: isSlowContact(contact, parameters.contacts),
    // Odd, growing with every creation, and after every computed run that exists at this instant.
    number: 2 * (brought.endIndex + drawIndex) + 1,
    broadcast: broadcast,
  })
}

/** What will happen to the runs of a broadcast that an operation makes; all of them or, when it is refused, none. */
export function createBroadcastTimelines(
  snapshot: DatasetSnapshot,
  draw: number,
  logged: LoggedOperationOf<'broadcast'>,
  contacts: number,
): readonly Timeline[] {
  const { flow, environment, input } = logged.operation
  return logged.operation.contacts.map((contact, place) => {
    const operation = { kind: 'create', flow, contact, environment, input } as const
    const broadcast = FIRST_CREATED_BROADCAST + logged.sequence
    return createTimeline(snapshot, draw + place, { ...logged, operation }, contacts, broadcast)
  })
}

/** What becomes of a run that operations bring, where nobody tells it. */
export function chooseOutcome(
  { parameters, creationKey }: Dataset,
  flow: Flow,
  of: { contact: number; draw: number },
): PlannedOutcome {
  const fixed = getContactOutcome(of.contact, parameters.contacts) ?? flow.plannedOutcome
  return fixed ?? pickOutcome(randomFraction(creationKey, of.draw, OUTCOME_FIELD))
}

/** Ends a run, replaces its variables, or both. */
export function changeRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { sequence, at, operation }: LoggedOperationOf<'change'>,
): Overlay {
  const { timeline, changes, ended, status } = getRunState(snapshot, overlay, operation.run)
  if (operation.end !== null && ended) throw new OperationError('already-ended')
  const statusNow = operation.end ?? status
  if (operation.variables !== null && statusNow === 'running') throw new OperationError('still-running')
  const next: Changes = {
    revision: sequence,
    changedAt: at,
    end: operation.end === null ? (changes?.end ?? null) : { at, as: operation.end },
    variables: operation.variables === null ? (changes?.variables ?? null) : { at, value: operation.variables },
  }
  return putOverlayRun(hideDatasetRun(overlay, timeline), timeline, next)
}

/** Removes a run. */
export function deleteRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { operation }: LoggedOperationOf<'delete'>,
): Overlay {
  const { timeline, run } = getRunState(snapshot, overlay, operation.run)
  return deleteFromOverlay(hideDatasetRun(overlay, timeline), run)
}

/** With the universe's own version of the run out of sight, where it has one. */
export function hideDatasetRun(overlay: Overlay, timeline: Timeline): Overlay {
  return toDatasetIndex(timeline.number) === undefined ? overlay : hideTimeline(overlay, timeline)
}

/** The run as it stands before the operation. */
export function getRunState(snapshot: DatasetSnapshot, overlay: Overlay, number: RunNumber) {
  const overlayRun = findOverlayRun(overlay, number) ?? createDatasetOverlayRun(snapshot, overlay, number)
  if (overlayRun === undefined) throw new OperationError('unknown-run')
  const { timeline, changes, run } = overlayRun
  return { timeline, changes, run, status: run.status, ended: run.endedAt !== null }
}

function createDatasetOverlayRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  number: RunNumber,
): OverlayRun | undefined {
  const index = toDatasetIndex(number)
  if (index === undefined || isHidden(overlay, number)) return undefined
  if (index < snapshot.dataset.firstIndex || index >= snapshot.endIndex) return undefined
  const timeline = snapshot.dataset.getTimeline(index)
  return new OverlayRun(timeline, null, snapshot.now)
}

/** A plan with another course. Spelt out, because what is worked out late would not be copied along. */
export function replaceInstants(
  timeline: Timeline,
  {
    plannedOutcome = timeline.plannedOutcome,
    startsAt = timeline.startsAt,
    repliesAt = timeline.repliesAt,
    endsAt = timeline.endsAt,
  }: TimelineChanges,
): Timeline {
  const { number, flow, contact, environment, broadcast, createdAt, input } = timeline
  return {
    number,
    flow,
    contact,
    environment,
    plannedOutcome,
    broadcast,
    createdAt,
    input,
    startsAt,
    repliesAt,
    endsAt,
  }
}

type TimelineChanges = Partial<Pick<Timeline, 'plannedOutcome' | 'startsAt' | 'repliesAt' | 'endsAt'>>

/** Lets the contact give the next answer; what was to come after it stays as it was, where it still can. */
export function stepRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { sequence, at, operation }: LoggedOperationOf<'step'>,
): Overlay {
  const { timeline, changes, ended } = getRunState(snapshot, overlay, operation.run)
  if (ended) throw new OperationError('already-ended')
  if (timeline.startsAt === NEVER)
    throw new InvalidOperationError(
      'the run stays queued for ever, so it cannot be answered; insert one that goes another way',
    )
  const next = {
    revision: sequence,
    changedAt: at,
    end: changes?.end ?? null,
    variables: changes?.variables ?? null,
  }
  return putOverlayRun(hideDatasetRun(overlay, timeline), addReply(timeline, at), next)
}

function addReply(timeline: Timeline, at: Instant): Timeline {
  const pastReplies = timeline.repliesAt.filter((reply) => reply <= at)
  const repliesAt = [...pastReplies, at, ...timeline.repliesAt.slice(pastReplies.length + 1)]
  const startsAt = timeline.startsAt < at ? timeline.startsAt : at
  const { questions, timeToLive } = timeline.flow
  if (pastReplies.length + 1 === questions) {
    const plannedOutcome = timeline.plannedOutcome === 'rejected' ? 'rejected' : 'accepted'
    return replaceInstants(timeline, { startsAt, repliesAt, plannedOutcome: plannedOutcome, endsAt: at })
  }
  // Whoever was to fall silent before falls silent after this answer.
  const expires =
    timeline.plannedOutcome === 'never-answered' ||
    timeline.plannedOutcome === 'expired-early' ||
    timeline.plannedOutcome === 'expired-late'
  if (!expires) return replaceInstants(timeline, { startsAt, repliesAt })
  return replaceInstants(timeline, {
    startsAt,
    repliesAt,
    endsAt: ceilToStep(addDuration(repliesAt.at(-1) ?? at, timeToLive), EXPIRY_SWEEP_INTERVAL),
  })
}
