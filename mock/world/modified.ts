import { bucketSpots } from './buckets.ts'
import { runsOfContacts } from './computed.ts'
import { matches, within } from './filter.ts'
import { instant, type Instant } from './instant.ts'
import { hides, type Overlay } from './overlay.ts'
import { compareSpots, type Spot } from './sequence.ts'
import { indexOfNumber, numberOfIndex } from './universe.ts'
import { readRun, type RunRef, type View } from './view.ts'
import type { Trail, Walk } from './walk.ts'

/** A run found in the order by modification, with the instant that it stands at. */
export interface ModifiedRef extends RunRef {
  readonly modifiedAt: Instant
}

/** Runs in order of modification, ties by number, in the direction of the walk. */
export function byModification(view: View, walk: Walk): readonly ModifiedRef[] {
  const found: ModifiedRef[] = []
  let skipped = 0
  for (const ref of walked(view, walk)) {
    if (skipped < walk.skip) {
      skipped++
      continue
    }
    found.push(ref)
    if (found.length === walk.limit) break
  }
  return found
}

/** The same runs one by one, for whoever finds out on the way when to stop; nothing is skipped or cut off. */
export function walked(view: View, walk: Trail): IterableIterator<ModifiedRef> {
  return merged(computedRefs(view, walk), changedRefs(view.overlay, walk), walk.descending)
}

function* merged(
  computed: IterableIterator<ModifiedRef>,
  changed: IterableIterator<ModifiedRef>,
  descending: boolean,
): IterableIterator<ModifiedRef> {
  let left = computed.next()
  let right = changed.next()
  while (left.done !== true || right.done !== true) {
    if (right.done === true || (left.done !== true && comesFirst(left.value, right.value, descending))) {
      yield left.value
      left = computed.next()
    } else {
      yield right.value
      right = changed.next()
    }
  }
}

function comesFirst(left: ModifiedRef, right: ModifiedRef, descending: boolean): boolean {
  const distance = compareSpots(spotOf(left), spotOf(right))
  return descending ? distance > 0 : distance < 0
}

function spotOf({ modifiedAt, number }: ModifiedRef): Spot {
  return { at: modifiedAt, number }
}

function* changedRefs(overlay: Overlay, walk: Trail): IterableIterator<ModifiedRef> {
  const tree = overlay.byModified
  const first = walk.from === undefined ? 0 : tree.rank({ at: walk.from, number: -Infinity })
  const last = (walk.to === undefined ? tree.size : tree.rank({ at: walk.to, number: Infinity })) - 1
  let left = last - first + 1
  for (const row of tree.from(walk.descending ? last : first, walk.descending)) {
    if (left-- <= 0) return
    const { run } = row
    if (matches(walk.filter, run)) yield { number: run.number, known: run, modifiedAt: row.modifiedAt }
  }
}

function* computedRefs(view: View, walk: Trail): IterableIterator<ModifiedRef> {
  const { present, overlay } = view
  const { contacts, numbers } = walk.filter
  const spots = contacts === undefined && numbers === undefined ? bucketSpots(present, walk) : fewSpots(view, walk)
  for (const { at, number } of spots) {
    if (hides(overlay, number)) continue
    const known = present.recent[(indexOfNumber(number) ?? 0) - present.settled] ?? null
    yield { number, known, modifiedAt: instant(at) }
  }
}

/** The runs of certain contacts, or named ones: few enough to be sorted on the spot. */
function fewSpots(view: View, walk: Trail): readonly Spot[] {
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
