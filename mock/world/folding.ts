import { type Annex, annexed, emptyAnnex, withRecord } from './annex.ts'
import { countOfContacts } from './contacts.ts'
import { broadcastPlans, changed, createdPlan, deleted, type Logged } from './fold.ts'
import type { Instant } from './instant.ts'
import { type Operation, Refusal } from './operation.ts'
import { emptyOverlay, type Overlay, settledAt, withCreated } from './overlay.ts'
import { holdsAt, type Present, presentOf } from './present.ts'
import { type Plan, type Run, settle } from './run.ts'
import type { Universe } from './universe.ts'
import { lookup, readRun, type View, viewUntil } from './view.ts'

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
    return new Folding({ universe, present: presentOf(universe, now), overlay, annex: emptyAnnex() })
  }

  get annex(): Annex {
    return this.#view.annex
  }

  /** The same object for as long as nothing changes. */
  viewAt(now: Instant): View {
    if (this.#fresh.length === 0 && now < viewUntil(this.#view)) return this.#view
    const settled = settledAt(this.#view.overlay, now)
    const overlay = this.#fresh.length === 0 ? settled : withCreated(settled, this.#fresh)
    this.#view = { ...this.#view, present: this.#presentAt(now), overlay }
    this.#fresh = []
    return this.#view
  }

  /**
   * @returns the run that was created or changed, as it is then; null where there is none
   * @throws {Refusal} when the state forbids it; then nothing has changed
   */
  carryOut(operation: StateOperation, place: Place): Run | null {
    switch (operation.kind) {
      case 'create':
        return this.#created({ ...place, operation })
      case 'change':
        this.#folded(place.at, (view) => changed(view.present, view.overlay, { ...place, operation }))
        return this.#run(operation.run, place.at)
      case 'delete':
        this.#folded(place.at, (view) => deleted(view.present, view.overlay, { ...place, operation }))
        return null
      case 'broadcast':
        this.#broadcast({ ...place, operation })
        return null
      default: {
        const contacts = countOfContacts(this.#view)
        if (operation.kind === 'change-contact' && operation.contact >= contacts) throw new Refusal('unknown-contact')
        const annex = annexed(this.#view.annex, { ...place, operation }, contacts)
        this.#view = { ...this.viewAt(place.at), annex }
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

  #broadcast(logged: Logged<'broadcast'>): void {
    const { sequence, at, operation } = logged
    const draw = this.#view.overlay.creations + this.#fresh.length
    const plans = broadcastPlans(this.#presentAt(at), draw, logged, countOfContacts(this.#view))
    this.#fresh.push(...plans)
    const { resource, value } = operation.record
    const kept = { number: sequence, createdAt: at, modifiedAt: at, value }
    this.#view = { ...this.viewAt(at), annex: withRecord(this.#view.annex, resource, kept) }
  }

  /** Puts what an operation makes of the overlay in its place; a refusal leaves everything as it was. */
  #folded(at: Instant, change: (view: View) => Overlay): void {
    const view = this.viewAt(at)
    const overlay = settledAt(view.overlay, at)
    this.#view = { ...view, overlay: change({ ...view, overlay }) }
  }

  #run(number: number, at: Instant): Run | null {
    const view = this.viewAt(at)
    const ref = lookup(view, number)
    return ref === undefined ? null : readRun(view, ref)
  }

  #presentAt(now: Instant): Present {
    const { present, universe } = this.#view
    if (holdsAt(present, now)) return present
    const next = presentOf(universe, now)
    this.#view = { ...this.#view, present: next }
    return next
  }
}
