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

const CHARACTERS = Array.from(`aZ09-_.,:;/\\'"()[]{}<>%$#&=+ \t\n`)
const WORDS = ['null', 'true', 'NaN', '1e9', '2026-01-01', 'é', '中', '🎈', '\u202E', '\u0301']
const TEXT_PIECES = [...CHARACTERS, ...WORDS]
const MAX_PIECES = 24

/** Creates a generator of random texts; the same seed gives the same texts on every machine. */
export function createTextGenerator(seed: string): () => string {
  let state = Array.from(seed).reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93),
    0x81_1c_9d_c5,
  )
  const randomInt = (below: number): number => {
    // Mulberry32
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  return () =>
    Array.from({ length: 1 + randomInt(MAX_PIECES) }, () => TEXT_PIECES[randomInt(TEXT_PIECES.length)]).join('')
}
