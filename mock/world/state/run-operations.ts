import type { Flow } from '../model/flow.ts'
import { isExpiring, type PlannedOutcome, pickOutcome } from '../model/outcome.ts'
import { getContactOutcome, isSlowContact } from '../model/contact.ts'
import { type Dataset, type DatasetSnapshot, hasIndex, toDatasetIndex } from '../dataset/dataset.ts'
import { type Changes, computeExpiry, computeInstants, type RunNumber, type Timeline } from '../model/run.ts'
import { randomFraction } from '../random.ts'
import { type Instant, NEVER } from '../time.ts'
import { InvalidOperationError, type LoggedOperationOf, OperationError } from './operation.ts'
import {
  createOverlayRun,
  deleteFromOverlay,
  findOverlayRun,
  hideTimeline,
  isHidden,
  type Overlay,
  type OverlayRun,
  putOverlayRun,
} from './overlay.ts'

const OUTCOME_FIELD = 0

/** The facts of a run that operations create, before its instants are drawn. */
export interface TimelineDraft extends Omit<Timeline, 'number' | 'startsAt' | 'repliesAt' | 'endsAt'> {
  /** The number of runs that operations created before. */
  readonly drawIndex: number
  /** The index after the newest computed run at that instant. */
  readonly endIndex: number
}

/** Plans a run that operations create. */
export function createTimeline({ creationKey, parameters }: Dataset, draft: TimelineDraft): Timeline {
  const { flow, contact, environment, plannedOutcome, broadcast, createdAt, input, drawIndex } = draft
  const isSlow = isSlowContact(contact, parameters)
  const instants = computeInstants({ key: creationKey, drawIndex, flow, plannedOutcome, createdAt, isSlow })
  return {
    // Odd, growing with every creation, and greater than that of every computed run which exists at this instant.
    number: 2 * (draft.endIndex + drawIndex) + 1,
    flow,
    contact,
    environment,
    plannedOutcome,
    broadcast,
    createdAt,
    input,
    startsAt: instants.startsAt,
    repliesAt: instants.repliesAt,
    endsAt: instants.endsAt,
  }
}

/** Chooses the outcome of a created run: that of its special contact or flow, else a random one. */
export function chooseOutcome(
  { parameters, creationKey }: Dataset,
  flow: Flow,
  contact: number,
  drawIndex: number,
): PlannedOutcome {
  const fixed = getContactOutcome(contact, parameters) ?? flow.plannedOutcome
  return fixed ?? pickOutcome(randomFraction(creationKey, drawIndex, OUTCOME_FIELD))
}

/** @throws {OperationError} when there is no such flow, or it is a draft */
export function requirePublishedFlow({ flows }: Dataset, index: number): Flow {
  const flow = flows[index]
  if (flow === undefined) throw new OperationError('unknown-flow')
  if (!flow.isPublished) throw new OperationError('draft-flow')
  return flow
}

/** The first number of created broadcasts, far above those of the dataset. */
export const FIRST_CREATED_BROADCAST = 2 ** 40

/** The state that a creation depends on. */
export interface CreationContext {
  readonly snapshot: DatasetSnapshot
  /** The number of runs that operations created before. */
  readonly drawIndex: number
  readonly contactCount: number
}

/**
 * Plans the run of a "create" operation.
 * @throws {OperationError}
 */
export function createRunTimeline(
  { snapshot, drawIndex, contactCount }: CreationContext,
  { at, operation }: LoggedOperationOf<'create'>,
  broadcast: number | null = null,
): Timeline {
  const { contact, environment, input } = operation
  const flow = requirePublishedFlow(snapshot.dataset, operation.flow)
  if (contact < 0 || contact >= contactCount) throw new OperationError('unknown-contact')
  return createTimeline(snapshot.dataset, {
    flow,
    contact,
    environment,
    plannedOutcome: chooseOutcome(snapshot.dataset, flow, contact, drawIndex),
    broadcast,
    createdAt: at,
    input,
    drawIndex,
    endIndex: snapshot.endIndex,
  })
}

/**
 * Plans the runs of a broadcast, all or none.
 * @throws {OperationError}
 */
