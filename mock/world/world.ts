import { advanced, type Clock, type ClockMode, nowOf, type RealClock, switched } from './clock.ts'
import { fold } from './fold.ts'
import type { Duration, Instant } from './instant.ts'
import type { Operation, OperationLog } from './operation.ts'
import { emptyOverlay, type Overlay, rowOf, settledAt } from './overlay.ts'
import type { People } from './people.ts'
import { holdsAt, type Present, presentOf } from './present.ts'
import type { Run, RunNumber } from './run.ts'
import { indexOfNumber, type Universe } from './universe.ts'
import { lookup, readRun, type View, viewUntil } from './view.ts'

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
  readonly people: People
  readonly #log: OperationLog
  readonly #realClock: RealClock
  #clock: Clock
  #overlay: Overlay
  #view: View

  constructor(parts: WorldParts) {
    this.universe = parts.universe
    this.people = parts.people
    this.#log = parts.log
    this.#realClock = parts.realClock
    const { start } = parts.universe.parameters
    this.#clock = { mode: parts.clock, shown: start, since: parts.realClock() }
    this.#overlay = emptyOverlay(parts.universe.flows.length, start)
    this.#view = { universe: parts.universe, present: presentOf(parts.universe, start), overlay: this.#overlay }
  }

  /** The instant that the world's clock shows. */
  get now(): Instant {
    return nowOf(this.#clock, this.#realClock())
  }

  get clock(): ClockMode {
    return this.#clock.mode
  }

  /** The world as it is now; the same object for as long as nothing in it changes. */
  view(): View {
    return this.#viewAt(this.now)
  }

  /**
   * Carries an operation out now and appends it to the log.
   * @returns the run it created or changed, null where it concerns no run
   * @throws {Refusal} when the state of the world forbids it; then nothing has changed
   */
  apply(operation: Operation): RunNumber | null {
    const at = this.now
    const { present } = this.#viewAt(at)
    const logged = { sequence: this.#log.size + 1, at, operation }
    const { overlay, run } = fold(present, settledAt(this.#overlay, at), logged)
    this.#moveClock(operation)
    this.#log.append(logged)
    this.#see(present, overlay)
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

  #viewAt(now: Instant): View {
    if (now < viewUntil(this.#view)) return this.#view
    const { present } = this.#view
    return this.#see(holdsAt(present, now) ? present : presentOf(this.universe, now), settledAt(this.#overlay, now))
  }

  /** When the run of this number was created; undefined when there is none. */
  createdAt(number: RunNumber): Instant | undefined {
    const { overlay, present } = this.view()
    const row = rowOf(overlay, number)
    if (row !== undefined) return row.plan.createdAt
    const index = indexOfNumber(number)
    if (index === undefined || index < this.universe.first || index >= present.end) return undefined
    return this.universe.calendar.createdAt(index)
  }

  #see(present: Present, overlay: Overlay): View {
    this.#overlay = overlay
    this.#view = { universe: this.universe, present, overlay }
    return this.#view
  }

  #moveClock(operation: Operation): void {
    if (operation.kind === 'advance') this.#clock = advanced(this.#clock, this.#realClock(), operation.by)
    if (operation.kind === 'switch-clock') this.#clock = switched(this.#clock, this.#realClock(), operation.mode)
  }
}
