import { type Instant, toInstant, addDuration } from '../time.ts'
import { listRunsByModification } from './by-modification.ts'
import { findOverlayRun } from '../state/overlay.ts'
import { type Changes, type Timeline, type Run, computeRun } from '../model/run.ts'
import { toDatasetIndex } from '../dataset/dataset.ts'
import type { View } from '../state/view.ts'

/** A change of a run, by time or by an operation. */
export interface RunEvent {
  readonly kind: 'created' | 'changed' | 'deleted'
  readonly at: Instant
  /** The number of the run. */
  readonly number: number
  /** The run right after the change; a deleted run right before it. */
  readonly run: Run
  /** The run right before the change; null for a creation. */
  readonly before: Run | null
}

/**
 * Returns the changes of runs in [from, to], in order. Of several changes by operations to one run in that time only the
 * last is included, so read after each operation.
 */
export function listRunEvents(view: View, from: Instant, to: Instant): readonly RunEvent[] {
  const query = { filter: {}, from, descending: false, skip: 0, limit: Infinity }
  const events: RunEvent[] = []
  for (const { number } of listRunsByModification(view, query)) {
    const state = findTimelineState(view, number)
    if (state !== undefined)
      for (const at of listEventInstants(state, from, to)) events.push(new LazyRunEvent(state, at))
  }
  const { deletedRuns } = view.overlay
  const first = deletedRuns.rank({ at: from, number: -Infinity })
  for (const { deletedAt, run } of deletedRuns.slice(first, deletedRuns.rank({ at: to, number: Infinity }))) {
    events.push({ kind: 'deleted', at: deletedAt, number: run.number, run, before: run })
  }
  return events.toSorted((left, right) => left.at - right.at || left.number - right.number)
}

interface TimelineState {
  readonly timeline: Timeline
  readonly changes: Changes | null
}

function findTimelineState({ dataset, overlay }: View, number: number): TimelineState | undefined {
  const overlayRun = findOverlayRun(overlay, number)
  if (overlayRun !== undefined) return overlayRun
  const index = toDatasetIndex(number)
  return index === undefined ? undefined : { timeline: dataset.getTimeline(index), changes: null }
}

/** Returns the instants in [from, to] at which the run changed, each once. */
function listEventInstants({ timeline, changes }: TimelineState, from: Instant, to: Instant): ReadonlySet<Instant> {
  const instants = new Set<Instant>()
  const add = (at: Instant) => void (at >= from && at <= to && instants.add(at))
  const cut = changes?.end?.at ?? Infinity
  add(timeline.createdAt)
  if (timeline.startsAt < cut) add(timeline.startsAt)
  for (const at of timeline.repliesAt) if (at < cut) add(at)
  if (timeline.endsAt < cut) add(timeline.endsAt)
  if (changes !== null) add(changes.changedAt)
  return instants
}

/** An event of an existing run. Of thousands of events few are read, so the run is computed on access. */
class LazyRunEvent implements RunEvent {
  readonly kind: 'created' | 'changed'
  readonly at: Instant
  readonly number: number
  readonly #state: TimelineState

  constructor(state: TimelineState, at: Instant) {
    const { timeline, changes } = state
    this.kind = at === timeline.createdAt && (changes === null || changes.changedAt > at) ? 'created' : 'changed'
    this.at = at
    this.number = timeline.number
    this.#state = state
  }

  get run(): Run {
    const { timeline, changes } = this.#state
    return computeRun(timeline, this.at, getChangesAt(changes, this.at))
  }

  get before(): Run | null {
    if (this.kind === 'created') return null
    const { timeline, changes } = this.#state
    const earlier = addDuration(this.at, -1)
    return earlier < timeline.createdAt
      ? computeRun(timeline, this.at)
      : computeRun(timeline, earlier, getChangesAt(changes, earlier))
  }
}

/** Returns the changes of a run by operations until `at`; changes that were replaced later are not known. */
function getChangesAt(changes: Changes | null, at: Instant): Changes | null {
  if (changes === null || changes.changedAt <= at) return changes
  const end = changes.end !== null && changes.end.at <= at ? changes.end : null
  const variables = changes.variables !== null && changes.variables.at <= at ? changes.variables : null
  if (end === null && variables === null) return null
  const changedAt = toInstant(Math.max(end?.at ?? 0, variables?.at ?? 0))
  return { revision: changes.revision, changedAt, end, variables }
}
