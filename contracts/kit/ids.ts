const UUID_PATTERN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return UUID_PATTERN.test(text)
}

/** Compares two ids. UUIDs are compared without regard to case (RFC 9562 section 4), other ids exactly. */
export function isSameId(left: string | undefined, right: string | undefined): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined || !isUuid(left)) return false
  return left.toLowerCase() === right.toLowerCase()
}

/** Compares two lists of ids, order included. */
export function isSameIdList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => isSameId(id, right[index]))
}

/** A well-formed UUID that no target has. */
export const UNKNOWN_UUID = 'f10f10f1-0f10-4f10-8f10-f10f10f10f10'

/** A second unknown UUID, for checks that send two. */
export const OTHER_UNKNOWN_UUID = 'f20f20f2-0f20-4f20-8f20-f20f20f20f20'

/** Text that is no id, no timestamp and no number. */
export const INVALID_VALUE = 'flowtwin-no-such-thing'
