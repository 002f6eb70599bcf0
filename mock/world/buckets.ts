import { selectionOf } from './computed.ts'
import type { Selection } from './dealing.ts'
import { facetOfCell, type Filter, matches, within } from './filter.ts'
import { type Duration, instant, type Instant, plus } from './instant.ts'
import { LONGEST_RUN } from './plan.ts'
import { type Present, recentRun } from './present.ts'
import { compareSpots, type Spot } from './sequence.ts'
import { indexOfNumber, numberOfIndex, type Universe } from './universe.ts'
import type { Walk } from './walk.ts'

/** About so many matching runs are sorted at a time. */
const BUCKET = 300

/** The computed runs of a stretch, in its direction. */
export function* bucketSpots(present: Present, walk: Walk): IterableIterator<Spot> {
  const { universe } = present
  const place: Filter = { flow: walk.filter.flow, environment: walk.filter.environment }
  const selection = selectionOf(universe, place)
  const span = bucketSpan(universe, selection)
  const oldest = universe.calendar.createdAt(universe.first)
  if (present.end === universe.first) return
  const low = Math.floor(Math.max(walk.from ?? oldest, oldest) / span)
  const high = Math.floor(Math.min(walk.to ?? present.now, present.now) / span)
  for (let step = 0; step <= high - low; step++) {
    const spots = bucket(present, selection, { number: walk.descending ? high - step : low + step, span })
    for (let place = 0; place < spots.length; place++) {
      const spot = spots[walk.descending ? spots.length - 1 - place : place]
      if (
        spot !== undefined &&
        within({ from: walk.from, to: walk.to }, instant(spot.at)) &&
        admits(present, walk.filter, spot)
      ) {
        yield spot
      }
    }
  }
}

function bucketSpan(universe: Universe, selection: Selection | null): Duration {
  const { runsPerEpoch } = universe.calendar
  const perEpoch = selection === null ? runsPerEpoch : Math.max(1, universe.dealing.perEpoch(selection))
  const epoch = universe.calendar.createdAt(runsPerEpoch) - universe.calendar.createdAt(0)
  return Math.max(1, Math.ceil((epoch * BUCKET) / perEpoch))
}

/** What the filter asks beyond flow and environment. */
function admits(present: Present, filter: Filter, spot: Spot): boolean {
  if (filter.facet === undefined && filter.created === undefined && filter.modified === undefined) return true
  const { universe } = present
  const index = indexOfNumber(spot.number) ?? 0
  if (!within(filter.created, universe.calendar.createdAt(index))) return false
  if (!within(filter.modified, instant(spot.at))) return false
  if (filter.facet === undefined) return true
  const recent = recentRun(present, index)
  if (recent !== null) return matches({ facet: filter.facet }, recent)
  return filter.facet(facetOfCell(universe, universe.dealing.cell(index)))
}

const KEPT_BUCKETS = 64
const settledBuckets = new WeakMap<Universe, Map<string, readonly Spot[]>>()

/** The computed runs modified in one bucket of time, sorted; kept for ever once all of them have ended. */
function bucket(
  present: Present,
  selection: Selection | null,
  of: { number: number; span: Duration },
): readonly Spot[] {
  const end = instant((of.number + 1) * of.span)
  const settled = end <= plus(present.now, -LONGEST_RUN)
  const kept = settled ? bucketsOf(present.universe) : present.buckets
  const key = `${of.number}/${of.span}/${selection?.key ?? ''}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= KEPT_BUCKETS) kept.clear()
  const from = instant(of.number * of.span)
  const spots = candidates(present, selection, { from, end }).filter((spot) => spot.at >= from && spot.at < end)
  const sorted = spots.toSorted(compareSpots)
  kept.set(key, sorted)
  return sorted
}

function candidates(present: Present, selection: Selection | null, of: { from: Instant; end: Instant }): Spot[] {
  const { universe } = present
  const first = Math.max(universe.first, universe.calendar.indexAfter(plus(of.from, -LONGEST_RUN - 1)))
  const last = Math.min(present.end, universe.calendar.indexAfter(of.end))
  const spots: Spot[] = []
  for (const index of indicesBetween(universe, selection, [first, last])) {
    const at = recentRun(present, index)?.modifiedAt ?? universe.endsAt(index)
    spots.push({ at, number: numberOfIndex(index) })
  }
  return spots
}

function* indicesBetween(
  universe: Universe,
  selection: Selection | null,
  [first, last]: readonly [number, number],
): IterableIterator<number> {
  if (selection === null) {
    for (let index = first; index < last; index++) yield index
    return
  }
  const { runsPerEpoch } = universe.calendar
  for (let epoch = universe.calendar.epochOf(first); epoch * runsPerEpoch < last; epoch++) {
    for (const rest of universe.dealing.within(selection, epoch)) {
      const index = epoch * runsPerEpoch + rest
      if (index >= first && index < last) yield index
    }
  }
}

function bucketsOf(universe: Universe): Map<string, readonly Spot[]> {
  const kept = settledBuckets.get(universe) ?? new Map<string, readonly Spot[]>()
  settledBuckets.set(universe, kept)
  return kept
}
