import type { Place } from './ordered-tree.ts'
import type { Ordered } from './ordered.ts'

/** The place of a run in an order: an instant, then its number. */
export type Spot = Place

/** Runs in a total order that can be counted into without being listed. */
export interface Sequence {
  readonly size: number
  /** The run on place `rank`, which lies in [0, size). */
  spot(rank: number): Spot
  /** How many come strictly before the spot. */
  rank(spot: Spot): number
  /** The runs on places [from, to), cut to what there is. */
  spots(from: number, to: number): readonly Spot[]
}

/** A sequence from its size, its members by place, and the place of a spot. */
export function sequence(size: number, spot: (rank: number) => Spot, rank: (spot: Spot) => number): Sequence {
  function spots(from: number, to: number): readonly Spot[] {
    const found: Spot[] = []
    for (let place = Math.max(0, from); place < Math.min(to, size); place++) found.push(spot(place))
    return found
  }
  return { size, spot, rank, spots }
}

export function sequenceOfTree<Value>(tree: Ordered<Value>): Sequence {
  return {
    size: tree.size,
    spot: (rank) => tree.place(required(tree.item(rank))),
    rank: (spot) => tree.rank(spot),
    spots: (from, to) => tree.between(Math.max(0, from), to).map((item) => tree.place(item)),
  }
}

/** A list that is sorted already. */
export function sequenceOfList(list: readonly Spot[]): Sequence {
  return sequence(
    list.length,
    (rank) => required(list[rank]),
    (spot) => firstPlace(list.length, (place) => compareSpots(required(list[place]), spot) >= 0),
  )
}

/** A sequence without some of its own members. */
export function without(whole: Sequence, hidden: Sequence): Sequence {
  if (hidden.size === 0) return whole

  function hiddenBefore(rank: number): number {
    return firstPlace(hidden.size, (place) => whole.rank(hidden.spot(place)) - place > rank)
  }

  function spots(from: number, to: number): readonly Spot[] {
    const found: Spot[] = []
    const wanted = Math.min(to, whole.size - hidden.size) - Math.max(0, from)
    let skipped = hiddenBefore(Math.max(0, from))
    let next = skipped < hidden.size ? whole.rank(hidden.spot(skipped)) : -1
    for (let place = Math.max(0, from) + skipped; found.length < wanted; place++) {
      if (place !== next) found.push(whole.spot(place))
      else next = ++skipped < hidden.size ? whole.rank(hidden.spot(skipped)) : -1
    }
    return found
  }

  return {
    size: whole.size - hidden.size,
    spot: (rank) => whole.spot(rank + hiddenBefore(rank)),
    rank: (spot) => whole.rank(spot) - hidden.rank(spot),
    spots,
  }
}

/** Two sequences without a common member, as one. */
export function union(left: Sequence, right: Sequence): Sequence {
  if (right.size === 0) return left
  if (left.size === 0) return right

  function spots(from: number, to: number): readonly Spot[] {
    const first = Math.max(0, from)
    const last = Math.min(to, left.size + right.size) - 1
    if (last < first) return []
    // What operations created mostly comes after all that was computed, so most pages lie on one side.
    if (last < left.size && right.rank(left.spot(last)) === 0) return left.spots(first, last + 1)
    const beyond = first - left.size
    if (beyond >= 0 && left.rank(right.spot(beyond)) === left.size)
      return right.spots(beyond, beyond + last + 1 - first)
    const taken = takenFromLeft(left, right, first)
    const count = last + 1 - first
    const mine = left.spots(taken, taken + count)
    const theirs = right.spots(first - taken, first - taken + count)
    return merged(mine, theirs, compareSpots).slice(0, count)
  }

  return {
    size: left.size + right.size,
    spot: (rank) => required(spots(rank, rank + 1)[0]),
    rank: (spot) => left.rank(spot) + right.rank(spot),
    spots,
  }
}

/** Negative when `left` comes first. */
export function compareSpots(left: Spot, right: Spot): number {
  return left.at - right.at || left.number - right.number
}

/** Two sorted lists as one. */
export function merged(left: readonly Spot[], right: readonly Spot[], compare: typeof compareSpots): readonly Spot[] {
  if (right.length === 0) return left
  const all: Spot[] = []
  let next = 0
  for (const spot of left) {
    for (let other = right[next]; other !== undefined && compare(other, spot) < 0; other = right[++next])
      all.push(other)
    all.push(spot)
  }
  return all.concat(right.slice(next))
}

/** The first place in [0, size) for which the predicate holds, if it holds for all after it; else `size`. */
export function firstPlace(size: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** How many of the first `rank` members of the union come from the left. */
function takenFromLeft(left: Sequence, right: Sequence, rank: number): number {
  const least = Math.max(0, rank - right.size)
  const most = Math.min(rank, left.size)
  return least + firstPlace(most - least, (place) => right.rank(left.spot(least + place)) + least + place >= rank)
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a place outside the sequence was asked for')
  return value
}
