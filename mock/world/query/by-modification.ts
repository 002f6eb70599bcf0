import { BoundedCache, memoizeByObject } from '../collections/memoize.ts'
import { compareRunKeys, type RunKey } from '../collections/sequence.ts'
import {
  type Dataset,
  type DatasetSnapshot,
  findRecentRun,
  hasIndex,
  toDatasetIndex,
  toRunNumber,
} from '../dataset/dataset.ts'
import type { CellSelection } from '../dataset/epochs.ts'
import { isHidden, type Overlay } from '../state/overlay.ts'
import { readRun, type RunRef, type View } from '../state/view.ts'
import { addDuration, type Duration, type Instant, toInstant } from '../time.ts'
import { listContactRuns, selectCells } from './by-creation.ts'
import { isWithin, matchesFilter, type ModificationQuery, type RunFilter, toCellFacet } from './filter.ts'

/** A run in the order by modification, with its key. */
export interface ModifiedRef extends RunRef {
  readonly modifiedAt: Instant
}

/** Returns runs in order of modification, or in reverse; runs with equal instants are ordered by number. */
export function listRunsByModification(view: View, query: ModificationQuery): readonly ModifiedRef[] {
  const refs: ModifiedRef[] = []
  const changedRefs = listChangedRefs(view.overlay, query)
  const datasetRefs = iterateDatasetRefs(view, query)
  let next = datasetRefs.next()
  let place = 0
  for (let rank = 0; rank < query.skip + query.limit; rank++) {
    const changed = changedRefs[place]
    const computed = next.done === true ? undefined : next.value
    const takesComputed = computed !== undefined && (changed === undefined || isBefore(computed, changed, query))
    const ref = takesComputed ? computed : changed
    if (ref === undefined) break
    if (rank >= query.skip) refs.push(ref)
    if (takesComputed) next = datasetRefs.next()
    else place++
  }
  return refs
}

function isBefore(left: ModifiedRef, right: ModifiedRef, { descending }: ModificationQuery): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.number - right.number
  return descending ? distance > 0 : distance < 0
}

/** Returns the matching runs of operations, as far as the query can reach. */
function listChangedRefs(
  { byModified }: Overlay,
  { filter, from, to, descending, skip, limit }: ModificationQuery,
): readonly ModifiedRef[] {
  const refs: ModifiedRef[] = []
  const first = from === undefined ? 0 : byModified.rank({ at: from, number: -Infinity })
  const end = to === undefined ? byModified.size : byModified.rank({ at: to, number: Infinity })
  const maxCount = Math.min(skip + limit, end - first)
  for (let passed = 0; passed < end - first && refs.length < maxCount; passed += maxCount) {
    const count = Math.min(maxCount, end - first - passed)
    const start = descending ? end - passed - count : first + passed
    const chunk = byModified.slice(start, start + count)
    for (let step = 0; step < chunk.length && refs.length < maxCount; step++) {
      const overlayRun = chunk[descending ? chunk.length - 1 - step : step]
      if (overlayRun !== undefined && matchesFilter(filter, overlayRun.cachedRun)) refs.push(overlayRun)
    }
  }
  return refs
}

function* iterateDatasetRefs(view: View, query: ModificationQuery): IterableIterator<ModifiedRef> {
  const { datasetSnapshot, overlay } = view
  const { contacts, numbers } = query.filter
  const isListed = contacts !== undefined || numbers !== undefined
  for (const { at, number } of isListed ? listNamedKeys(view, query) : iterateBucketKeys(datasetSnapshot, query)) {
    if (isHidden(overlay, number)) continue
    const cachedRun = findRecentRun(datasetSnapshot, toDatasetIndex(number) ?? 0)
    yield { number, cachedRun, modifiedAt: toInstant(at) }
  }
}

/** Returns the runs of certain contacts or numbers: few enough to be sorted at once. */
function listNamedKeys(view: View, query: ModificationQuery): readonly RunKey[] {
  const { datasetSnapshot } = view
  const { contacts, numbers } = query.filter
  const indices =
    numbers?.flatMap((number) => toDatasetIndex(number) ?? []) ?? listContactRuns(datasetSnapshot, contacts ?? [])
  const existing = [...new Set(indices)].filter((index) => hasIndex(datasetSnapshot, index))
  const keys = existing.flatMap((index) => {
    const run = readRun(view, { number: toRunNumber(index), cachedRun: findRecentRun(datasetSnapshot, index) })
    const matches = matchesFilter(query.filter, run) && isWithin({ from: query.from, to: query.to }, run.modifiedAt)
    return matches ? [{ at: run.modifiedAt, number: run.number }] : []
  })
  return keys.toSorted((left, right) => (query.descending ? -1 : 1) * compareRunKeys(left, right))
}

/** Computed runs are sorted in buckets of time that contain about this many matching runs. */
const BUCKET_SIZE = 300

