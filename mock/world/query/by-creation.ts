import {
  createListSequence,
  createSequence,
  createSortedListSequence,
  excludeSequence,
  mergeSequences,
  type RunKey,
  type Sequence,
} from '../collections/sequence.ts'
import { memoizeByObject } from '../collections/memoize.ts'
import { findFirstIndex, type SortedList } from '../collections/sorted-list.ts'
import {
  type Dataset,
  type DatasetSnapshot,
  findRecentRun,
  hasIndex,
  toDatasetIndex,
  toRunNumber,
} from '../dataset/dataset.ts'
import type { Cell } from '../dataset/distribution.ts'
import type { CellSelection } from '../dataset/epochs.ts'
import { type Status, STATUSES } from '../model/outcome.ts'
import { computeRun, type Run, type RunNumber, type Timeline } from '../model/run.ts'
import { findOverlayRun, type Overlay, type OverlayRun, selectTimelines } from '../state/overlay.ts'
import { findRunRefs, type RunRef, type View } from '../state/view.ts'
import { addDuration, type Instant, toInstant } from '../time.ts'
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
 * Returns the computed runs that match a filter, in order of creation. Segments in which every run has long ended are
 * counted by arithmetic; runs that may be active, and the edges of a modification range, are checked one by one.
 */
function createDatasetSequence(snapshot: DatasetSnapshot, filter: RunFilter): Sequence {
  if (filter === NO_FILTER) return createFullSequence(snapshot)
  const segments =
    filter.contacts === undefined && filter.numbers === undefined
      ? splitByCertainty(snapshot, filter)
      : createListedSegments(snapshot, filter)
  const starts: number[] = [0]
  for (const segment of segments) starts.push((starts.at(-1) ?? 0) + segment.size)
  const size = starts.at(-1) ?? 0

  function getKey(rank: number): RunKey {
    const which = findFirstIndex(segments.length, (place) => (starts[place + 1] ?? 0) > rank)
    return toRunKey(snapshot.dataset, segments[which]?.getIndex(rank - (starts[which] ?? 0)) ?? 0)
  }

  function getRank(key: RunKey): number {
    const bound = toIndexBound(snapshot.dataset, key)
    return segments.reduce((before, segment) => before + segment.countBefore(bound), 0)
  }

  return createSequence(size, getKey, getRank)
}

function createFullSequence({ dataset, endIndex }: DatasetSnapshot): Sequence {
  const { firstIndex } = dataset
  const countBefore = createClampedCounter(firstIndex, endIndex)
  return createSequence(
    endIndex - firstIndex,
    (rank) => toRunKey(dataset, firstIndex + rank),
    (key) => countBefore(toIndexBound(dataset, key)),
  )
}

function toRunKey(dataset: Dataset, index: number): RunKey {
  return { at: dataset.schedule.getCreatedAt(index), number: toRunNumber(index) }
}

/** Returns the index before which all computed runs come before the key. */
function toIndexBound(dataset: Dataset, key: RunKey): number {
  return toDatasetIndex(key.number) ?? dataset.schedule.findIndexAfter(toInstant(key.at))
}

