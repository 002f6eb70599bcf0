import type { Clock } from '../clock.ts'
import { type CheckStoppedError, createInconclusive } from '../outcome.ts'

/** Limits of a run. */
export interface Limits {
  readonly requests: number
  /** Most requests per second; 0 for no limit, one request after another. */
  readonly rps: number
  /** Longest duration of the run in seconds, without the clean-up. */
  readonly durationSeconds: number
  /** Longest time for a response in seconds. */
  readonly timeoutSeconds: number
  /** Retries of a request without a response. */
  readonly retries: number
  /** Longest `Retry-After` in seconds that the run waits for. */
  readonly maxRetryAfterSeconds: number
  /** Most pages of one pagination walk. */
  readonly pages: number
}

/** Enough for a few thousand items, and far below every documented hourly rate limit. */
export const defaultLimits: Limits = {
  requests: 1500,
  rps: 0,
  durationSeconds: 14_400,
  timeoutSeconds: 30,
  retries: 2,
  maxRetryAfterSeconds: 90,
  pages: 40,
}

/** Reason why a run stopped before all checks had run. */
export type StopReason = 'requests' | 'time' | 'interrupted'

interface RequestBudgetOptions {
  readonly limits: Limits
  readonly clock: Clock
  readonly signal: AbortSignal | null
}

/** Stops a run at its limits. The clean-up is exempt: a leaked item is worse than one more request. */
export class RequestBudget {
  readonly #options: RequestBudgetOptions
  readonly #startedAt: number
  stopReason: StopReason | null = null

  constructor(options: RequestBudgetOptions) {
    this.#options = options
    this.#startedAt = options.clock.now()
  }

  /** Returns null while another request is allowed after a wait, else the error that ends the check. */
  findStop(sentCount: number, waitMs = 0): CheckStoppedError | null {
    const { limits, clock } = this.#options
    const { requests, durationSeconds } = limits
    const interruption = this.findInterruption()
    if (interruption !== null) return interruption
    if (sentCount >= requests)
      return this.#stop('requests', `the limit of ${requests} requests is reached`, 'a higher limit of requests')
    if (clock.now() + waitMs - this.#startedAt > durationSeconds * 1000)
      return this.#stop('time', `the limit of ${durationSeconds} s is reached`, 'a longer time limit')
    return null
  }

  /** Returns null for a run that is not interrupted, else the error that ends the check. */
  findInterruption(): CheckStoppedError | null {
    if (this.#options.signal?.aborted !== true) return null
    return this.#stop('interrupted', 'the run was interrupted', 'an uninterrupted run')
  }

  #stop(by: StopReason, reason: string, hint: string): CheckStoppedError {
    this.stopReason ??= by
    return createInconclusive(reason, hint)
  }
}

/** Longest delay between two requests, in milliseconds, after rate-limit responses. */
const MAX_DELAY_MS = 2000
/** Delay after the first rate-limit response of a run without `rps`. */
const INITIAL_DELAY_MS = 100
/** Part of the delay that remains after each other response, so that the rate recovers. */
const RECOVERY = 0.9

/** Delays requests by the `rps` limit; doubles the delay after a rate-limit response and shortens it after any other. */
export class Throttle {
  readonly #clock: Clock
  readonly #minDelayMs: number
  #delayMs: number
  #lastSentAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, { rps }: Limits) {
    this.#clock = clock
    this.#minDelayMs = rps > 0 ? 1000 / rps : 0
    this.#delayMs = this.#minDelayMs
  }

  /** Waits until the next request may be sent. */
  async waitForTurn({ sleep } = this.#clock): Promise<void> {
    const wait = this.#lastSentAt + this.#delayMs - this.#clock.now()
    if (wait > 0) await sleep(wait)
    this.#lastSentAt = this.#clock.now()
  }

  recover(): void {
    this.#delayMs = Math.max(this.#minDelayMs, Math.floor(this.#delayMs * RECOVERY))
  }

  slowDown(): void {
    this.#delayMs = Math.max(this.#delayMs, Math.min(MAX_DELAY_MS, Math.max(INITIAL_DELAY_MS, this.#delayMs * 2)))
  }

  /** Ends the slow-down, for a check that exhausts the rate limit. */
  resume(): void {
    this.#delayMs = this.#minDelayMs
  }
}
