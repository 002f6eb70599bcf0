import type { SortedList } from './collections/sorted-list.ts'
import type { Dataset } from './dataset/dataset.ts'
import type { People, Person } from './model/contact.ts'
import type { Run, RunNumber } from './model/run.ts'
import {
  countContacts,
  findContactWithPhone,
  getPersonOf,
  getVendorRecords,
  type SideState,
  type VendorRecord,
} from './state/side-state.ts'
import { type LoggedOperation, type Operation, type OperationLog, takeUntil } from './state/operation.ts'
import { WorldState } from './state/reducer.ts'
import { findCreatedAt, findRunRef, readRun, updateView, type View } from './state/view.ts'
import { advanceClock, type Clock, type ClockMode, readClock, type RealClock, switchClockMode } from './time/clock.ts'
import type { Duration, Instant } from './time/instant.ts'

/** What a world is made of. */
export interface WorldParts {
  readonly dataset: Dataset
  readonly people: People
  readonly log: OperationLog
  readonly realClock: RealClock
  readonly clockMode: ClockMode
}

/** Where a world stands in its own time. */
export interface ClockPosition {
  readonly now: Instant
  readonly mode: ClockMode
}

/**
 * One isolated world: a universe, the operations carried out in it, and its own time. State at an instant is the fold of
 * the operations over the universe.
 */
export class World {
  readonly dataset: Dataset
  readonly #parts: WorldParts
  readonly #state: WorldState
  /** Where the world began, for a restart. */
  readonly #origin: { readonly clockMode: Clock; readonly getView: View; readonly log: OperationLog }
  #clock: Clock

  /** @param from where a fork begins; else the world begins at the universe's start */
  constructor(parts: WorldParts, from?: { readonly clock: Clock; readonly view: View }) {
    const { start } = parts.dataset.parameters
    this.dataset = parts.dataset
    this.#parts = parts
    this.#clock = from?.clock ?? { mode: parts.clockMode, virtualAnchor: start, realAnchor: parts.realClock() }
    this.#state = from === undefined ? WorldState.createInitial(parts.dataset, start) : new WorldState(from.view)
    const view = this.#state.getViewAt(this.#clock.virtualAnchor)
    this.#origin = { clockMode: this.#clock, getView: view, log: parts.log.fork() }
  }

