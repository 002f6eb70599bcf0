import type { QueryString } from '../../wire/query-string.ts'
import { randomFraction, type RandomKey, deriveKey } from '../../world/chance.ts'
import { type Instant, addDuration } from '../../world/instant.ts'
import { type Effect, parseEffect } from './effect.ts'
import { InvalidFaultError } from './fault-refusal.ts'
import { type SideEffect, validateSideEffects } from './follow-up.ts'
import { isCountable, shouldAct, type ParsedCondition, parseCondition, type FaultCondition } from './timing.ts'

/** A rule as it is written. At least one of `effect` and `after` is given. */
export type FaultRule = {
  /** What answers are marked with. */
  readonly id: string
  /** A vendor's name, a dot and an operation of its document, or "*" for all of them. */
  readonly operation: string
  readonly when?: FaultCondition
  /** Such as "status=503". */
  readonly effect?: string
  /** Operations of the world that are carried out after the answer. */
  readonly after?: readonly SideEffect[]
}

/** An armed rule, with what it has seen in one served world. */
export class ActiveRule {
  readonly id: string
  readonly effect: Effect | null
  readonly sideEffects: readonly SideEffect[]
  readonly condition: ParsedCondition
  /** The last row of the newest page of a walk, by what was asked. */
  readonly lastRows = new Map<string, unknown>()
  readonly #vendor: string
  readonly #operation: string
  readonly #key: RandomKey
  #calls = 0
  #hits = 0
  /** Until when calls are turned away, once a throttle has struck. */
  #throttledUntil: Instant | null = null

  /** @throws {FaultRefusal} for what cannot be read, or can never happen */
  constructor({ id, operation, when = {}, effect, after = [] }: FaultRule, seed: string | number) {
    if (effect === undefined && after.length === 0)
      throw new InvalidFaultError('it has no effect; give "effect" or "after"')
    const dot = operation.indexOf('.')
    this.id = id
    this.effect = effect === undefined ? null : parseEffect(effect)
    this.sideEffects = validateSideEffects(after)
    this.condition = parseCondition(when)
    this.#vendor = operation.slice(0, dot)
    this.#operation = operation.slice(dot + 1)
    this.#key = deriveKey(seed, `fault/${id}`)
  }

  /** Calls of its operations so far, while its time was open. */
  get calls(): number {
    return this.#calls
  }

  /** Answers that it had a part in. */
  get hits(): number {
    return this.#hits
  }

  matchesOperation(vendor: string, operation: string): boolean {
    return this.#vendor === vendor && (this.#operation === '*' || this.#operation === operation)
  }

  /** Counts a call, and tells whether the rule acts on it. */
  countCall(now: Instant, asked: QueryString): boolean {
    if (this.#throttledUntil !== null) {
      const isShut = now < this.#throttledUntil
      if (isShut) return true
      // Whoever has waited as long as told is let in, whatever the timing says.
      this.#throttledUntil = null
      this.#calls++
      return false
    }
    if (!isCountable(this.condition, now, asked)) return false
    const ordinal = ++this.#calls
    return shouldAct(this.condition, ordinal, () => randomFraction(this.#key, ordinal, 0))
  }

  /** The end of a throttle's time, which begins now unless it has begun. */
  startThrottle(now: Instant): Instant {
    const by = this.effect?.kind === 'throttle' ? this.effect.by : 0
    this.#throttledUntil ??= addDuration(now, by)
    return this.#throttledUntil
  }

  countHit(): void {
    this.#hits++
  }
}
