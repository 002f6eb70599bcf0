/** Two adjacent items in the wrong order, with the index of the first. */
export interface OrderViolation<Item> {
  readonly index: number
  readonly before: Item
  readonly after: Item
}

export type Direction = 'ascending' | 'descending'

interface Ordering<Item, Key> {
  /** Null excludes the item from the comparison: its key is unreadable, which another check reports. */
  readonly getKey: (item: Item) => Key | null
  readonly compare: (left: Key, right: Key) => number
  readonly direction: Direction
}

/** Finds every adjacent pair in the wrong order; equal keys may be in any order. */
export function findOrderViolations<Item, Key>(
  items: readonly Item[],
  { getKey, compare, direction }: Ordering<Item, Key>,
): readonly OrderViolation<Item>[] {
  const sign = direction === 'ascending' ? 1 : -1
  const violations: OrderViolation<Item>[] = []
  let last: { readonly item: Item; readonly key: Key; readonly index: number } | null = null
  for (const [index, item] of items.entries()) {
    const key = getKey(item)
    if (key === null) continue
    if (last !== null && sign * compare(last.key, key) > 0) {
      violations.push({ index: last.index, before: last.item, after: item })
    }
    last = { item, key, index }
  }
  return violations
}

/** Finds the values that occur in two separate groups; for sorts with an unspecified collation. */
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

/** An item's id, and its sort key in a form that is equal for equal keys. */
export interface KeyedItem {
  readonly id: string
  readonly key: string
}

/** The number of adjacent tied pairs that both readings contain, and the pairs that changed places. */
interface TieComparison {
  readonly compared: number
  readonly swapped: readonly (readonly [string, string])[]
}

/** Compares the relative order of tied items in two readings of the same list. */
export function compareTies(first: readonly KeyedItem[], second: readonly KeyedItem[]): TieComparison {
  const positions = new Map(second.map(({ id, key }, index) => [id, { key, index }]))
  const common = first.filter(({ id, key }) => positions.get(id)?.key === key)
  const swapped: (readonly [string, string])[] = []
  let compared = 0
  for (const [index, { id, key }] of common.entries()) {
    const next = common[index + 1]
    if (next === undefined || next.key !== key) continue
    compared++
    if ((positions.get(id)?.index ?? 0) > (positions.get(next.id)?.index ?? 0)) swapped.push([id, next.id])
  }
  return { compared, swapped }
}

/** Checks whether the boundary after the first `boundary` items separates two items with equal keys. */
export function hasTieAcrossBoundary(items: readonly KeyedItem[], boundary: number): boolean {
  const [before, after] = [items[boundary - 1], items[boundary]]
  return before !== undefined && after !== undefined && before.key === after.key
}
