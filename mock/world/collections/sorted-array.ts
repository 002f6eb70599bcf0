/** Returns the first index in [0, size) for which a monotonic predicate holds; `size` when there is none. */
export function findFirstIndex(size: number, matches: (index: number) => boolean): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (matches(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Merges two sorted arrays; of equal items the left one comes first. */
export function mergeSorted<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (left: Item, right: Item) => number,
): readonly Item[] {
  if (right.length === 0) return left
  const merged: Item[] = []
  let next = 0
  for (const item of left) {
    for (let other = right[next]; other !== undefined && compare(other, item) < 0; other = right[++next]) {
      merged.push(other)
    }
    merged.push(item)
  }
  return merged.concat(right.slice(next))
}
