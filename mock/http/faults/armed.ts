import type { World } from '../../world/world.ts'
import type { JsonObject } from '../../world/run.ts'
import { type FaultRule, ActiveRule } from './rule.ts'

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
