/** The position of an item in an order: by `at`, then by `number`. */
export interface OrderKey {
  readonly at: number
  readonly number: number
}

/** Reads the order key from the item itself, so that collections store only their items. */
export interface SortOrder<Item> {
  getAt(item: Item): number
  getNumber(item: Item): number
}

/** A node of an immutable B+ tree; a change copies the path from the root to it. */
export interface TreeNode<Item> {
  readonly size: number
  readonly first: Item
  /** The children of a branch; null in a leaf. */
  readonly children: readonly TreeNode<Item>[] | null
  /** The items of a leaf; empty in a branch. */
  readonly items: readonly Item[]
}

/** Items in order that are created when they are read, such as those of a file. */
export interface ItemSource<Item> {
  readonly size: number
  /** Returns the item of a rank in [0, size). */
  getItem(rank: number): Item
}

/** The items of a source with the ranks [from, from + size). */
export interface SourceRange<Item> {
  readonly source: ItemSource<Item>
  readonly from: number
  readonly size: number
}

/** A leaf, and the index in it of the item that was looked for. */
export interface LeafPosition<Item> {
  readonly items: readonly Item[]
  readonly index: number
}

/** The most items of a leaf, and the most children of a branch. */
export const NODE_WIDTH = 32

/**
 * A node over a part of a source. Its children are created at first use, its items at each use: the source decides which
 * ones it keeps. A change copies the path to it into ordinary nodes.
 */
class SourceNode<Item> implements TreeNode<Item>, SourceRange<Item> {
  readonly size: number
  readonly source: ItemSource<Item>
  readonly from: number
  #first: Item | undefined
  #children: readonly TreeNode<Item>[] | undefined

  constructor(source: ItemSource<Item>, from: number, size: number) {
    this.size = size
    this.source = source
    this.from = from
  }

  get first(): Item {
    this.#first ??= this.source.getItem(this.from)
    return this.#first
  }

  get children(): readonly TreeNode<Item>[] | null {
    if (this.size <= NODE_WIDTH) return null
    this.#children ??= this.#createChildren()
    return this.#children
  }

  get items(): readonly Item[] {
    const items: Item[] = []
    if (this.size > NODE_WIDTH) return items
    for (let place = 0; place < this.size; place++) items.push(this.source.getItem(this.from + place))
    return items
  }

  #createChildren(): readonly TreeNode<Item>[] {
    let width = NODE_WIDTH
    while (width * NODE_WIDTH < this.size) width *= NODE_WIDTH
    return Array.from({ length: Math.ceil(this.size / width) }, (_, place) => {
      const start = place * width
      return new SourceNode(this.source, this.from + start, Math.min(width, this.size - start))
    })
  }
}

/** Returns the tree of the items of a source; null for an empty one. */
export function createSourceTree<Item>(source: ItemSource<Item>): TreeNode<Item> | null {
  return source.size === 0 ? null : new SourceNode(source, 0, source.size)
}

/** Iterates the items of a tree, in order: as items, and as ranges of a source that no change has touched. */
export function* iterateParts<Item>(node: TreeNode<Item>): Generator<readonly Item[] | SourceRange<Item>> {
  if (node instanceof SourceNode) yield node as SourceRange<Item>
  else if (node.children === null) yield node.items
  else for (const child of node.children) yield* iterateParts(child)
}

/** Returns the tree with items appended, which are sorted and follow all that it holds. */
export function appendItems<Item>(tree: TreeNode<Item> | null, items: readonly Item[]): TreeNode<Item> | null {
  let root = tree
  for (let start = 0; start < items.length; start += NODE_WIDTH) {
    const leaf = createLeaf(items.slice(start, start + NODE_WIDTH))
    root = root === null ? leaf : createRoot(appendLeaf(root, leaf))
  }
  return root
}

/** Returns the leaf that holds the item of a rank in [0, size). */
export function findLeafAt<Item>(root: TreeNode<Item>, rank: number): LeafPosition<Item> {
  let index = rank
  let node = root
  while (node.children !== null) {
    let next = node.children[0]
    for (let at = 1; next !== undefined && index >= next.size; at++) {
      index -= next.size
      next = node.children[at]
    }
    if (next === undefined) throw new RangeError(`rank ${rank} is outside a tree of ${root.size} items`)
    node = next
  }
  return { items: node.items, index }
}

function createLeaf<Item>(items: readonly Item[]): TreeNode<Item> {
  const [first] = items
  if (first === undefined) throw new RangeError('a leaf needs at least one item')
  return { size: items.length, first, children: null, items }
}

function createBranch<Item>(children: readonly TreeNode<Item>[]): TreeNode<Item> {
  const [head] = children
  if (head === undefined) throw new RangeError('a branch needs at least one node')
  let size = 0
  for (const child of children) size += child.size
  return { size, first: head.first, children, items: [] }
}

function createRoot<Item>(nodes: readonly TreeNode<Item>[]): TreeNode<Item> {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : createBranch(nodes)
}

