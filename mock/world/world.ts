import { type Annex, annexed, emptyAnnex, type KeptRecord, recordsOf, withRecord } from './annex.ts'
import { advanced, type Clock, type ClockMode, nowOf, type RealClock, switched } from './clock.ts'
import { contactOfPhone, countOfContacts, personOf } from './contacts.ts'
import { broadcastPlans, changed, createdPlan, deleted, type Logged } from './fold.ts'
import type { Duration, Instant } from './instant.ts'
import { type Operation, type OperationLog, Refusal } from './operation.ts'
import { emptyOverlay, type Overlay, settledAt, withCreated } from './overlay.ts'
import type { Ordered } from './ordered.ts'
import type { People, Person } from './people.ts'
import { holdsAt, type Present, presentOf } from './present.ts'
import { type Plan, type Run, type RunNumber, settle } from './run.ts'
import type { Universe } from './universe.ts'
import { createdAtOf, lookup, readRun, type View, viewUntil } from './view.ts'

/** Created runs that may wait to be folded in. */
const MOST_FRESH = 4096

/** What a world is made of. */
export interface WorldParts {
  readonly universe: Universe
  readonly people: People
  readonly log: OperationLog
  readonly realClock: RealClock
  readonly clock: ClockMode
}

/**
 * One isolated world: a universe, the operations carried out in it, and its own time. State at an instant is the fold of
 * the operations over the universe; what is kept here is only that fold, so that reading is cheap.
 */
export class World {
  readonly universe: Universe
  readonly #people: People
  readonly #log: OperationLog
  readonly #realClock: RealClock
  #clock: Clock
  #view: View
  /** Runs created since the view was made; they are folded in together when somebody looks. */
  #fresh: Plan[] = []

  constructor(parts: WorldParts) {
    this.universe = parts.universe
    this.#people = parts.people
    this.#log = parts.log
    this.#realClock = parts.realClock
    const { start } = parts.universe.parameters
    this.#clock = { mode: parts.clock, shown: start, since: parts.realClock() }
    const overlay = emptyOverlay(parts.universe.flows.length, start)
    const present = presentOf(parts.universe, start)
    this.#view = { universe: parts.universe, present, overlay, annex: emptyAnnex() }
  }

  /** The instant that the world's clock shows. */
  get now(): Instant {
    return nowOf(this.#clock, this.#realClock())
  }

  get clock(): ClockMode {
    return this.#clock.mode
  }

  /** How many operations have been carried out: the sequence number of the last one. */
  get revision(): number {
    return this.#log.size
  }

  /** What operations have laid down beside the runs. */
  get annex(): Annex {
    return this.#view.annex
  }

  /** How many contacts there are; their numbers lie in [0, contacts). */
  get contacts(): number {
    return countOfContacts(this.#view)
  }

  /** Who a contact is. */
  person(contact: number): Person {
    return personOf({ ...this.#view, people: this.#people }, contact)
  }

  /** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
  contactOfPhone(phone: string): number | undefined {
    return contactOfPhone({ ...this.#view, people: this.#people }, phone)
  }

  /** What a vendor keeps under a name, in order of creation. */
  records(resource: string): Ordered<KeptRecord> {
    return recordsOf(this.#view.annex, resource)
  }

  /** The world as it is now; the same object for as long as nothing in it changes. */
  view(): View {
    return this.#viewAt(this.now)
  }

  /**
   * Carries an operation out now and appends it to the log.
   * @returns the run that it created or changed, as it is now; null where there is none
   * @throws {Refusal} when the state of the world forbids it; then nothing has changed
   */
  apply(operation: Operation): Run | null {
    const at = this.now
    const logged = { sequence: this.#log.size + 1, at }
    const run = this.#carriedOut(operation, logged)
    this.#log.append({ ...logged, operation })
    return run
  }

  /** Lets virtual time pass; everything due in it has happened when this returns. */
  advance(by: Duration): Instant {
    this.apply({ kind: 'advance', by })
    return this.now
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

  #carriedOut(operation: Operation, { sequence, at }: { readonly sequence: number; readonly at: Instant }): Run | null {
    switch (operation.kind) {
      case 'create':
        return this.#created({ sequence, at, operation })
      case 'change':
        this.#folded(at, (view) => changed(view.present, view.overlay, { sequence, at, operation }))
        return this.run(operation.run) ?? null
      case 'delete':
        this.#folded(at, (view) => deleted(view.present, view.overlay, { sequence, at, operation }))
        return null
      case 'broadcast':
        this.#broadcast({ sequence, at, operation })
        return null
      case 'advance':
        this.#clock = advanced(this.#clock, this.#realClock(), operation.by)
        return null
      case 'switch-clock':
        this.#clock = switched(this.#clock, this.#realClock(), operation.mode)
        return null
      default: {
        if (operation.kind === 'change-contact' && operation.contact >= this.contacts)
          throw new Refusal('unknown-contact')
        const annex = annexed(this.#view.annex, { sequence, at, operation }, this.contacts)
        this.#view = { ...this.#viewAt(at), annex }
        return null
      }
    }
  }

  #broadcast({ sequence, at, operation }: Logged<'broadcast'>): void {
    const before = this.#view.overlay.creations + this.#fresh.length
    const plans = broadcastPlans(this.#presentAt(at), before, { sequence, at, operation }, this.contacts)
    this.#fresh.push(...plans)
    const { resource, value } = operation.record
    const kept = { number: sequence, createdAt: at, modifiedAt: at, value }
    this.#view = { ...this.#viewAt(at), annex: withRecord(this.#view.annex, resource, kept) }
  }

  #created(logged: Logged<'create'>): Run {
    const present = this.#presentAt(logged.at)
    const plan = createdPlan(present, this.#view.overlay.creations + this.#fresh.length, logged, this.contacts)
    this.#fresh.push(plan)
    if (this.#fresh.length >= MOST_FRESH) this.#viewAt(logged.at)
    return settle(plan, logged.at)
  }

  /** Puts what an operation makes of the overlay in its place; a refusal leaves everything as it was. */
  #folded(at: Instant, change: (view: View) => Overlay): void {
    const view = this.#viewAt(at)
    const overlay = settledAt(view.overlay, at)
    this.#view = { ...view, overlay: change({ ...view, overlay }) }
  }

  #viewAt(now: Instant): View {
    if (this.#fresh.length === 0 && now < viewUntil(this.#view)) return this.#view
    const settled = settledAt(this.#view.overlay, now)
    const overlay = this.#fresh.length === 0 ? settled : withCreated(settled, this.#fresh)
    this.#view = { universe: this.universe, present: this.#presentAt(now), overlay, annex: this.#view.annex }
    this.#fresh = []
    return this.#view
  }

  #presentAt(now: Instant): Present {
    const { present } = this.#view
    if (holdsAt(present, now)) return present
    const next = presentOf(this.universe, now)
    this.#view = { ...this.#view, present: next }
    return next
  }
}
