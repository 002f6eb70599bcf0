import type { Dataset } from '../dataset/dataset.ts'
import { pickOutcome } from '../dataset/distribution.ts'
import { getContactOutcome, isSlowContact } from '../model/contact.ts'
import type { Flow } from '../model/flow.ts'
import type { PlannedOutcome } from '../model/outcome.ts'
import { computeInstants, type Timeline } from '../model/run.ts'
import { randomFraction } from '../random.ts'
import { OperationError } from './operation.ts'

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
  const isSlow = isSlowContact(contact, parameters.contacts)
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
  const fixed = getContactOutcome(contact, parameters.contacts) ?? flow.plannedOutcome
  return fixed ?? pickOutcome(randomFraction(creationKey, drawIndex, OUTCOME_FIELD))
}

/** @throws {OperationError} when there is no such flow, or it is a draft */
export function requirePublishedFlow({ flows }: Dataset, index: number): Flow {
  const flow = flows[index]
  if (flow === undefined) throw new OperationError('unknown-flow')
  if (!flow.isPublished) throw new OperationError('draft-flow')
  return flow
}
