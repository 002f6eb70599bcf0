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

/** A well-formed UUID that nobody has. */
export const UNKNOWN_UUID = 'f10f10f1-0f10-4f10-8f10-f10f10f10f10'

/** A second one, for where two are needed. */
export const OTHER_UNKNOWN_UUID = 'f20f20f2-0f20-4f20-8f20-f20f20f20f20'

/** Text that is no id, no instant and no number. */
export const INVALID_VALUE = 'flowtwin-no-such-thing'
