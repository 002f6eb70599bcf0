import {
  createListSequence,
  createSequence,
  createSortedListSequence,
  excludeSequence,
  findFirstIndex,
  mergeSequences,
  type RunKey,
  type Sequence,
} from '../collections/sequence.ts'
import type { SortedList } from '../collections/sorted-list.ts'
import type { CellSelection } from '../dataset/assignment.ts'
import { type DatasetSnapshot, findRecentRun } from '../dataset/dataset-snapshot.ts'
import { type Dataset, toDatasetIndex, toRunNumber } from '../dataset/dataset.ts'
import type { Cell } from '../dataset/distribution.ts'
import { computeRun, type Run, type Timeline } from '../model/run.ts'
import { MAX_RUN_DURATION } from '../model/timeline.ts'
import { findOverlayRun, selectTimelines } from '../state/overlay.ts'
import { findRunRefs, type RunRef, type View } from '../state/view.ts'
import { addDuration, type Instant, toInstant } from '../time/instant.ts'
import {
  isFlowFilterOnly,
  isWithin,
  matchesCell,
  matchesFilter,
  NO_FILTER,
  type RunFilter,
  toCellFacet,
} from './filter.ts'

/**
 * The computed runs that match a filter, in order of creation. Stretches in which every run has long ended are counted
 * by arithmetic; runs that may still be active, and the edges of an interval of modification, are looked at one by one.
 */
export function createDatasetSequence(snapshot: DatasetSnapshot, filter: RunFilter): Sequence {
  if (filter === NO_FILTER) return createFullSequence(snapshot)
  const segments =
    filter.contacts === undefined && filter.numbers === undefined
      ? splitByCertainty(snapshot, filter)
      : createListedSegments(snapshot, filter)
  const starts: number[] = [0]
  for (const stretch of segments) starts.push((starts.at(-1) ?? 0) + stretch.size)
  const size = starts.at(-1) ?? 0

  function spot(rank: number): RunKey {
    const which = findFirstIndex(segments.length, (place) => (starts[place + 1] ?? 0) > rank)
    const index = segments[which]?.getIndex(rank - (starts[which] ?? 0)) ?? 0
    return { at: snapshot.dataset.schedule.getCreatedAt(index), number: toRunNumber(index) }
  }

  function rank(spot: RunKey): number {
    const bound = toDatasetIndex(spot.number) ?? snapshot.dataset.schedule.findIndexAfter(toInstant(spot.at))
    return segments.reduce((before, stretch) => before + stretch.countBefore(bound), 0)
  }

  return createSequence(size, spot, rank)
}

function createFullSequence({ dataset, endIndex }: DatasetSnapshot): Sequence {
  const { firstIndex: first, schedule } = dataset
  return createSequence(
    endIndex - first,
    (rank) => ({ at: schedule.getCreatedAt(first + rank), number: toRunNumber(first + rank) }),
    (key) => {
      const bound = toDatasetIndex(key.number) ?? schedule.findIndexAfter(toInstant(key.at))
      return Math.max(first, Math.min(bound, endIndex)) - first
    },
  )
}

/** Consecutive matches of one kind. */
interface Segment {
  readonly size: number
  getIndex(place: number): number
  /** How many matches have an index below the bound. */
  countBefore(bound: number): number
}

function splitByCertainty(snapshot: DatasetSnapshot, filter: RunFilter): readonly Segment[] {
  const { dataset } = snapshot
  const { created, modified } = filter
  const from = Math.max(
    dataset.firstIndex,
    created?.from === undefined ? dataset.firstIndex : findIndexFrom(dataset, created.from),
  )
  const to = Math.min(
    snapshot.endIndex,
    created?.to === undefined ? snapshot.endIndex : dataset.schedule.findIndexAfter(created.to),
  )
  // Modified in [a, b] is certain for runs created in [a, b - longest run], impossible outside [a - longest run, b].
  const low =
    modified?.from === undefined ? from : findIndexFrom(dataset, addDuration(modified.from, -MAX_RUN_DURATION))
  const sure = modified?.from === undefined ? from : findIndexFrom(dataset, modified.from)
  const unsure =
    modified?.to === undefined ? to : dataset.schedule.findIndexAfter(addDuration(modified.to, -MAX_RUN_DURATION))
  const high = modified?.to === undefined ? to : dataset.schedule.findIndexAfter(modified.to)
  const bounds = [low, sure, Math.min(unsure, snapshot.firstActive), high]
  const [a = from, b = from, c = from, d = from] = makeAscending(
    bounds.map((bound) => Math.min(to, Math.max(from, bound))),
  )
  return [
    createScannedSegment(snapshot, filter, [a, b]),
    createCountedSegment(snapshot, filter, [b, c]),
    createScannedSegment(snapshot, filter, [c, d]),
  ]
}

function createCountedSegment(
  snapshot: DatasetSnapshot,
  filter: RunFilter,
  [from, to]: readonly [number, number],
): Segment {
  const { dataset } = snapshot
  const selection = selectCells(dataset, filter)
  if (selection === null)
    return { size: to - from, getIndex: (place) => from + place, countBefore: createClampedCounter(from, to) }
  const { runsPerEpoch } = dataset.schedule
  const perEpoch = dataset.assignment.countPerEpoch(selection)

  function countUpTo(index: number): number {
    const epoch = dataset.schedule.getEpoch(index)
    const inside = dataset.assignment.listIndices(selection as CellSelection, epoch)
    const rest = index - epoch * runsPerEpoch
    return epoch * perEpoch + findFirstIndex(inside.length, (place) => (inside[place] ?? 0) >= rest)
  }

  const base = from < to && perEpoch > 0 ? countUpTo(from) : 0
  const size = from < to && perEpoch > 0 ? countUpTo(to) - base : 0

  function index(place: number): number {
    const epoch = Math.floor((base + place) / perEpoch)
    const inside = dataset.assignment.listIndices(selection as CellSelection, epoch)
    return epoch * runsPerEpoch + (inside[base + place - epoch * perEpoch] ?? 0)
  }

  return {
    size,
    getIndex: index,
    countBefore: (bound) => (size === 0 || bound <= from ? 0 : bound >= to ? size : countUpTo(bound) - base),
  }
}

