import { branch, halves, leaf, type Node, rooted, spliced } from './ordered-nodes.ts'

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
      const items = spliced(node.items, { place: this.placeIn(node.items, key), removed: 1, added: [] })
      return items.length === 0 ? null : leaf(items)
    }
    const place = this.#childFor(node.children, key)
    const left = this.removed(node.children[place] ?? null, key)
    const added = left === null ? [] : [left]
    const children = spliced(node.children, { place, removed: 1, added })
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

  /** The leaf in which the key stands or would stand, and its place there. */
  leafOf(root: Node<Item> | null, key: Place): { readonly items: readonly Item[]; readonly place: number } {
    let node = root
    while (node !== null && node.children !== null) node = node.children[this.#childFor(node.children, key)] ?? null
    const items = node?.items ?? []
    return { items, place: this.placeIn(items, key) }
  }

  #insertedInto(node: Node<Item>, item: Item, key: Place): readonly Node<Item>[] {
    if (node.children === null) {
      const place = this.placeIn(node.items, key)
      const found = node.items[place]
      const replaces = found !== undefined && !this.isAfter(found, key)
      return halves(spliced(node.items, { place, removed: replaces ? 1 : 0, added: [item] })).map(leaf)
    }
    const place = this.#childFor(node.children, key)
    const child = node.children[place]
    if (child === undefined) throw new RangeError('a branch has no child for a key')
    const added = this.#insertedInto(child, item, key)
    return halves(spliced(node.children, { place, removed: 1, added })).map(branch)
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
