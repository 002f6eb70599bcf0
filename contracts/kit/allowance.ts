import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'
import { inconclusive, type Interruption } from './outcome.ts'

/** Why a run stopped asking before it was through. */
export type Exhaustion = 'requests' | 'time' | 'interrupted'

/** What a run may still ask. Cleaning up is always allowed: leaving things behind is worse than asking once more. */
export class Allowance {
  readonly #limits: Limits
  readonly #clock: Clock
  readonly #signal: AbortSignal | null
  readonly #startedAt: number
  exhausted: Exhaustion | null = null

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
  refusal(sent: number): Interruption | null {
    const { requests, time } = this.#limits
    if (this.#signal?.aborted === true) return this.#over('interrupted', 'the run was interrupted', 'let the run end')
    if (sent >= requests)
      return this.#over('requests', `the ${requests} requests of this run are used up`, 'allow more requests')
    if (this.#clock.now() - this.#startedAt > time * 1000)
      return this.#over('time', `the ${time} s of this run are over`, 'allow more time')
    return null
  }

  #over(by: Exhaustion, reason: string, remedy: string): Interruption {
    this.exhausted ??= by
    return inconclusive(reason, remedy)
  }
}
