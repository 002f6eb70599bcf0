import type { Instant } from '../world/instant.ts'
import { type Cursor, START } from './cursor.ts'

/** A row with the value that the list is sorted by. */
export interface Placed {
  readonly modifiedAt: Instant
}

/** Rows to be read for a page. */
export interface Reading {
  /** Against the list's own order. */
  readonly against: boolean
  /** Only rows strictly beyond this, in the direction of reading. */
  readonly beyond: Instant | null
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
interface Known<Row extends Placed> {
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
export function cursorPage<Row extends Placed>(
  cursor: Cursor | null,
  size: number,
  read: (reading: Reading) => readonly Row[],
): CursorPage<Row> {
  const at = cursor ?? START
  const found = read({ against: at.backwards, beyond: at.position, skip: at.offset, limit: size + 1 })
  const following = found.length > size ? (found[size]?.modifiedAt ?? null) : null
  const page = found.slice(0, size)
  const behind = at.position !== null || at.offset > 0
  const known: Known<Row> = at.backwards
    ? {
        cursor: at,
        page: page.toReversed(),
        size,
        hasNext: behind,
        hasPrevious: following !== null,
        nextPosition: at.position,
        previousPosition: following,
      }
    : {
        cursor: at,
        page,
        size,
        hasNext: following !== null,
        hasPrevious: behind,
        nextPosition: following,
        previousPosition: at.position,
      }
  return { rows: known.page, next: nextOf(known), previous: previousOf(known) }
}

function nextOf<Row extends Placed>(known: Known<Row>): Cursor | null {
  if (!known.hasNext) return null
  const { cursor, page, size } = known
  const last = page.at(-1)
  if (last === undefined) return { offset: 0, backwards: false, position: known.nextPosition }
  const compare = cursor.backwards && cursor.offset !== 0 ? last.modifiedAt : known.nextPosition
  const { ties, position } = tiesFrom(page.toReversed(), compare)
  if (position !== null) return { offset: ties, backwards: false, position }
  if (!known.hasPrevious) return { offset: size, backwards: false, position: null }
  const offset = cursor.backwards ? 0 : cursor.offset + size
  return { offset, backwards: false, position: known.previousPosition }
}

function previousOf<Row extends Placed>(known: Known<Row>): Cursor | null {
  if (!known.hasPrevious) return null
  const { cursor, page, size } = known
  const [first] = page
  if (first === undefined) return { offset: 0, backwards: true, position: known.previousPosition }
  const compare = !cursor.backwards && cursor.offset !== 0 ? first.modifiedAt : known.previousPosition
  const { ties, position } = tiesFrom(page, compare)
  if (position !== null) return { offset: ties, backwards: true, position }
  if (!known.hasNext) return { offset: size, backwards: true, position: null }
  const offset = cursor.backwards ? cursor.offset + size : 0
  return { offset, backwards: true, position: known.nextPosition }
}

/** How many rows from the start share the compared value, and the first value that differs; null when none does. */
function tiesFrom(rows: readonly Placed[], compare: Instant | null): { ties: number; position: Instant | null } {
  const ties = rows.findIndex(({ modifiedAt }) => modifiedAt !== compare)
  return ties === -1 ? { ties: rows.length, position: null } : { ties, position: rows[ties]?.modifiedAt ?? null }
}
