import { addFlow, createDatasetSnapshot, isValidAt } from '../dataset/dataset.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { advanceClock, type Clock, type Instant, type RealTime, switchClockMode } from '../time.ts'
import {
  addPeople,
  assertValidInsert,
  createArrivalTimeline,
  createBurstStream,
  createRateStream,
  splitByArrival,
} from './arrival-operations.ts'
import { addStream, type Arrival, replaceRateStream, scheduleRuns, takeDueArrivals } from './arrivals.ts'
import {
  InvalidOperationError,
  type LoggedOperation,
  type LoggedOperationOf,
  type Operation,
  OperationError,
} from './operation.ts'
import { addCreatedRun, addCreatedRuns, addFlowLists, advanceOverlay, type Overlay } from './overlay.ts'
import { changeRun, createBroadcastTimelines, createRunTimeline, deleteRun, stepRun } from './run-operations.ts'
import { countContacts, putVendorRecord, updateSideState } from './side-state.ts'
import { findRunRef, getViewExpiry, readRun, type View } from './view.ts'

/** The state of a world: its clock, and its view at the last operation or read. */
export interface WorldState {
  readonly clock: Clock
  readonly view: View
}

/** Returns the view at `now`: the same object if nothing has changed. */
export function advanceView(view: View, now: Instant): View {
  return addDueArrivals(view, now, Infinity)
}

/** The number of arriving runs after which `advanceViewInSlices` yields: some milliseconds. */
const SLICE_SIZE = 512

/** Computes the same view as `advanceView`, and yields after each slice of the runs that arrive until `now`. */
export function* advanceViewInSlices(view: View, now: Instant): Generator<void, View> {
  let advanced = view
  while (now >= getViewExpiry(advanced)) {
    advanced = addDueArrivals(advanced, now, SLICE_SIZE)
    yield
  }
  return advanced
}

/** Returns the view at `now` with the first `limit` runs that arrive until then. */
function addDueArrivals(view: View, now: Instant, limit: number): View {
  if (now < getViewExpiry(view)) return view
  const { dataset, datasetSnapshot, overlay, sideState, arrivals } = view
  const { due, rest } =
    arrivals.nextAt > now
      ? { due: [], rest: arrivals }
      : takeDueArrivals(arrivals, now, { parameters: dataset.parameters, limit })
  const advanced: View = {
    dataset,
    datasetSnapshot: isValidAt(datasetSnapshot, now)
      ? datasetSnapshot
      : createDatasetSnapshot(dataset, now, arrivals.datasetUntil),
    overlay: advanceOverlay(overlay, now),
    sideState,
    arrivals: rest,
  }
  return due.length === 0 ? advanced : addArrivals(advanced, due)
}

/**
 * Applies an operation at its instant.
 * @returns the new state, and the run that was created or changed, if any
 * @throws {OperationError} when the state forbids the operation
 * @throws {InvalidOperationError}
 * @throws {InvalidRunError}
 */
export function reduce(
  { clock, view: former }: WorldState,
  { sequence, at, operation }: LoggedOperation,
  real: RealTime,
): WorldState & { readonly run: Run | null } {
  switch (operation.kind) {
    case 'advance':
      return { clock: advanceClock(clock, real, operation.by), view: former, run: null }
    case 'switch-clock':
      return { clock: switchClockMode(clock, real, operation.mode), view: former, run: null }
    default: {
      const view = reduceView(advanceView(former, at), { sequence, at, operation })
      return { clock, view, run: findAffectedRun(view, operation) }
    }
  }
}

/** The most flows of a world, special ones included. */
const MAX_FLOWS = 504

type ViewOperationKind = Exclude<Operation['kind'], 'advance' | 'switch-clock'>

