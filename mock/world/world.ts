import { type Annex, type KeptRecord, recordsOf } from './annex.ts'
import { advanced, type Clock, type ClockMode, nowOf, type RealClock, switched } from './clock.ts'
import { contactOfPhone, countOfContacts, personOf } from './contacts.ts'
import { Folding } from './folding.ts'
import type { Duration, Instant } from './instant.ts'
import { type LoggedOperation, type Operation, type OperationLog, until } from './operation.ts'
import type { Ordered } from './ordered.ts'
import type { People, Person } from './people.ts'
import type { Run, RunNumber } from './run.ts'
import type { Universe } from './universe.ts'
import { createdAtOf, lookup, readRun, type View, viewWith } from './view.ts'

/** What a world is made of. */
export interface WorldParts {
  readonly universe: Universe
  readonly people: People
  readonly log: OperationLog
  readonly realClock: RealClock
  readonly clock: ClockMode
}

/** Where a world stands in its own time. */
export interface Standstill {
  readonly now: Instant
  readonly mode: ClockMode
}

/**
 * One isolated world: a universe, the operations carried out in it, and its own time. State at an instant is the fold of
 * the operations over the universe.
 */
export class World {
  readonly universe: Universe
  readonly #parts: WorldParts
  readonly #folding: Folding
  /** Where the world began, for a restart. */
  readonly #birth: { readonly clock: Clock; readonly view: View; readonly log: OperationLog }
  #clock: Clock

  /** @param from where a fork begins; else the world begins at the universe's start */
  constructor(parts: WorldParts, from?: { readonly clock: Clock; readonly view: View }) {
    const { start } = parts.universe.parameters
    this.universe = parts.universe
    this.#parts = parts
    this.#clock = from?.clock ?? { mode: parts.clock, shown: start, since: parts.realClock() }
    this.#folding = from === undefined ? Folding.begin(parts.universe, start) : new Folding(from.view)
    const view = this.#folding.viewAt(this.#clock.shown)
    this.#birth = { clock: this.#clock, view, log: parts.log.fork() }
  }

  /** The instant that the world's clock shows. */
  get now(): Instant {
    return nowOf(this.#clock, this.#parts.realClock())
  }

  get clock(): ClockMode {
    return this.#clock.mode
  }

  /** How many operations have been carried out: the sequence number of the last one. */
  get revision(): number {
    return this.#parts.log.size
  }

  /** What has been done to the world, in order. */
  get history(): Iterable<LoggedOperation> {
    return this.#parts.log.entries()
  }

  /** What operations have laid down beside the runs. */
  get annex(): Annex {
    return this.#folding.annex
  }

  /** How many contacts there are; their numbers lie in [0, contacts). */
  get contacts(): number {
    return countOfContacts(this)
  }

  /** Who a contact is. */
  person(contact: number): Person {
    return personOf({ universe: this.universe, annex: this.annex, people: this.#parts.people }, contact)
  }

  /** Who somebody is, or would be, whom no operation made or changed. */
  usualPerson(contact: number): Person {
    return this.#parts.people.person(contact)
  }

  /** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
  contactOfPhone(phone: string): number | undefined {
    return contactOfPhone({ universe: this.universe, annex: this.annex, people: this.#parts.people }, phone)
  }

  /** What a vendor keeps under a name, in order of creation. */
  records(resource: string): Ordered<KeptRecord> {
    return recordsOf(this.annex, resource)
  }

  /** The world as it is now; the same object for as long as nothing in it changes. */
  view(): View {
    return this.#folding.viewAt(this.now)
  }

  /** The run of this number as it is now; undefined when there is none. */
  run(number: RunNumber): Run | undefined {
    const view = this.view()
    const ref = lookup(view, number)
    return ref === undefined ? undefined : readRun(view, ref)
  }

  /** When the run of this number was created; undefined when there is none. */
  createdAt(number: RunNumber): Instant | undefined {
    return createdAtOf(this.view(), number)
  }

  /**
   * Carries an operation out now and appends it to the log.
   * @returns the run that it created or changed, as it is now; null where there is none
   * @throws {Refusal} when the state of the world forbids it; then nothing has changed
   */
  apply(operation: Operation): Run | null {
    const at = this.now
    const { log } = this.#parts
    const sequence = log.size + 1
    const run = this.#carriedOut(operation, sequence, at)
    log.append({ sequence, at, operation })
    return run
  }

  /** Lets virtual time pass; everything due in it has happened when this returns. */
  advance(by: Duration): Instant {
    this.apply({ kind: 'advance', by })
    return this.now
  }

  /** A world that is the same until now, and goes its own way from here; both share what they have in common. */
  fork(): World {
    const parts = { ...this.#parts, log: this.#parts.log.fork(), clock: this.clock }
    return new World(parts, { clock: this.#clock, view: this.view() })
  }

  /** A world that begins again where this one began. @param manner how it says things, if not as it did then */
  restarted(manner = this.#birth.view.annex.manner): World {
    const { clock, view, log } = this.#birth
    const parts = { ...this.#parts, log: log.fork(), clock: clock.mode }
    const since = this.#parts.realClock()
    const annex = { ...view.annex, manner }
    return new World(parts, { clock: { ...clock, since }, view: viewWith(view, { annex }) })
  }

  /**
   * Carries out operations that were logged elsewhere, each at its own instant, then stands where it is told.
   * @throws {Refusal} when one of them cannot be carried out in this world
   */
  replay(logged: Iterable<LoggedOperation>, { now, mode }: Standstill): void {
    const standAt = (shown: Instant, how: ClockMode) => {
      this.#clock = { mode: how, shown, since: this.#parts.realClock() }
    }
    for (const { at, operation } of logged) {
      standAt(at, { kind: 'frozen' })
      this.apply(operation)
    }
    standAt(now, mode)
  }

  /**
   * The world as it was at an instant of its past, standing still.
   * @param nearest it as it was at an earlier instant, to begin from
   */
  asOf(at: Instant, nearest?: World): World {
    const { log } = this.#parts
    const past =
      nearest?.fork() ?? new World({ ...this.#parts, log: log.anew(), clock: { kind: 'frozen' } }, this.#birthAt(at))
    past.replay(until(at, log.entries(past.revision)), { now: at, mode: { kind: 'frozen' } })
    return past
  }

  /** Where a world begins that is to stand at an instant: at the universe's start, or with that instant if it is earlier. */
  #birthAt(at: Instant): { readonly clock: Clock; readonly view: View } | undefined {
    if (at >= this.universe.parameters.start) return undefined
    const clock: Clock = { mode: { kind: 'frozen' }, shown: at, since: this.#parts.realClock() }
    return { clock, view: Folding.begin(this.universe, at).viewAt(at) }
  }

  #carriedOut(operation: Operation, sequence: number, at: Instant): Run | null {
    switch (operation.kind) {
      case 'advance':
        this.#clock = advanced(this.#clock, this.#parts.realClock(), operation.by)
        return null
      case 'switch-clock':
        this.#clock = switched(this.#clock, this.#parts.realClock(), operation.mode)
        return null
      default:
        return this.#folding.carryOut(operation, { sequence, at })
    }
  }
}