export function createBroadcastTimelines(
  context: CreationContext,
  { sequence, at, operation }: LoggedOperationOf<'broadcast'>,
): readonly Timeline[] {
  const { flow, environment, input } = operation
  return operation.contacts.map((contact, place) => {
    const create = { kind: 'create', flow, contact, environment, input } as const
    const logged = { sequence, at, operation: create }
    const placed = { ...context, drawIndex: context.drawIndex + place }
    return createRunTimeline(placed, logged, FIRST_CREATED_BROADCAST + sequence)
  })
}

/**
 * Ends a run, replaces its variables, or both.
 * @throws {OperationError}
 */
export function changeRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { sequence, at, operation }: LoggedOperationOf<'change'>,
): Overlay {
  const { timeline, changes, cachedRun: run } = requireRun(snapshot, overlay, operation.run)
  if (operation.end !== null && run.endedAt !== null) throw new OperationError('already-ended')
  if (operation.variables !== null && (operation.end ?? run.status) === 'running')
    throw new OperationError('still-running')
  const next: Changes = {
    revision: sequence,
    changedAt: at,
    end: operation.end === null ? (changes?.end ?? null) : { at, as: operation.end },
    variables: operation.variables === null ? (changes?.variables ?? null) : { at, value: operation.variables },
  }
  return putOverlayRun(hideDatasetRun(overlay, timeline), timeline, next)
}

/**
 * Removes a run.
 * @throws {OperationError}
 */
export function deleteRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { operation }: LoggedOperationOf<'delete'>,
): Overlay {
  const { timeline, cachedRun } = requireRun(snapshot, overlay, operation.run)
  return deleteFromOverlay(hideDatasetRun(overlay, timeline), cachedRun)
}

/**
 * Gives the contact's next answer. Later events keep their instants where that is still possible.
 * @throws {OperationError}
 * @throws {InvalidOperationError} for a run that never starts
 */
export function stepRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { sequence, at, operation }: LoggedOperationOf<'step'>,
): Overlay {
  const { timeline, changes, cachedRun } = requireRun(snapshot, overlay, operation.run)
  if (cachedRun.endedAt !== null) throw new OperationError('already-ended')
  if (timeline.startsAt === NEVER)
    throw new InvalidOperationError('the run never starts, so it takes no answer; insert a run with another end')
  const next: Changes = { revision: sequence, changedAt: at, end: null, variables: changes?.variables ?? null }
  return putOverlayRun(hideDatasetRun(overlay, timeline), addReply(timeline, at), next)
}

function addReply(timeline: Timeline, at: Instant): Timeline {
  const { questions } = timeline.flow
  const pastReplies = timeline.repliesAt.filter((reply) => reply <= at)
  const repliesAt = [...pastReplies, at, ...timeline.repliesAt.slice(pastReplies.length + 1)]
  const startsAt = timeline.startsAt < at ? timeline.startsAt : at
  const replied = { ...timeline, startsAt, repliesAt }
  if (pastReplies.length + 1 === questions)
    return { ...replied, plannedOutcome: timeline.plannedOutcome === 'rejected' ? 'rejected' : 'accepted', endsAt: at }
  // A run that was going to expire expires after this answer.
  return isExpiring(timeline.plannedOutcome)
    ? { ...replied, endsAt: computeExpiry(timeline.flow, repliesAt.at(-1) ?? at) }
    : replied
}

/** Hides the computed version of the run, if there is one. */
function hideDatasetRun(overlay: Overlay, timeline: Timeline): Overlay {
  return toDatasetIndex(timeline.number) === undefined ? overlay : hideTimeline(overlay, timeline)
}

/** @throws {OperationError} */
function requireRun(snapshot: DatasetSnapshot, overlay: Overlay, number: RunNumber): OverlayRun {
  const overlayRun = findOverlayRun(overlay, number)
  if (overlayRun !== undefined) return overlayRun
  const index = toDatasetIndex(number)
  if (index === undefined || isHidden(overlay, number) || !hasIndex(snapshot, index))
    throw new OperationError('unknown-run')
  return createOverlayRun(snapshot.dataset.getTimeline(index), null, overlay.now)
}