/** Iterates the computed runs of a query, in its direction. */
function* iterateBucketKeys(snapshot: DatasetSnapshot, query: ModificationQuery): IterableIterator<RunKey> {
  const { dataset } = snapshot
  const { filter, descending } = query
  const selection = selectCells(dataset, { flow: filter.flow, environment: filter.environment })
  const span = computeBucketSpan(dataset, selection)
  const oldest = dataset.schedule.getCreatedAt(dataset.firstIndex)
  if (snapshot.endIndex === dataset.firstIndex) return
  const low = Math.floor(Math.max(query.from ?? oldest, oldest) / span)
  const high = Math.floor(Math.min(query.to ?? snapshot.now, snapshot.now) / span)
  for (let step = 0; step <= high - low; step++) {
    const keys = getBucket(snapshot, selection, { number: descending ? high - step : low + step, span })
    for (let place = 0; place < keys.length; place++) {
      const key = keys[descending ? keys.length - 1 - place : place]
      if (key === undefined || !isWithin({ from: query.from, to: query.to }, toInstant(key.at))) continue
      if (matchesRest(snapshot, filter, key)) yield key
    }
  }
}

function computeBucketSpan(dataset: Dataset, selection: CellSelection | null): Duration {
  const { runsPerEpoch } = dataset.schedule
  const perEpoch = selection === null ? runsPerEpoch : Math.max(1, dataset.assignment.countPerEpoch(selection))
  const epoch = dataset.schedule.getCreatedAt(runsPerEpoch) - dataset.schedule.getCreatedAt(0)
  return Math.max(1, Math.ceil((epoch * BUCKET_SIZE) / perEpoch))
}

/** Returns whether the run of a key meets the conditions beyond flow and environment. */
function matchesRest(snapshot: DatasetSnapshot, filter: RunFilter, key: RunKey): boolean {
  if (filter.facet === undefined && filter.created === undefined && filter.modified === undefined) return true
  const { dataset } = snapshot
  const index = toDatasetIndex(key.number) ?? 0
  if (!isWithin(filter.created, dataset.schedule.getCreatedAt(index))) return false
  if (!isWithin(filter.modified, toInstant(key.at))) return false
  if (filter.facet === undefined) return true
  const recent = findRecentRun(snapshot, index)
  if (recent !== null) return matchesFilter({ facet: filter.facet }, recent)
  return filter.facet(toCellFacet(dataset, dataset.assignment.getCell(index)))
}

const MAX_CACHED_BUCKETS = 64
const createBucketCache = () => new BoundedCache<string, readonly RunKey[]>(MAX_CACHED_BUCKETS)
/** Buckets in which all runs have ended never change. */
const getEndedBuckets = memoizeByObject<Dataset, ReturnType<typeof createBucketCache>>(createBucketCache)
/** The other buckets are valid for one snapshot. */
const getActiveBuckets = memoizeByObject<DatasetSnapshot, ReturnType<typeof createBucketCache>>(createBucketCache)

/** Returns the computed runs that were modified in one bucket of time, sorted. */
function getBucket(
  snapshot: DatasetSnapshot,
  selection: CellSelection | null,
  { number, span }: { readonly number: number; readonly span: Duration },
): readonly RunKey[] {
  const from = toInstant(number * span)
  const end = addDuration(from, span)
  const hasEnded = end <= addDuration(snapshot.now, -snapshot.dataset.maxRunDuration)
  const buckets = hasEnded ? getEndedBuckets(snapshot.dataset) : getActiveBuckets(snapshot)
  return buckets.getOrCompute(`${number}/${span}/${selection?.key ?? ''}`, () =>
    listKeysWithin(snapshot, selection, from, end).toSorted(compareRunKeys),
  )
}

/** Returns the keys of the computed runs that were modified in [from, end). */
function listKeysWithin(
  snapshot: DatasetSnapshot,
  selection: CellSelection | null,
  from: Instant,
  end: Instant,
): readonly RunKey[] {
  const { dataset } = snapshot
  const { schedule } = dataset
  const first = Math.max(dataset.firstIndex, schedule.findIndexAfter(addDuration(from, -dataset.maxRunDuration - 1)))
  const last = Math.min(snapshot.endIndex, schedule.findIndexAfter(end))
  const keys: RunKey[] = []
  for (const index of iterateIndices(dataset, selection, [first, last])) {
    const at = findRecentRun(snapshot, index)?.modifiedAt ?? dataset.getEndsAt(index)
    if (at >= from && at < end) keys.push({ at, number: toRunNumber(index) })
  }
  return keys
}

/** Iterates the indices in [first, last) whose cell is selected. */
function* iterateIndices(
  dataset: Dataset,
  selection: CellSelection | null,
  [first, last]: readonly [number, number],
): IterableIterator<number> {
  if (selection === null) {
    for (let index = first; index < last; index++) yield index
    return
  }
  const { runsPerEpoch } = dataset.schedule
  for (let epoch = dataset.schedule.getEpoch(first); epoch * runsPerEpoch < last; epoch++) {
    for (const rest of dataset.assignment.listIndices(selection, epoch)) {
      const index = epoch * runsPerEpoch + rest
      if (index >= first && index < last) yield index
    }
  }
}
