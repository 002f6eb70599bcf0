import { formatIsoMicroseconds, parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { JsonObject } from '../../world/model/run.ts'
import { deriveKey, randomFraction, type RandomKey } from '../../world/random.ts'
import { addDuration, type Instant, NEVER, toInstant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { type Effect, InvalidFaultError, parseEffect } from './effect.ts'
import { type SideEffect, validateSideEffects } from './side-effect.ts'

/** When a rule acts, as it is written; what is left out does not narrow it. */
export type FaultCondition = {
  /** The first so many calls. */
  readonly first?: number
  /** Every so-many-th call. */
  readonly every?: number
  /** From one call to another, both included; without an end, all from there on. */
  readonly calls?: { readonly from: number; readonly to?: number }
  /** Between two instants of the world's time, the second excluded; other calls are not counted. */
  readonly between?: { readonly from?: string; readonly to?: string }
  /** How likely a call is struck that the rest allows. */
  readonly probability?: number
  /** Query parameters with the values of which each must have one; other calls are not counted. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
}

/** When a rule acts, worked out. */
export interface ParsedCondition {
  readonly from: number
  readonly to: number
  readonly every: number
  readonly since: Instant
  readonly until: Instant
  readonly probability: number
  readonly query: readonly (readonly [string, readonly string[]])[]
}

/** @throws {FaultRefusal} for a timing at which nothing can ever happen */
export function parseCondition({
  first,
  every = 1,
  calls,
  between = {},
  probability = 1,
  query = {},
}: FaultCondition): ParsedCondition {
  if (first !== undefined && calls !== undefined) {
    throw new InvalidFaultError('give "first" or "calls"; "first": 3 is "calls": {"from": 1, "to": 3}')
  }
  const { from = 1, to = first ?? Infinity } = calls ?? {}
  if (to < from) throw new InvalidFaultError(`no call is from ${from} to ${to}; let "to" be ${from} or more`)
  if (every > to - from + 1) {
    throw new InvalidFaultError(
      `of ${to - from + 1} calls none is the ${every}th; let "every" be ${to - from + 1} or less`,
    )
  }
  if (probability <= 0 || probability > 1) {
    throw new InvalidFaultError(`a probability of ${probability} makes no sense; give more than 0, and at most 1`)
  }
  const since = between.from === undefined ? toInstant(-Infinity) : parseInstant(between.from)
  const until = between.to === undefined ? NEVER : parseInstant(between.to)
  if (until <= since)
    throw new InvalidFaultError('the time in "between" ends before it begins; let "to" be after "from"')
  const queryValues = Object.entries(query).map(([name, values]) => [name, [values].flat()] as const)
  return { from, to, every, since, until, probability, query: queryValues }
}

/** @throws {FaultRefusal} when the time of a rule is over */
export function assertNotExpired({ until }: ParsedCondition, now: Instant): void {
  if (until > now) return
  throw new InvalidFaultError(
    `the time in "between" is over: it is ${formatIsoMicroseconds(now)} already; let "to" be later`,
  )
}

/** Whether the rule's time has come and not gone, and its question is asked: only then are calls counted. */
export function isCountable(
  { since, until, query }: ParsedCondition,
  now: Instant,
  requestQuery: QueryString,
): boolean {
  return (
    now >= since && now < until && query.every(([name, values]) => values.includes(requestQuery.getLast(name) ?? ''))
  )
}

/** Whether a call is struck. @param getFraction a fraction in [0, 1) that belongs to this call */
export function shouldAct(
  { from, to, every, probability }: ParsedCondition,
  ordinal: number,
  getFraction: () => number,
): boolean {
  if (ordinal < from || ordinal > to || (ordinal - from + 1) % every !== 0) return false
  return probability === 1 || getFraction() < probability
}

function parseInstant(text: string): Instant {
  const at = parseIso(text)
  if (at !== undefined) return at
  throw new InvalidFaultError(`"${text}" is no instant; write one such as 2026-01-15T09:00:00Z`)
}

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
  readonly sideEffects?: readonly SideEffect[]
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
  constructor({ id, operation, when = {}, effect, sideEffects = [] }: FaultRule, seed: string | number) {
    if (effect === undefined && sideEffects.length === 0)
      throw new InvalidFaultError('it has no effect; give "effect" or "after"')
    const dot = operation.indexOf('.')
    this.id = id
    this.effect = effect === undefined ? null : parseEffect(effect)
    this.sideEffects = validateSideEffects(sideEffects)
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

/** The rules that a served world has been armed with, and what they have seen here: a fork begins to count anew. */
export class ActiveRules {
  readonly #world: World
  #sourceRules: readonly JsonObject[] = []
  #rules: readonly ActiveRule[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** In the order in which they were written. */
  get rules(): readonly ActiveRule[] {
    const { faultRules } = this.#world.sideState
    if (faultRules !== this.#sourceRules) {
      const { seed } = this.#world.dataset.parameters
      this.#rules = faultRules.map((rule) => new ActiveRule(toFaultRule(rule), seed))
      this.#sourceRules = faultRules
    }
    return this.#rules
  }
}

/** A rule out of a world's log: it was checked when it was armed, or when the capsule was opened that it came in. */
export function toFaultRule(rule: JsonObject): FaultRule {
  return rule as unknown as FaultRule
}
