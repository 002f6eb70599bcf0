import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type ApiRequest, buildWorldPath } from '../control-api.ts'
import { worldName } from '../state/world.ts'

export type ActiveRule = components['schemas']['ActiveFaults']['rules'][number]
type NewRule = components['schemas']['FaultRule']

/** The rules that are armed in the world that is shown. */
export const activeRules = signal<readonly ActiveRule[]>([])

/** A rule as it can be armed again. */
export function toNewRule({ id, operation, when, effect, sideEffects }: ActiveRule): NewRule {
  return {
    id,
    operation,
    ...(when === undefined ? {} : { when }),
    ...(effect === undefined ? {} : { effect }),
    ...(sideEffects === undefined ? {} : { sideEffects: sideEffects }),
  }
}

/** Arms rules beside those that are armed; with an id that is there already, a rule takes its place. */
export function buildRulesRequest(rules: readonly NewRule[]): ApiRequest {
  const ids = new Set(rules.map(({ id }) => id))
  const others = activeRules.value.filter(({ id }) => !ids.has(id)).map(toNewRule)
  return { method: 'PUT', path: buildWorldPath(worldName.value, '/faults'), body: { rules: [...others, ...rules] } }
}

/** When a rule acts, in words. */
export function describeTiming(when: components['schemas']['FaultCondition'] = {}): string {
  const { first, every, calls, between, probability } = when
  const words = [
    first === undefined ? null : first === 1 ? 'the first call' : `the first ${first} calls`,
    calls === undefined ? null : `calls ${calls.from}${calls.to === undefined ? ' and later' : ` to ${calls.to}`}`,
    every === undefined ? null : `one call in ${every}`,
    probability === undefined ? null : `${Math.round(probability * 100)} % of them`,
    between?.from === undefined ? null : `from ${between.from}`,
    between?.to === undefined ? null : `before ${between.to}`,
  ].filter((one) => one !== null)
  return words.length === 0 ? 'every call' : words.join(', ')
}
