import { appended, leafAt, type Node, WIDTH } from './ordered-nodes.ts'
import { type Order, type Place, Trees } from './ordered-tree.ts'

/** Items that wait in the tail before they go into the tree together. */
const TAIL = 2 * WIDTH

/** So many items are added one after the other: to add them together would copy the tail. */
const FEW = 8

/** A merge with everything is worth while for a share of new items greater than one in so many. */
const REBUILD = 16

/**
 * An immutable sorted collection that counts: every change gives a new one that shares nearly everything with the old,
 * so a fork costs nothing, an old version stays readable, and a change at 100,000 items is as dear as the first.
 *
 * A B+ tree and a short tail of its greatest items. Most items arrive in ascending order; they are pushed onto the
 * tail's array, of which every version sees only as much as it counts.
 */
export class Ordered<Item> {
  static empty<Item>(order: Order<Item>): Ordered<Item> {
    return new Ordered(new Trees(order), null, [], 0)
  }

  readonly #trees: Trees<Item>
  readonly #root: Node<Item> | null
  readonly #treeSize: number
  readonly #tail: Item[]
  readonly #tailSize: number

  private constructor(trees: Trees<Item>, root: Node<Item> | null, tail: Item[], tailSize: number) {
    this.#trees = trees
    this.#root = root
    this.#treeSize = root?.size ?? 0
    this.#tail = tail
    this.#tailSize = tailSize
  }

  get size(): number {
    return this.#treeSize + this.#tailSize
  }

  /** Where an item stands. */
  place(item: Item): Place {
    return this.#trees.place(item)
  }

  /** With `item` added, or put in the place of the one that stands there. */
  with(item: Item): Ordered<Item> {
    const key = this.#trees.place(item)
    const last = this.item(this.size - 1)
    if (last === undefined || this.#trees.isBefore(last, key)) return this.#pushed(item)
    if (this.#isInTree(key)) return this.#changed(this.#trees.inserted(this.#root, item), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    const place = this.#trees.placeIn(own, key)
    const found = own[place]
    own.splice(place, found !== undefined && !this.#trees.isAfter(found, key) ? 1 : 0, item)
    return this.#withTail(own)
  }

  /** With items added that stand in order and on places that are free; cheaper than one after the other. */
  withAll(items: readonly Item[]): Ordered<Item> {
    if (items.length <= FEW) return this.#withEach(items)
    const last = this.item(this.size - 1)
    const behind = last === undefined ? 0 : this.#trees.placeIn(items, this.#trees.place(last))
    if (behind > 0 && items.length * REBUILD > this.size) {
      return new Ordered(this.#trees, null, [], 0).#appended(this.#merged(items))
    }
    return this.#withEach(items.slice(0, behind)).#appended(items.slice(behind))
  }

  /** Without the item on this place; itself when there is none. */
  without(key: Place): Ordered<Item> {
    const rank = this.rank(key)
    const found = this.item(rank)
    if (found === undefined || this.#trees.isAfter(found, key)) return this
    if (rank < this.#treeSize) return this.#changed(this.#trees.removed(this.#root, key), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    own.splice(rank - this.#treeSize, 1)
    return this.#changed(this.#root, own, own.length)
  }

  /** The item on this place. */
  get(key: Place): Item | undefined {
    const { items, place } = this.#isInTree(key)
      ? this.#trees.leafOf(this.#root, key)
      : { items: this.#tail, place: this.#trees.placeIn(this.#tail, key, this.#tailSize) }
    const found = place < (items === this.#tail ? this.#tailSize : items.length) ? items[place] : undefined
    return found === undefined || this.#trees.isAfter(found, key) ? undefined : found
  }

  /** How many items come strictly before the place. */
  rank(key: Place): number {
    if (this.#isFirst(key)) return 0
    if (this.#isInTree(key)) return this.#trees.rank(this.#root, key)
    return this.#treeSize + this.#trees.placeIn(this.#tail, key, this.#tailSize)
  }

  /** The item that `rank` others come before. */
  item(rank: number): Item | undefined {
    if (rank >= this.#treeSize) return rank < this.size ? this.#tail[rank - this.#treeSize] : undefined
    if (this.#root === null || rank < 0) return undefined
    const { items, place } = leafAt(this.#root, rank)
    return items[place]
  }

  /** The items of ranks [from, to), cut to what there is. */
  between(from: number, to: number): readonly Item[] {
    const all: Item[] = []
    const end = Math.min(to, this.size)
    for (let next = from; next < end;) {
      const { items, place, size } = this.#stretchAt(next)
      const last = Math.min(size, place + end - next)
      for (let at = place; at < last; at++) all.push(items[at] as Item)
      next += last - place
    }
    return all
  }

  /** The items from rank `rank` upwards, or from it downwards. */
  *from(rank: number, descending = false): IterableIterator<Item> {
    let next = descending ? Math.min(rank, this.size - 1) : Math.max(0, rank)
    while (next >= 0 && next < this.size) {
      const { items, place, size } = this.#stretchAt(next)
      const count = descending ? place + 1 : size - place
      for (let step = 0; step < count; step++) {
        const item = items[descending ? place - step : place + step]
        if (item !== undefined) yield item
      }
      next += descending ? -count : count
    }
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.from(0)
  }

  /** Whether nothing comes before a place: the first page asks that, and a walk down the tree touches many cold nodes. */
  #isFirst(key: Place): boolean {
    const first = this.#root?.first ?? this.#tail[0]
    return this.size === 0 || (first !== undefined && !this.#trees.isBefore(first, key))
  }

  /** Whether a place lies before the tail. */
  #isInTree(key: Place): boolean {
    const [first] = this.#tail
    return this.#tailSize === 0 || first === undefined || this.#trees.isAfter(first, key)
  }

  #stretchAt(rank: number): { items: readonly Item[]; place: number; size: number } {
    if (this.#root === null || rank >= this.#treeSize) {
      return { items: this.#tail, place: rank - this.#treeSize, size: this.#tailSize }
    }
    const { items, place } = leafAt(this.#root, rank)
    return { items, place, size: items.length }
  }

  #withEach(items: readonly Item[]): Ordered<Item> {
    return items.reduce<Ordered<Item>>((ordered, item) => ordered.with(item), this)
  }

  #pushed(item: Item): Ordered<Item> {
    // Another version may have pushed onto the shared array already; then this one needs its own.
    const own = this.#tail.length === this.#tailSize ? this.#tail : this.#tail.slice(0, this.#tailSize)
    own.push(item)
    return this.#withTail(own)
  }

  #withTail(tail: Item[]): Ordered<Item> {
    return tail.length < TAIL
      ? this.#changed(this.#root, tail, tail.length)
      : this.#changed(appended(this.#root, tail), [], 0)
  }

  #appended(items: readonly Item[]): Ordered<Item> {
    if (items.length === 0) return this
    const all = [...this.#tail.slice(0, this.#tailSize), ...items]
    const left = all.length % WIDTH
    return this.#changed(appended(this.#root, all.slice(0, all.length - left)), all.slice(all.length - left), left)
  }

  #merged(items: readonly Item[]): readonly Item[] {
    const all: Item[] = []
    let next = 0
    for (const item of this) {
      const key = this.#trees.place(item)
      for (let other = items[next]; other !== undefined && this.#trees.isBefore(other, key); other = items[++next]) {
        all.push(other)
      }
      all.push(item)
    }
    return all.concat(items.slice(next))
  }

  #changed(root: Node<Item> | null, tail: Item[], tailSize: number): Ordered<Item> {
    return new Ordered(this.#trees, root, tail, tailSize)
  }
}
