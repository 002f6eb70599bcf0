import { countContacts, createSideState, putVendorRecord, type SideState, updateSideState } from './side-state.ts'
import { type Arrival, takeDueArrivals, NO_ARRIVALS, scheduleRuns, replaceRateStream, addStream } from './arrivals.ts'
import {
  changeRun,
  createBroadcastTimelines,
  createTimeline,
  deleteRun,
  type LoggedOperationOf,
  stepRun,
} from './run-operations.ts'
import {
  splitByArrival,
  createArrivalTimeline,
  createBurstStream,
  createRateStream,
  assertValidInsert,
  addPeople,
} from './arrival-operations.ts'
import type { Instant } from '../time/instant.ts'
import { type Operation, OperationError } from './operation.ts'
import { createOverlay, type Overlay, advanceOverlay, addCreatedRuns } from './overlay.ts'
import { isValidAt, type DatasetSnapshot, createDatasetSnapshot } from '../dataset/dataset-snapshot.ts'
import { type Timeline, type Run, computeRun } from '../model/run.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { findRunRef, readRun, type View, getViewExpiry, updateView } from './view.ts'

/** Created runs that may wait to be folded in. */
const MAX_PENDING = 4096

/** Operations that are not about the clock. */
export type StateOperation = Exclude<Operation, { readonly kind: 'advance' | 'switch-clock' }>

/** An operation's place in the world's history. */
interface OperationPosition {
  readonly sequence: number
  readonly at: Instant
}

/** What the operations have made of a universe so far; kept, so that reading is cheap. */
export class WorldState {
  #view: View
  /** Runs created since the view was made; they are folded in together when somebody looks. */
  #pending: Timeline[] = []

  constructor(view: View) {
    this.#view = view
  }

  static createInitial(dataset: Dataset, now: Instant): WorldState {
    const overlay = createOverlay(dataset.flows.length, now)
    return new WorldState({
      dataset,
      datasetSnapshot: createDatasetSnapshot(dataset, now),
      overlay,
      sideState: createSideState(),
      arrivals: NO_ARRIVALS,
    })
  }

  get annex(): SideState {
    return this.#view.sideState
  }

