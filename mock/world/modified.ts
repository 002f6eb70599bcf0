import { iterateBucketKeys } from './buckets.ts'
import { listContactRuns } from './computed.ts'
import { matchesFilter, isWithin } from './filter.ts'
import { toInstant, type Instant } from './instant.ts'
import { isHidden, type Overlay } from './overlay.ts'
import { findRecentRun } from './present.ts'
import { compareRunKeys, type RunKey } from './sequence.ts'
import { toDatasetIndex, toRunNumber } from './universe.ts'
import { readRun, type RunRef, type View } from './view.ts'
import type { ModificationQuery } from './walk.ts'

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
  const { snapshot, overlay } = view
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
  const { dataset, snapshot } = view
  const { contacts, numbers } = query.filter
  const named = numbers?.flatMap((number) => toDatasetIndex(number) ?? [])
  const indices = named ?? listContactRuns(snapshot, contacts ?? [])
  const existing = [...new Set(indices)].filter((index) => index >= dataset.firstIndex && index < snapshot.end)
  const keys = existing.flatMap((index) => {
    const known = findRecentRun(snapshot, index)
    const run = readRun(view, { number: toRunNumber(index), cachedRun: known })
    const inside = matchesFilter(query.filter, run) && isWithin({ from: query.from, to: query.to }, run.modifiedAt)
    return inside ? [{ at: run.modifiedAt, number: run.number }] : []
  })
  return keys.toSorted((left, right) => (query.descending ? -1 : 1) * compareRunKeys(left, right))
}
