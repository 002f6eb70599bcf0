/** Finds the ids that occur more than once, in the order of their second occurrence. */
export function findDuplicates(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const duplicates = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) duplicates.add(id)
    seen.add(id)
  }
  return [...duplicates]
}

/** Finds the ids of `expected` that are not in `seen`. */
export function findMissing(expected: readonly string[], seen: readonly string[]): readonly string[] {
  const present = new Set(seen)
  return expected.filter((id) => !present.has(id))
}

/** A filter value that some items have and some do not, so that an ignored filter shows. */
interface FilterValue {
  readonly value: string
  readonly matches: number
  readonly nonMatches: number
}

/** Chooses the value with the most matches among those that not every item has; ties are broken by the value. Null without one. */
export function chooseFilterValue<Item>(
  items: readonly Item[],
  getValue: (item: Item) => string | undefined,
): FilterValue | null {
  const counts = new Map<string, number>()
  for (const item of items) {
    const value = getValue(item)
    if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const [best] = [...counts]
    .filter(([, matches]) => matches < items.length)
    .toSorted(([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1))
  return best === undefined ? null : { value: best[0], matches: best[1], nonMatches: items.length - best[1] }
}

/** The number of pages that `total` items fill; 0 for no items. */
export function countPages(total: number, size: number): number {
  return Math.ceil(total / size)
}

/** The number of items on the page at `index` (from 0) when every page before the last is full; 0 beyond the end. */
export function computePageLength({
  total,
  size,
  index,
}: {
  readonly total: number
  readonly size: number
  readonly index: number
}): number {
  return Math.max(0, Math.min(size, total - index * size))
}
