import type { Instant } from '../world/time.ts'
import { formatIsoMicrosecondsShort, parseIso } from './date-time.ts'
import { decodePythonBase64, parsePythonInteger } from './python-values.ts'
import { QueryString } from './query-string.ts'

/** A position in a sorted list, in the format of Django REST framework's CursorPagination. */
export interface Cursor {
  /** Number of rows to skip after the position: those with the same value. */
  readonly offset: number
  /** The page is read towards the start. */
  readonly isBackwards: boolean
  /** The sort value of a row beyond which the page begins. */
  readonly position: Instant | null
}

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

/** Decodes a cursor; undefined for an invalid text, an invalid position included (the real stack returns 500 for it). */
export function decodeCursor(text: string): Cursor | undefined {
  const parts = parseCursorParts(text)
  if (parts === undefined || parts.position === undefined) return undefined
  return { ...parts, position: parts.position }
}

/** Tests whether a text is a cursor with an invalid position, for which the real stack returns 500. */
export function hasInvalidPosition(text: string): boolean {
  const parts = parseCursorParts(text)
  return parts !== undefined && parts.position === undefined
}

/** Parses the parts of a cursor; undefined for another text. An invalid position is undefined. */
function parseCursorParts(
  text: string,
): (Omit<Cursor, 'position'> & { readonly position: Cursor['position'] | undefined }) | undefined {
  if (!isAscii(text)) return undefined
  const decoded = decodePythonBase64(text)?.toString('latin1')
  if (decoded === undefined || !isAscii(decoded)) return undefined
  const query = new QueryString(decoded)
  const offset = parsePythonInteger(query.getFirst('o') ?? '0')
  const backwards = parsePythonInteger(query.getFirst('r') ?? '0')
  const place = query.getFirst('p')
  const position = place === undefined ? null : parsePosition(place)
  if (offset === undefined || offset < 0 || backwards === undefined) return undefined
  return { offset: Math.min(offset, MAX_OFFSET), isBackwards: backwards !== 0, position }
}

/** Returns `url` with `name` set to `value` and the query sorted by name, as the framework builds its links. */
export function setQueryParameter(url: string, query: QueryString, [name, value]: readonly [string, string]): string {
  const others = query.names.filter((other) => other !== name)
  const pairs = [
    ...others.flatMap((other) => query.getAll(other).map((each) => [other, each] as const)),
    [name, value] as const,
  ]
  const sorted = pairs.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return `${url}?${sorted.map(([key, each]) => `${encodeQuotePlus(key)}=${encodeQuotePlus(each)}`).join('&')}`
}

/** Percent-encodes like Python's quote_plus: all but letters, digits and "_.-~"; a space becomes "+". */
function encodeQuotePlus(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  const encoded = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return encoded.replaceAll('%20', '+')
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}

/** The text form of an aware datetime: a space in the middle, the offset as +00:00, no fraction when it is zero. */
function formatPosition(at: Instant): string {
  return formatIsoMicrosecondsShort(at).replace('T', ' ').replace('Z', '+00:00')
}

const DATE = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`
const TIME = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,12}))?)?`
const POSITION = new RegExp(String.raw`^${DATE}(?:[T ]${TIME}\s*(Z|[+-](?:[01]\d|2[0-3])(?::?\d\d)?)?)?$`)

