import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type ApiRequest, buildWorldPath } from '../control.ts'
import { worldName } from '../state/world.ts'

export type ActiveRule = components['schemas']['ArmedFaults']['rules'][number]
type NewRule = components['schemas']['FaultRule']

/** The rules that are armed in the world that is shown. */
export const activeRules = signal<readonly ActiveRule[]>([])

/** A rule as it can be armed again. */
export function toNewRule({ id, operation, when, effect, after }: ActiveRule): NewRule {
  return {
    id,
    operation,
    ...(when === undefined ? {} : { when }),
    ...(effect === undefined ? {} : { effect }),
    ...(after === undefined ? {} : { after }),
  }
}

/** Arms rules beside those that are armed; with an id that is there already, a rule takes its place. */
export function buildRulesRequest(rules: readonly NewRule[]): ApiRequest {
  const ids = new Set(rules.map(({ id }) => id))
  const others = activeRules.value.filter(({ id }) => !ids.has(id)).map(toNewRule)
  return { method: 'PUT', path: buildWorldPath(worldName.value, '/faults'), body: { rules: [...others, ...rules] } }
}
