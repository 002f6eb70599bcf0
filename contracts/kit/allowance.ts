import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'
import { createInconclusive, type CheckStoppedError } from './outcome.ts'

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
