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
