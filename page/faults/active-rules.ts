import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type ApiRequest, buildWorldPath } from '../control-api.ts'
import { worldName } from '../state/world.ts'

export type ActiveFaults = components['schemas']['ActiveFaults']
export type ActiveRule = ActiveFaults['rules'][number]
type NewRule = components['schemas']['FaultRule']

/** The active fault rules of the open world. */
export const activeRules = signal<readonly ActiveRule[]>([])

/** Returns a handler that stores the rules of a response and returns a message. */
export function storeRules(message: string): (body: ActiveFaults) => string {
  return ({ rules }) => {
    activeRules.value = rules
    return message
  }
}

/** Builds the request that adds a rule, or replaces the rule with its id. */
export function buildAddRequest(rule: NewRule): ApiRequest {
  return buildRulesRequest([...listOtherRules(rule.id), rule])
}

export function buildRemoveRequest(id: string): ApiRequest {
  return buildRulesRequest(listOtherRules(id))
}

function buildRulesRequest(rules: readonly NewRule[]): ApiRequest {
  return { method: 'PUT', path: buildWorldPath(worldName.value, '/faults'), body: { rules } }
}

/** Returns the active rules without one, and without the counters that a request must not contain. */
function listOtherRules(removedId: string | undefined): readonly NewRule[] {
  return activeRules.value
    .filter(({ id }) => id !== removedId)
    .map(({ calls: _calls, hits: _hits, ...rule }): NewRule => rule)
}

/** Describes the condition of a rule, such as `the first 3 calls`. */
export function describeCondition(condition: components['schemas']['FaultCondition'] = {}): string {
  const { first, every, calls, between, probability } = condition
  const parts = [
    first === undefined ? null : first === 1 ? 'the first call' : `the first ${first} calls`,
    calls === undefined ? null : `calls ${calls.from}${calls.to === undefined ? ' and later' : ` to ${calls.to}`}`,
    every === undefined ? null : `one call in ${every}`,
    probability === undefined ? null : `${Math.round(probability * 100)} % of calls`,
    between?.from === undefined ? null : `from ${between.from}`,
    between?.to === undefined ? null : `before ${between.to}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'every call' : parts.join(', ')
}