function reduceView(view: View, { sequence, at, operation }: LoggedOperationOf<ViewOperationKind>): View {
  const { dataset, datasetSnapshot: snapshot, sideState, arrivals } = view
  const updateOverlay = (update: (overlay: Overlay) => Overlay): View => {
    return {
      dataset,
      datasetSnapshot: snapshot,
      overlay: update(advanceOverlay(view.overlay, at)),
      sideState,
      arrivals,
    }
  }
  const contactCount = countContacts(view)
  const creation = { snapshot, drawIndex: view.overlay.creationCount, contactCount }
  switch (operation.kind) {
    case 'create': {
      const timeline = createRunTimeline(creation, { sequence, at, operation })
      return updateOverlay((overlay) => addCreatedRun(overlay, timeline))
    }
    case 'change':
      return updateOverlay((overlay) => changeRun(snapshot, overlay, { sequence, at, operation }))
    case 'delete':
      return updateOverlay((overlay) => deleteRun(snapshot, overlay, { sequence, at, operation }))
    case 'step':
      return updateOverlay((overlay) => stepRun(snapshot, overlay, { sequence, at, operation }))
    case 'broadcast': {
      const timelines = createBroadcastTimelines(creation, { sequence, at, operation })
      const { resource, value } = operation.record
      const record = { number: sequence, createdAt: at, modifiedAt: at, value }
      const { overlay } = updateOverlay((current) => addCreatedRuns(current, timelines))
      return { ...view, overlay, sideState: putVendorRecord(sideState, resource, record) }
    }
    case 'insert': {
      const logged = { sequence, at, operation }
      assertValidInsert(dataset, logged, contactCount)
      const { arrived, scheduled } = splitByArrival(logged)
      const { overlay } = updateOverlay((current) => current)
      const people = addPeople(sideState, logged, contactCount)
      return addArrivals({ ...view, overlay, sideState: people, arrivals: scheduleRuns(arrivals, scheduled) }, arrived)
    }
    case 'burst': {
      const stream = createBurstStream(dataset, view, { sequence, at, operation })
      return advanceView({ ...view, arrivals: addStream(arrivals, stream) }, at)
    }
    case 'set-arrival-rate': {
      const rate = createRateStream(dataset, { sequence, at, operation })
      const replaced = replaceRateStream(arrivals, at, rate)
      return {
        ...view,
        arrivals: replaced,
        datasetSnapshot: createDatasetSnapshot(dataset, at, replaced.datasetUntil),
      }
    }
    case 'create-flow': {
      if (dataset.flows.length >= MAX_FLOWS)
        throw new InvalidOperationError(`the world has ${MAX_FLOWS} flows, the most that are possible`)
      const extended = addFlow(dataset, operation.flow, at)
      return {
        ...view,
        dataset: extended,
        datasetSnapshot: createDatasetSnapshot(extended, at, arrivals.datasetUntil),
        overlay: addFlowLists(advanceOverlay(view.overlay, at)),
        // Serialized rows depend on the flows.
        sideState: { ...sideState, renderSettings: { ...sideState.renderSettings } },
      }
    }
    default:
      if (operation.kind === 'change-contact' && operation.contact >= contactCount)
        throw new OperationError('unknown-contact')
      return { ...view, sideState: updateSideState(sideState, { sequence, at, operation }, contactCount) }
  }
}

/** Adds runs that have arrived to a view at the instant of its overlay. */
function addArrivals(view: View, arrived: readonly Arrival[]): View {
  const { dataset, overlay, arrivals } = view
  const timelines = arrived.map((arrival, place) =>
    createArrivalTimeline(dataset, arrival, arrivals.datasetUntil, overlay.creationCount + place),
  )
  return { ...view, overlay: addCreatedRuns(overlay, timelines) }
}

function findAffectedRun(view: View, operation: Operation): Run | null {
  if (operation.kind === 'create') return view.overlay.runs.item(view.overlay.runs.size - 1)?.cachedRun ?? null
  return operation.kind === 'change' || operation.kind === 'step' ? findRun(view, operation.run) : null
}

function findRun(view: View, number: RunNumber): Run | null {
  const ref = findRunRef(view, number)
  return ref === undefined ? null : readRun(view, ref)
}