/** Returns the node with a leaf after its last item; two nodes when it was full. */
function appendLeaf<Item>(node: TreeNode<Item>, leaf: TreeNode<Item>): readonly TreeNode<Item>[] {
  if (node.children === null) return [node, leaf]
  const last = node.children.at(-1)
  if (last === undefined) throw new RangeError('a branch needs at least one node')
  return splitIfFull([...node.children.slice(0, -1), ...appendLeaf(last, leaf)]).map(createBranch)
}

/** `toSpliced` as a loop that V8 optimizes: every change to a tree uses it. */
function spliceItems<Item>(
  items: readonly Item[],
  index: number,
  removedCount: number,
  added: readonly Item[],
): readonly Item[] {
  const all: Item[] = []
  for (let at = 0; at < index; at++) all.push(items[at] as Item)
  for (const item of added) all.push(item)
  for (let at = index + removedCount; at < items.length; at++) all.push(items[at] as Item)
  return all
}

/** Splits a full node, unevenly in favour of the left: items mostly arrive in ascending order. */
function splitIfFull<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= NODE_WIDTH) return [items]
  const cut = NODE_WIDTH - NODE_WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}

/** The operations on trees of one order. */
export class TreeOperations<Item> {
  readonly #order: SortOrder<Item>

  constructor(order: SortOrder<Item>) {
    this.#order = order
  }

  getKey(item: Item): OrderKey {
    return { at: this.#order.getAt(item), number: this.#order.getNumber(item) }
  }

  // Two predicates instead of one three-way comparison, and a loop instead of `findFirstIndex`: lookups take half as long.

  isBefore(item: Item, key: OrderKey): boolean {
    const at = this.#order.getAt(item)
    return at < key.at || (at === key.at && this.#order.getNumber(item) < key.number)
  }

  isAfter(item: Item, key: OrderKey): boolean {
    const at = this.#order.getAt(item)
    return at > key.at || (at === key.at && this.#order.getNumber(item) > key.number)
  }

  /** Returns the first index among the first `size` items that is not before the key. */
  findIndex(items: readonly Item[], key: OrderKey, size = items.length): number {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.isBefore(items[middle] as Item, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Returns the tree with the item added, or in the place of the item with the same key. */
  insert(root: TreeNode<Item> | null, item: Item): TreeNode<Item> {
    return root === null ? createLeaf([item]) : createRoot(this.#insertInto(root, item, this.getKey(item)))
  }

  /** Returns the tree without the item of this key, which it holds; null when it becomes empty. Nodes are not merged. */
  remove(node: TreeNode<Item> | null, key: OrderKey): TreeNode<Item> | null {
    if (node === null) return null
    if (node.children === null) {
      const items = spliceItems(node.items, this.findIndex(node.items, key), 1, [])
      return items.length === 0 ? null : createLeaf(items)
    }
    const index = this.#findChild(node.children, key)
    const rest = this.remove(node.children[index] ?? null, key)
    const children = spliceItems(node.children, index, 1, rest === null ? [] : [rest])
    return children.length === 0 ? null : createRoot(children)
  }

  /** Returns the number of items strictly before the key. */
  countBefore(root: TreeNode<Item> | null, key: OrderKey): number {
    let before = 0
    let node = root
    while (node !== null && node.children !== null) {
      const index = this.#findChild(node.children, key)
      for (let other = 0; other < index; other++) before += node.children[other]?.size ?? 0
      node = node.children[index] ?? null
    }
    return node === null ? 0 : before + this.findIndex(node.items, key)
  }

  /** Returns the leaf that holds or would hold the key. */
  findLeaf(root: TreeNode<Item> | null, key: OrderKey): LeafPosition<Item> {
    let node = root
    while (node !== null && node.children !== null) node = node.children[this.#findChild(node.children, key)] ?? null
    const items = node?.items ?? []
    return { items, index: this.findIndex(items, key) }
  }

  #insertInto(node: TreeNode<Item>, item: Item, key: OrderKey): readonly TreeNode<Item>[] {
    if (node.children === null) {
      const index = this.findIndex(node.items, key)
      const existing = node.items[index]
      const replaces = existing !== undefined && !this.isAfter(existing, key)
      return splitIfFull(spliceItems(node.items, index, replaces ? 1 : 0, [item])).map(createLeaf)
    }
    const index = this.#findChild(node.children, key)
    const child = node.children[index]
    if (child === undefined) throw new RangeError('a branch has no child for a key')
    return splitIfFull(spliceItems(node.children, index, 1, this.#insertInto(child, item, key))).map(createBranch)
  }

  /** Returns the index of the last child whose first item is not after the key. */
  #findChild(children: readonly TreeNode<Item>[], key: OrderKey): number {
    let index = children.length - 1
    while (index > 0 && this.isAfter((children[index] as TreeNode<Item>).first, key)) index--
    return index
  }
}
