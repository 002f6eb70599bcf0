import { type Annex, annexed, emptyAnnex, withRecord } from './annex.ts'
import { type Arrival, arriving, NO_ARRIVALS, withComing, withRate, withStream } from './arrivals.ts'
import { countOfContacts } from './contacts.ts'
import { broadcastPlans, changed, createdPlan, deleted, type Logged } from './fold.ts'
import { apart, arrivedPlan, burstOf, rateOf, refuseInsert, withPeople } from './inserting.ts'
import type { Instant } from './instant.ts'
import { type Operation, Refusal } from './operation.ts'
import { emptyOverlay, type Overlay, settledAt, withCreated } from './overlay.ts'
import { holdsAt, type Present, presentOf } from './present.ts'
import { type Plan, type Run, settle } from './run.ts'
import { stepped } from './stepping.ts'
import type { Universe } from './universe.ts'
import { lookup, readRun, type View, viewUntil, viewWith } from './view.ts'

/** Created runs that may wait to be folded in. */
const MOST_FRESH = 4096

/** Operations that are not about the clock. */
export type StateOperation = Exclude<Operation, { readonly kind: 'advance' | 'switch-clock' }>

/** An operation's place in the world's history. */
interface Place {
  readonly sequence: number
  readonly at: Instant
}

/** What the operations have made of a universe so far; kept, so that reading is cheap. */
export class Folding {
  #view: View
  /** Runs created since the view was made; they are folded in together when somebody looks. */
  #fresh: Plan[] = []

  constructor(view: View) {
    this.#view = view
  }

  static begin(universe: Universe, now: Instant): Folding {
    const overlay = emptyOverlay(universe.flows.length, now)
    return new Folding({
      universe,
      present: presentOf(universe, now),
      overlay,
      annex: emptyAnnex(),
      arrivals: NO_ARRIVALS,
    })
  }

  get annex(): Annex {
    return this.#view.annex
  }

  /** The same object for as long as nothing changes. */
  viewAt(now: Instant): View {
    if (this.#fresh.length === 0 && now < viewUntil(this.#view)) return this.#view
    this.#arrive(now)
    const settled = settledAt(this.#view.overlay, now)
    const overlay = this.#fresh.length === 0 ? settled : withCreated(settled, this.#fresh)
    this.#view = viewWith(this.#view, { present: this.#presentAt(now), overlay })
    this.#fresh = []
    return this.#view
  }

  /**
   * @returns the run that was created or changed, as it is then; null where there is none
   * @throws {Refusal} when the state forbids it; then nothing has changed
   */
  carryOut(operation: StateOperation, place: Place): Run | null {
    this.#arrive(place.at)
    switch (operation.kind) {
      case 'create':
        return this.#created({ sequence: place.sequence, at: place.at, operation })
      case 'change':
        this.#folded(place.at, (view) => changed(view.present, view.overlay, { ...place, operation }))
        return this.#run(operation.run, place.at)
      case 'delete':
        this.#folded(place.at, (view) => deleted(view.present, view.overlay, { ...place, operation }))
        return null
      case 'step':
        this.#folded(place.at, (view) => stepped(view.present, view.overlay, { ...place, operation }))
        return this.#run(operation.run, place.at)
      case 'broadcast':
        this.#broadcast({ ...place, operation })
        return null
      case 'insert':
        this.#inserted({ ...place, operation })
        return null
      case 'burst':
        this.#view = viewWith(this.#view, {
          arrivals: withStream(this.#view.arrivals, burstOf(this.#view, { ...place, operation })),
        })
        this.#arrive(place.at)
        return null
      case 'arrivals':
        this.#paced({ ...place, operation })
        return null
      default: {
        const contacts = countOfContacts(this.#view)
        if (operation.kind === 'change-contact' && operation.contact >= contacts) throw new Refusal('unknown-contact')
        const annex = annexed(this.#view.annex, { ...place, operation }, contacts)
        this.#view = viewWith(this.viewAt(place.at), { annex })
        return null
      }
    }
  }

  #created(logged: Logged<'create'>): Run {
    const draw = this.#view.overlay.creations + this.#fresh.length
    const plan = createdPlan(this.#presentAt(logged.at), draw, logged, countOfContacts(this.#view))
    this.#fresh.push(plan)
    if (this.#fresh.length >= MOST_FRESH) this.viewAt(logged.at)
    return settle(plan, logged.at)
  }

  /** Lets in whatever has come by now, as each was at its own instant. */
  #arrive(now: Instant): void {
    if (this.#view.arrivals.next > now) return
    const [arrived, arrivals] = arriving(this.#view.arrivals, now, this.#view.universe)
    this.#view = viewWith(this.#view, { arrivals })
    this.#admit(arrived)
  }

  #admit(arrived: readonly Arrival[]): void {
    for (const arrival of arrived) {
      const draw = this.#view.overlay.creations + this.#fresh.length
      this.#fresh.push(arrivedPlan(this.#view, draw, arrival))
    }
  }

  #inserted(logged: Logged<'insert'>): void {
    refuseInsert(this.#view, logged)
    const [now, later] = apart(logged)
    const annex = withPeople(this.#view.annex, logged, countOfContacts(this.#view))
    this.#view = viewWith(this.viewAt(logged.at), { annex, arrivals: withComing(this.#view.arrivals, later) })
    this.#admit(now)
  }

  #paced(logged: Logged<'arrivals'>): void {
    const { at } = logged
    const rate = rateOf(this.#view, logged)
    const view = this.viewAt(at)
    const arrivals = withRate(view.arrivals, { at, rate })
    this.#view = viewWith(view, { arrivals, present: presentOf(view.universe, at, arrivals.own) })
  }

  #broadcast(logged: Logged<'broadcast'>): void {
    const { sequence, at, operation } = logged
    const draw = this.#view.overlay.creations + this.#fresh.length
    const plans = broadcastPlans(this.#presentAt(at), draw, logged, countOfContacts(this.#view))
    this.#fresh.push(...plans)
    const { resource, value } = operation.record
    const kept = { number: sequence, createdAt: at, modifiedAt: at, value }
    this.#view = viewWith(this.viewAt(at), { annex: withRecord(this.#view.annex, resource, kept) })
  }

  /** Puts what an operation makes of the overlay in its place; a refusal leaves everything as it was. */
  #folded(at: Instant, change: (view: View) => Overlay): void {
    const view = this.viewAt(at)
    const overlay = settledAt(view.overlay, at)
    this.#view = viewWith(view, { overlay: change(viewWith(view, { overlay })) })
  }

  #run(number: number, at: Instant): Run | null {
    const view = this.viewAt(at)
    const ref = lookup(view, number)
    return ref === undefined ? null : readRun(view, ref)
  }

  #presentAt(now: Instant): Present {
    const { present, universe, arrivals } = this.#view
    if (holdsAt(present, now)) return present
    const next = presentOf(universe, now, arrivals.own)
    this.#view = viewWith(this.#view, { present: next })
    return next
  }
}
