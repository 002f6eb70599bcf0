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
export function appendItems<Item>(root: TreeNode<Item> | null, items: readonly Item[]): TreeNode<Item> | null {
  let root = root
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
