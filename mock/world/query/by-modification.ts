import { compareRunKeys, type RunKey } from '../collections/sequence.ts'
import type { CellSelection } from '../dataset/assignment.ts'
import { type DatasetSnapshot, findRecentRun } from '../dataset/dataset-snapshot.ts'
import { type Dataset, toDatasetIndex, toRunNumber } from '../dataset/dataset.ts'
import { MAX_RUN_DURATION } from '../model/timeline.ts'
import { isHidden, type Overlay } from '../state/overlay.ts'
import { readRun, type RunRef, type View } from '../state/view.ts'
import { addDuration, type Duration, type Instant, toInstant } from '../time/instant.ts'
import { listContactRuns, selectCells } from './by-creation.ts'
import { isWithin, matchesFilter, type ModificationQuery, type RunFilter, toCellFacet } from './filter.ts'

/** About so many matching runs are sorted at a time. */
const BUCKET_SIZE = 300

/** The computed runs of a stretch, in its direction. */
export function* iterateBucketKeys(snapshot: DatasetSnapshot, query: ModificationQuery): IterableIterator<RunKey> {
  const { dataset } = snapshot
  const place: RunFilter = { flow: query.filter.flow, environment: query.filter.environment }
  const selection = selectCells(dataset, place)
  const span = computeBucketSpan(dataset, selection)
  const oldest = dataset.schedule.getCreatedAt(dataset.firstIndex)
  if (snapshot.endIndex === dataset.firstIndex) return
  const low = Math.floor(Math.max(query.from ?? oldest, oldest) / span)
  const high = Math.floor(Math.min(query.to ?? snapshot.now, snapshot.now) / span)
  for (let step = 0; step <= high - low; step++) {
    const keys = getBucket(snapshot, selection, { number: query.descending ? high - step : low + step, span })
    for (let place = 0; place < keys.length; place++) {
      const key = keys[query.descending ? keys.length - 1 - place : place]
      if (
        key !== undefined &&
        isWithin({ from: query.from, to: query.to }, toInstant(key.at)) &&
        matchesRest(snapshot, query.filter, key)
      ) {
        yield key
      }
    }
  }
}

function computeBucketSpan(dataset: Dataset, selection: CellSelection | null): Duration {
  const { runsPerEpoch } = dataset.schedule
  const perEpoch = selection === null ? runsPerEpoch : Math.max(1, dataset.assignment.countPerEpoch(selection))
  const epoch = dataset.schedule.getCreatedAt(runsPerEpoch) - dataset.schedule.getCreatedAt(0)
  return Math.max(1, Math.ceil((epoch * BUCKET_SIZE) / perEpoch))
}

/** What the filter asks beyond flow and environment. */
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
const settledBuckets = new WeakMap<Dataset, Map<string, readonly RunKey[]>>()

