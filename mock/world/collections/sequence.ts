import type { OrderKey } from './b-plus-tree.ts'
import type { SortedList } from './sorted-list.ts'

/** The place of a run in an order: an instant, then its number. */
export type RunKey = OrderKey

/** Runs in a total order that can be counted into without being listed. */
export interface Sequence {
  readonly size: number
  /** The run on place `rank`, which lies in [0, size). */
  key(countBefore: number): RunKey
  /** How many come strictly before the spot. */
  rank(getKey: RunKey): number
  /** The runs on places [from, to), cut to what there is. */
  slice(from: number, to: number): readonly RunKey[]
}

/** A sequence from its size, its members by place, and the place of a spot. */
export function createSequence(
  size: number,
  getKey: (countBefore: number) => RunKey,
  rank: (spot: RunKey) => number,
): Sequence {
  function slice(from: number, to: number): readonly RunKey[] {
    const keys: RunKey[] = []
    for (let place = Math.max(0, from); place < Math.min(to, size); place++) keys.push(getKey(place))
    return keys
  }
  return { size, key: getKey, rank, slice }
}

export function createSortedListSequence<Value>(tree: SortedList<Value>): Sequence {
  return {
    size: tree.size,
    key: (rank) => tree.getKey(assertDefined(tree.item(rank))),
    rank: (spot) => tree.rank(spot),
    slice: (from, to) => tree.slice(Math.max(0, from), to).map((item) => tree.getKey(item)),
  }
}

/** A list that is sorted already. */
export function createListSequence(list: readonly RunKey[]): Sequence {
  return createSequence(
    list.length,
    (rank) => assertDefined(list[rank]),
    (key) => findFirstIndex(list.length, (place) => compareRunKeys(assertDefined(list[place]), key) >= 0),
  )
}

/** A sequence without some of its own members. */
export function excludeSequence(whole: Sequence, hidden: Sequence): Sequence {
  if (hidden.size === 0) return whole

  function countHiddenBefore(rank: number): number {
    return findFirstIndex(hidden.size, (place) => whole.rank(hidden.key(place)) - place > rank)
  }

  function slice(from: number, to: number): readonly RunKey[] {
    const keys: RunKey[] = []
    const wanted = Math.min(to, whole.size - hidden.size) - Math.max(0, from)
    let skipped = countHiddenBefore(Math.max(0, from))
    let next = skipped < hidden.size ? whole.rank(hidden.key(skipped)) : -1
    for (let place = Math.max(0, from) + skipped; keys.length < wanted; place++) {
      if (place !== next) keys.push(whole.key(place))
      else next = ++skipped < hidden.size ? whole.rank(hidden.key(skipped)) : -1
    }
    return keys
  }

  return {
    size: whole.size - hidden.size,
    key: (rank) => whole.key(rank + countHiddenBefore(rank)),
    rank: (spot) => whole.rank(spot) - hidden.rank(spot),
    slice: slice,
  }
}

/** Two sequences without a common member, as one. */
export function mergeSequences(left: Sequence, right: Sequence): Sequence {
  if (right.size === 0) return left
  if (left.size === 0) return right

  function slice(from: number, to: number): readonly RunKey[] {
    const first = Math.max(0, from)
    const last = Math.min(to, left.size + right.size) - 1
    if (last < first) return []
    // What operations created mostly comes after all that was computed, so most pages lie on one side.
    if (last < left.size && right.rank(left.key(last)) === 0) return left.slice(first, last + 1)
    const beyond = first - left.size
    if (beyond >= 0 && left.rank(right.key(beyond)) === left.size) return right.slice(beyond, beyond + last + 1 - first)
    const taken = countFromLeft(left, right, first)
    const count = last + 1 - first
    const leftKeys = left.slice(taken, taken + count)
    const rightKeys = right.slice(first - taken, first - taken + count)
    return mergeRunKeys(leftKeys, rightKeys, compareRunKeys).slice(0, count)
  }

  return {
    size: left.size + right.size,
    key: (rank) => assertDefined(slice(rank, rank + 1)[0]),
    rank: (spot) => left.rank(spot) + right.rank(spot),
    slice: slice,
  }
}

/** Negative when `left` comes first. */
export function compareRunKeys(left: RunKey, right: RunKey): number {
  return left.at - right.at || left.number - right.number
}

/** Two sorted lists as one. */
export function mergeRunKeys(
  left: readonly RunKey[],
  right: readonly RunKey[],
  compare: typeof compareRunKeys,
): readonly RunKey[] {
  if (right.length === 0) return left
  const all: RunKey[] = []
  let next = 0
  for (const key of left) {
    for (let other = right[next]; other !== undefined && compare(other, key) < 0; other = right[++next]) all.push(other)
    all.push(key)
  }
  return all.concat(right.slice(next))
}

/** The first place in [0, size) for which the predicate holds, if it holds for all after it; else `size`. */
export function findFirstIndex(size: number, holds: (place: number) => boolean): number {
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
function countFromLeft(left: Sequence, right: Sequence, rank: number): number {
  const least = Math.max(0, rank - right.size)
  const most = Math.min(rank, left.size)
  return least + findFirstIndex(most - least, (place) => right.rank(left.key(least + place)) + least + place >= rank)
}

function assertDefined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a place outside the sequence was asked for')
  return value
}
