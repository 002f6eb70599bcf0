import type { World } from '../../world/world.ts'
import type { JsonObject } from '../../world/run.ts'
import { type FaultRule, Rule } from './rule.ts'

/** The rules that a served world has been armed with, and what they have seen here: a fork begins to count anew. */
export class Armed {
  readonly #world: World
  #written: readonly JsonObject[] = []
  #rules: readonly Rule[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** In the order in which they were written. */
  get rules(): readonly Rule[] {
    const { armed } = this.#world.annex
    if (armed !== this.#written) {
      const { seed } = this.#world.universe.parameters
      this.#rules = armed.map((rule) => new Rule(writtenRule(rule), seed))
      this.#written = armed
    }
    return this.#rules
  }
}

/** A rule out of a world's log: it was checked when it was armed, or when the capsule was opened that it came in. */
export function writtenRule(rule: JsonObject): FaultRule {
  return rule as unknown as FaultRule
}
