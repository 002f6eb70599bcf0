import { selectCells } from './computed.ts'
import type { CellSelection } from './dealing.ts'
import { toCellFacet, type RunFilter, matchesFilter, isWithin } from './filter.ts'
import { type Duration, toInstant, type Instant, addDuration } from './instant.ts'
import { MAX_RUN_DURATION } from './plan.ts'
import { type DatasetSnapshot, findRecentRun } from './present.ts'
import { compareRunKeys, type RunKey } from './sequence.ts'
import { toDatasetIndex, toRunNumber, type Dataset } from './universe.ts'
import type { ModificationQuery } from './walk.ts'

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
  const first = Math.max(dataset.firstIndex, dataset.schedule.findIndexAfter(addDuration(of.from, -MAX_RUN_DURATION - 1)))
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
