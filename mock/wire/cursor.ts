import type { Instant } from '../world/instant.ts'
import { formatIsoMicrosecondsShort } from './instants.ts'
import { parseIso } from './iso-8601.ts'
import { QueryString } from './query-string.ts'

/** A place in an ordered list, as Django REST framework's CursorPagination writes it. */
export interface Cursor {
  /** Rows to pass over after the position: those that share it. */
  readonly offset: number
  /** Whether the page is read towards the start. */
  readonly isBackwards: boolean
  /** The sort value of a row beyond which the page begins. */
  readonly position: Instant | null
}

/** The beginning of a list. */
export const FIRST_PAGE: Cursor = { offset: 0, isBackwards: false, position: null }

const MAX_OFFSET = 100_000

/** A cursor as the value of a query parameter, before percent-encoding: base64 of a query string with keys o, r and p. */
export function encodeCursor(cursor: Cursor): string {
  const pairs = [
    ...(cursor.offset === 0 ? [] : [`o=${cursor.offset}`]),
    ...(cursor.isBackwards ? ['r=1'] : []),
    ...(cursor.position === null ? [] : [`p=${encodeQuotePlus(formatPosition(cursor.position))}`]),
  ]
  return Buffer.from(pairs.join('&')).toString('base64')
}

/**
 * The cursor that a text stands for; undefined when it stands for none. A position that is no date is none either: the
 * real stack fails over it with 500, which is nothing to imitate.
 */
export function decodeCursor(text: string): Cursor | undefined {
  const parts = parseCursorParts(text)
  if (parts === undefined || parts.position === undefined) return undefined
  return { ...parts, position: parts.position }
}

/** Whether nothing but its position keeps a text from being a cursor: the case that the real stack fails over. */
export function hasInvalidPosition(text: string): boolean {
  const parts = parseCursorParts(text)
  return parts !== undefined && parts.position === undefined
}

/** What a text holds of a cursor; undefined when it holds none, with an undefined position when that is no date. */
function parseCursorParts(
  text: string,
): (Omit<Cursor, 'position'> & { readonly position: Cursor['position'] | undefined }) | undefined {
  const base64 = text.replaceAll(/[^A-Za-z0-9+/=]/g, '')
  const body = base64.replace(/=+$/, '')
  const padded = base64.length % 4 === 0 && base64.length - body.length <= 2
  // Python's decoder passes over foreign characters, but wants the padding right and the text to be ASCII.
  if (!padded || !isAscii(text)) return undefined
  const decoded = Buffer.from(base64, 'base64').toString('latin1')
  if (!isAscii(decoded)) return undefined
  const query = new QueryString(decoded)
  const offset = parseInteger(query.getFirst('o') ?? '0')
  const backwards = parseInteger(query.getFirst('r') ?? '0')
  const place = query.getFirst('p')
  const position = place === undefined ? null : parseIso(place, { allowShort: true })
  if (offset === undefined || offset < 0 || backwards === undefined) return undefined
  return { offset: Math.min(offset, MAX_OFFSET), isBackwards: backwards !== 0, position }
}

/** `url` with its query sorted by name, `name` set to `value`: how the framework builds its links. */
export function setQueryParameter(url: string, query: QueryString, [name, value]: readonly [string, string]): string {
  const others = query.names.filter((other) => other !== name)
  const pairs = [
    ...others.flatMap((other) => query.getAll(other).map((each) => [other, each] as const)),
    [name, value] as const,
  ]
  const sorted = pairs.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return `${url}?${sorted.map(([key, each]) => `${encodeQuotePlus(key)}=${encodeQuotePlus(each)}`).join('&')}`
}

/** Percent-encodes as Python's quote_plus does: all but letters, digits and "_.-~"; a space becomes "+". */
function encodeQuotePlus(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  const encoded = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return encoded.replaceAll('%20', '+')
}

/** ASCII characters, and only they, take one byte in UTF-8. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}

/** The text form of an aware datetime: a space in the middle, the offset as +00:00, no fraction when it is zero. */
function formatPosition(at: Instant): string {
  return formatIsoMicrosecondsShort(at).replace('T', ' ').replace('Z', '+00:00')
}

function parseInteger(text: string): number | undefined {
  return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined
}
