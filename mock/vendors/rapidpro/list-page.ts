import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { type CursorPage, cursorPage, type Placed, type Reading } from '../../wire/cursor-page.ts'
import { type Cursor, decodeCursor, encodeCursor, isUndated, withParameter } from '../../wire/cursor.ts'
import { quirks } from './quirks.ts'

export const PAGE_SIZE = 250

/** The page that the request's cursor begins, of whatever `read` finds. */
export function listPage<Row extends Placed>(
  scene: Scene,
  read: (reading: Reading) => readonly Row[],
): CursorPage<Row> {
  const text = scene.incoming.query.last('cursor') ?? ''
  const cursor = text === '' ? null : decodeCursor(text)
  if (cursor === undefined) throw badCursor(scene, text)
  return cursorPage(cursor, PAGE_SIZE, read)
}

/** The absolute links to the pages around: the request's own URL, its query sorted, the cursor put in. */
export function linksOf(scene: Scene, { next, previous }: Pick<CursorPage<unknown>, 'next' | 'previous'>) {
  return { next: linkTo(scene, next), previous: linkTo(scene, previous) }
}

/** The items of a reading, out of a list that stands in order; short lists only. */
export function readFrom<Row extends Placed>(
  rows: readonly Row[],
  ascending: boolean,
): (reading: Reading) => readonly Row[] {
  return ({ against, beyond, skip, limit }) => {
    const upwards = ascending !== against
    const beyondIt = rows.filter(({ modifiedAt: at }) => beyond === null || (upwards ? at > beyond : at < beyond))
    return (against ? beyondIt.toReversed() : beyondIt).slice(skip, skip + limit)
  }
}

function badCursor({ world }: Scene, text: string): Problem {
  const down = isUndated(text) && positionOf(world, quirks.undatedCursor) === 'server-error'
  return down
    ? new Problem('internal', { note: 'the cursor’s position is no date' })
    : new Problem('not-found', { text: 'Invalid cursor' })
}

function linkTo(scene: Scene, cursor: Cursor | null): string | null {
  if (cursor === null) return null
  const { origin, prefix, path, query } = scene.incoming
  return withParameter(`${origin}${prefix}${path}`, query, ['cursor', encodeCursor(cursor)])
}
