import { parseDuration } from '../../wire/date-time.ts'
import type { Operation } from '../../world/state/operation.ts'
import type { JsonObject, RunNumber } from '../../world/model/run.ts'
import { InvalidFaultError } from './effect.ts'

/** A run by its number, or by its place among the rows of the answer: 0 is the first, -1 the last. */
export type RunSelector = RunNumber | { readonly row: number }

/** Something that happens in the world after an answer, as it is written. */
export type SideEffect =
  | {
      readonly kind: 'create'
      readonly flow: number
      readonly contact: number
      readonly environment?: 'live' | 'staging'
      /** How often. */
      readonly times?: number
    }
  | {
      readonly kind: 'change'
      readonly run: RunSelector
      readonly end?: 'completed' | 'expired' | 'failed' | 'cancelled'
      readonly variables?: JsonObject
    }
  | { readonly kind: 'delete'; readonly run: RunSelector }
  | { readonly kind: 'advance'; readonly by: string }

/** @throws {FaultRefusal} for a duration that is none; everything else has been checked against the document */
export function validateSideEffects(sideEffects: readonly SideEffect[]): readonly SideEffect[] {
  for (const sideEffect of sideEffects) {
    if (sideEffect.kind === 'advance' && parseDuration(sideEffect.by) === undefined) {
      throw new InvalidFaultError(`"${sideEffect.by}" is no duration; write 90s, 31m, 1h30m or PT31M`)
    }
    if (sideEffect.kind === 'change' && sideEffect.end === undefined && sideEffect.variables === undefined) {
      throw new InvalidFaultError('a change without "end" and "variables" changes nothing; give one of them')
    }
  }
  return sideEffects
}

/** Whether something is said of a row of the answer. */
export function hasRowSelector(sideEffect: SideEffect): boolean {
  return 'run' in sideEffect && typeof sideEffect.run === 'object'
}

/** The operations that a follow-up stands for; none where the answer has no such row. */
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
      return [{ kind: 'change', run, end: sideEffect.end ?? null, variables: sideEffect.variables ?? null }]
    }
  }
}
