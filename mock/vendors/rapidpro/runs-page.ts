import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { type CursorPage, cursorPage, type Reading } from '../../wire/cursor-page.ts'
import { type Cursor, decodeCursor, encodeCursor, withParameter } from '../../wire/cursor.ts'
import { type Instant, plus } from '../../world/instant.ts'
import { byModification, type ModifiedRef } from '../../world/modified.ts'
import type { View } from '../../world/view.ts'
import type { RunsQuery } from './runs-query.ts'

const PAGE_SIZE = 250

/** One page of the runs that were asked for. */
export function runsPage(scene: Scene, query: RunsQuery): CursorPage<ModifiedRef> {
  const text = scene.incoming.query.last('cursor') ?? ''
  const cursor = text === '' ? null : decodeCursor(text)
  if (cursor === undefined) throw new Problem('not-found', { text: 'Invalid cursor' })
  return cursorPage(cursor, PAGE_SIZE, (reading) => readRuns(scene.view, query, reading))
}

/** The absolute link to another page: the request's own URL, its query sorted, the cursor put in. */
export function linkTo(scene: Scene, cursor: Cursor | null): string | null {
  if (cursor === null) return null
  const { origin, prefix, path, query } = scene.incoming
  return withParameter(`${origin}${prefix}${path}`, query, ['cursor', encodeCursor(cursor)])
}

function readRuns(view: View, query: RunsQuery, { against, beyond, skip, limit }: Reading): readonly ModifiedRef[] {
  if (query.filter === null) return []
  const descending = query.ascending === against
  return byModification(view, {
    filter: query.filter,
    from: descending || beyond === null ? query.from : latest(query.from, plus(beyond, 1)),
    to: descending && beyond !== null ? earliest(query.to, plus(beyond, -1)) : query.to,
    descending,
    skip,
    limit,
  })
}

function latest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left > right ? left : right
}

function earliest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left < right ? left : right
}
