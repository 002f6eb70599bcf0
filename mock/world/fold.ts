import { randomFraction } from './chance.ts'
import { LazyTimeline } from './created-plan.ts'
import { pickOutcome } from './deck.ts'
import type { PlannedOutcome } from './fate.ts'
import type { Flow } from './flow.ts'
import { type LoggedOperation, type Operation, OperationError } from './operation.ts'
import { isHidden, hideTimeline, type Overlay, findOverlayRun, deleteFromOverlay, putOverlayRun } from './overlay.ts'
import { getContactOutcome, isSlowContact } from './people.ts'
import type { DatasetSnapshot } from './present.ts'
import { OverlayRun } from './row.ts'
import type { Changes, Timeline, RunNumber } from './run.ts'
import { toDatasetIndex, type Dataset } from './universe.ts'

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
  'flowInclude' | 'testContact' | 'environment' | 'omitUndefined' | 'plannedOutcome' | 'getCreatedAt'
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
  const { flow, getContact: contact, environment, input, plannedOutcome, createdAt, drawIndex, broadcast = null } = brought
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