  /** The same object for as long as nothing changes. */
  getViewAt(now: Instant): View {
    if (this.#pending.length === 0 && now < getViewExpiry(this.#view)) return this.#view
    this.#takeArrivals(now)
    const settled = advanceOverlay(this.#view.overlay, now)
    const overlay = this.#pending.length === 0 ? settled : addCreatedRuns(settled, this.#pending)
    this.#view = updateView(this.#view, { datasetSnapshot: this.#getSnapshotAt(now), overlay })
    this.#pending = []
    return this.#view
  }

  /**
   * @returns the run that was created or changed, as it is then; null where there is none
   * @throws {Refusal} when the state forbids it; then nothing has changed
   */
  applyOperation(operation: StateOperation, place: OperationPosition): Run | null {
    this.#takeArrivals(place.at)
    switch (operation.kind) {
      case 'create':
        return this.#createRun({ sequence: place.sequence, at: place.at, operation })
      case 'change':
        this.#updateOverlay(place.at, (view) => changeRun(view.datasetSnapshot, view.overlay, { ...place, operation }))
        return this.#findRun(operation.run, place.at)
      case 'delete':
        this.#updateOverlay(place.at, (view) => deleteRun(view.datasetSnapshot, view.overlay, { ...place, operation }))
        return null
      case 'step':
        this.#updateOverlay(place.at, (view) => stepRun(view.datasetSnapshot, view.overlay, { ...place, operation }))
        return this.#findRun(operation.run, place.at)
      case 'broadcast':
        this.#createBroadcast({ ...place, operation })
        return null
      case 'insert':
        this.#insertRuns({ ...place, operation })
        return null
      case 'burst':
        this.#view = updateView(this.#view, {
          arrivals: addStream(this.#view.arrivals, createBurstStream(this.#view, { ...place, operation })),
        })
        this.#takeArrivals(place.at)
        return null
      case 'set-arrival-rate':
        this.#setArrivalRate({ ...place, operation })
        return null
      default: {
        const contacts = countContacts(this.#view)
        if (operation.kind === 'change-contact' && operation.contact >= contacts)
          throw new OperationError('unknown-contact')
        const sideState = updateSideState(this.#view.sideState, { ...place, operation }, contacts)
        this.#view = updateView(this.getViewAt(place.at), { sideState })
        return null
      }
    }
  }

  #createRun(logged: LoggedOperationOf<'create'>): Run {
    const draw = this.#view.overlay.creationCount + this.#pending.length
    const plan = createTimeline(this.#getSnapshotAt(logged.at), draw, logged, countContacts(this.#view))
    this.#pending.push(plan)
    if (this.#pending.length >= MAX_PENDING) this.getViewAt(logged.at)
    return computeRun(plan, logged.at)
  }

  /** Lets in whatever has come by now, as each was at its own instant. */
  #takeArrivals(now: Instant): void {
    if (this.#view.arrivals.nextAt > now) return
    const [arrived, arrivals] = takeDueArrivals(this.#view.arrivals, now, this.#view.dataset)
    this.#view = updateView(this.#view, { arrivals })
    this.#addArrivals(arrived)
  }

  #addArrivals(arrived: readonly Arrival[]): void {
    for (const arrival of arrived) {
      const draw = this.#view.overlay.creationCount + this.#pending.length
      this.#pending.push(createArrivalTimeline(this.#view, draw, arrival))
    }
  }

  #insertRuns(logged: LoggedOperationOf<'insert'>): void {
    assertValidInsert(this.#view, logged)
    const [now, later] = splitByArrival(logged)
    const sideState = addPeople(this.#view.sideState, logged, countContacts(this.#view))
    this.#view = updateView(this.getViewAt(logged.at), {
      sideState,
      arrivals: scheduleRuns(this.#view.arrivals, later),
    })
    this.#addArrivals(now)
  }

  #setArrivalRate(logged: LoggedOperationOf<'set-arrival-rate'>): void {
    const { at } = logged
    const rate = createRateStream(this.#view, logged)
    const view = this.getViewAt(at)
    const arrivals = replaceRateStream(view.arrivals, { at, rate })
    this.#view = updateView(view, {
      arrivals,
      datasetSnapshot: createDatasetSnapshot(view.dataset, at, arrivals.datasetUntil),
    })
  }

  #createBroadcast(logged: LoggedOperationOf<'broadcast'>): void {
    const { sequence, at, operation } = logged
    const draw = this.#view.overlay.creationCount + this.#pending.length
    const plans = createBroadcastTimelines(this.#getSnapshotAt(at), draw, logged, countContacts(this.#view))
    this.#pending.push(...plans)
    const { resource, value } = operation.record
    const kept = { number: sequence, createdAt: at, modifiedAt: at, value }
    this.#view = updateView(this.getViewAt(at), { sideState: putVendorRecord(this.#view.sideState, resource, kept) })
  }

  /** Puts what an operation makes of the overlay in its place; a refusal leaves everything as it was. */
  #updateOverlay(at: Instant, change: (view: View) => Overlay): void {
    const view = this.getViewAt(at)
    const overlay = advanceOverlay(view.overlay, at)
    this.#view = updateView(view, { overlay: change(updateView(view, { overlay })) })
  }

  #findRun(number: number, at: Instant): Run | null {
    const view = this.getViewAt(at)
    const ref = findRunRef(view, number)
    return ref === undefined ? null : readRun(view, ref)
  }

  #getSnapshotAt(now: Instant): DatasetSnapshot {
    const { datasetSnapshot, dataset, arrivals } = this.#view
    if (isValidAt(datasetSnapshot, now)) return datasetSnapshot
    const next = createDatasetSnapshot(dataset, now, arrivals.datasetUntil)
    this.#view = updateView(this.#view, { datasetSnapshot: next })
    return next
  }
}
