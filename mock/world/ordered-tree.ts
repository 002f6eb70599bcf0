/** A place in an ordered collection: by `at`, then by `number`. */
export interface Place {
  readonly at: number
  readonly number: number
}

/** Where an item stands, read from the item itself, so that collections hold nothing beside their items. */
export interface Order<Item> {
  at(item: Item): number
  number(item: Item): number
}

/** A node of a B+ tree that is never changed; a change copies the path from the root to it. */
export interface Node<Item> {
  readonly size: number
  readonly first: Item
  /** Of a branch; null in a leaf. */
  readonly children: readonly Node<Item>[] | null
  /** Of a leaf; empty in a branch. */
  readonly items: readonly Item[]
}

/** Items in a leaf, and children of a branch, at most. */
export const WIDTH = 32

/** The operations on trees of one order. */
export class Trees<Item> {
  readonly #order: Order<Item>

  constructor(order: Order<Item>) {
    this.#order = order
  }

  /** Where an item stands. */
  place(item: Item): Place {
    return { at: this.#order.at(item), number: this.#order.number(item) }
  }

  isBefore(item: Item, key: Place): boolean {
    const at = this.#order.at(item)
    return at < key.at || (at === key.at && this.#order.number(item) < key.number)
  }

  isAfter(item: Item, key: Place): boolean {
    const at = this.#order.at(item)
    return at > key.at || (at === key.at && this.#order.number(item) > key.number)
  }

  /** The first place among the first `size` items that is not before the key. */
  placeIn(items: readonly Item[], key: Place, size = items.length): number {
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
  inserted(root: Node<Item> | null, item: Item): Node<Item> {
    return root === null ? leaf([item]) : rooted(this.#insertedInto(root, item, this.place(item)))
  }

  /** The tree without the item of this key, which it holds; null when nothing is left. Thin nodes are not merged. */
  removed(node: Node<Item> | null, key: Place): Node<Item> | null {
    if (node === null) return null
    if (node.children === null) {
      const items = node.items.toSpliced(this.placeIn(node.items, key), 1)
      return items.length === 0 ? null : leaf(items)
    }
    const place = this.#childFor(node.children, key)
    const left = this.removed(node.children[place] ?? null, key)
    const children = left === null ? node.children.toSpliced(place, 1) : node.children.with(place, left)
    const [only] = children
    if (only === undefined) return null
    return children.length === 1 ? only : branch(children)
  }

  /** How many items come strictly before the key. */
  rank(root: Node<Item> | null, key: Place): number {
    let before = 0
    let node = root
    while (node !== null && node.children !== null) {
      const place = this.#childFor(node.children, key)
      for (let other = 0; other < place; other++) before += node.children[other]?.size ?? 0
      node = node.children[place] ?? null
    }
    return node === null ? 0 : before + this.placeIn(node.items, key)
  }

  #insertedInto(node: Node<Item>, item: Item, key: Place): readonly Node<Item>[] {
    if (node.children === null) {
      const place = this.placeIn(node.items, key)
      const found = node.items[place]
      const replaces = found !== undefined && !this.isAfter(found, key)
      return halves(node.items.toSpliced(place, replaces ? 1 : 0, item)).map(leaf)
    }
    const place = this.#childFor(node.children, key)
    const child = node.children[place]
    if (child === undefined) throw new RangeError('a branch has no child for a key')
    return halves(node.children.toSpliced(place, 1, ...this.#insertedInto(child, item, key))).map(branch)
  }

  /** The last child whose first item is not after the key. */
  #childFor(children: readonly Node<Item>[], key: Place): number {
    let place = children.length - 1
    while (place > 0) {
      const child = children[place]
      if (child === undefined || !this.isAfter(child.first, key)) break
      place--
    }
    return place
  }
}

/** The tree with items behind its last one; they stand in order and after all that it holds. */
export function appended<Item>(root: Node<Item> | null, items: readonly Item[]): Node<Item> | null {
  let whole = root
  for (let start = 0; start < items.length; start += WIDTH) {
    const next = leaf(items.slice(start, start + WIDTH))
    whole = whole === null ? next : rooted(appendedTo(whole, next))
  }
  return whole
}

/** The items around place `rank` (in [0, size)), and where among them it stands. */
export function leafAt<Item>(root: Node<Item>, rank: number): { items: readonly Item[]; place: number } {
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

function leaf<Item>(items: readonly Item[]): Node<Item> {
  const [first] = items
  if (first === undefined) throw new RangeError('a leaf holds at least one item')
  return { size: items.length, first, children: null, items }
}

function branch<Item>(children: readonly Node<Item>[]): Node<Item> {
  const [head] = children
  if (head === undefined) throw new RangeError('a branch holds at least one node')
  let size = 0
  for (const child of children) size += child.size
  return { size, first: head.first, children, items: [] }
}

function rooted<Item>(nodes: readonly Node<Item>[]): Node<Item> {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : branch(nodes)
}

/** The node with a leaf behind its last item; two nodes when it was full. */
function appendedTo<Item>(node: Node<Item>, next: Node<Item>): readonly Node<Item>[] {
  if (node.children === null) return [node, next]
  const last = node.children.at(-1)
  if (last === undefined) throw new RangeError('a branch holds at least one node')
  return halves(node.children.toSpliced(-1, 1, ...appendedTo(last, next))).map(branch)
}

/** Full nodes split in two, unevenly in favour of the left: items mostly arrive in ascending order. */
function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= WIDTH) return [items]
  const cut = WIDTH - WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}
