import { type Instant, instant, plus } from './instant.ts'
import { byModification } from './modified.ts'
import { rowOf } from './overlay.ts'
import { type Changes, type Plan, type Run, settle } from './run.ts'
import { indexOfNumber } from './universe.ts'
import type { View } from './view.ts'

/** Something that happened to a run, by itself or by an operation. */
export interface RunEvent {
  readonly kind: 'created' | 'changed' | 'deleted'
  readonly at: Instant
  /** The run as it was right after, or, when it was deleted, right before. */
  readonly run: Run
  /** The run as it was right before; null when it did not exist. */
  readonly before: Run | null
}

/**
 * What happened to runs at `from`, at `to` and between, in order. Of several changes that operations made to one run in
 * that time only the last one shows, so ask after each.
 */
export function eventsBetween(view: View, from: Instant, to: Instant): readonly RunEvent[] {
  const walk = { filter: {}, from, descending: false, skip: 0, limit: Infinity }
  const living = byModification(view, walk).flatMap(({ number }) => {
    const planned = plannedOf(view, number)
    return planned === undefined ? [] : eventsOf(planned, from, to)
  })
  const { removed } = view.overlay
  const first = removed.rank({ at: from, number: -Infinity })
  const gone = removed.between(first, removed.rank({ at: to, number: Infinity })).map(({ at, run }): RunEvent => {
    return { kind: 'deleted', at, run, before: run }
  })
  return [...living, ...gone].toSorted((left, right) => left.at - right.at || left.run.number - right.run.number)
}

interface Planned {
  readonly plan: Plan
  readonly changes: Changes | null
}

function plannedOf({ universe, overlay }: View, number: number): Planned | undefined {
  const row = rowOf(overlay, number)
  if (row !== undefined) return row
  const index = indexOfNumber(number)
  return index === undefined ? undefined : { plan: universe.plan(index), changes: null }
}

function eventsOf({ plan, changes }: Planned, from: Instant, to: Instant): readonly RunEvent[] {
  const cut = changes?.end?.at
  const natural = [plan.startsAt, ...plan.repliesAt, plan.endsAt].filter((at) => cut === undefined || at < cut)
  const moments = new Set([plan.createdAt, ...natural, ...(changes === null ? [] : [changes.changedAt])])
  const within = [...moments].filter((at) => at >= from && at <= to).toSorted((left, right) => left - right)
  return within.map((at) => {
    const run = settle(plan, at, asOf(changes, at))
    if (at === plan.createdAt && (changes === null || changes.changedAt > at)) {
      return { kind: 'created', at, run, before: null }
    }
    const earlier = plus(at, -1)
    const before = earlier < plan.createdAt ? settle(plan, at) : settle(plan, earlier, asOf(changes, earlier))
    return { kind: 'changed', at, run, before }
  })
}

/** What operations had done to a run by then; of what they replaced later, nothing is known any more. */
function asOf(changes: Changes | null, at: Instant): Changes | null {
  if (changes === null || changes.changedAt <= at) return changes
  const end = changes.end !== null && changes.end.at <= at ? changes.end : null
  const variables = changes.variables !== null && changes.variables.at <= at ? changes.variables : null
  if (end === null && variables === null) return null
  const changedAt = instant(Math.max(end?.at ?? 0, variables?.at ?? 0))
  return { revision: changes.revision, changedAt, end, variables }
}
