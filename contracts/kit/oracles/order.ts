/** Two neighbours that stand in the wrong order, and where the first of them stands. */
export interface OrderViolation<Item> {
  readonly index: number
  readonly before: Item
  readonly after: Item
}

export type Direction = 'ascending' | 'descending'

/** The rule that a sequence follows. */
export interface Ordering<Item, Key> {
  /** Null leaves the item out of the comparison: it has no readable key, which is another check's concern. */
  readonly key: (item: Item) => Key | null
  readonly compare: (left: Key, right: Key) => number
  readonly direction: Direction
}

/** Every place where a sequence breaks its order; equal keys may stand in any order. */
export function findOrderViolations<Item, Key>(
  items: readonly Item[],
  { key, compare, direction }: Ordering<Item, Key>,
): readonly OrderViolation<Item>[] {
  const sign = direction === 'ascending' ? 1 : -1
  const violations: OrderViolation<Item>[] = []
  let last: { readonly item: Item; readonly key: Key; readonly index: number } | null = null
  for (const [index, item] of items.entries()) {
    const own = key(item)
    if (own === null) continue
    if (last !== null && sign * compare(last.key, own) > 0) {
      violations.push({ index: last.index, before: last.item, after: item })
    }
    last = { item, key: own, index }
  }
  return violations
}

/** The values that come back after another value stood between; for a sort whose collation nobody states. */
export function findScatteredValues(values: readonly string[]): readonly string[] {
  const closed = new Set<string>()
  const reopened = new Set<string>()
  values.forEach((value, index) => {
    if (index > 0 && value !== values[index - 1]) {
      closed.add(values[index - 1] ?? '')
      if (closed.has(value)) reopened.add(value)
    }
  })
  return [...reopened]
}

/** An item as the tie oracles see it: who it is, and the sort key in a form that is equal for equal keys. */
export interface KeyedItem {
  readonly id: string
  readonly key: string
}

/** How many pairs of tied neighbours of the first reading were found in both, and those that changed places. */
export interface TieComparison {
  readonly compared: number
  readonly swapped: readonly (readonly [string, string])[]
}

/** Compares two readings of the same sequence: items with equal keys in both keep their relative order. */
export function compareTies(first: readonly KeyedItem[], second: readonly KeyedItem[]): TieComparison {
  const positions = new Map(second.map(({ id, key }, index) => [id, { key, index }]))
  const kept = first.filter(({ id, key }) => positions.get(id)?.key === key)
  const swapped: (readonly [string, string])[] = []
  let compared = 0
  for (const [index, { id, key }] of kept.entries()) {
    const next = kept[index + 1]
    if (next === undefined || next.key !== key) continue
    compared++
    if ((positions.get(id)?.index ?? 0) > (positions.get(next.id)?.index ?? 0)) swapped.push([id, next.id])
  }
  return { compared, swapped }
}

/** The keys whose group of equal items reaches over the boundary after the first `boundary` items. */
export function hasTieAcrossBoundary(items: readonly KeyedItem[], boundary: number): boolean {
  const [before, after] = [items[boundary - 1], items[boundary]]
  return before !== undefined && after !== undefined && before.key === after.key
}
