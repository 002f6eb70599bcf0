import { findFirstIndex, mergeSorted, type SortedList } from './sorted-list.ts'
import type { OrderKey } from './tree-nodes.ts'

/** The position of a run in an order: an instant, then the run's number. */
export type RunKey = OrderKey

/** Runs in a total order, countable without being listed. */
export interface Sequence {
  readonly size: number
  /** Returns the key of a rank in [0, size). */
  key(rank: number): RunKey
  /** Returns the number of keys strictly before the given one. */
  rank(key: RunKey): number
  /** Returns the keys of the ranks [from, to), clipped to the sequence. */
  slice(from: number, to: number): readonly RunKey[]
}

/** Creates a sequence from its size, its keys by rank, and the rank of a key. */
export function createSequence(
  size: number,
  getKey: (rank: number) => RunKey,
  getRank: (key: RunKey) => number,
): Sequence {
  function slice(from: number, to: number): readonly RunKey[] {
    const keys: RunKey[] = []
    for (let rank = Math.max(0, from); rank < Math.min(to, size); rank++) keys.push(getKey(rank))
    return keys
  }
  return { size, key: getKey, rank: getRank, slice }
}

export function createSortedListSequence<Value>(list: SortedList<Value>): Sequence {
  return {
    size: list.size,
    key: (rank) => list.getKey(assertDefined(list.item(rank))),
    rank: (key) => list.rank(key),
    slice: (from, to) => list.slice(Math.max(0, from), to).map((item) => list.getKey(item)),
  }
}

/** Creates a sequence from keys that are sorted. */
export function createListSequence(keys: readonly RunKey[]): Sequence {
  return createSequence(
    keys.length,
    (rank) => assertDefined(keys[rank]),
    (key) => findFirstIndex(keys.length, (index) => compareRunKeys(assertDefined(keys[index]), key) >= 0),
  )
}

/** Returns a sequence without some of its own keys. */
export function excludeSequence(all: Sequence, hidden: Sequence): Sequence {
  if (hidden.size === 0) return all

  function countHiddenBefore(rank: number): number {
    return findFirstIndex(hidden.size, (index) => all.rank(hidden.key(index)) - index > rank)
  }

  function slice(from: number, to: number): readonly RunKey[] {
    const keys: RunKey[] = []
    const start = Math.max(0, from)
    const count = Math.min(to, all.size - hidden.size) - start
    let skipped = countHiddenBefore(start)
    let nextHidden = skipped < hidden.size ? all.rank(hidden.key(skipped)) : -1
    for (let rank = start + skipped; keys.length < count; rank++) {
      if (rank !== nextHidden) keys.push(all.key(rank))
      else nextHidden = ++skipped < hidden.size ? all.rank(hidden.key(skipped)) : -1
    }
    return keys
  }

  return {
    size: all.size - hidden.size,
    key: (rank) => all.key(rank + countHiddenBefore(rank)),
    rank: (key) => all.rank(key) - hidden.rank(key),
    slice,
  }
}

/** Merges two sequences without a common key. */
export function mergeSequences(left: Sequence, right: Sequence): Sequence {
  if (right.size === 0) return left
  if (left.size === 0) return right

  function slice(from: number, to: number): readonly RunKey[] {
    const first = Math.max(0, from)
    const last = Math.min(to, left.size + right.size) - 1
    if (last < first) return []
    // Created runs mostly come after all computed ones, so most pages lie on one side.
    if (last < left.size && right.rank(left.key(last)) === 0) return left.slice(first, last + 1)
    const beyond = first - left.size
    if (beyond >= 0 && left.rank(right.key(beyond)) === left.size) return right.slice(beyond, beyond + last + 1 - first)
    const fromLeft = countFromLeft(left, right, first)
    const count = last + 1 - first
    const leftKeys = left.slice(fromLeft, fromLeft + count)
    const rightKeys = right.slice(first - fromLeft, first - fromLeft + count)
    return mergeSorted(leftKeys, rightKeys, compareRunKeys).slice(0, count)
  }

  return {
    size: left.size + right.size,
    key: (rank) => assertDefined(slice(rank, rank + 1)[0]),
    rank: (key) => left.rank(key) + right.rank(key),
    slice,
  }
}

/** Compares two keys; negative when `left` comes first. */
export function compareRunKeys(left: RunKey, right: RunKey): number {
  return left.at - right.at || left.number - right.number
}

/** Returns how many of the first `rank` keys of the union come from the left. */
function countFromLeft(left: Sequence, right: Sequence, rank: number): number {
  const least = Math.max(0, rank - right.size)
  const most = Math.min(rank, left.size)
  return least + findFirstIndex(most - least, (place) => right.rank(left.key(least + place)) + least + place >= rank)
}

function assertDefined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('the rank is outside the sequence')
  return value
}
