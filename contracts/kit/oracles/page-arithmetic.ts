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
