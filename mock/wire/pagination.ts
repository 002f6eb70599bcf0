import type { Instant } from '../world/time/instant.ts'
import { formatIsoMicrosecondsShort, parseIso } from './date-time.ts'
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

/** A row with the value that the list is sorted by. */
export interface SortedRow {
  readonly modifiedAt: Instant
}

/** Rows to be read for a page. */
export interface PageRead {
  /** Against the list's own order. */
  readonly isReversed: boolean
  /** Only rows strictly beyond this, in the direction of reading. */
  readonly after: Instant | null
  readonly skip: number
  readonly limit: number
}

/** A page with the cursors of its neighbours; null where there is none. */
export interface CursorPage<Row> {
  readonly rows: readonly Row[]
  readonly next: Cursor | null
  readonly previous: Cursor | null
}

/** What is known once the rows are read, in the list's own order. */
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
 * One page by Django REST framework's rules: a cursor names the nearest row whose sort value differs from the boundary
 * row's, and an offset counts the ties in between, so that rows with equal values are neither lost nor doubled.
 * @param read gives the rows of a reading, nearest first
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

/** How many rows from the start share the compared value, and the first value that differs; null when none does. */
function countTies(rows: readonly SortedRow[], compare: Instant | null): { ties: number; position: Instant | null } {
  const ties = rows.findIndex(({ modifiedAt }) => modifiedAt !== compare)
  return ties === -1 ? { ties: rows.length, position: null } : { ties, position: rows[ties]?.modifiedAt ?? null }
}

/** A page asked for by number, counted from 1. */
export interface NumberedPage {
  readonly number: number
  readonly size: number
}

/** Rows before the page. */
export function getPageOffset({ number, size }: NumberedPage): number {
  return (number - 1) * size
}

/** Pages that so many rows fill; the last may be partial. */
export function countPages(total: number, size: number): number {
  return Math.ceil(total / size)
}
