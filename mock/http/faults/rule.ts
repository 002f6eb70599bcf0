import type { components } from '../../../spec/generated/control.types.ts'
import { formatIsoMicroseconds, parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { deriveKey, randomFraction, type RandomKey } from '../../world/random.ts'
import { addDuration, type Instant, NEVER, toInstant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { type Effect, InvalidFaultError, parseEffect } from './effect.ts'
import { type SideEffect, validateSideEffects } from './side-effect.ts'

/** The requests that a rule acts on, as the control API accepts it; an omitted field matches all. */
export type FaultCondition = components['schemas']['FaultCondition']

/** A rule as the control API accepts it, with its id. */
export type FaultRule = components['schemas']['FaultRule'] & { readonly id: string }

interface ParsedCondition {
  /** The first and last call that the rule acts on, counted from 1; both inclusive. */
  readonly from: number
  readonly to: number
  readonly every: number
  readonly since: Instant
  /** Exclusive. */
  readonly until: Instant
  readonly probability: number
  /** Accepted values by query parameter. */
  readonly query: readonly (readonly [string, readonly string[]])[]
}

/** @throws {InvalidFaultError} for a condition that no request can meet */
export function parseCondition({
  first,
  every = 1,
  calls,
  between = {},
  probability = 1,
  query = {},
}: FaultCondition): ParsedCondition {
  if (first !== undefined && calls !== undefined) {
    throw new InvalidFaultError('"first" and "calls" exclude each other; "first": 3 is "calls": {"from": 1, "to": 3}')
  }
  const { from = 1, to = first ?? Infinity } = calls ?? {}
  if (to < from) throw new InvalidFaultError(`"calls" is empty from ${from} to ${to}; "to" must be at least ${from}`)
  if (every > to - from + 1) {
    throw new InvalidFaultError(`"every" is ${every}, but the range has ${to - from + 1} calls; give at most that many`)
  }
  if (probability <= 0 || probability > 1) {
    throw new InvalidFaultError(`"probability" is ${probability}; it must be more than 0 and at most 1`)
  }
  const since = between.from === undefined ? toInstant(-Infinity) : parseInstant(between.from)
  const until = between.to === undefined ? NEVER : parseInstant(between.to)
  if (until <= since) throw new InvalidFaultError('"between" ends before it begins; "to" must be after "from"')
  const queryValues = Object.entries(query).map(([name, values]) => [name, [values].flat()] as const)
  return { from, to, every, since, until, probability, query: queryValues }
}

function parseInstant(text: string): Instant {
  const instant = parseIso(text)
  if (instant !== undefined) return instant
  throw new InvalidFaultError(`"${text}" is not an instant; write one such as 2026-01-15T09:00:00Z`)
}

/** @throws {InvalidFaultError} for a rule whose time range is in the past */
export function assertNotExpired({ condition }: ActiveRule, now: Instant): void {
  if (condition.until > now) return
  throw new InvalidFaultError(`"between" is in the past; it is ${formatIsoMicroseconds(now)}, so "to" must be later`)
}

/** A rule that is set in one served world, with its counts. */
export class ActiveRule {
  readonly id: string
  readonly effect: Effect | null
  readonly sideEffects: readonly SideEffect[]
  readonly condition: ParsedCondition
  /** The last row of the newest page, by walk; for repeated rows. */
  readonly lastRows = new Map<string, unknown>()
  readonly #vendor: string
  readonly #operation: string
  readonly #key: RandomKey
  #calls = 0
  #hits = 0
  /** The end of a throttle that has started. */
  #throttledUntil: Instant | null = null

  /** @throws {InvalidFaultError} for an invalid rule, or one that can never act */
  constructor({ id, operation, when = {}, effect, sideEffects = [] }: FaultRule, seed: string | number) {
    if (effect === undefined && sideEffects.length === 0)
      throw new InvalidFaultError('the rule has no effect; give "effect" or "sideEffects"')
    const dot = operation.indexOf('.')
    this.id = id
    this.effect = effect === undefined ? null : parseEffect(effect)
    this.sideEffects = validateSideEffects(sideEffects)
    this.condition = parseCondition(when)
    this.#vendor = operation.slice(0, dot)
    this.#operation = operation.slice(dot + 1)
    this.#key = deriveKey(seed, `fault/${id}`)
  }

  /** The number of counted requests. */
  get calls(): number {
    return this.#calls
  }

  /** The number of responses that the rule has changed. */
  get hits(): number {
    return this.#hits
  }

  matchesOperation(vendor: string, operation: string): boolean {
    return this.#vendor === vendor && (this.#operation === '*' || this.#operation === operation)
  }

  /** Counts a request. @returns whether the rule acts on it */
  countCall(now: Instant, requestQuery: QueryString): boolean {
    if (this.#throttledUntil !== null) {
      if (now < this.#throttledUntil) return true
      // The first request after a throttle succeeds, so that Retry-After is true.
      this.#throttledUntil = null
      this.#calls++
      return false
    }
    const { from, to, every, since, until, probability, query } = this.condition
    if (now < since || now >= until) return false
    if (!query.every(([name, values]) => values.includes(requestQuery.getLast(name) ?? ''))) return false
    const call = ++this.#calls
    if (call < from || call > to || (call - from + 1) % every !== 0) return false
    return probability === 1 || randomFraction(this.#key, call, 0) < probability
  }

  /** Returns the end of the throttle, which starts now unless it has started. */
  startThrottle(now: Instant): Instant {
    const by = this.effect?.kind === 'throttle' ? this.effect.by : 0
    this.#throttledUntil ??= addDuration(now, by)
    return this.#throttledUntil
  }

  countHit(): void {
    this.#hits++
  }

  exportState() {
    const { id, lastRows } = this
    return {
      id,
      calls: this.#calls,
      hits: this.#hits,
      throttledUntil: this.#throttledUntil,
      lastRows: [...lastRows],
    }
  }

  /** Continues the counts of another server. */
  restoreState({ calls, hits, throttledUntil, lastRows }: ReturnType<ActiveRule['exportState']>): void {
    this.#calls = calls
    this.#hits = hits
    this.#throttledUntil = throttledUntil
    for (const [walk, row] of lastRows) this.lastRows.set(walk, row)
  }
}

/** The active rules of a served world. The rules are part of the world; their counts are not, so a fork starts at zero. */
export class ActiveRules {
  readonly #world: World
  #sourceRules: readonly JsonObject[] = []
  #rules: readonly ActiveRule[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** In the given order. */
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

/** Types a rule of the operation log, which was validated when it was set or when its snapshot was imported. */
export function toFaultRule(rule: JsonObject): FaultRule {
  return rule as unknown as FaultRule
}
