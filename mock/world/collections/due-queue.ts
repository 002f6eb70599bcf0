import { type Instant, NEVER } from '../time.ts'

/** An item of a queue, ordered by the instant at which it is due. */
export interface DueItem {
  readonly dueAt: Instant
}

type Heap<Item extends DueItem> = HeapNode<Item> | null

/** A node of a leftist heap. */
interface HeapNode<Item extends DueItem> {
  readonly item: Item
  /** The number of nodes down the right side, which is never longer than the left one. */
  readonly depth: number
  readonly left: Heap<Item>
  readonly right: Heap<Item>
}

/** The number of added items at which they move into the heap. */
const MAX_ADDED = 64

/**
 * An immutable priority queue, earliest item first: a heap, and an array of the items added since. Versions share the
 * array; each one reads only its own `addedCount` items of it. With the heap alone the creation of a run allocates
 * 1.5 kB more, of 4 kB.
 */
export class DueQueue<Item extends DueItem> {
  static createEmpty<Item extends DueItem>(): DueQueue<Item> {
    return new DueQueue<Item>(null, [], 0, NEVER)
  }

  /** The instant of the earliest item; `NEVER` when there is none. */
  readonly nextAt: Instant
  readonly #heap: Heap<Item>
  readonly #added: Item[]
  readonly #addedCount: number

  private constructor(heap: Heap<Item>, added: Item[], addedCount: number, nextAt: Instant) {
    this.#heap = heap
    this.#added = added
    this.#addedCount = addedCount
    this.nextAt = nextAt
  }

  /** Returns the queue with an item added. */
  insert(item: Item): DueQueue<Item> {
    if (this.#addedCount === MAX_ADDED) return DueQueue.#fromHeap(this.#collect()).insert(item)
    // Another version may have pushed onto the shared array already; then this one needs its own.
    const isShared = this.#added.length > this.#addedCount
    const added = isShared ? this.#added.slice(0, this.#addedCount) : this.#added
    added.push(item)
    return new DueQueue(this.#heap, added, added.length, item.dueAt < this.nextAt ? item.dueAt : this.nextAt)
  }

  /** Returns the queue with items added. */
  insertAll(items: readonly Item[]): DueQueue<Item> {
    return DueQueue.#fromHeap(mergeHeaps(this.#collect(), createHeap(items)))
  }

  /** Removes up to `limit` of the items that are due at `now`, and returns them in order. */
  take(now: Instant, limit: number): { readonly due: readonly Item[]; readonly rest: DueQueue<Item> } {
    if (this.nextAt > now) return { due: [], rest: this }
    const due: Item[] = []
    let heap = this.#collect()
    while (heap !== null && heap.item.dueAt <= now && due.length < limit) {
      due.push(heap.item)
      heap = mergeHeaps(heap.left, heap.right)
    }
    return { due, rest: DueQueue.#fromHeap(heap) }
  }

  static #fromHeap<Item extends DueItem>(heap: Heap<Item>): DueQueue<Item> {
    return new DueQueue(heap, [], 0, heap?.item.dueAt ?? NEVER)
  }

  /** Returns the heap of all items. */
  #collect(): Heap<Item> {
    return mergeHeaps(this.#heap, createHeap(this.#added.slice(0, this.#addedCount)))
  }
}

/** Creates a heap of sorted items, in which every node has a left child only. */
function createHeap<Item extends DueItem>(items: readonly Item[]): Heap<Item> {
  const latestFirst = items.toSorted((left, right) => right.dueAt - left.dueAt)
  return latestFirst.reduce<Heap<Item>>((left, item) => ({ item, depth: 1, left, right: null }), null)
}

/** Recursion follows the right sides only, so it is no deeper than the logarithm of the size. */
function mergeHeaps<Item extends DueItem>(one: Heap<Item>, other: Heap<Item>): Heap<Item> {
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
