import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'

/** Longest distance between two requests, in milliseconds, to which refusals can slow a run down. */
const MAX_DELAY_MS = 2000
/** What the distance begins with when a target that was asked without one says that this was too much. */
const INITIAL_DELAY_MS = 100

/** Keeps requests apart: as far as was asked for, and further each time the target says that it is too much. */
export class Throttle {
  readonly #clock: Clock
  #delayMs: number
  #lastSentAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, { rps }: Limits) {
    this.#clock = clock
    this.#delayMs = rps > 0 ? 1000 / rps : 0
  }

  /** Waits until the next request may go out. */
  async waitForTurn(): Promise<void> {
    const wait = this.#lastSentAt + this.#delayMs - this.#clock.now()
    if (wait > 0) await this.#clock.sleep(wait)
    this.#lastSentAt = this.#clock.now()
  }

  slowDown(): void {
    this.#delayMs = Math.max(this.#delayMs, Math.min(MAX_DELAY_MS, Math.max(INITIAL_DELAY_MS, this.#delayMs * 2)))
  }
}
