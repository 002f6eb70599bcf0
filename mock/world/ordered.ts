import {
  appended,
  type Entry,
  inserted,
  isBefore,
  leafAt,
  type Node,
  type Place,
  placeIn,
  rankIn,
  removed,
} from './ordered-tree.ts'

/** Entries that wait in the tail before they go into the tree together. */
const TAIL = 64

/** Entries that fill a leaf. */
const LEAF = 32

/** A merge with everything is worth while for a share of new entries greater than one in so many. */
const REBUILD = 16

/**
 * An immutable sorted collection that counts: every change gives a new one that shares nearly everything with the old,
 * so a fork costs nothing, an old version stays readable, and a change at 100,000 entries is as dear as the first.
 *
 * A B+ tree and a short tail of its greatest entries. Most entries arrive in ascending order; they are pushed onto the
 * tail's array, of which every version sees only as much as it counts.
 */
export class Ordered<Value> {
  static empty<Value>(): Ordered<Value> {
    return new Ordered<Value>(null, [], 0)
  }

  /** A collection of entries that stand in order. */
  static of<Value>(entries: readonly Entry<Value>[]): Ordered<Value> {
    return Ordered.empty<Value>().#appended(entries)
  }

  readonly #root: Node<Value> | null
  readonly #treeSize: number
  readonly #tail: Entry<Value>[]
  readonly #tailSize: number

  private constructor(root: Node<Value> | null, tail: Entry<Value>[], tailSize: number) {
    this.#root = root
    this.#treeSize = root?.size ?? 0
    this.#tail = tail
    this.#tailSize = tailSize
  }

  get size(): number {
    return this.#treeSize + this.#tailSize
  }

  /** With `entry` added, or put in the place of the one with the same key. */
  with(entry: Entry<Value>): Ordered<Value> {
    const last = this.entry(this.size - 1)
    if (last === undefined || isBefore(last, entry)) return this.#pushed(entry)
    if (this.#isInTree(entry)) return new Ordered(inserted(this.#root, entry), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    const place = placeIn(own, entry)
    const found = own[place]
    own.splice(place, found !== undefined && !isBefore(entry, found) ? 1 : 0, entry)
    return this.#withTail(own)
  }

  /** With entries added that stand in order and whose keys are all new; cheaper than one after the other. */
  withAll(entries: readonly Entry<Value>[]): Ordered<Value> {
    const last = this.entry(this.size - 1)
    const behind = last === undefined ? 0 : placeIn(entries, { at: last.at, number: last.number + 1 })
    if (behind > 0 && entries.length * REBUILD > this.size) return Ordered.of(mergedEntries([...this], entries))
    const grown = entries.slice(0, behind).reduce<Ordered<Value>>((ordered, entry) => ordered.with(entry), this)
    return grown.#appended(entries.slice(behind))
  }

  /** Without the entry of this key; itself when there is none. */
  without(key: Place): Ordered<Value> {
    const rank = this.rank(key)
    const found = this.entry(rank)
    if (found === undefined || isBefore(key, found)) return this
    if (rank < this.#treeSize) return new Ordered(removed(this.#root, key), this.#tail, this.#tailSize)
    const own = this.#tail.slice(0, this.#tailSize)
    own.splice(rank - this.#treeSize, 1)
    return new Ordered(this.#root, own, own.length)
  }

  get(key: Place): Value | undefined {
    const found = this.entry(this.rank(key))
    return found === undefined || isBefore(key, found) ? undefined : found.value
  }

  /** How many entries come strictly before the key. */
  rank(key: Place): number {
    if (this.#isInTree(key)) return rankIn(this.#root, key)
    return this.#treeSize + placeIn(this.#tail, key, this.#tailSize)
  }

  /** The entry on place `rank`, counted from 0. */
  entry(rank: number): Entry<Value> | undefined {
    if (rank >= this.#treeSize) return rank < this.size ? this.#tail[rank - this.#treeSize] : undefined
    if (this.#root === null || rank < 0) return undefined
    const { entries, place } = leafAt(this.#root, rank)
    return entries[place]
  }

  /** The entries from place `rank` upwards, or from it downwards. */
  *from(rank: number, descending = false): IterableIterator<Entry<Value>> {
    let next = descending ? Math.min(rank, this.size - 1) : Math.max(0, rank)
    while (next >= 0 && next < this.size) {
      const { entries, place, size } = this.#stretchAt(next)
      const count = descending ? place + 1 : size - place
      for (let step = 0; step < count; step++) {
        const entry = entries[descending ? place - step : place + step]
        if (entry !== undefined) yield entry
      }
      next += descending ? -count : count
    }
  }

  [Symbol.iterator](): IterableIterator<Entry<Value>> {
    return this.from(0)
  }

  /** Whether a key belongs before the tail. */
  #isInTree(key: Place): boolean {
    const [first] = this.#tail
    return this.#tailSize === 0 || first === undefined || isBefore(key, first)
  }

  #stretchAt(rank: number): { entries: readonly Entry<Value>[]; place: number; size: number } {
    if (this.#root === null || rank >= this.#treeSize) {
      return { entries: this.#tail, place: rank - this.#treeSize, size: this.#tailSize }
    }
    const { entries, place } = leafAt(this.#root, rank)
    return { entries, place, size: entries.length }
  }

  #pushed(entry: Entry<Value>): Ordered<Value> {
    // Another version may have pushed onto the shared array already; then this one needs its own.
    const own = this.#tail.length === this.#tailSize ? this.#tail : this.#tail.slice(0, this.#tailSize)
    own.push(entry)
    return this.#withTail(own)
  }

  #appended(entries: readonly Entry<Value>[]): Ordered<Value> {
    if (entries.length === 0) return this
    const all = [...this.#tail.slice(0, this.#tailSize), ...entries]
    const left = all.length % LEAF
    const root = appended(this.#root, all.slice(0, all.length - left))
    return new Ordered(root, all.slice(all.length - left), left)
  }

  #withTail(tail: Entry<Value>[]): Ordered<Value> {
    return tail.length < TAIL
      ? new Ordered(this.#root, tail, tail.length)
      : new Ordered(appended(this.#root, tail), [], 0)
  }
}

function mergedEntries<Value>(left: readonly Entry<Value>[], right: readonly Entry<Value>[]): readonly Entry<Value>[] {
  const all: Entry<Value>[] = []
  let next = 0
  for (const entry of left) {
    for (let other = right[next]; other !== undefined && isBefore(other, entry); other = right[++next]) all.push(other)
    all.push(entry)
  }
  return all.concat(right.slice(next))
}
