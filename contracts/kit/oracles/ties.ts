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
