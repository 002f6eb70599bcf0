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

export function leaf<Item>(items: readonly Item[]): Node<Item> {
  const [first] = items
  if (first === undefined) throw new RangeError('a leaf holds at least one item')
  return { size: items.length, first, children: null, items }
}

export function branch<Item>(children: readonly Node<Item>[]): Node<Item> {
  const [head] = children
  if (head === undefined) throw new RangeError('a branch holds at least one node')
  let size = 0
  for (const child of children) size += child.size
  return { size, first: head.first, children, items: [] }
}

export function rooted<Item>(nodes: readonly Node<Item>[]): Node<Item> {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : branch(nodes)
}

/** The node with a leaf behind its last item; two nodes when it was full. */
function appendedTo<Item>(node: Node<Item>, next: Node<Item>): readonly Node<Item>[] {
  if (node.children === null) return [node, next]
  const last = node.children.at(-1)
  if (last === undefined) throw new RangeError('a branch holds at least one node')
  const change = { place: node.children.length - 1, removed: 1, added: appendedTo(last, next) }
  return halves(spliced(node.children, change)).map(branch)
}

interface Splice<Item> {
  readonly place: number
  readonly removed: number
  readonly added: readonly Item[]
}

/** As `toSpliced`, in a loop that the engine compiles: every change to a tree comes by here. */
export function spliced<Item>(items: readonly Item[], { place, removed, added }: Splice<Item>): readonly Item[] {
  const all: Item[] = []
  for (let at = 0; at < place; at++) all.push(items[at] as Item)
  for (const item of added) all.push(item)
  for (let at = place + removed; at < items.length; at++) all.push(items[at] as Item)
  return all
}

/** Full nodes split in two, unevenly in favour of the left: items mostly arrive in ascending order. */
export function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= WIDTH) return [items]
  const cut = WIDTH - WIDTH / 4
  return [items.slice(0, cut), items.slice(cut)]
}
