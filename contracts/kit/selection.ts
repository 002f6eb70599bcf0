/** A pattern that selects nothing is a slip of the pen, which must not look like a clean run. */
export class UnknownCheckError extends Error {
  override readonly name = 'UnknownCheck'
}

/** Says whether an id is wanted; patterns are ids, with `*` for any ending. No patterns at all select everything. */
export function createCheckFilter(patterns: readonly string[], ids: readonly string[]): (id: string) => boolean {
  const tests = patterns.map(
    (pattern) => (id: string) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern),
  )
  const idle = patterns.filter((_, index) => !ids.some((id) => tests[index]?.(id) === true))
  if (idle.length > 0) throw new UnknownCheckError(`no check is called ${idle.join(' or ')}; ids look like ${ids[0]}`)
  return (id) => tests.length === 0 || tests.some((test) => test(id))
}
