import { parseDuration } from '../../wire/duration.ts'
import type { Operation } from '../../world/operation.ts'
import type { JsonObject, RunNumber } from '../../world/run.ts'
import { FaultRefusal } from './fault-refusal.ts'

/** A run by its number, or by its place among the rows of the answer: 0 is the first, -1 the last. */
export type RunAt = RunNumber | { readonly row: number }

/** Something that happens in the world after an answer, as it is written. */
export type FollowUp =
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
      readonly run: RunAt
      readonly end?: 'completed' | 'expired' | 'failed' | 'cancelled'
      readonly variables?: JsonObject
    }
  | { readonly kind: 'delete'; readonly run: RunAt }
  | { readonly kind: 'advance'; readonly by: string }

/** @throws {FaultRefusal} for a duration that is none; everything else has been checked against the document */
export function followUpsOf(given: readonly FollowUp[]): readonly FollowUp[] {
  for (const one of given) {
    if (one.kind === 'advance' && parseDuration(one.by) === undefined) {
      throw new FaultRefusal(`"${one.by}" is no duration; write 90s, 31m, 1h30m or PT31M`)
    }
    if (one.kind === 'change' && one.end === undefined && one.variables === undefined) {
      throw new FaultRefusal('a change without "end" and "variables" changes nothing; give one of them')
    }
  }
  return given
}

/** Whether something is said of a row of the answer. */
export function namesRow(one: FollowUp): boolean {
  return 'run' in one && typeof one.run === 'object'
}

/** The operations that a follow-up stands for; none where the answer has no such row. */
export function operationsOf(one: FollowUp, runAt: (row: number) => RunNumber | undefined): readonly Operation[] {
  switch (one.kind) {
    case 'create': {
      const { flow, contact, environment = 'live', times = 1 } = one
      return Array.from({ length: times }, () => ({ kind: 'create', flow, contact, environment, given: null }))
    }
    case 'advance':
      return [{ kind: 'advance', by: parseDuration(one.by) ?? 0 }]
    default: {
      const run = typeof one.run === 'number' ? one.run : runAt(one.run.row)
      if (run === undefined) return []
      if (one.kind === 'delete') return [{ kind: 'delete', run }]
      return [{ kind: 'change', run, end: one.end ?? null, variables: one.variables ?? null }]
    }
  }
}
