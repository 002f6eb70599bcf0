/** Python's `int()` on text: white space around, a sign, decimal digits of any script, single underscores between digits. */
const INTEGER = /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u

/** Parses an integer like Python; undefined for any other text. */
export function parsePythonInteger(text: string): number | undefined {
  const trimmed = text.trim()
  return INTEGER.test(trimmed) ? Number(toAsciiDigits(trimmed).replaceAll('_', '')) : undefined
}

/** Replaces the decimal digits of all scripts by those of ASCII. */
function toAsciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    // The mathematical digits are five alphabets in a row; every other block begins at a code that ends in 0 or 6.
    if (code >= 0x1_d7_ce && code <= 0x1_d7_ff) return String((code - 0x1_d7_ce) % 10)
    const start = code - (code % 16)
    return String(/\p{Nd}/u.test(String.fromCodePoint(start)) ? code - start : code - start - 6)
  })
}

/**
 * Decodes like Python's `b64decode()`: foreign characters and misplaced padding are ignored, and complete padding is the end.
 * Undefined if padding is missing.
 */
export function decodePythonBase64(text: string): Buffer | undefined {
  let digits = ''
  let padding = 0
  for (const sign of text) {
    if (sign === '=') {
      const place = digits.length % 4
      if (place >= 2 && place + ++padding >= 4) return Buffer.from(digits, 'base64')
    } else if (/[A-Za-z0-9+/]/.test(sign)) {
      digits += sign
      padding = 0
    }
  }
  return digits.length % 4 === 0 ? Buffer.from(digits, 'base64') : undefined
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Tests whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The number of characters of a text as Python counts them: code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
}

const DIGITS = 32
/** Python's `int(text, 16)` without a sign: single underscores between digits are ignored. */
const HEXADECIMAL = /^\+?(?:0x_?)?([\da-f]+(?:_[\da-f]+)*)$/

/**
 * The canonical form (lower case, hyphenated) of any spelling that Python's UUID() takes: with or without hyphens,
 * upper case, in braces, or as a URN. It counts 32 characters and then reads them as a number, so digits of other scripts,
 * underscores and white space take the place of digits. Undefined for anything else.
 */
export function normalizeUuid(text: string): string | undefined {
  const bare = text
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replaceAll(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '')
  if (countCharacters(bare) !== DIGITS) return undefined
  const [, digits] = HEXADECIMAL.exec(toAsciiDigits(bare).trim().toLowerCase()) ?? []
  if (digits === undefined) return undefined
  const hex = digits.replaceAll('_', '').padStart(DIGITS, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const HYPHENATED = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** Matches a UUID of any version in its canonical form, in upper or lower case. */
export function isUuid(text: string): boolean {
  return HYPHENATED.test(text)
}
