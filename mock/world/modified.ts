import { bucketSpots } from './buckets.ts'
import { runsOfContacts } from './computed.ts'
import { matches, within } from './filter.ts'
import { instant, type Instant } from './instant.ts'
import { hides, type Overlay } from './overlay.ts'
import { compareSpots, type Spot } from './sequence.ts'
import { indexOfNumber, numberOfIndex } from './universe.ts'
import { lookup, readRun, type RunRef, type View } from './view.ts'
import type { Walk } from './walk.ts'

/** A run found in the order by modification, with the instant that it stands at. */
export interface ModifiedRef extends RunRef {
  readonly modifiedAt: Instant
}

/** Runs in order of modification, ties by number, in the direction of the walk. */
export function byModification(view: View, walk: Walk): readonly ModifiedRef[] {
  const found: Spot[] = []
  let skipped = 0
  for (const spot of spotsOf(view, walk)) {
    if (skipped < walk.skip) {
      skipped++
      continue
    }
    found.push(spot)
    if (found.length === walk.limit) break
  }
  return found.flatMap(({ at, number }) => {
    const ref = lookup(view, number)
    return ref === undefined ? [] : [{ ...ref, modifiedAt: instant(at) }]
  })
}

function* spotsOf(view: View, walk: Walk): IterableIterator<Spot> {
  const sign = walk.descending ? -1 : 1
  const changed = changedSpots(view.overlay, walk)
  let next = changed.next()
  for (const spot of computedSpots(view, walk)) {
    while (next.done !== true && sign * compareSpots(next.value, spot) < 0) {
      yield next.value
      next = changed.next()
    }
    yield spot
  }
  while (next.done !== true) {
    yield next.value
    next = changed.next()
  }
}

function* changedSpots(overlay: Overlay, walk: Walk): IterableIterator<Spot> {
  const tree = overlay.byModified
  const first = walk.from === undefined ? 0 : tree.rank(walk.from, -Infinity)
  const last = walk.to === undefined ? tree.size : tree.rank(walk.to, Infinity)
  for (let step = 0; step < last - first; step++) {
    const entry = tree.entry(walk.descending ? last - 1 - step : first + step)
    if (entry !== undefined && matches(walk.filter, entry.value.run)) yield entry
  }
}

function* computedSpots(view: View, walk: Walk): IterableIterator<Spot> {
  const { contacts, numbers } = walk.filter
  const spots = contacts === undefined && numbers === undefined ? bucketSpots(view.present, walk) : fewSpots(view, walk)
  for (const spot of spots) if (!hides(view.overlay, spot.number)) yield spot
}

/** The runs of certain contacts, or named ones: few enough to be sorted on the spot. */
function fewSpots(view: View, walk: Walk): readonly Spot[] {
  const { universe, present } = view
  const { contacts, numbers } = walk.filter
  const named = numbers?.flatMap((number) => indexOfNumber(number) ?? [])
  const indices = named ?? runsOfContacts(present, contacts ?? [])
  const existing = [...new Set(indices)].filter((index) => index >= universe.first && index < present.end)
  const spots = existing.flatMap((index) => {
    const known = present.recent[index - present.settled] ?? null
    const run = readRun(view, { number: numberOfIndex(index), known })
    const inside = matches(walk.filter, run) && within({ from: walk.from, to: walk.to }, run.modifiedAt)
    return inside ? [{ at: run.modifiedAt, number: run.number }] : []
  })
  return spots.toSorted((left, right) => (walk.descending ? -1 : 1) * compareSpots(left, right))
}
