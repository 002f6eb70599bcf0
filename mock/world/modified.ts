import { bucketSpots } from './buckets.ts'
import { runsOfContacts } from './computed.ts'
import { matches, within } from './filter.ts'
import { instant, type Instant } from './instant.ts'
import { hides, type Overlay } from './overlay.ts'
import { recentRun } from './present.ts'
import { compareSpots, type Spot } from './sequence.ts'
import { indexOfNumber, numberOfIndex } from './universe.ts'
import { readRun, type RunRef, type View } from './view.ts'
import type { Walk } from './walk.ts'

/** A run found in the order by modification, with the instant that it stands at. */
export interface ModifiedRef extends RunRef {
  readonly modifiedAt: Instant
}

/** Runs in order of modification, ties by number, in the direction of the walk. */
export function byModification(view: View, walk: Walk): readonly ModifiedRef[] {
  const found: ModifiedRef[] = []
  const last = walk.skip + walk.limit
  const changed = changedRefs(view.overlay, walk)
  const computed = computedRefs(view, walk)
  let next = computed.next()
  let taken = 0
  for (let place = 0; taken < last; taken++) {
    const own = changed[place]
    const other = next.done === true ? undefined : next.value
    const takesOther = other !== undefined && (own === undefined || comesFirst(other, own, walk.descending))
    const ref = takesOther ? other : own
    if (ref === undefined) break
    if (taken >= walk.skip) found.push(ref)
    if (takesOther) next = computed.next()
    else place++
  }
  return found
}

function comesFirst(left: ModifiedRef, right: ModifiedRef, descending: boolean): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.number - right.number
  return descending ? distance > 0 : distance < 0
}

/** The runs that operations have touched, as far as the walk may want them. */
function changedRefs(overlay: Overlay, { filter, from, to, descending, skip, limit }: Walk): readonly ModifiedRef[] {
  const tree = overlay.byModified
  const found: ModifiedRef[] = []
  const first = from === undefined ? 0 : tree.rank({ at: from, number: -Infinity })
  const end = to === undefined ? tree.size : tree.rank({ at: to, number: Infinity })
  const wanted = Math.min(skip + limit, end - first)
  for (let passed = 0; passed < end - first && found.length < wanted; passed += wanted) {
    const left = Math.min(wanted, end - first - passed)
    const start = descending ? end - passed - left : first + passed
    const rows = tree.between(start, start + left)
    for (let step = 0; step < rows.length && found.length < wanted; step++) {
      const row = rows[descending ? rows.length - 1 - step : step]
      if (row === undefined) break
      if (matches(filter, row.run)) found.push(row)
    }
  }
  return found
}

function* computedRefs(view: View, walk: Walk): IterableIterator<ModifiedRef> {
  const { present, overlay } = view
  const { contacts, numbers } = walk.filter
  const spots = contacts === undefined && numbers === undefined ? bucketSpots(present, walk) : fewSpots(view, walk)
  for (const { at, number } of spots) {
    if (hides(overlay, number)) continue
    const known = recentRun(present, indexOfNumber(number) ?? 0)
    yield { number, known, modifiedAt: instant(at) }
  }
}

/** The runs of certain contacts, or named ones: few enough to be sorted on the spot. */
function fewSpots(view: View, walk: Walk): readonly Spot[] {
  const { universe, present } = view
  const { contacts, numbers } = walk.filter
  const named = numbers?.flatMap((number) => indexOfNumber(number) ?? [])
  const indices = named ?? runsOfContacts(present, contacts ?? [])
  const existing = [...new Set(indices)].filter((index) => index >= universe.first && index < present.end)
  const spots = existing.flatMap((index) => {
    const known = recentRun(present, index)
    const run = readRun(view, { number: numberOfIndex(index), known })
    const inside = matches(walk.filter, run) && within({ from: walk.from, to: walk.to }, run.modifiedAt)
    return inside ? [{ at: run.modifiedAt, number: run.number }] : []
  })
  return spots.toSorted((left, right) => (walk.descending ? -1 : 1) * compareSpots(left, right))
}
