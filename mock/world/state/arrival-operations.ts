import { type Dataset, getEarliestInstant } from '../dataset/dataset.ts'
import type { Timeline } from '../model/run.ts'
import { deriveKey } from '../random.ts'
import type { Duration, Instant } from '../time.ts'
import { type Arrival, type Arrivals, type ArrivalStream, MAX_INSERTED_RUNS, type ScheduledRun } from './arrivals.ts'
import { chooseOutcome, createTimeline, requirePublishedFlow } from './run-operations.ts'
import { assertValidRun, resolveInstants, resolveOutcome } from './custom-run.ts'
import { InvalidOperationError, InvalidRunError, type LoggedOperationOf } from './operation.ts'
import type { Overlay } from './overlay.ts'
import { addContact, type SideState } from './side-state.ts'

/** The most runs of a burst or of an arrival rate: unlike computed runs, runs that arrived are stored. */
const MAX_RUNS_PER_STREAM = 100_000
const MAX_ARRIVAL_STREAMS = 100
/** The most runs that operations created and that bursts are to add: each takes about a kilobyte. */
const MAX_STORED_RUNS = 300_000
const MIN_STREAM_STEP: Duration = 1000

/**
 * Checks the custom runs of an operation.
 * @throws {InvalidRunError} for the first invalid run
 * @throws {InvalidOperationError} for too many runs
 */
export function assertValidInsert(
  dataset: Dataset,
  { at, operation }: LoggedOperationOf<'insert'>,
  contactCount: number,
): void {
  if (operation.runs.length > MAX_INSERTED_RUNS)
    throw new InvalidOperationError(`at most ${MAX_INSERTED_RUNS} runs can be inserted at once`)
  const contacts = contactCount + operation.people.length
  const earliest = getEarliestInstant(dataset)
  for (const [index, customRun] of operation.runs.entries()) {
    const flow = dataset.flows[customRun.flow]
    if (flow === undefined) throw new InvalidRunError(index, 'flow', 'there is no such flow; GET flows lists them')
    if (!flow.isPublished) throw new InvalidRunError(index, 'flow', 'the flow is a draft, so it takes no runs')
    if (customRun.contact < 0 || customRun.contact >= contacts)
      throw new InvalidRunError(index, 'contact', 'there is no such contact; GET contacts lists them')
    assertValidRun(customRun, { index, flow, createdAt: customRun.createdAt ?? at, earliest: flow.addedAt ?? earliest })
  }
}

/** Splits custom runs into those that exist now and those of the future. */
export function splitByArrival({ sequence, at, operation }: LoggedOperationOf<'insert'>): {
  readonly arrived: readonly Arrival[]
  readonly scheduled: readonly ScheduledRun[]
} {
  const runs = operation.runs.map((run, place) => {
    return { at: run.createdAt ?? at, order: sequence * MAX_INSERTED_RUNS + place, run }
  })
  return {
    arrived: runs.filter((run) => run.at <= at).map((run) => ({ ...run, insertedAt: at })),
    scheduled: runs.filter((run) => run.at > at),
  }
}

/** Adds the contacts of an "insert" operation. */
export function addPeople(
  sideState: SideState,
  { at, operation }: LoggedOperationOf<'insert'>,
  nextContact: number,
): SideState {
  return operation.people.reduce((added, { person, createdAt }, place) => {
    return addContact(added, { contact: nextContact + place, person, createdAt, modifiedAt: at })
  }, sideState)
}

/**
 * Plans a run that arrives.
 * @param datasetUntil the instant after which no computed run arrives
 * @param drawIndex the number of runs that operations created before
 */
export function createArrivalTimeline(
  dataset: Dataset,
  { at, run, insertedAt = at }: Arrival,
  datasetUntil: Instant,
  drawIndex: number,
): Timeline {
  const { contact, environment, input = null } = run
  const flow = requirePublishedFlow(dataset, run.flow)
  const timeline = createTimeline(dataset, {
    flow,
    contact,
    environment,
    plannedOutcome: resolveOutcome(run, flow) ?? chooseOutcome(dataset, flow, contact, drawIndex),
    broadcast: null,
    createdAt: at,
    input,
    drawIndex,
    endIndex: dataset.getEndIndex(insertedAt < datasetUntil ? insertedAt : datasetUntil),
  })
  const { startsAt, repliesAt, endsAt } = resolveInstants(run, timeline)
  return { ...timeline, startsAt, repliesAt, endsAt }
}

/**
 * Creates the stream of a burst.
 * @throws {OperationError}
 * @throws {InvalidOperationError}
 */
export function createBurstStream(
  dataset: Dataset,
  { arrivals, overlay }: { readonly arrivals: Arrivals; readonly overlay: Overlay },
  { sequence, at, operation }: LoggedOperationOf<'burst'>,
): ArrivalStream {
  const { count, spread, flow, environment } = operation
  const from = operation.from ?? at
  if (flow !== null) requirePublishedFlow(dataset, flow)
  if (from < at) throw new InvalidOperationError('a burst cannot begin in the past; insert runs instead')
  if (count < 1 || count > MAX_RUNS_PER_STREAM)
    throw new InvalidOperationError(`a burst has from 1 to ${MAX_RUNS_PER_STREAM} runs`)
  if (arrivals.streams.length >= MAX_ARRIVAL_STREAMS)
    throw new InvalidOperationError(`${MAX_ARRIVAL_STREAMS} bursts are pending; advance the clock until some are over`)
  const stored = arrivals.streams.reduce((sum, stream) => sum + stream.count - stream.takenCount, overlay.creationCount)
  if (stored + count > MAX_STORED_RUNS)
    throw new InvalidOperationError(
      `the world has ${stored} created or pending runs of at most ${MAX_STORED_RUNS}; give a smaller \`count\`, or reset the world`,
    )
  const key = deriveKey(dataset.parameters.seed, `arrivals/${sequence}`)
  return { sequence, key, kind: 'burst', from, step: spread / count, count, takenCount: 0, flow, environment }
}

/**
 * Creates the stream of an arrival rate; null when no runs are to arrive.
 * @throws {OperationError}
 * @throws {InvalidOperationError}
 */
export function createRateStream(
  dataset: Dataset,
  { sequence, at, operation }: LoggedOperationOf<'set-arrival-rate'>,
): ArrivalStream | null {
  const { every, flow, environment } = operation
  if (flow !== null) requirePublishedFlow(dataset, flow)
  if (every === null) return null
  if (every < MIN_STREAM_STEP)
    throw new InvalidOperationError('runs arrive at most once a millisecond; use a burst for more')
  const key = deriveKey(dataset.parameters.seed, `arrivals/${sequence}`)
  const count = MAX_RUNS_PER_STREAM
  return { sequence, key, kind: 'rate', from: at, step: every, count, takenCount: 0, flow, environment }
}