/** Consecutive matches that are counted in the same way. */
interface Segment {
  readonly size: number
  getIndex(place: number): number
  /** Returns the number of matches with an index below the bound. */
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
  // A modification in [a, b] is certain for runs created in [a, b - maxRunDuration], and impossible for runs created
  // outside [a - maxRunDuration, b].
  const low =
    modified?.from === undefined ? from : findIndexFrom(dataset, addDuration(modified.from, -dataset.maxRunDuration))
  const sure = modified?.from === undefined ? from : findIndexFrom(dataset, modified.from)
  const unsure =
    modified?.to === undefined ? to : dataset.schedule.findIndexAfter(addDuration(modified.to, -dataset.maxRunDuration))
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

/** Returns the cells that an ended run can have to match; null for all. */
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
  const named = filter.numbers
    ?.flatMap((number) => toDatasetIndex(number) ?? [])
    .toSorted((left, right) => left - right)
  const indices = named ?? listContactRuns(snapshot, filter.contacts ?? [])
  const inside = [...new Set(indices)].filter((index) => hasIndex(snapshot, index))
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

/** Returns the indices of these contacts' computed runs, in order of creation. */
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

/** Returns the first index created at or after `at`. */
function findIndexFrom(dataset: Dataset, at: Instant): number {
  return dataset.schedule.findIndexAfter(addDuration(at, -1))
}

/** Raises each bound to the one before it. */
function makeAscending(bounds: readonly number[]): readonly number[] {
  let highest = -Infinity
  return bounds.map((bound) => (highest = Math.max(highest, bound)))
}

/** Returns the runs that match the filter, oldest first, countable without being listed. */
export function listRunsByCreation(view: View, filter: RunFilter): Sequence {
  return mergeSequences(listDatasetRuns(view, filter), listOverlayRuns(view.overlay, filter))
}

/** Returns the computed runs that match and that no operation has changed. */
function listDatasetRuns({ overlay, datasetSnapshot }: View, filter: RunFilter): Sequence {
  const lists = selectTimelines(overlay.hiddenTimelines, filter)
  const hiddenRuns = isFlowFilterOnly(filter)
    ? createTimelineSequence(lists)
    : createFilteredSequence(
        lists.flatMap((list) => [...list].filter(({ contact }) => filter.contacts?.includes(contact) ?? true)),
        filter,
        (timeline) => ({ timeline, run: computeRun(timeline, datasetSnapshot.now) }),
      )
  return excludeSequence(createDatasetSequence(datasetSnapshot, filter), hiddenRuns)
}

/** Returns the created and changed runs that match: by the lists alone where the filter allows, else checked one by one. */
function listOverlayRuns(overlay: Overlay, filter: RunFilter): Sequence {
  if (isFlowFilterOnly(filter)) return createTimelineSequence(selectTimelines(overlay.timelines, filter))
  const candidates = filter.contacts === undefined ? overlay.runs : listContactOverlayRuns(overlay, filter.contacts)
  return createFilteredSequence(candidates, filter, ({ timeline, cachedRun }) => ({ timeline, run: cachedRun }))
}

/** Returns the number of runs of a flow in each status; a status without runs may be missing. */
export function countRunsByStatus(view: View, flow: number): ReadonlyMap<Status, number> {
  const counts = new Map(countByFlowAndStatus(view.overlay.runs).get(flow))
  for (const status of STATUSES) {
    const { size } = listDatasetRuns(view, { flow, facet: (facet) => facet.status === status })
    counts.set(status, (counts.get(status) ?? 0) + size)
  }
  return counts
}

/** A list of flows asks for the counts of each of them. */
const countByFlowAndStatus = memoizeByObject((runs: SortedList<OverlayRun>) => {
  const counts = new Map<number, Map<Status, number>>()
  for (const { cachedRun } of runs) {
    const { status, flow } = cachedRun
    const ofFlow = counts.get(flow.index) ?? new Map<Status, number>()
    counts.set(flow.index, ofFlow.set(status, (ofFlow.get(status) ?? 0) + 1))
  }
  return counts
})

/** Returns the newest runs of a flow or of all, newest first. */
export function listNewestRuns(
  view: View,
  { flow, limit }: { readonly flow?: number | undefined; readonly limit: number },
): readonly RunRef[] {
  const all = listRunsByCreation(view, { flow })
  return findRunRefs(view, all.slice(all.size - limit, all.size)).toReversed()
}

function createTimelineSequence(lists: readonly SortedList<Timeline>[]): Sequence {
  return lists.map((list) => createSortedListSequence(list)).reduce(mergeSequences, createListSequence([]))
}

/** The numbers of the created and changed runs of each contact: a page of contacts asks for the runs of each of them. */
const groupByContact = memoizeByObject((runs: SortedList<OverlayRun>) => {
  const groups = new Map<number, RunNumber[]>()
  for (const { number, timeline } of runs) {
    const group = groups.get(timeline.contact)
    if (group === undefined) groups.set(timeline.contact, [number])
    else group.push(number)
  }
  return groups
})

function listContactOverlayRuns(overlay: Overlay, contacts: readonly number[]): readonly OverlayRun[] {
  const groups = groupByContact(overlay.runs)
  const numbers = [...new Set(contacts)].flatMap((contact) => groups.get(contact) ?? [])
  return numbers.flatMap((number) => findOverlayRun(overlay, number) ?? [])
}

/** Returns the candidates that match, in order of creation. */
function createFilteredSequence<Candidate>(
  candidates: Iterable<Candidate>,
  filter: RunFilter,
  readCandidate: (candidate: Candidate) => { readonly timeline: Timeline; readonly run: Run },
): Sequence {
  const keys: RunKey[] = []
  for (const candidate of candidates) {
    const { timeline, run } = readCandidate(candidate)
    if (matchesFilter(filter, run)) keys.push({ at: timeline.createdAt, number: timeline.number })
  }
  return createListSequence(keys.toSorted((left, right) => left.at - right.at || left.number - right.number))
}
