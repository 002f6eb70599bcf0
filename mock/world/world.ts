import { memoizeByObject } from './collections/memoize.ts'
import type { SortedList } from './collections/sorted-list.ts'
import type { Dataset } from './dataset/dataset.ts'
import type { People, Person } from './model/contact.ts'
import type { Run, RunNumber } from './model/run.ts'
import { iterateUntil, type LoggedOperation, type Operation, type OperationLog } from './state/operation.ts'
import { advanceView, advanceViewInSlices, reduce, type WorldState } from './state/reducer.ts'
import {
  type ContactSources,
  countContacts,
  findContactWithPhone,
  getPersonOf,
  getVendorRecords,
  type SideState,
  type VendorRecord,
} from './state/side-state.ts'
import { createView, findCreatedAt, findRunRef, readRun, type View } from './state/view.ts'
import {
  addDuration,
  type Clock,
  type ClockMode,
  type Duration,
  type Instant,
  readClock,
  type RealClock,
} from './time.ts'

/** The parts that a world is assembled from. */
export interface WorldParts {
  readonly dataset: Dataset
  readonly people: People
  readonly log: OperationLog
  readonly realClock: RealClock
  readonly clockMode: ClockMode
}

/** A world's clock without its relation to real time. */
export interface ClockPosition {
  readonly now: Instant
  readonly mode: ClockMode
}

/** A state of a world that `rollBack` returns to. */
export interface WorldMark {
  readonly state: WorldState
  readonly revision: number
}

/** The beginning of a world, to which a restart returns. */
interface WorldOrigin {
  readonly clock: Clock
  /** The operations before it. */
  readonly log: OperationLog
  readonly getView: () => View
}

const FROZEN: ClockMode = { kind: 'frozen' }

/** The number of operations after which `replayInSlices` yields: some milliseconds. */
const REPLAY_SLICE = 128

/**
 * An isolated world: a dataset, a log of operations, and a clock of its own. Its state at an instant is the reduction of
 * the operations over the dataset.
 */
export class World {
  readonly #parts: WorldParts
  readonly #origin: WorldOrigin
  #state: WorldState

  /**
   * @param from the state that a fork begins with; else the world begins at the dataset's start
   * @param origin the beginning of a world that goes on; else it begins with its state
   */
  constructor(parts: WorldParts, from?: WorldState, origin?: WorldOrigin) {
    const { dataset, log, clockMode, realClock } = parts
    const clock: Clock = from?.clock ?? {
      mode: clockMode,
      virtualAnchor: dataset.parameters.start,
      realAnchor: realClock(),
    }
    this.#parts = parts
    const view = from?.view ?? createView(dataset, clock.virtualAnchor)
    this.#state = { clock, view }
    this.#origin = origin ?? { clock, log: log.fork(), getView: () => view }
  }

  /** The base data with the flows that operations added; another object after such an operation. */
  get dataset(): Dataset {
    return this.#state.view.dataset
  }

