/** The ids that stand in a sequence more than once, in the order in which they first come back. */
export function findDuplicates(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) twice.add(id)
    seen.add(id)
  }
  return [...twice]
}

/** What stands in `expected` but not in `seen`. */
export function findMissing(expected: readonly string[], seen: readonly string[]): readonly string[] {
  const present = new Set(seen)
  return expected.filter((id) => !present.has(id))
}

/** A filter value that shows whether a filter works: some items have it, some do not. */
export interface FilterValue {
  readonly value: string
  readonly matches: number
  readonly nonMatches: number
}

/**
 * The value with the most matches among those that not every item has, ties broken by the value itself. Without one a
 * filter that is silently ignored looks like one that works.
 */
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
    .toSorted(([left, some], [right, more]) => more - some || (left < right ? -1 : 1))
  return best === undefined ? null : { value: best[0], matches: best[1], nonMatches: items.length - best[1] }
}

/** How many pages `total` items fill; 0 for none. */
export function countPages(total: number, size: number): number {
  return Math.ceil(total / size)
}

/** How many items the page at `index` (from 0) holds when every page before the last is full; 0 beyond the end. */
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
