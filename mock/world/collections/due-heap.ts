import type { Instant } from '../time.ts'

/** An item of a heap, ordered by the instant at which it is due. */
export interface DueItem {
  readonly dueAt: Instant
}

/**
 * An immutable priority queue, earliest item first: a leftist heap, or null when empty. An insertion copies a few small
 * nodes; with a `SortedList` in its place the creation of a run takes twice as long.
 */
export type DueHeap<Item extends DueItem> = HeapNode<Item> | null

interface HeapNode<Item extends DueItem> {
  readonly item: Item
  /** The number of nodes down the right side, which is never longer than the left one. */
  readonly depth: number
  readonly left: DueHeap<Item>
  readonly right: DueHeap<Item>
}

/** Returns the heap with items added. In order they are a heap by themselves, in which every node has a left child only. */
export function insertDue<Item extends DueItem>(heap: DueHeap<Item>, items: readonly Item[]): DueHeap<Item> {
  const latestFirst = items.toSorted((left, right) => right.dueAt - left.dueAt)
  const added = latestFirst.reduce<DueHeap<Item>>((left, item) => ({ item, depth: 1, left, right: null }), null)
  return mergeHeaps(heap, added)
}

/** Removes up to `limit` of the items that are due at `now`, and returns them in order. */
export function takeDue<Item extends DueItem>(
  heap: DueHeap<Item>,
  now: Instant,
  limit: number,
): { readonly due: readonly Item[]; readonly rest: DueHeap<Item> } {
  const due: Item[] = []
  let rest = heap
  while (rest !== null && rest.item.dueAt <= now && due.length < limit) {
    due.push(rest.item)
    rest = mergeHeaps(rest.left, rest.right)
  }
  return { due, rest }
}

/** Recursion follows the right sides only, so it is no deeper than the logarithm of the size. */
function mergeHeaps<Item extends DueItem>(one: DueHeap<Item>, other: DueHeap<Item>): DueHeap<Item> {
  if (one === null) return other
  if (other === null) return one
  const [top, below] = one.item.dueAt <= other.item.dueAt ? [one, other] : [other, one]
  const merged = mergeHeaps(top.right, below)
  const isLeftDeeper = (top.left?.depth ?? 0) >= (merged?.depth ?? 0)
  return {
    item: top.item,
    depth: 1 + ((isLeftDeeper ? merged : top.left)?.depth ?? 0),
    left: isLeftDeeper ? top.left : merged,
    right: isLeftDeeper ? merged : top.left,
  }
}
