import { addContact, countContacts, type SideState } from './side-state.ts'
import { type Arrival, type ScheduledRun, MAX_INSERTED_RUNS, type ArrivalStream } from './arrivals.ts'
import { deriveKey } from '../random.ts'
import { buildTimeline, chooseOutcome, type LoggedOperationOf, replaceInstants } from './run-operations.ts'
import { DAY, type Duration, toInstant, type Instant, addDuration } from '../time/instant.ts'
import { InvalidOperationError, OperationError } from './operation.ts'
import type { Timeline } from '../model/run.ts'
import { assertValidRun, resolveOutcome, resolveInstants, InvalidRunError } from './custom-run.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { View } from './view.ts'

/** Runs of one burst at most, and of one rate before it must be set anew; what has arrived is held, unlike computed runs. */
export const MAX_RUNS_PER_STREAM = 100_000
export const MAX_ARRIVAL_STREAMS = 100
export const MIN_STREAM_STEP: Duration = 1000

/** Every vendor's flows were published by then. */
export function getEarliestInstant({ parameters, schedule, firstIndex }: Dataset): Instant {
  return addDuration(toInstant(Math.min(parameters.start, schedule.getCreatedAt(firstIndex))), -DAY)
}

/**
 * Judges told runs, and the people who are made for them.
 * @throws {UntrueRun} for the first that cannot be told truthfully
 * @throws {DriveRefusal} for more than one operation may tell
 */
export function assertValidInsert({ dataset, sideState }: View, { at, operation }: LoggedOperationOf<'insert'>): void {
  if (operation.runs.length > MAX_INSERTED_RUNS)
    throw new InvalidOperationError(`tell at most ${MAX_INSERTED_RUNS} runs at once`)
  const contacts = countContacts({ dataset, sideState }) + operation.people.length
  const earliest = getEarliestInstant(dataset)
  for (const [place, customRun] of operation.runs.entries()) {
    const flow = dataset.flows[customRun.flow]
    if (flow === undefined) throw new InvalidRunError(place, 'flow', 'there is no such flow; GET flows lists them')
    if (!flow.isPublished) throw new InvalidRunError(place, 'flow', 'a draft cannot be entered, so it has no runs')
    if (customRun.contact < 0 || customRun.contact >= contacts)
      throw new InvalidRunError(place, 'contact', 'there is no such contact; GET contacts lists them')
    assertValidRun(customRun, { index: place, flow, createdAt: customRun.createdAt ?? at, earliest })
  }
}

/** Told runs, apart: those that exist now and those whose instant has not come. */
export function splitByArrival({
  sequence,
  at,
  operation,
}: LoggedOperationOf<'insert'>): readonly [readonly Arrival[], readonly ScheduledRun[]] {
  const runs = operation.runs.map((customRun, place) => {
    return { at: customRun.createdAt ?? at, order: sequence * MAX_INSERTED_RUNS + place, run: customRun }
  })
  const past = runs.filter((run) => run.at <= at)
  return [past.map((run) => ({ ...run, insertedAt: at })), runs.filter((run) => run.at > at)]
}

/** With the people of an insertion, who get the next numbers. */
export function addPeople(
  sideState: SideState,
  { at, operation }: LoggedOperationOf<'insert'>,
  next: number,
): SideState {
  return operation.people.reduce((made, { person, createdAt }, place) => {
    return addContact(made, { contact: next + place, person, createdAt, modifiedAt: at })
  }, sideState)
}

/** What will happen to a run that arrives. @param draw how many runs have come before, besides computed ones */
export function createArrivalTimeline(view: View, draw: number, { at, run: customRun, insertedAt = at }: Arrival): Timeline {
  const { dataset, arrivals } = view
  const flow = dataset.flows[customRun.flow]
  if (flow === undefined) throw new OperationError('unknown-flow')
  const { contact, environment, input = null } = customRun
  const plannedOutcome = resolveOutcome(customRun, flow) ?? chooseOutcome(dataset, flow, { contact, draw })
  const endIndex = dataset.getEndIndex(insertedAt < arrivals.datasetUntil ? insertedAt : arrivals.datasetUntil)
  const timeline = buildTimeline(dataset, {
    flow,
    contact,
    environment,
    input,
    plannedOutcome: plannedOutcome,
    createdAt: at,
    drawIndex: draw,
    endIndex: endIndex,
  })
  return replaceInstants(timeline, resolveInstants(customRun, timeline))
}

/** The stream of a burst. @throws {Refusal | DriveRefusal} */
export function createBurstStream(
  { dataset, arrivals }: View,
  { sequence, at, operation }: LoggedOperationOf<'burst'>,
): ArrivalStream {
  const { count, spread, flow, environment } = operation
  const from = operation.from ?? at
  assertFlowIsOpen(dataset, flow)
  if (from < at) throw new InvalidOperationError('a burst comes now or later; insert runs to tell of the past')
  if (count < 1 || count > MAX_RUNS_PER_STREAM)
    throw new InvalidOperationError(`a burst has from 1 to ${MAX_RUNS_PER_STREAM} runs`)
  if (arrivals.streams.length >= MAX_ARRIVAL_STREAMS)
    throw new InvalidOperationError(`${MAX_ARRIVAL_STREAMS} bursts are still to come; let time pass until some have`)
  const key = deriveKey(dataset.parameters.seed, `arrivals/${sequence}`)
  return { sequence, key, kind: 'burst', from, step: spread / count, count, takenCount: 0, flow, environment }
}

/** The stream of a rate; null when nothing is to arrive. @throws {Refusal | DriveRefusal} */
export function createRateStream(
  { dataset }: View,
  { sequence, at, operation }: LoggedOperationOf<'set-arrival-rate'>,
): ArrivalStream | null {
  const { every, flow, environment } = operation
  assertFlowIsOpen(dataset, flow)
  if (every === null) return null
  if (every < MIN_STREAM_STEP)
    throw new InvalidOperationError('runs arrive at most once a millisecond; use a burst for more')
  const key = deriveKey(dataset.parameters.seed, `arrivals/${sequence}`)
  return {
    sequence,
    key,
    kind: 'rate',
    from: at,
    step: every,
    count: MAX_RUNS_PER_STREAM,
    takenCount: 0,
    flow,
    environment,
  }
}

function assertFlowIsOpen({ flows }: Dataset, flow: number | null): void {
  if (flow === null) return
  if (flows[flow] === undefined) throw new OperationError('unknown-flow')
  if (!flows[flow].isPublished) throw new OperationError('draft-flow')
}
