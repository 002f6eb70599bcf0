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
  /** The run's number. */
  readonly number: number
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
  const found: RunEvent[] = []
  for (const { number } of byModification(view, walk)) {
    const planned = plannedOf(view, number)
    if (planned !== undefined) for (const at of momentsOf(planned, from, to)) found.push(new Moment(planned, at))
  }
  const { removed } = view.overlay
  const first = removed.rank({ at: from, number: -Infinity })
  for (const { at, run } of removed.between(first, removed.rank({ at: to, number: Infinity }))) {
    found.push({ kind: 'deleted', at, number: run.number, run, before: run })
  }
  return found.toSorted((left, right) => left.at - right.at || left.number - right.number)
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

/** The instants in [from, to] at which something happened to a run, each once. */
function momentsOf({ plan, changes }: Planned, from: Instant, to: Instant): ReadonlySet<Instant> {
  const moments = new Set<Instant>()
  const add = (at: Instant) => void (at >= from && at <= to && moments.add(at))
  const cut = changes?.end?.at ?? Infinity
  add(plan.createdAt)
  if (plan.startsAt < cut) add(plan.startsAt)
  for (const at of plan.repliesAt) if (at < cut) add(at)
  if (plan.endsAt < cut) add(plan.endsAt)
  if (changes !== null) add(changes.changedAt)
  return moments
}

/** A moment of a run that is there. Of thousands that pass at once few are looked at, so the run is worked out late. */
class Moment implements RunEvent {
  readonly kind: 'created' | 'changed'
  readonly at: Instant
  readonly number: number
  readonly #planned: Planned

  constructor(planned: Planned, at: Instant) {
    const { plan, changes } = planned
    this.kind = at === plan.createdAt && (changes === null || changes.changedAt > at) ? 'created' : 'changed'
    this.at = at
    this.number = plan.number
    this.#planned = planned
  }

  get run(): Run {
    const { plan, changes } = this.#planned
    return settle(plan, this.at, asOf(changes, this.at))
  }

  get before(): Run | null {
    if (this.kind === 'created') return null
    const { plan, changes } = this.#planned
    const earlier = plus(this.at, -1)
    return earlier < plan.createdAt ? settle(plan, this.at) : settle(plan, earlier, asOf(changes, earlier))
  }
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
