import { type Instant, toInstant, addDuration } from '../time/instant.ts'
import { listRunsByModification } from './by-modification.ts'
import { findOverlayRun } from '../state/overlay.ts'
import { type Changes, type Timeline, type Run, computeRun } from '../model/run.ts'
import { toDatasetIndex } from '../dataset/dataset.ts'
import type { View } from '../state/view.ts'

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
export function listRunEvents(view: View, from: Instant, to: Instant): readonly RunEvent[] {
  const query = { filter: {}, from, descending: false, skip: 0, limit: Infinity }
  const events: RunEvent[] = []
  for (const { number } of listRunsByModification(view, query)) {
    const planned = findTimelineState(view, number)
    if (planned !== undefined)
      for (const at of listEventInstants(planned, from, to)) events.push(new LazyRunEvent(planned, at))
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

/** The instants in [from, to] at which something happened to a run, each once. */
function listEventInstants({ timeline, changes }: TimelineState, from: Instant, to: Instant): ReadonlySet<Instant> {
  const moments = new Set<Instant>()
  const add = (at: Instant) => void (at >= from && at <= to && moments.add(at))
  const cut = changes?.end?.at ?? Infinity
  add(timeline.createdAt)
  if (timeline.startsAt < cut) add(timeline.startsAt)
  for (const at of timeline.repliesAt) if (at < cut) add(at)
  if (timeline.endsAt < cut) add(timeline.endsAt)
  if (changes !== null) add(changes.changedAt)
  return moments
}

/** A moment of a run that is there. Of thousands that pass at once few are looked at, so the run is worked out late. */
class LazyRunEvent implements RunEvent {
  readonly kind: 'created' | 'changed'
  readonly at: Instant
  readonly number: number
  readonly #source: TimelineState

  constructor(planned: TimelineState, at: Instant) {
    const { timeline, changes } = planned
    this.kind = at === timeline.createdAt && (changes === null || changes.changedAt > at) ? 'created' : 'changed'
    this.at = at
    this.number = timeline.number
    this.#source = planned
  }

  get run(): Run {
    const { timeline, changes } = this.#source
    return computeRun(timeline, this.at, getChangesAt(changes, this.at))
  }

  get before(): Run | null {
    if (this.kind === 'created') return null
    const { timeline, changes } = this.#source
    const earlier = addDuration(this.at, -1)
    return earlier < timeline.createdAt
      ? computeRun(timeline, this.at)
      : computeRun(timeline, earlier, getChangesAt(changes, earlier))
  }
}

/** What operations had done to a run by then; of what they replaced later, nothing is known any more. */
function getChangesAt(changes: Changes | null, at: Instant): Changes | null {
  if (changes === null || changes.changedAt <= at) return changes
  const end = changes.end !== null && changes.end.at <= at ? changes.end : null
  const variables = changes.variables !== null && changes.variables.at <= at ? changes.variables : null
  if (end === null && variables === null) return null
  const changedAt = toInstant(Math.max(end?.at ?? 0, variables?.at ?? 0))
  return { revision: changes.revision, changedAt, end, variables }
}
