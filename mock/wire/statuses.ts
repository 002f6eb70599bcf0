import type { Status } from '../world/fate.ts'

/** The statuses in the alphabetical order of a vendor's words for them. */
export function sortStatusesByName(words: Readonly<Record<Status, string>>): readonly Status[] {
  const pairs = Object.entries(words) as readonly (readonly [Status, string])[]
  return pairs.toSorted(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([status]) => status)
}
