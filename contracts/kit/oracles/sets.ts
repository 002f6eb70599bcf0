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
