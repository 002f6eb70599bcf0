import { memoizeByObject } from '../collections/memoize.ts'
import { type Dataset, toRunNumber } from '../dataset/dataset.ts'
import { type Changes, type Run, type Timeline, computeRun } from '../model/run.ts'
import { isHidden } from '../state/overlay.ts'
import type { View } from '../state/view.ts'
import { type Instant, NEVER, toInstant, addDuration } from '../time.ts'

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

/** The changes of runs in a range of time. */
export interface RunEvents {
  /** The first events, in order. */
  readonly events: readonly RunEvent[]
  /** The number of all events. */
  readonly total: number
}

/** A range of time, both ends included, and the number of events to list. */
export interface EventRange {
  readonly from: Instant
  readonly to: Instant
  readonly limit: number
}

/**
 * Returns the changes of runs in [from, to], in order. Of several changes by operations to one run in that time only the
 * last is included, so read after each operation.
 */
export function listRunEvents(view: View, from: Instant, to: Instant): readonly RunEvent[] {
  return finishSlices(summarizeRunEvents(view, { from, to, limit: Infinity })).events
}

/** Runs a computation in slices to its end at once. */
export function finishSlices<Value>(slices: Generator<void, Value>): Value {
  for (;;) {
    const { done, value } = slices.next()
    if (done === true) return value
  }
}

/** The number of runs after which a computation yields: less than a millisecond. */
const SLICE_SIZE = 512

/**
 * Lists the first changes of runs and counts the others. Work and memory depend on the limit, the runs that were active at
 * either end, and the runs of operations, not on the length of the range: computed runs inside it are counted by arithmetic.
 * Yields after each slice of work, so that the caller can let others through.
 */
export function* summarizeRunEvents(view: View, range: EventRange): Generator<void, RunEvents> {
  const { from, to, limit } = range
  const first = new FirstEvents(limit)
  let total = countDatasetEvents(view, range)
  let step = 0
  for (const state of iterateDatasetTimelines(view, range, first)) {
    for (const at of listEventInstants(state, from, to)) first.add(new LazyRunEvent(state, at))
    if (++step % SLICE_SIZE === 0) yield
  }
  const { byModified, deletedRuns } = view.overlay
  for (const state of byModified.from(byModified.rank({ at: from, number: -Infinity }))) {
    const instants = listEventInstants(state, from, to)
    total += instants.length
    for (const at of instants) first.add(new LazyRunEvent(state, at))
    if (++step % SLICE_SIZE === 0) yield
  }
  const [start, end] = [
    deletedRuns.rank({ at: from, number: -Infinity }),
    deletedRuns.rank({ at: to, number: Infinity }),
  ]
  total += end - start
  for (const { deletedAt, run } of deletedRuns.slice(start, Math.min(end, start + limit)))
    first.add({ kind: 'deleted', at: deletedAt, number: run.number, run, before: run })
  return { events: first.listEvents(), total }
}

/** The first events of those that are added in any order. */
class FirstEvents {
  /** No later event is among the first. */
  lastAt: number = Infinity
  readonly #limit: number
  #events: RunEvent[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  add(event: RunEvent): void {
    if (event.at > this.lastAt) return
    this.#events.push(event)
    if (this.#events.length < 2 * this.#limit) return
    this.#events = this.listEvents()
    this.lastAt = this.#events.at(-1)?.at ?? this.lastAt
  }

  listEvents(): RunEvent[] {
    const sorted = this.#events.toSorted((left, right) => left.at - right.at || left.number - right.number)
    return sorted.slice(0, this.#limit)
  }
}

/** Iterates the computed runs that can have one of the first events. Their instants lie within `maxRunDuration`. */
function* iterateDatasetTimelines(
  { dataset, datasetSnapshot, overlay }: View,
  { from, to }: EventRange,
  first: FirstEvents,
): IterableIterator<TimelineState> {
  const { schedule, firstIndex } = dataset
  const start = Math.max(firstIndex, schedule.findIndexAfter(addDuration(from, -dataset.maxRunDuration - 1)))
  const end = Math.min(datasetSnapshot.endIndex, schedule.findIndexAfter(to))
  for (let index = start; index < end && schedule.getCreatedAt(index) <= first.lastAt; index++)
    if (!isHidden(overlay, toRunNumber(index))) yield { timeline: dataset.getTimeline(index), changes: null }
}

/** Counts the events of the computed runs that no operation changed. */
function countDatasetEvents({ dataset, datasetSnapshot, overlay }: View, { from, to }: EventRange): number {
  const { schedule, firstIndex } = dataset
  const clamp = (index: number) => Math.max(firstIndex, Math.min(index, datasetSnapshot.endIndex))
  const start = clamp(schedule.findIndexAfter(addDuration(from, -dataset.maxRunDuration - 1)))
  const end = clamp(schedule.findIndexAfter(to))
  // All events of the runs in between lie in the range.
  const innerStart = Math.min(end, clamp(schedule.findIndexAfter(addDuration(from, -1))))
  const innerEnd = Math.max(innerStart, clamp(schedule.findIndexAfter(addDuration(to, -dataset.maxRunDuration))))
  const countAt = (timeline: Timeline) => listEventInstants({ timeline, changes: null }, from, to).length
  let total = countWholeRuns(dataset, innerStart, innerEnd)
  for (let index = start; index < innerStart; index++) total += countAt(dataset.getTimeline(index))
  for (let index = innerEnd; index < end; index++) total += countAt(dataset.getTimeline(index))
  const hidden = overlay.hiddenTimelines.all
  const firstHidden = hidden.rank({ at: addDuration(from, -dataset.maxRunDuration), number: -Infinity })
  for (const timeline of hidden.slice(firstHidden, hidden.rank({ at: to, number: Infinity })))
    total -= countAt(timeline)
  return total
}

/** Counts all events of the computed runs in [from, to). Every epoch has the same cells, and a cell the same number of events. */
function countWholeRuns(dataset: Dataset, from: number, to: number): number {
  const { runsPerEpoch } = dataset.schedule
  const { countOne, perEpoch } = getEventCounts(dataset)
  let total = 0
  for (let index = from; index < to;) {
    const epochs = index % runsPerEpoch === 0 ? Math.floor((to - index) / runsPerEpoch) : 0
    total += epochs > 0 ? epochs * perEpoch : countOne(index)
    index += epochs > 0 ? epochs * runsPerEpoch : 1
  }
  return total
}

const getEventCounts = memoizeByObject((dataset: Dataset) => {
  const byCell: number[] = []
  const countOne = (index: number) =>
    (byCell[dataset.assignment.getCell(index)] ??= listEventInstants(
      { timeline: dataset.getTimeline(index), changes: null },
      -Infinity,
      Infinity,
    ).length)
  let perEpoch = 0
  for (let index = 0; index < dataset.schedule.runsPerEpoch; index++) perEpoch += countOne(index)
  return { countOne, perEpoch }
})

interface TimelineState {
  readonly timeline: Timeline
  readonly changes: Changes | null
}

/** Returns the instants in [from, to] at which the run changed, each once. */
function listEventInstants({ timeline, changes }: TimelineState, from: number, to: number): readonly Instant[] {
  const { createdAt, startsAt, repliesAt, endsAt } = timeline
  const instants: Instant[] = []
  const add = (at: Instant) =>
    void (at >= from && at <= to && at < NEVER && !instants.includes(at) && instants.push(at))
  const cut = changes?.end?.at ?? Infinity
  add(createdAt)
  if (startsAt < cut) add(startsAt)
  for (const at of repliesAt) if (at < cut) add(at)
  if (endsAt < cut) add(endsAt)
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
