const DIGITS = /^[0-9a-f]{32}$/

/**
 * The canonical form (lower case, hyphenated) of any spelling that Python's UUID() takes: with or without hyphens,
 * upper case, in braces, or as a URN. Undefined for anything else.
 */
export function normalizeUuid(text: string): string | undefined {
  const bare = text
    .replace('urn:', '')
    .replace('uuid:', '')
    .replaceAll(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '')
    .toLowerCase()
  if (!DIGITS.test(bare)) return undefined
  return `${bare.slice(0, 8)}-${bare.slice(8, 12)}-${bare.slice(12, 16)}-${bare.slice(16, 20)}-${bare.slice(20)}`
}

const HYPHENATED = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** Matches a UUID of any version in its canonical form, in upper or lower case. */
export function isUuid(text: string): boolean {
  return HYPHENATED.test(text)
}
