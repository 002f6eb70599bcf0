/** A place in an ordered collection: by `at`, then by `number`. */
export interface Place {
  readonly at: number
  readonly number: number
}

/** One entry of an ordered collection. */
export interface Entry<Value> extends Place {
  readonly value: Value
}

/** A node of a B+ tree that is never changed; a change copies the path from the root to it. */
export interface Node<Value> {
  readonly size: number
  readonly first: Entry<Value>
  /** Of a branch; null in a leaf. */
  readonly children: readonly Node<Value>[] | null
  /** Of a leaf; empty in a branch. */
  readonly entries: readonly Entry<Value>[]
}

const WIDTH = 32

/** The tree with the entry added, or put in the place of the one with the same key. */
export function inserted<Value>(root: Node<Value> | null, entry: Entry<Value>): Node<Value> {
  return root === null ? leaf([entry]) : rooted(insertedInto(root, entry))
}

/** The tree without the entry of this key, which it holds; null when nothing is left. Thin nodes are not merged. */
export function removed<Value>(node: Node<Value> | null, key: Place): Node<Value> | null {
  if (node === null) return null
  if (node.children === null) {
    const entries = node.entries.toSpliced(placeIn(node.entries, key), 1)
    return entries.length === 0 ? null : leaf(entries)
  }
  const place = childFor(node.children, key)
  const left = removed(node.children[place] ?? null, key)
  const children = left === null ? node.children.toSpliced(place, 1) : node.children.with(place, left)
  const [only] = children
  if (only === undefined) return null
  return children.length === 1 ? only : branch(children)
}

/** The tree with entries added that all come after its own. */
export function appended<Value>(root: Node<Value> | null, entries: readonly Entry<Value>[]): Node<Value> | null {
  let whole = root
  for (let start = 0; start < entries.length; start += WIDTH) {
    const next = leaf(entries.slice(start, start + WIDTH))
    whole = whole === null ? next : rooted(appendedTo(whole, next))
  }
  return whole
}

/** How many entries come strictly before the key. */
export function rankIn<Value>(root: Node<Value> | null, key: Place): number {
  let before = 0
  let node = root
  while (node !== null && node.children !== null) {
    const place = childFor(node.children, key)
    for (let other = 0; other < place; other++) before += node.children[other]?.size ?? 0
    node = node.children[place] ?? null
  }
  return node === null ? 0 : before + placeIn(node.entries, key)
}

/** The entries around place `rank` (in [0, size)), and where among them it stands. */
export function leafAt<Value>(root: Node<Value>, rank: number): { entries: readonly Entry<Value>[]; place: number } {
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
  return { entries: node.entries, place }
}

/** The first place among the first `size` entries whose key is not before the given one. */
export function placeIn(entries: readonly Place[], key: Place, size = entries.length): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && isBefore(entry, key)) low = middle + 1
    else high = middle
  }
  return low
}

export function isBefore(left: Place, right: Place): boolean {
  return left.at < right.at || (left.at === right.at && left.number < right.number)
}

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

function rooted<Value>(nodes: readonly Node<Value>[]): Node<Value> {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : branch(nodes)
}

function insertedInto<Value>(node: Node<Value>, entry: Entry<Value>): readonly Node<Value>[] {
  if (node.children === null) {
    const place = placeIn(node.entries, entry)
    const found = node.entries[place]
    const replaces = found !== undefined && !isBefore(entry, found)
    return halves(node.entries.toSpliced(place, replaces ? 1 : 0, entry)).map(leaf)
  }
  const place = childFor(node.children, entry)
  const child = node.children[place]
  if (child === undefined) throw new RangeError('a branch has no child for a key')
  return halves(node.children.toSpliced(place, 1, ...insertedInto(child, entry))).map(branch)
}

/** The node with a leaf behind its last entry; two nodes when it was full. */
function appendedTo<Value>(node: Node<Value>, next: Node<Value>): readonly Node<Value>[] {
  if (node.children === null) return [node, next]
  const last = node.children.at(-1)
  if (last === undefined) throw new RangeError('a branch holds at least one node')
  return halves(node.children.toSpliced(-1, 1, ...appendedTo(last, next))).map(branch)
}

/** Full nodes split in two, unevenly in favour of the left: keys mostly arrive in ascending order. */
function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= WIDTH) return [items]
  const cut = WIDTH - WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}

/** The last child whose first key is not after the key. */
function childFor<Value>(children: readonly Node<Value>[], key: Place): number {
  let place = children.length - 1
  while (place > 0) {
    const child = children[place]
    if (child === undefined || !isBefore(key, child.first)) break
    place--
  }
  return place
}
