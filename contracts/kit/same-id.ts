const UUID_PATTERN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether two ids name the same thing. The digits of a UUID may be capitals or not (RFC 9562 section 4); other ids are opaque. */
export function isSameId(left: string | undefined, right: string | undefined): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined || !UUID_PATTERN.test(left)) return false
  return left.toLowerCase() === right.toLowerCase()
}

/** Whether two lists name the same things in the same order. */
export function isSameIdList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => isSameId(id, right[index]))
}
