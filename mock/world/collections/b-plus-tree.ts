/** A node of a B+ tree that is never changed; a change copies the path from the root to it. */
export interface TreeNode<Item> {
  readonly size: number
  readonly first: Item
  /** Of a branch; null in a leaf. */
  readonly children: readonly TreeNode<Item>[] | null
  /** Of a leaf; empty in a branch. */
  readonly items: readonly Item[]
}

/** Items in a leaf, and children of a branch, at most. */
export const NODE_WIDTH = 32

/** The tree with items behind its last one; they stand in order and after all that it holds. */
export function appendItems<Item>(tree: TreeNode<Item> | null, items: readonly Item[]): TreeNode<Item> | null {
  let root = tree
  for (let start = 0; start < items.length; start += NODE_WIDTH) {
    const next = createLeaf(items.slice(start, start + NODE_WIDTH))
    root = root === null ? next : createRoot(appendLeaf(root, next))
  }
  return root
}

/** The items around place `rank` (in [0, size)), and where among them it stands. */
export function findLeafAt<Item>(root: TreeNode<Item>, rank: number): { items: readonly Item[]; place: number } {
  let place = rank
  let node = root
  while (node.children !== null) {
    let next = node.children[0]
    for (let at = 1; next !== undefined && place >= next.size; at++) {
      place -= next.size
      next = node.children[at]
    }
    if (next === undefined) throw new RangeError(`there is no place ${rank} in a tree of ${root.size}`)
    node = next
  }
  return { items: node.items, place }
}

export function createLeaf<Item>(items: readonly Item[]): TreeNode<Item> {
  const [first] = items
  if (first === undefined) throw new RangeError('a leaf holds at least one item')
  return { size: items.length, first, children: null, items }
}

export function createBranch<Item>(children: readonly TreeNode<Item>[]): TreeNode<Item> {
  const [head] = children
  if (head === undefined) throw new RangeError('a branch holds at least one node')
  let size = 0
  for (const child of children) size += child.size
  return { size, first: head.first, children, items: [] }
}

export function createRoot<Item>(nodes: readonly TreeNode<Item>[]): TreeNode<Item> {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : createBranch(nodes)
}

/** The node with a leaf behind its last item; two nodes when it was full. */
function appendLeaf<Item>(node: TreeNode<Item>, next: TreeNode<Item>): readonly TreeNode<Item>[] {
  if (node.children === null) return [node, next]
  const last = node.children.at(-1)
  if (last === undefined) throw new RangeError('a branch holds at least one node')
  const change = { place: node.children.length - 1, removed: 1, added: appendLeaf(last, next) }
  return splitIfFull(spliceItems(node.children, change)).map(createBranch)
}

interface Splice<Item> {
  readonly place: number
  readonly removed: number
  readonly added: readonly Item[]
}

/** As `toSpliced`, in a loop that the engine compiles: every change to a tree comes by here. */
export function spliceItems<Item>(items: readonly Item[], { place, removed, added }: Splice<Item>): readonly Item[] {
  const all: Item[] = []
  for (let at = 0; at < place; at++) all.push(items[at] as Item)
  for (const item of added) all.push(item)
  for (let at = place + removed; at < items.length; at++) all.push(items[at] as Item)
  return all
}

/** Full nodes split in two, unevenly in favour of the left: items mostly arrive in ascending order. */
export function splitIfFull<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= NODE_WIDTH) return [items]
  const cut = NODE_WIDTH - NODE_WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}

/** A place in an ordered collection: by `at`, then by `number`. */
export interface OrderKey {
  readonly at: number
  readonly number: number
}

/** Where an item stands, read from the item itself, so that collections hold nothing beside their items. */
export interface SortOrder<Item> {
  getAt(item: Item): number
  getNumber(item: Item): number
}

/** The operations on trees of one order. */
export class TreeOperations<Item> {
  readonly #order: SortOrder<Item>

  constructor(order: SortOrder<Item>) {
    this.#order = order
  }

  /** Where an item stands. */
  getKey(item: Item): OrderKey {
    return { at: this.#order.getAt(item), number: this.#order.getNumber(item) }
  }

  isBefore(item: Item, key: OrderKey): boolean {
    const at = this.#order.getAt(item)
    return at < key.at || (at === key.at && this.#order.getNumber(item) < key.number)
  }

  isAfter(item: Item, key: OrderKey): boolean {
    const at = this.#order.getAt(item)
    return at > key.at || (at === key.at && this.#order.getNumber(item) > key.number)
  }

  /** The first place among the first `size` items that is not before the key. */
  findIndex(items: readonly Item[], key: OrderKey, size = items.length): number {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      const item = items[middle]
      if (item !== undefined && this.isBefore(item, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The tree with the item added, or put in the place of the one that stands there. */
  insert(root: TreeNode<Item> | null, item: Item): TreeNode<Item> {
    return root === null ? createLeaf([item]) : createRoot(this.#insertInto(root, item, this.getKey(item)))
  }

  /** The tree without the item of this key, which it holds; null when nothing is left. Thin nodes are not merged. */
  remove(node: TreeNode<Item> | null, key: OrderKey): TreeNode<Item> | null {
    if (node === null) return null
    if (node.children === null) {
      const items = spliceItems(node.items, { place: this.findIndex(node.items, key), removed: 1, added: [] })
      return items.length === 0 ? null : createLeaf(items)
    }
    const place = this.#findChild(node.children, key)
    const left = this.remove(node.children[place] ?? null, key)
    const added = left === null ? [] : [left]
    const children = spliceItems(node.children, { place, removed: 1, added })
    const [only] = children
    if (only === undefined) return null
    return children.length === 1 ? only : createBranch(children)
  }

  /** How many items come strictly before the key. */
  countBefore(root: TreeNode<Item> | null, key: OrderKey): number {
    let before = 0
    let node = root
    while (node !== null && node.children !== null) {
      const place = this.#findChild(node.children, key)
      for (let other = 0; other < place; other++) before += node.children[other]?.size ?? 0
      node = node.children[place] ?? null
    }
    return node === null ? 0 : before + this.findIndex(node.items, key)
  }

  /** The leaf in which the key stands or would stand, and its place there. */
  findLeaf(root: TreeNode<Item> | null, key: OrderKey): { readonly items: readonly Item[]; readonly place: number } {
    let node = root
    while (node !== null && node.children !== null) node = node.children[this.#findChild(node.children, key)] ?? null
    const items = node?.items ?? []
    return { items, place: this.findIndex(items, key) }
  }

  #insertInto(node: TreeNode<Item>, item: Item, key: OrderKey): readonly TreeNode<Item>[] {
    if (node.children === null) {
      const place = this.findIndex(node.items, key)
      const found = node.items[place]
      const replaces = found !== undefined && !this.isAfter(found, key)
      return splitIfFull(spliceItems(node.items, { place, removed: replaces ? 1 : 0, added: [item] })).map(createLeaf)
    }
    const place = this.#findChild(node.children, key)
    const child = node.children[place]
    if (child === undefined) throw new RangeError('a branch has no child for a key')
    const added = this.#insertInto(child, item, key)
    return splitIfFull(spliceItems(node.children, { place, removed: 1, added })).map(createBranch)
  }

  /** The last child whose first item is not after the key. */
  #findChild(children: readonly TreeNode<Item>[], key: OrderKey): number {
    let place = children.length - 1
    while (place > 0) {
      const child = children[place]
      if (child === undefined || !this.isAfter(child.first, key)) break
      place--
    }
    return place
  }
}
