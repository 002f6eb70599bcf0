import {
  appendItems,
  createSourceTree,
  findLeafAt,
  type ItemSource,
  iterateParts,
  type LeafPosition,
  NODE_WIDTH,
  type OrderKey,
  type SortOrder,
  type SourceRange,
  type TreeNode,
  TreeOperations,
} from './tree-nodes.ts'

/** The size at which the tail moves into the tree. */
const MAX_TAIL = 2 * NODE_WIDTH

/** Up to this many items are inserted one by one; more are appended together, which copies the tail. */
const MAX_SINGLE_INSERTS = 8

/** The list is rebuilt when the new items are more than one in this many of its size. */
const REBUILD_RATIO = 16

/**
 * An immutable sorted list with O(log n) rank queries. A change returns a new list that shares nearly all nodes with the
 * old one, so a fork costs nothing and old versions stay readable.
 *
 * It is a B+ tree and a short tail of the greatest items. Most items arrive in ascending order and are pushed onto the
 * tail's array, which versions share: each one reads only its own `tailSize` items of it.
 */
export class SortedList<Item> {
  static createEmpty<Item>(order: SortOrder<Item>): SortedList<Item> {
    return new SortedList(new TreeOperations(order), null, [], 0)
  }

  /** Creates the list of the items of a source, which are sorted. */
  static createFromSource<Item>(order: SortOrder<Item>, source: ItemSource<Item>): SortedList<Item> {
    return new SortedList(new TreeOperations(order), createSourceTree(source), [], 0)
  }

  readonly #tree: TreeOperations<Item>
  readonly #root: TreeNode<Item> | null
  readonly #treeSize: number
  readonly #tail: Item[]
  readonly #tailSize: number

  private constructor(tree: TreeOperations<Item>, root: TreeNode<Item> | null, tail: Item[], tailSize: number) {
    this.#tree = tree
    this.#root = root
    this.#treeSize = root?.size ?? 0
    this.#tail = tail
    this.#tailSize = tailSize
  }

  get size(): number {
    return this.#treeSize + this.#tailSize
  }

  getKey(item: Item): OrderKey {
    return this.#tree.getKey(item)
  }

