/** One entry of an ordered collection: sorted by `at`, then by `number`. */
export interface Entry<Value> {
  readonly at: number
  readonly number: number
  readonly value: Value
}

/**
 * An immutable sorted collection that counts: every change gives a new one that shares all but a path with the old, so
 * a fork costs nothing, an old version stays readable, and a change at 100,000 entries is as dear as the first.
 * A B+ tree; removal leaves thin nodes rather than rebalancing, which costs depth only in pathological cases.
 */
export class Ordered<Value> {
  static empty<Value>(): Ordered<Value> {
    return new Ordered<Value>(null)
  }

  readonly #root: Node<Value> | null

  private constructor(root: Node<Value> | null) {
    this.#root = root
  }

  get size(): number {
    return this.#root?.size ?? 0
  }

  /** With `entry` added, or put in the place of the one with the same key. */
  with(entry: Entry<Value>): Ordered<Value> {
    if (this.#root === null) return new Ordered(leaf([entry]))
    const nodes = inserted(this.#root, entry)
    const [only] = nodes
    return new Ordered(nodes.length === 1 && only !== undefined ? only : branch(nodes))
  }

  /** Without the entry of this key; itself when there is none. */
  without(at: number, number: number): Ordered<Value> {
    if (this.#root === null || this.get(at, number) === undefined) return this
    return new Ordered(removed(this.#root, at, number))
  }

  get(at: number, number: number): Value | undefined {
    const found = this.entry(this.rank(at, number))
    return found !== undefined && found.at === at && found.number === number ? found.value : undefined
  }

  /** How many entries come strictly before the key. */
  rank(at: number, number: number): number {
    let before = 0
    let node = this.#root
    while (node !== null && node.children !== null) {
      const place = childFor(node.children, at, number)
      for (let other = 0; other < place; other++) before += node.children[other]?.size ?? 0
      node = node.children[place] ?? null
    }
    return node === null ? 0 : before + placeIn(node.entries, at, number)
  }

  /** The entry on place `rank`, counted from 0. */
  entry(rank: number): Entry<Value> | undefined {
    if (rank < 0) return undefined
    let rest = rank
    let node = this.#root
    while (node !== null && node.children !== null) {
      let place = 0
      while (place < node.children.length - 1 && rest >= (node.children[place]?.size ?? 0)) {
        rest -= node.children[place]?.size ?? 0
        place++
      }
      node = node.children[place] ?? null
    }
    return node?.entries[rest]
  }

  *[Symbol.iterator](): IterableIterator<Entry<Value>> {
    if (this.#root !== null) yield* walk(this.#root)
  }
}

interface Node<Value> {
  readonly size: number
  readonly first: Entry<Value>
  /** Of a branch; null in a leaf. */
  readonly children: readonly Node<Value>[] | null
  /** Of a leaf; empty in a branch. */
  readonly entries: readonly Entry<Value>[]
}

const WIDTH = 32

function leaf<Value>(entries: readonly Entry<Value>[]): Node<Value> {
  const [first] = entries
  if (first === undefined) throw new RangeError('a leaf holds at least one entry')
  return { size: entries.length, first, children: null, entries }
}

function branch<Value>(children: readonly Node<Value>[]): Node<Value> {
  const [head] = children
  if (head === undefined) throw new RangeError('a branch holds at least one node')
  let size = 0
  for (const child of children) size += child.size
  return { size, first: head.first, children, entries: [] }
}

function inserted<Value>(node: Node<Value>, entry: Entry<Value>): readonly Node<Value>[] {
  if (node.children === null) {
    const place = placeIn(node.entries, entry.at, entry.number)
    const found = node.entries[place]
    const replaces = found !== undefined && found.at === entry.at && found.number === entry.number
    return halves(node.entries.toSpliced(place, replaces ? 1 : 0, entry)).map(leaf)
  }
  const place = childFor(node.children, entry.at, entry.number)
  const child = node.children[place]
  if (child === undefined) throw new RangeError('a branch has no child for a key')
  return halves(node.children.toSpliced(place, 1, ...inserted(child, entry))).map(branch)
}

function removed<Value>(node: Node<Value>, at: number, number: number): Node<Value> | null {
  if (node.children === null) {
    const entries = node.entries.toSpliced(placeIn(node.entries, at, number), 1)
    return entries.length === 0 ? null : leaf(entries)
  }
  const place = childFor(node.children, at, number)
  const child = node.children[place]
  const left = child === undefined ? null : removed(child, at, number)
  const children = left === null ? node.children.toSpliced(place, 1) : node.children.toSpliced(place, 1, left)
  const [only] = children
  if (only === undefined) return null
  return children.length === 1 ? only : branch(children)
}

/** Full nodes split in two, unevenly in favour of the left: keys mostly arrive in ascending order. */
function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= WIDTH) return [items]
  const cut = WIDTH - WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}

/** The last child whose first key is not after the key. */
function childFor<Value>(children: readonly Node<Value>[], at: number, number: number): number {
  let place = children.length - 1
  while (place > 0 && isBefore(at, number, children[place]?.first)) place--
  return place
}

/** The first place whose key is not before the key. */
function placeIn<Value>(entries: readonly Entry<Value>[], at: number, number: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && (entry.at < at || (entry.at === at && entry.number < number))) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore<Value>(at: number, number: number, entry: Entry<Value> | undefined): boolean {
  return entry !== undefined && (at < entry.at || (at === entry.at && number < entry.number))
}

function* walk<Value>(node: Node<Value>): IterableIterator<Entry<Value>> {
  if (node.children === null) yield* node.entries
  else for (const child of node.children) yield* walk(child)
}
