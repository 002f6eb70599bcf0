import type { Instant } from '../time/instant.ts'

/** Something that happens at an instant. */
interface DueItem {
  readonly nextChangeAt: Instant
}

/**
 * What is due, earliest first; immutable. A leftist heap, in which taking the first costs the logarithm of the size, and
 * before it the newest items, which go into it together: one by one each would copy a way through it.
 */
export class DueHeap<Item extends DueItem> {
  static empty<Item extends DueItem>(): DueHeap<Item> {
    return new DueHeap<Item>(null, null)
  }

  readonly #heap: HeapNode<Item> | null
  readonly #recent: RecentItems<Item> | null

  private constructor(heap: HeapNode<Item> | null, newest: RecentItems<Item> | null) {
    this.#heap = heap
    this.#recent = newest
  }

  /** What is due first; undefined when nothing is. Of several at one instant, any. */
  get first(): Item | undefined {
    return this.#isInHeap ? this.#heap?.item : this.#recent?.first
  }

  insert(item: Item): DueHeap<Item> {
    const newest = addRecent(this.#recent, item)
    return newest.count < MAX_RECENT
      ? new DueHeap(this.#heap, newest)
      : new DueHeap(mergeRecent(this.#heap, newest), null)
  }

  /** Without the first. */
  removeFirst(): DueHeap<Item> {
    if (this.#isInHeap) return new DueHeap(removeRoot(this.#heap), this.#recent)
    return new DueHeap(removeRoot(mergeRecent(this.#heap, this.#recent)), null)
  }

  get #isInHeap(): boolean {
    if (this.#heap === null || this.#recent === null) return this.#recent === null
    return this.#heap.item.nextChangeAt <= this.#recent.first.nextChangeAt
  }
}

const MAX_RECENT = 32

/** Items in a row, the newest in front. */
interface RecentItems<Item> {
  readonly item: Item
  readonly before: RecentItems<Item> | null
  readonly count: number
  /** Which of them is due first. */
  readonly first: Item
}

function addRecent<Item extends DueItem>(before: RecentItems<Item> | null, item: Item): RecentItems<Item> {
  if (before === null) return { item, before, count: 1, first: item }
  const first = item.nextChangeAt < before.first.nextChangeAt ? item : before.first
  return { item, before, count: before.count + 1, first }
}

interface HeapNode<Item> {
  readonly item: Item
  /** Nodes on the way down the right side, which is never the longer one. */
  readonly depth: number
  readonly left: HeapNode<Item> | null
  readonly right: HeapNode<Item> | null
}

/** Both heaps as one; recursion goes down the right sides only, so no deeper than the logarithm of the size. */
function mergeHeaps<Item extends DueItem>(
  one: HeapNode<Item> | null,
  other: HeapNode<Item> | null,
): HeapNode<Item> | null {
  if (one === null) return other
  if (other === null) return one
  const [top, below] = one.item.nextChangeAt <= other.item.nextChangeAt ? [one, other] : [other, one]
  const right = mergeHeaps(top.right, below)
  const { item, left } = top
  const [leftDepth, rightDepth] = [left?.depth ?? 0, right?.depth ?? 0]
  return leftDepth >= rightDepth
    ? { item, depth: rightDepth + 1, left, right }
    : { item, depth: leftDepth + 1, left: right, right: left }
}

function removeRoot<Item extends DueItem>(heap: HeapNode<Item> | null): HeapNode<Item> | null {
  return heap === null ? null : mergeHeaps(heap.left, heap.right)
}

/** A heap with the newest items in it: in order they are a heap by themselves, a node for each. */
function mergeRecent<Item extends DueItem>(
  heap: HeapNode<Item> | null,
  newest: RecentItems<Item> | null,
): HeapNode<Item> | null {
  const items: Item[] = []
  for (let left = newest; left !== null; left = left.before) items.push(left.item)
  items.sort((one, other) => other.nextChangeAt - one.nextChangeAt)
  return mergeHeaps(
    heap,
    items.reduce<HeapNode<Item> | null>((left, item) => ({ item, depth: 1, left, right: null }), null),
  )
}