/** The computed runs modified in one bucket of time, sorted; kept for ever once all of them have ended. */
function getBucket(
  snapshot: DatasetSnapshot,
  selection: CellSelection | null,
  of: { number: number; span: Duration },
): readonly RunKey[] {
  const end = toInstant((of.number + 1) * of.span)
  const settled = end <= addDuration(snapshot.now, -MAX_RUN_DURATION)
  const kept = settled ? getSettledBuckets(snapshot.dataset) : snapshot.buckets
  const key = `${of.number}/${of.span}/${selection?.key ?? ''}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= MAX_CACHED_BUCKETS) kept.clear()
  const from = toInstant(of.number * of.span)
  const keys = listCandidates(snapshot, selection, { from, end }).filter((spot) => spot.at >= from && spot.at < end)
  const sorted = keys.toSorted(compareRunKeys)
  kept.set(key, sorted)
  return sorted
}

function listCandidates(
  snapshot: DatasetSnapshot,
  selection: CellSelection | null,
  of: { from: Instant; end: Instant },
): RunKey[] {
  const { dataset } = snapshot
  const first = Math.max(
    dataset.firstIndex,
    dataset.schedule.findIndexAfter(addDuration(of.from, -MAX_RUN_DURATION - 1)),
  )
  const last = Math.min(snapshot.endIndex, dataset.schedule.findIndexAfter(of.end))
  const keys: RunKey[] = []
  for (const index of iterateIndices(dataset, selection, [first, last])) {
    const at = findRecentRun(snapshot, index)?.modifiedAt ?? dataset.getEndsAt(index)
    keys.push({ at, number: toRunNumber(index) })
  }
  return keys
}

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

function getSettledBuckets(dataset: Dataset): Map<string, readonly RunKey[]> {
  const kept = settledBuckets.get(dataset) ?? new Map<string, readonly RunKey[]>()
  settledBuckets.set(dataset, kept)
  return kept
}

/** A run found in the order by modification, with the instant that it stands at. */
export interface ModifiedRef extends RunRef {
  readonly modifiedAt: Instant
}

/** Runs in order of modification, ties by number, in the direction of the walk. */
export function listRunsByModification(view: View, query: ModificationQuery): readonly ModifiedRef[] {
  const refs: ModifiedRef[] = []
  const last = query.skip + query.limit
  const changed = listChangedRefs(view.overlay, query)
  const computed = iterateDatasetRefs(view, query)
  let next = computed.next()
  let taken = 0
  for (let place = 0; taken < last; taken++) {
    const own = changed[place]
    const other = next.done === true ? undefined : next.value
    const takesOther = other !== undefined && (own === undefined || isBefore(other, own, query.descending))
    const ref = takesOther ? other : own
    if (ref === undefined) break
    if (taken >= query.skip) refs.push(ref)
    if (takesOther) next = computed.next()
    else place++
  }
  return refs
}

function isBefore(left: ModifiedRef, right: ModifiedRef, descending: boolean): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.number - right.number
  return descending ? distance > 0 : distance < 0
}

/** The runs that operations have touched, as far as the walk may want them. */
function listChangedRefs(
  overlay: Overlay,
  { filter, from, to, descending, skip, limit }: ModificationQuery,
): readonly ModifiedRef[] {
  const tree = overlay.byModified
  const refs: ModifiedRef[] = []
  const first = from === undefined ? 0 : tree.rank({ at: from, number: -Infinity })
  const end = to === undefined ? tree.size : tree.rank({ at: to, number: Infinity })
  const wanted = Math.min(skip + limit, end - first)
  for (let passed = 0; passed < end - first && refs.length < wanted; passed += wanted) {
    const left = Math.min(wanted, end - first - passed)
    const start = descending ? end - passed - left : first + passed
    const rows = tree.slice(start, start + left)
    for (let step = 0; step < rows.length && refs.length < wanted; step++) {
      const overlayRun = rows[descending ? rows.length - 1 - step : step]
      if (overlayRun === undefined) break
      if (matchesFilter(filter, overlayRun.run)) refs.push(overlayRun)
    }
  }
  return refs
}

function* iterateDatasetRefs(view: View, query: ModificationQuery): IterableIterator<ModifiedRef> {
  const { datasetSnapshot: snapshot, overlay } = view
  const { contacts, numbers } = query.filter
  const keys =
    contacts === undefined && numbers === undefined ? iterateBucketKeys(snapshot, query) : listNamedKeys(view, query)
  for (const { at, number } of keys) {
    if (isHidden(overlay, number)) continue
    const known = findRecentRun(snapshot, toDatasetIndex(number) ?? 0)
    yield { number, cachedRun: known, modifiedAt: toInstant(at) }
  }
}

/** The runs of certain contacts, or named ones: few enough to be sorted on the spot. */
function listNamedKeys(view: View, query: ModificationQuery): readonly RunKey[] {
  const { dataset, datasetSnapshot: snapshot } = view
  const { contacts, numbers } = query.filter
  const named = numbers?.flatMap((number) => toDatasetIndex(number) ?? [])
  const indices = named ?? listContactRuns(snapshot, contacts ?? [])
  const existing = [...new Set(indices)].filter((index) => index >= dataset.firstIndex && index < snapshot.endIndex)
  const keys = existing.flatMap((index) => {
    const known = findRecentRun(snapshot, index)
    const run = readRun(view, { number: toRunNumber(index), cachedRun: known })
    const inside = matchesFilter(query.filter, run) && isWithin({ from: query.from, to: query.to }, run.modifiedAt)
    return inside ? [{ at: run.modifiedAt, number: run.number }] : []
  })
  return keys.toSorted((left, right) => (query.descending ? -1 : 1) * compareRunKeys(left, right))
}