  /** The instant that the world's clock shows. */
  get now(): Instant {
    return readClock(this.#state.clock, this.#parts.realClock())
  }

  get clockMode(): ClockMode {
    return this.#state.clock.mode
  }

  /** The number of applied operations: the sequence number of the last one. */
  get revision(): number {
    return this.#parts.log.size
  }

  /** The applied operations, in order. */
  get operations(): Iterable<LoggedOperation> {
    return this.#parts.log.readEntries()
  }

  /** The store of the applied operations. */
  get log(): OperationLog {
    return this.#parts.log
  }

  /** The beginning of the world, to which a restart returns: the operations before it, and its clock. */
  get origin(): { readonly log: OperationLog; readonly clock: ClockPosition } {
    const { clock, log } = this.#origin
    return { log, clock: { now: clock.virtualAnchor, mode: clock.mode } }
  }

  get sideState(): SideState {
    return this.#state.view.sideState
  }

  /** The number of contacts; their numbers lie in [0, contactCount). */
  get contactCount(): number {
    return countContacts(this)
  }

  getPerson(contact: number): Person {
    return getPersonOf(this.#contactSources, contact)
  }

  /** Returns the personal data of a contact as the dataset has it, whatever operations changed. */
  getDefaultPerson(contact: number): Person {
    return this.#parts.people.getPerson(contact)
  }

  /** Returns the contact with a phone number in E.164 form; undefined when there is none. */
  findContactByPhone(phone: string): number | undefined {
    return findContactWithPhone(this.#contactSources, phone)
  }

  /** Returns the records of a vendor's resource, in order of creation. */
  getRecords(resource: string): SortedList<VendorRecord> {
    return getVendorRecords(this.sideState, resource)
  }

  /** Returns the world as it is now; the same object as long as nothing in it changes. */
  view(): View {
    const view = advanceView(this.#state.view, this.now)
    if (view !== this.#state.view) this.#state = { clock: this.#state.clock, view }
    return view
  }

  /** Returns the run of this number as it is now; undefined when there is none. */
  findRun(number: RunNumber): Run | undefined {
    const view = this.view()
    const ref = findRunRef(view, number)
    return ref === undefined ? undefined : readRun(view, ref)
  }

  /** Returns the creation of the run of this number; undefined when there is none. */
  findCreatedAt(number: RunNumber): Instant | undefined {
    return findCreatedAt(this.view(), number)
  }

  /**
   * Applies an operation now and appends it to the log.
   * @returns the run that was created or changed, as it is now; null when there is none
   * @throws {OperationError} when the state of the world forbids the operation; then nothing has changed
   */
  applyOperation(operation: Operation): Run | null {
    const { log, realClock } = this.#parts
    const real = realClock()
    const logged = { sequence: log.size + 1, at: readClock(this.#state.clock, real), operation }
    const { clock, view, run } = reduce(this.#state, logged, real)
    log.append(logged)
    this.#state = { clock, view }
    return run
  }

  /** Returns the present state, for `rollBack`. */
  mark(): WorldMark {
    return { state: this.#state, revision: this.revision }
  }

  /** Returns the clock of a state as it is now. */
  getPosition({ state: { clock } }: WorldMark): ClockPosition {
    return { now: readClock(clock, this.#parts.realClock()), mode: clock.mode }
  }

  /** Calls a function that applies operations. When it throws, none of them has been applied. */
  applyAtomically<Result>(apply: () => Result): Result {
    const mark = this.mark()
    try {
      return apply()
    } catch (error) {
      this.rollBack(mark)
      throw error
    }
  }

  /** Undoes all operations since a mark, as if they had never been applied. */
  rollBack({ state, revision }: WorldMark): void {
    if (revision === this.revision) return
    this.#state = state
    this.#parts.log.truncate(revision)
  }

  /**
   * Lets virtual time pass; everything due by then has happened afterwards.
   * @param prepared what `prepareAdvance` returned; without it the next read computes everything at once
   */
  advanceClock(by: Duration, prepared?: View): Instant {
    this.applyOperation({ kind: 'advance', by })
    if (prepared !== undefined) this.#state = { clock: this.#state.clock, view: prepared }
    return this.now
  }

  /**
   * Computes the view after an advance in slices, without changing the world. Yields after each slice. The view is valid
   * as long as the world's revision stays the same.
   */
  prepareAdvance(by: Duration): Generator<void, View> {
    return advanceViewInSlices(this.view(), addDuration(this.now, Math.round(by)))
  }

  /** Returns a world with the same state that changes independently; both share what they have in common. */
  fork(): World {
    return new World({ ...this.#parts, log: this.#parts.log.fork() }, { clock: this.#state.clock, view: this.view() })
  }

  /** Returns a world that begins where this one began. @param renderSettings other settings than those at the beginning */
  forkFromStart(renderSettings = this.#origin.getView().sideState.renderSettings): World {
    const { clock, log } = this.#origin
    const view = this.#origin.getView()
    const origin: WorldState = {
      clock: { ...clock, realAnchor: this.#parts.realClock() },
      view: { ...view, sideState: { ...view.sideState, renderSettings } },
    }
    return new World({ ...this.#parts, log: log.fork() }, origin)
  }

  /**
   * Applies operations that were logged elsewhere, each at its own instant, then sets the clock.
   * @throws {OperationError} when this world forbids one of them
   */
  replay(log: Iterable<LoggedOperation>, position: ClockPosition): void {
    const slices = this.replayInSlices(log)
    while (slices.next().done !== true);
    this.setClock(position)
  }

  /** Does the same without setting the clock, and yields after each slice of the operations. */
  *replayInSlices(log: Iterable<LoggedOperation>): Generator<void, void> {
    let count = 0
    for (const { at, operation } of log) {
      this.setClock({ now: at, mode: FROZEN })
      this.applyOperation(operation)
      if (++count % REPLAY_SLICE === 0) yield
    }
  }

  /**
   * Returns the world in a later state, which was stored. This world has no operations yet.
   * @param log the operations until the state
   * @param beginning those of them before the beginning, which is computed at its first use
   */
  resume(view: View, log: OperationLog, beginning: OperationLog): World {
    const { clock } = this.#state
    const position: ClockPosition = { now: clock.virtualAnchor, mode: clock.mode }
    let originView: View | null = null
    const getView = (): View => {
      if (originView !== null) return originView
      const start = new World({ ...this.#parts, log: beginning.createEmpty() }, this.#state)
      start.replay(beginning.readEntries(), position)
      originView = start.view()
      return originView
    }
    return new World({ ...this.#parts, log }, { clock, view }, { clock, log: beginning, getView })
  }

  /** Sets the clock of a world that continues one which ran elsewhere. */
  setClock({ now, mode }: ClockPosition): void {
    const clock = { mode, virtualAnchor: now, realAnchor: this.#parts.realClock() }
    this.#state = { clock, view: this.#state.view }
  }

  /**
   * Returns the world as it was at an instant of its past, with a frozen clock.
   * @param nearest the world at an earlier instant, to begin from
   */
  forkAt(at: Instant, nearest?: World): World {
    const { log } = this.#parts
    const past = nearest?.fork() ?? new World({ ...this.#parts, log: log.createEmpty() }, this.#createOrigin(at))
    past.replay(iterateUntil(at, log.readEntries(past.revision)), { now: at, mode: FROZEN })
    return past
  }

  get #contactSources(): ContactSources {
    return { dataset: this.dataset, sideState: this.sideState, people: this.#parts.people }
  }

  /** Creates the state before all operations, at the dataset's start or at an earlier instant. */
  #createOrigin(at: Instant): WorldState {
    const { dataset, realClock } = this.#parts
    const { start } = dataset.parameters
    const virtualAnchor = at < start ? at : start
    const clock = { mode: FROZEN, virtualAnchor, realAnchor: realClock() }
    return { clock, view: createView(dataset, virtualAnchor) }
  }
}

/**
 * Memoizes a function of worlds, such as the ids of a vendor, which depend on the seed and the flows. The value is
 * computed again after an operation that adds a flow.
 */
export function memoizePerWorld<Value>(compute: (world: World) => Value): (world: World) => Value {
  const getEntry = memoizeByObject((world: World) => ({ dataset: world.dataset, value: compute(world) }))
  return (world) => {
    const entry = getEntry(world)
    if (entry.dataset !== world.dataset) {
      entry.dataset = world.dataset
      entry.value = compute(world)
    }
    return entry.value
  }
}
