import type { Clock } from '../clock.ts'
import { type CheckStoppedError, createInconclusive } from '../outcome.ts'

/** How much a run may ask of a target. */
export interface Limits {
  readonly requests: number
  /** Requests per second at most; 0 for as fast as the answers come, one after another. */
  readonly rps: number
  /** Seconds that the whole run may take, cleaning up aside. */
  readonly time: number
  /** Seconds until an answer must be there. */
  readonly timeout: number
  /** How often a request without any answer is sent again; an answer is never asked for twice. */
  readonly retries: number
  /** Longest wait in seconds that a `Retry-After` may ask for. */
  readonly wait: number
  /** Pages of one walk; what lies beyond is not claimed to have been seen. */
  readonly pages: number
}

/** Enough for a few thousand items, and far below every documented quota of an hour. */
export const defaultLimits: Limits = {
  requests: 1500,
  rps: 0,
  time: 14_400,
  timeout: 30,
  retries: 2,
  wait: 90,
  pages: 40,
}

/** Why a run stopped asking before it was through. */
export type StopReason = 'requests' | 'time' | 'interrupted'

/** What a run may still ask. Cleaning up is always allowed: leaving things behind is worse than asking once more. */
export class RequestBudget {
  readonly #limits: Limits
  readonly #clock: Clock
  readonly #signal: AbortSignal | null
  readonly #startedAt: number
  stopReason: StopReason | null = null

  constructor({
    limits,
    clock,
    signal,
  }: {
    readonly limits: Limits
    readonly clock: Clock
    readonly signal: AbortSignal | null
  }) {
    this.#limits = limits
    this.#clock = clock
    this.#signal = signal
    this.#startedAt = clock.now()
  }

  /** Null while another request may go out, else how the check that wants it ends. */
  findStop(sent: number): CheckStoppedError | null {
    const { requests, time } = this.#limits
    if (this.#signal?.aborted === true) return this.#stop('interrupted', 'the run was interrupted', 'let the run end')
    if (sent >= requests)
      return this.#stop('requests', `the ${requests} requests of this run are used up`, 'allow more requests')
    if (this.#clock.now() - this.#startedAt > time * 1000)
      return this.#stop('time', `the ${time} s of this run are over`, 'allow more time')
    return null
  }

  #stop(by: StopReason, reason: string, remedy: string): CheckStoppedError {
    this.stopReason ??= by
    return createInconclusive(reason, remedy)
  }
}

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