/** The cells that a settled run must lie in to match; null when all do. */
export function selectCells(dataset: Dataset, filter: RunFilter): CellSelection | null {
  const { facet } = filter
  if (facet === undefined && filter.flow === undefined && filter.environment === undefined) return null
  const chosen = new Set<Cell>()
  for (let cell = 0; cell < dataset.distribution.cells; cell++) {
    if (matchesCell(filter, cell) && (facet === undefined || facet(toCellFacet(dataset, cell)))) chosen.add(cell)
  }
  return { key: [...chosen].join(), has: (cell) => chosen.has(cell) }
}

function createScannedSegment(
  snapshot: DatasetSnapshot,
  filter: RunFilter,
  [from, to]: readonly [number, number],
): Segment {
  const indices: number[] = []
  for (let index = from; index < to; index++) if (matchesIndex(snapshot, filter, index)) indices.push(index)
  return createListSegment(indices)
}

function createListedSegments(snapshot: DatasetSnapshot, filter: RunFilter): readonly Segment[] {
  const { dataset } = snapshot
  const named = filter.numbers
    ?.flatMap((number) => toDatasetIndex(number) ?? [])
    .toSorted((left, right) => left - right)
  const indices = named ?? listContactRuns(snapshot, filter.contacts ?? [])
  const inside = [...new Set(indices)].filter((index) => index >= dataset.firstIndex && index < snapshot.endIndex)
  return [createListSegment(inside.filter((index) => matchesIndex(snapshot, filter, index)))]
}

function matchesIndex(snapshot: DatasetSnapshot, filter: RunFilter, index: number): boolean {
  const { dataset } = snapshot
  const recent = findRecentRun(snapshot, index)
  if (recent !== null) return matchesFilter(filter, recent)
  if (!isWithin(filter.created, dataset.schedule.getCreatedAt(index))) return false
  if (!matchesCell(filter, dataset.assignment.getCell(index))) return false
  return matchesFilter(filter, computeRun(dataset.getTimeline(index), snapshot.now))
}

/** The computed runs of these contacts, in order of creation. */
export function listContactRuns(snapshot: DatasetSnapshot, contacts: readonly number[]): readonly number[] {
  const { contactRotation, firstIndex } = snapshot.dataset
  const indices = [...new Set(contacts)].flatMap((contact) =>
    contactRotation.listRuns(contact, firstIndex, snapshot.endIndex),
  )
  return indices.toSorted((left, right) => left - right)
}

function createListSegment(indices: readonly number[]): Segment {
  return {
    size: indices.length,
    getIndex: (place) => indices[place] ?? 0,
    countBefore: (bound) => findFirstIndex(indices.length, (place) => (indices[place] ?? 0) >= bound),
  }
}

function createClampedCounter(from: number, to: number): (bound: number) => number {
  return (bound) => Math.max(0, Math.min(bound, to) - from)
}

/** The first index created at or after `at`. */
function findIndexFrom(dataset: Dataset, at: Instant): number {
  return dataset.schedule.findIndexAfter(addDuration(at, -1))
}

/** Each bound raised to the one before it. */
function makeAscending(bounds: readonly number[]): readonly number[] {
  let highest = -Infinity
  return bounds.map((bound) => (highest = Math.max(highest, bound)))
}

/** The runs that match the filter, oldest first, countable without being listed. */
export function listRunsByCreation(view: View, filter: RunFilter): Sequence {
  const { overlay, datasetSnapshot: snapshot } = view
  const hiddenRuns = createTimelineSequence(selectTimelines(overlay.hiddenTimelines, filter), filter, (timeline) =>
    computeRun(timeline, snapshot.now),
  )
  const changedRuns = createTimelineSequence(
    selectTimelines(overlay.timelines, filter),
    filter,
    (plan) => findOverlayRun(overlay, plan.number)?.run,
  )
  return mergeSequences(excludeSequence(createDatasetSequence(snapshot, filter), hiddenRuns), changedRuns)
}

/** The newest runs of a flow or of all, newest first. */
export function listNewestRuns(
  view: View,
  of: { readonly flow?: number | undefined; readonly limit: number },
): readonly RunRef[] {
  const all = listRunsByCreation(view, { flow: of.flow })
  return findRunRefs(view, all.slice(all.size - of.limit, all.size)).toReversed()
}

/** The planned runs that match: by the trees alone where the filter allows, else looked at one by one. */
function createTimelineSequence(
  trees: readonly SortedList<Timeline>[],
  filter: RunFilter,
  runOf: (timeline: Timeline) => Run | undefined,
): Sequence {
  const sequences = trees.map((tree) =>
    isFlowFilterOnly(filter) ? createSortedListSequence(tree) : filterTimelines(tree, filter, runOf),
  )
  return sequences.reduce(mergeSequences, createListSequence([]))
}

function filterTimelines(
  tree: SortedList<Timeline>,
  filter: RunFilter,
  runOf: (timeline: Timeline) => Run | undefined,
): Sequence {
  const keys = []
  for (const plan of tree) {
    const run = runOf(plan)
    if (run !== undefined && matchesFilter(filter, run)) keys.push(tree.getKey(plan))
  }
  return createListSequence(keys)
}
