import type { Instant } from '../world/instant.ts'
import { type Cursor, FIRST_PAGE } from './cursor.ts'

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
