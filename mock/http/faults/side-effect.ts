import type { components } from '../../../spec/generated/control.types.ts'
import { parseDuration } from '../../wire/date-time.ts'
import type { Operation } from '../../world/state/operation.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { RunNumber } from '../../world/model/run.ts'
import { InvalidFaultError } from './effect.ts'

/** An operation that is applied to the world after a response, as the control API accepts it. */
export type SideEffect = components['schemas']['SideEffect']

/** Checks what the schema cannot express. @throws {InvalidFaultError} for an invalid duration or an empty change */
export function validateSideEffects(sideEffects: readonly SideEffect[]): readonly SideEffect[] {
  for (const sideEffect of sideEffects) {
    if (sideEffect.kind === 'advance' && parseDuration(sideEffect.by) === undefined) {
      throw new InvalidFaultError(`"${sideEffect.by}" is not a duration; write 90s, 31m, 1h30m or PT31M`)
    }
    if (sideEffect.kind === 'change' && sideEffect.end === undefined && sideEffect.variables === undefined) {
      throw new InvalidFaultError('a change needs "end" or "variables"')
    }
  }
  return sideEffects
}

/** True for a side effect on a run of a response row. */
export function hasRowSelector(sideEffect: SideEffect): boolean {
  return 'run' in sideEffect && typeof sideEffect.run === 'object'
}

/** Converts a side effect to operations; none where the response has no such row. */
export function toWorldOperations(
  sideEffect: SideEffect,
  findRun: (row: number) => RunNumber | undefined,
): readonly Operation[] {
  switch (sideEffect.kind) {
    case 'create': {
      const { flow, contact, environment = 'live', times = 1 } = sideEffect
      return Array.from({ length: times }, () => ({ kind: 'create', flow, contact, environment, input: null }))
    }
    case 'advance':
      return [{ kind: 'advance', by: parseDuration(sideEffect.by) ?? 0 }]
    default: {
      const run = typeof sideEffect.run === 'number' ? sideEffect.run : findRun(sideEffect.run.row)
      if (run === undefined) return []
      if (sideEffect.kind === 'delete') return [{ kind: 'delete', run }]
      // Variables come from a JSON body.
      const variables = (sideEffect.variables ?? null) as JsonObject | null
      return [{ kind: 'change', run, end: sideEffect.end ?? null, variables }]
    }
  }
}