  /** The instant that the world's clock shows. */
  get now(): Instant {
    return readClock(this.#clock, this.#parts.realClock())
  }

  get clock(): ClockMode {
    return this.#clock.mode
  }

  /** How many operations have been carried out: the sequence number of the last one. */
  get revision(): number {
    return this.#parts.log.size
  }

  /** What has been done to the world, in order. */
  get operations(): Iterable<LoggedOperation> {
    return this.#parts.log.readEntries()
  }

  /** What operations have laid down beside the runs. */
  get sideState(): SideState {
    return this.#state.annex
  }

  /** How many contacts there are; their numbers lie in [0, contacts). */
  get contactCount(): number {
    return countContacts(this)
  }

  /** Who a contact is. */
  getPerson(contact: number): Person {
    return getPersonOf({ dataset: this.dataset, sideState: this.sideState, people: this.#parts.people }, contact)
  }

  /** Who somebody is, or would be, whom no operation made or changed. */
  getDefaultPerson(contact: number): Person {
    return this.#parts.people.getPerson(contact)
  }

  /** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
  findContactByPhone(phone: string): number | undefined {
    return findContactWithPhone({ dataset: this.dataset, sideState: this.sideState, people: this.#parts.people }, phone)
  }

  /** What a vendor keeps under a name, in order of creation. */
  getRecords(resource: string): SortedList<VendorRecord> {
    return getVendorRecords(this.sideState, resource)
  }

  /** The world as it is now; the same object for as long as nothing in it changes. */
  view(): View {
    return this.#state.getViewAt(this.now)
  }

  /** The run of this number as it is now; undefined when there is none. */
  findRun(number: RunNumber): Run | undefined {
    const view = this.view()
    const ref = findRunRef(view, number)
    return ref === undefined ? undefined : readRun(view, ref)
  }

  /** When the run of this number was created; undefined when there is none. */
  findCreatedAt(number: RunNumber): Instant | undefined {
    return findCreatedAt(this.view(), number)
  }

  /**
   * Carries an operation out now and appends it to the log.
   * @returns the run that it created or changed, as it is now; null where there is none
   * @throws {Refusal} when the state of the world forbids it; then nothing has changed
   */
  applyOperation(operation: Operation): Run | null {
    const at = this.now
    const { log } = this.#parts
    const sequence = log.size + 1
    const run = this.#execute(operation, sequence, at)
    log.append({ sequence, at, operation })
    return run
  }

  /** Lets virtual time pass; everything due in it has happened when this returns. */
  advanceClock(by: Duration): Instant {
    this.applyOperation({ kind: 'advance', by })
    return this.now
  }

  /** A world that is the same until now, and goes its own way from here; both share what they have in common. */
  fork(): World {
    const parts = { ...this.#parts, log: this.#parts.log.fork(), clockMode: this.clock }
    return new World(parts, { clock: this.#clock, view: this.view() })
  }

  /** A world that begins again where this one began. @param manner how it says things, if not as it did then */
  forkFromStart(manner = this.#origin.getView.sideState.renderSettings): World {
    const { clockMode, getView, log } = this.#origin
    const parts = { ...this.#parts, log: log.fork(), clockMode: clockMode.mode }
    const since = this.#parts.realClock()
    const sideState = { ...getView.sideState, renderSettings: manner }
    return new World(parts, {
      clock: { ...clockMode, realAnchor: since },
      view: updateView(getView, { sideState }),
    })
  }

  /**
   * Carries out operations that were logged elsewhere, each at its own instant, then stands where it is told.
   * @throws {Refusal} when one of them cannot be carried out in this world
   */
  replay(logged: Iterable<LoggedOperation>, { now, mode }: ClockPosition): void {
    const standAt = (shown: Instant, how: ClockMode) => {
      this.#clock = { mode: how, virtualAnchor: shown, realAnchor: this.#parts.realClock() }
    }
    for (const { at, operation } of logged) {
      standAt(at, { kind: 'frozen' })
      this.applyOperation(operation)
    }
    standAt(now, mode)
  }

  /**
   * The world as it was at an instant of its past, standing still.
   * @param nearest it as it was at an earlier instant, to begin from
   */
  forkAt(at: Instant, nearest?: World): World {
    const { log } = this.#parts
    const past =
      nearest?.fork() ??
      new World({ ...this.#parts, log: log.createEmpty(), clockMode: { kind: 'frozen' } }, this.#createOriginAt(at))
    past.replay(takeUntil(at, log.readEntries(past.revision)), { now: at, mode: { kind: 'frozen' } })
    return past
  }

  /** Where a world begins that is to stand at an instant: at the universe's start, or with that instant if it is earlier. */
  #createOriginAt(at: Instant): { readonly clock: Clock; readonly view: View } | undefined {
    if (at >= this.dataset.parameters.start) return undefined
    const clock: Clock = { mode: { kind: 'frozen' }, virtualAnchor: at, realAnchor: this.#parts.realClock() }
    return { clock, view: WorldState.createInitial(this.dataset, at).getViewAt(at) }
  }

  #execute(operation: Operation, sequence: number, at: Instant): Run | null {
    switch (operation.kind) {
      case 'advance':
        this.#clock = advanceClock(this.#clock, this.#parts.realClock(), operation.by)
        return null
      case 'switch-clock':
        this.#clock = switchClockMode(this.#clock, this.#parts.realClock(), operation.mode)
        return null
      default:
        return this.#state.applyOperation(operation, { sequence, at })
    }
  }
}

/** Makes something once for each world, such as the ids of a vendor, which depend on the seed. */
export function memoizePerWorld<Value>(make: (world: World) => Value): (world: World) => Value {
  const cache = new WeakMap<World, { readonly value: Value }>()
  return (world) => {
    const entry = cache.get(world)
    if (entry !== undefined) return entry.value
    const value = make(world)
    cache.set(world, { value })
    return value
  }
}