/** Parses a date as Django does: one or two digits, a capital T or a space, no year 0; undefined for any other text. */
function parsePosition(text: string): Instant | undefined {
  const [match, year, ...parts]: readonly (string | undefined)[] = POSITION.exec(text) ?? []
  if (match === undefined || year === '0000') return undefined
  const [month, day, hour, minute, second] = parts.slice(0, 5).map((part = '0') => part.padStart(2, '0'))
  const [fraction = '0', zone = 'Z'] = parts.slice(5)
  return parseIso(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}${zone}`)
}

/** A row with the value that the list is sorted by. */
export interface SortedRow {
  readonly modifiedAt: Instant
}

/** The rows to read for a page. */
export interface PageRead {
  /** Reads against the order of the list. */
  readonly isReversed: boolean
  /** Only rows strictly beyond this value, in the direction of reading. */
  readonly after: Instant | null
  readonly skip: number
  readonly limit: number
}

/** A page with the cursors of the next and the previous page; null for none. */
export interface CursorPage<Row> {
  readonly rows: readonly Row[]
  readonly next: Cursor | null
  readonly previous: Cursor | null
}

/** The page after its rows are read, in the order of the list. */
interface PageState<Row extends SortedRow> {
  readonly cursor: Cursor
  readonly page: readonly Row[]
  readonly size: number
  readonly hasNext: boolean
  readonly hasPrevious: boolean
  readonly nextPosition: Instant | null
  readonly previousPosition: Instant | null
}

/**
 * Builds a page by the rules of Django REST framework: a cursor holds the nearest sort value that differs from the boundary
 * row's, and an offset counts the ties in between, so that no tied row is lost or repeated.
 * @param read returns the rows of a read, nearest first
 */
export function buildCursorPage<Row extends SortedRow>(
  cursor: Cursor | null,
  size: number,
  read: (reading: PageRead) => readonly Row[],
): CursorPage<Row> {
  const at = cursor ?? FIRST_PAGE
  const rows = read({ isReversed: at.isBackwards, after: at.position, skip: at.offset, limit: size + 1 })
  const nextValue = rows.length > size ? (rows[size]?.modifiedAt ?? null) : null
  const page = rows.slice(0, size)
  const hasRowsBefore = at.position !== null || at.offset > 0
  const known: PageState<Row> = at.isBackwards
    ? {
        cursor: at,
        page: page.toReversed(),
        size,
        hasNext: hasRowsBefore,
        hasPrevious: nextValue !== null,
        nextPosition: at.position,
        previousPosition: nextValue,
      }
    : {
        cursor: at,
        page,
        size,
        hasNext: nextValue !== null,
        hasPrevious: hasRowsBefore,
        nextPosition: nextValue,
        previousPosition: at.position,
      }
  return { rows: known.page, next: createNextCursor(known), previous: createPreviousCursor(known) }
}

function createNextCursor<Row extends SortedRow>(known: PageState<Row>): Cursor | null {
  if (!known.hasNext) return null
  const { cursor, page, size } = known
  const last = page.at(-1)
  if (last === undefined) return { offset: 0, isBackwards: false, position: known.nextPosition }
  const compare = cursor.isBackwards && cursor.offset !== 0 ? last.modifiedAt : known.nextPosition
  const { ties, position } = countTies(page.toReversed(), compare)
  if (position !== null) return { offset: ties, isBackwards: false, position }
  if (!known.hasPrevious) return { offset: size, isBackwards: false, position: null }
  const offset = cursor.isBackwards ? 0 : cursor.offset + size
  return { offset, isBackwards: false, position: known.previousPosition }
}

function createPreviousCursor<Row extends SortedRow>(known: PageState<Row>): Cursor | null {
  if (!known.hasPrevious) return null
  const { cursor, page, size } = known
  const [first] = page
  if (first === undefined) return { offset: 0, isBackwards: true, position: known.previousPosition }
  const compare = !cursor.isBackwards && cursor.offset !== 0 ? first.modifiedAt : known.previousPosition
  const { ties, position } = countTies(page, compare)
  if (position !== null) return { offset: ties, isBackwards: true, position }
  if (!known.hasNext) return { offset: size, isBackwards: true, position: null }
  const offset = cursor.isBackwards ? cursor.offset + size : 0
  return { offset, isBackwards: true, position: known.nextPosition }
}

/** Counts the first rows with the compared value, and returns the first other value; null for none. */
function countTies(rows: readonly SortedRow[], compare: Instant | null): { ties: number; position: Instant | null } {
  const ties = rows.findIndex(({ modifiedAt }) => modifiedAt !== compare)
  return ties === -1 ? { ties: rows.length, position: null } : { ties, position: rows[ties]?.modifiedAt ?? null }
}

/** A page by number, from 1. */
export interface NumberedPage {
  readonly number: number
  readonly size: number
}

/** Returns the number of rows before the page. */
export function getPageOffset({ number, size }: NumberedPage): number {
  return (number - 1) * size
}

/** Returns the number of pages for a number of rows; the last page may be partial. */
export function countPages(total: number, size: number): number {
  return Math.ceil(total / size)
}
