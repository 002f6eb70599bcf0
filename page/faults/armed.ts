import { signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { type Call, worldPath } from '../control.ts'
import { worldName } from '../state/world.ts'

export type Rule = components['schemas']['ArmedFaults']['rules'][number]
type NewRule = components['schemas']['FaultRule']

/** The rules that are armed in the world that is shown. */
export const armed = signal<readonly Rule[]>([])

/** A rule as it can be armed again. */
export function withoutCounts({ id, operation, when, effect, after }: Rule): NewRule {
  return {
    id,
    operation,
    ...(when === undefined ? {} : { when }),
    ...(effect === undefined ? {} : { effect }),
    ...(after === undefined ? {} : { after }),
  }
}

/** Arms rules beside those that are armed; with an id that is there already, a rule takes its place. */
export function arming(rules: readonly NewRule[]): Call {
  const ids = new Set(rules.map(({ id }) => id))
  const others = armed.value.filter(({ id }) => !ids.has(id)).map(withoutCounts)
  return { method: 'PUT', path: worldPath(worldName.value, '/faults'), body: { rules: [...others, ...rules] } }
}