  /** Returns the list with the item added, or in the place of the item with the same key. */
  insert(item: Item): SortedList<Item> {
    const key = this.#tree.getKey(item)
    const last = this.item(this.size - 1)
    if (last === undefined || this.#tree.isBefore(last, key)) return this.#push(item)
    if (this.#isInTree(key)) return this.#derive(this.#tree.insert(this.#root, item), this.#tail, this.#tailSize)
    const tail = this.#tail.slice(0, this.#tailSize)
    const index = this.#tree.findIndex(tail, key)
    const existing = tail[index]
    tail.splice(index, existing !== undefined && !this.#tree.isAfter(existing, key) ? 1 : 0, item)
    return this.#setTail(tail)
  }

  /** Returns the list with items added that are sorted and have new keys; cheaper than one `insert` for each. */
  insertAll(items: readonly Item[]): SortedList<Item> {
    if (items.length <= MAX_SINGLE_INSERTS) return this.#insertEach(items)
    const last = this.item(this.size - 1)
    const behind = last === undefined ? 0 : this.#tree.findIndex(items, this.#tree.getKey(last))
    if (behind > 0 && items.length * REBUILD_RATIO > this.size) {
      const compare = (left: Item, right: Item) => (this.#tree.isBefore(left, this.#tree.getKey(right)) ? -1 : 1)
      return new SortedList(this.#tree, null, [], 0).#append(mergeSorted([...this], items, compare))
    }
    return this.#insertEach(items.slice(0, behind)).#append(items.slice(behind))
  }

  /** Returns the list without the item of this key; the same list when there is none. */
  remove(key: OrderKey): SortedList<Item> {
    const rank = this.rank(key)
    const existing = this.item(rank)
    if (existing === undefined || this.#tree.isAfter(existing, key)) return this
    if (rank < this.#treeSize) return this.#derive(this.#tree.remove(this.#root, key), this.#tail, this.#tailSize)
    const tail = this.#tail.slice(0, this.#tailSize)
    tail.splice(rank - this.#treeSize, 1)
    return this.#derive(this.#root, tail, tail.length)
  }

  /** Returns the item of this key. */
  get(key: OrderKey): Item | undefined {
    const { items, index } = this.#isInTree(key)
      ? this.#tree.findLeaf(this.#root, key)
      : { items: this.#tail, index: this.#tree.findIndex(this.#tail, key, this.#tailSize) }
    const item = index < (items === this.#tail ? this.#tailSize : items.length) ? items[index] : undefined
    return item === undefined || this.#tree.isAfter(item, key) ? undefined : item
  }

  /** Returns the number of items strictly before the key. */
  rank(key: OrderKey): number {
    if (this.#isAtStart(key)) return 0
    if (this.#isInTree(key)) return this.#tree.countBefore(this.#root, key)
    return this.#treeSize + this.#tree.findIndex(this.#tail, key, this.#tailSize)
  }

  /** Returns the item of a rank; undefined outside [0, size). */
  item(rank: number): Item | undefined {
    if (rank >= this.#treeSize) return rank < this.size ? this.#tail[rank - this.#treeSize] : undefined
    if (this.#root === null || rank < 0) return undefined
    const { items, index } = findLeafAt(this.#root, rank)
    return items[index]
  }

  /** Returns the items of the ranks [from, to), clipped to the list. */
  slice(from: number, to: number): readonly Item[] {
    const all: Item[] = []
    const end = Math.min(to, this.size)
    for (let next = from; next < end;) {
      const { items, index, size } = this.#findChunkAt(next)
      const last = Math.min(size, index + end - next)
      for (let at = index; at < last; at++) all.push(items[at] as Item)
      next += last - index
    }
    return all
  }

  /** Iterates from a rank upwards, or downwards. */
  *from(rank: number, descending = false): IterableIterator<Item> {
    let next = descending ? Math.min(rank, this.size - 1) : Math.max(0, rank)
    while (next >= 0 && next < this.size) {
      const { items, index, size } = this.#findChunkAt(next)
      const count = descending ? index + 1 : size - index
      for (let step = 0; step < count; step++) {
        const item = items[descending ? index - step : index + step]
        if (item !== undefined) yield item
      }
      next += descending ? -count : count
    }
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.from(0)
  }

  /** Iterates all items, in order: as items, and as ranges of a source that no change has touched. */
  *listParts(): Generator<readonly Item[] | SourceRange<Item>> {
    if (this.#root !== null) yield* iterateParts(this.#root)
    yield this.#tail.slice(0, this.#tailSize)
  }

  /** Returns whether nothing comes before a key. First pages need that often, and a descent reads many cold nodes. */
  #isAtStart(key: OrderKey): boolean {
    const first = this.#root?.first ?? this.#tail[0]
    return this.size === 0 || (first !== undefined && !this.#tree.isBefore(first, key))
  }

  /** Returns whether a key lies before the tail. */
  #isInTree(key: OrderKey): boolean {
    const [first] = this.#tail
    return this.#tailSize === 0 || first === undefined || this.#tree.isAfter(first, key)
  }

  #findChunkAt(rank: number): LeafPosition<Item> & { readonly size: number } {
    if (this.#root === null || rank >= this.#treeSize) {
      return { items: this.#tail, index: rank - this.#treeSize, size: this.#tailSize }
    }
    const { items, index } = findLeafAt(this.#root, rank)
    return { items, index, size: items.length }
  }

  #insertEach(items: readonly Item[]): SortedList<Item> {
    return items.reduce<SortedList<Item>>((list, item) => list.insert(item), this)
  }

  #push(item: Item): SortedList<Item> {
    // Another version may have pushed onto the shared array already; then this one needs its own.
    const tail = this.#tail.length === this.#tailSize ? this.#tail : this.#tail.slice(0, this.#tailSize)
    tail.push(item)
    return this.#setTail(tail)
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

  #derive(root: TreeNode<Item> | null, tail: Item[], tailSize: number): SortedList<Item> {
    return new SortedList(this.#tree, root, tail, tailSize)
  }
}

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
