import {
  appendItems,
  findLeafAt,
  NODE_WIDTH,
  type OrderKey,
  type SortOrder,
  type TreeNode,
  TreeOperations,
} from './b-plus-tree.ts'

/** Items that wait in the tail before they go into the tree together. */
const MAX_TAIL = 2 * NODE_WIDTH

/** So many items are added one after the other: to add them together would copy the tail. */
const MAX_SINGLE_INSERTS = 8

/** A merge with everything is worth while for a share of new items greater than one in so many. */
const REBUILD_RATIO = 16

/**
 * An immutable sorted collection that counts: every change gives a new one that shares nearly everything with the old,
 * so a fork costs nothing, an old version stays readable, and a change at 100,000 items is as dear as the first.
 *
 * A B+ tree and a short tail of its greatest items. Most items arrive in ascending order; they are pushed onto the
 * tail's array, of which every version sees only as much as it counts.
 */
export class SortedList<Item> {
  static createEmpty<Item>(order: SortOrder<Item>): SortedList<Item> {
    return new SortedList(new TreeOperations(order), null, [], 0)
  }

  readonly #tree: TreeOperations<Item>
  readonly #root: TreeNode<Item> | null
  readonly #treeSize: number
  readonly #tail: Item[]
  readonly #tailSize: number

  private constructor(trees: TreeOperations<Item>, root: TreeNode<Item> | null, tail: Item[], tailSize: number) {
    this.#tree = trees
    this.#root = root
    this.#treeSize = root?.size ?? 0
    this.#tail = tail
    this.#tailSize = tailSize
  }

  get size(): number {
    return this.#treeSize + this.#tailSize
  }

  /** Where an item stands. */
  getKey(getByRank: Item): OrderKey {
    return this.#tree.getKey(getByRank)
  }

  /** With `item` added, or put in the place of the one that stands there. */
  insert(item: Item): SortedList<Item> {
    const key = this.#tree.getKey(item)
    const last = this.item(this.size - 1)
    if (last === undefined || this.#tree.isBefore(last, key)) return this.#push(item)
    if (this.#isInTree(key)) return this.#derive(this.#tree.insert(this.#root, item), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    const place = this.#tree.findIndex(own, key)
    const found = own[place]
    own.splice(place, found !== undefined && !this.#tree.isAfter(found, key) ? 1 : 0, item)
    return this.#setTail(own)
  }

  /** With items added that stand in order and on places that are free; cheaper than one after the other. */
  insertAll(items: readonly Item[]): SortedList<Item> {
    if (items.length <= MAX_SINGLE_INSERTS) return this.#insertEach(items)
    const last = this.item(this.size - 1)
    const behind = last === undefined ? 0 : this.#tree.findIndex(items, this.#tree.getKey(last))
    if (behind > 0 && items.length * REBUILD_RATIO > this.size) {
      return new SortedList(this.#tree, null, [], 0).#append(this.#merge(items))
    }
    return this.#insertEach(items.slice(0, behind)).#append(items.slice(behind))
  }

  /** Without the item on this place; itself when there is none. */
  remove(key: OrderKey): SortedList<Item> {
    const countBefore = this.rank(key)
    const found = this.item(countBefore)
    if (found === undefined || this.#tree.isAfter(found, key)) return this
    if (countBefore < this.#treeSize)
      return this.#derive(this.#tree.remove(this.#root, key), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    own.splice(countBefore - this.#treeSize, 1)
    return this.#derive(this.#root, own, own.length)
  }

  /** The item on this place. */
  get(key: OrderKey): Item | undefined {
    const { items, place } = this.#isInTree(key)
      ? this.#tree.findLeaf(this.#root, key)
      : { items: this.#tail, place: this.#tree.findIndex(this.#tail, key, this.#tailSize) }
    const found = place < (items === this.#tail ? this.#tailSize : items.length) ? items[place] : undefined
    return found === undefined || this.#tree.isAfter(found, key) ? undefined : found
  }

  /** How many items come strictly before the place. */
  rank(key: OrderKey): number {
    if (this.#isFirst(key)) return 0
    if (this.#isInTree(key)) return this.#tree.countBefore(this.#root, key)
    return this.#treeSize + this.#tree.findIndex(this.#tail, key, this.#tailSize)
  }

  /** The item that `rank` others come before. */
  item(rank: number): Item | undefined {
    if (rank >= this.#treeSize) return rank < this.size ? this.#tail[rank - this.#treeSize] : undefined
    if (this.#root === null || rank < 0) return undefined
    const { items, place } = findLeafAt(this.#root, rank)
    return items[place]
  }

  /** The items of ranks [from, to), cut to what there is. */
  slice(iterateFrom: number, to: number): readonly Item[] {
    const all: Item[] = []
    const end = Math.min(to, this.size)
    for (let next = iterateFrom; next < end;) {
      const { items, place, size } = this.#findChunkAt(next)
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
      const { items, place, size } = this.#findChunkAt(next)
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
  #isFirst(key: OrderKey): boolean {
    const first = this.#root?.first ?? this.#tail[0]
    return this.size === 0 || (first !== undefined && !this.#tree.isBefore(first, key))
  }

  /** Whether a place lies before the tail. */
  #isInTree(key: OrderKey): boolean {
    const [first] = this.#tail
    return this.#tailSize === 0 || first === undefined || this.#tree.isAfter(first, key)
  }

  #findChunkAt(rank: number): { items: readonly Item[]; place: number; size: number } {
    if (this.#root === null || rank >= this.#treeSize) {
      return { items: this.#tail, place: rank - this.#treeSize, size: this.#tailSize }
    }
    const { items, place } = findLeafAt(this.#root, rank)
    return { items, place, size: items.length }
  }

  #insertEach(items: readonly Item[]): SortedList<Item> {
    return items.reduce<SortedList<Item>>((ordered, item) => ordered.insert(item), this)
  }

  #push(item: Item): SortedList<Item> {
    // Another version may have pushed onto the shared array already; then this one needs its own.
    const own = this.#tail.length === this.#tailSize ? this.#tail : this.#tail.slice(0, this.#tailSize)
    own.push(item)
    return this.#setTail(own)
  }

  #setTail(tail: Item[]): SortedList<Item> {
    return tail.length < MAX_TAIL
      ? this.#derive(this.#root, tail, tail.length)
      : this.#derive(appendItems(this.#root, tail), [], 0)
  }

  #append(items: readonly Item[]): SortedList<Item> {
    if (items.length === 0) return this
    const all = [...this.#tail.slice(0, this.#tailSize), ...items]
    const left = all.length % NODE_WIDTH
    return this.#derive(appendItems(this.#root, all.slice(0, all.length - left)), all.slice(all.length - left), left)
  }

  #merge(items: readonly Item[]): readonly Item[] {
    const all: Item[] = []
    let next = 0
    for (const item of this) {
      const key = this.#tree.getKey(item)
      for (let other = items[next]; other !== undefined && this.#tree.isBefore(other, key); other = items[++next]) {
        all.push(other)
      }
      all.push(item)
    }
    return all.concat(items.slice(next))
  }

  #derive(root: TreeNode<Item> | null, tail: Item[], tailSize: number): SortedList<Item> {
    return new SortedList(this.#tree, root, tail, tailSize)
  }
}
