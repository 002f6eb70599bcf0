import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'

/** Longest distance between two requests, in milliseconds, to which refusals can slow a run down. */
const SLOWEST = 2000
/** What the distance begins with when a target that was asked without one says that this was too much. */
const FIRST = 100

/** Keeps requests apart: as far as was asked for, and further each time the target says that it is too much. */
export class Pace {
  readonly #clock: Clock
  #distance: number
  #last = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, { rps }: Limits) {
    this.#clock = clock
    this.#distance = rps > 0 ? 1000 / rps : 0
  }

  /** Waits until the next request may go out. */
  async turn(): Promise<void> {
    const wait = this.#last + this.#distance - this.#clock.now()
    if (wait > 0) await this.#clock.sleep(wait)
    this.#last = this.#clock.now()
  }

  slowDown(): void {
    this.#distance = Math.max(this.#distance, Math.min(SLOWEST, Math.max(FIRST, this.#distance * 2)))
  }
}
