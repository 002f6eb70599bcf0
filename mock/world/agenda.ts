import type { Instant } from './instant.ts'

/** Something that happens at an instant. */
interface Due {
  readonly changesAt: Instant
}

/**
 * What is due, earliest first; immutable. A leftist heap, in which taking the first costs the logarithm of the size, and
 * before it the newest items, which go into it together: one by one each would copy a way through it.
 */
export class Agenda<Item extends Due> {
  static empty<Item extends Due>(): Agenda<Item> {
    return new Agenda<Item>(null, null)
  }

  readonly #heap: Heap<Item> | null
  readonly #newest: Newest<Item> | null

  private constructor(heap: Heap<Item> | null, newest: Newest<Item> | null) {
    this.#heap = heap
    this.#newest = newest
  }

  /** What is due first; undefined when nothing is. Of several at one instant, any. */
  get first(): Item | undefined {
    return this.#isInHeap ? this.#heap?.item : this.#newest?.first
  }

  with(item: Item): Agenda<Item> {
    const newest = added(this.#newest, item)
    return newest.count < MOST_NEWEST ? new Agenda(this.#heap, newest) : new Agenda(whole(this.#heap, newest), null)
  }

  /** Without the first. */
  rest(): Agenda<Item> {
    if (this.#isInHeap) return new Agenda(without(this.#heap), this.#newest)
    return new Agenda(without(whole(this.#heap, this.#newest)), null)
  }

  get #isInHeap(): boolean {
    if (this.#heap === null || this.#newest === null) return this.#newest === null
    return this.#heap.item.changesAt <= this.#newest.first.changesAt
  }
}

const MOST_NEWEST = 32

/** Items in a row, the newest in front. */
interface Newest<Item> {
  readonly item: Item
  readonly before: Newest<Item> | null
  readonly count: number
  /** Which of them is due first. */
  readonly first: Item
}

function added<Item extends Due>(before: Newest<Item> | null, item: Item): Newest<Item> {
  if (before === null) return { item, before, count: 1, first: item }
  const first = item.changesAt < before.first.changesAt ? item : before.first
  return { item, before, count: before.count + 1, first }
}

interface Heap<Item> {
  readonly item: Item
  /** Nodes on the way down the right side, which is never the longer one. */
  readonly depth: number
  readonly left: Heap<Item> | null
  readonly right: Heap<Item> | null
}

/** Both heaps as one; recursion goes down the right sides only, so no deeper than the logarithm of the size. */
function melded<Item extends Due>(one: Heap<Item> | null, other: Heap<Item> | null): Heap<Item> | null {
  if (one === null) return other
  if (other === null) return one
  const [top, below] = one.item.changesAt <= other.item.changesAt ? [one, other] : [other, one]
  const right = melded(top.right, below)
  const { item, left } = top
  const [leftDepth, rightDepth] = [left?.depth ?? 0, right?.depth ?? 0]
  return leftDepth >= rightDepth
    ? { item, depth: rightDepth + 1, left, right }
    : { item, depth: leftDepth + 1, left: right, right: left }
}

function without<Item extends Due>(heap: Heap<Item> | null): Heap<Item> | null {
  return heap === null ? null : melded(heap.left, heap.right)
}

/** A heap with the newest items in it: in order they are a heap by themselves, a node for each. */
function whole<Item extends Due>(heap: Heap<Item> | null, newest: Newest<Item> | null): Heap<Item> | null {
  const items: Item[] = []
  for (let left = newest; left !== null; left = left.before) items.push(left.item)
  items.sort((one, other) => other.changesAt - one.changesAt)
  return melded(
    heap,
    items.reduce<Heap<Item> | null>((left, item) => ({ item, depth: 1, left, right: null }), null),
  )
}
