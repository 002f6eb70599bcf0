import type { Instant } from './instant.ts'

/** Something that happens at an instant. */
interface Due {
  readonly changesAt: Instant
}

/**
 * What is due, earliest first; immutable. A leftist heap: adding costs a node or two, because most of what is added is
 * due later than what stands there, and taking the first costs the logarithm of the size.
 */
export class Agenda<Item extends Due> {
  static empty<Item extends Due>(): Agenda<Item> {
    return new Agenda<Item>(null)
  }

  readonly #root: Heap<Item> | null

  private constructor(root: Heap<Item> | null) {
    this.#root = root
  }

  /** What is due first; undefined when nothing is. Of several at one instant, any. */
  get first(): Item | undefined {
    return this.#root?.item
  }

  with(item: Item): Agenda<Item> {
    return new Agenda(melded(this.#root, { item, depth: 1, left: null, right: null }))
  }

  /** Without the first. */
  rest(): Agenda<Item> {
    return this.#root === null ? this : new Agenda(melded(this.#root.left, this.#root.right))
  }
}

interface Heap<Item> {
  readonly item: Item
  /** Nodes on the way down the right side, which is never the longer one. */
  readonly depth: number
  readonly left: Heap<Item> | null
  readonly right: Heap<Item> | null
}

/** Both heaps as one; recursion goes down the right sides only, so no deeper than the logarithm of the size. */
function melded<Item extends Due>(one: Heap<Item> | null, other: Heap<Item> | null): Heap<Item> | null {
  if (one === null) return other
  if (other === null) return one
  const [top, below] = one.item.changesAt <= other.item.changesAt ? [one, other] : [other, one]
  const right = melded(top.right, below)
  const { item, left } = top
  const [leftDepth, rightDepth] = [left?.depth ?? 0, right?.depth ?? 0]
  return leftDepth >= rightDepth
    ? { item, depth: rightDepth + 1, left, right }
    : { item, depth: leftDepth + 1, left: right, right: left }
}
