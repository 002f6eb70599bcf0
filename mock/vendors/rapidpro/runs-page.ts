import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { type CursorPage, cursorPage, type Reading } from '../../wire/cursor-page.ts'
import { type Cursor, decodeCursor, encodeCursor, withParameter } from '../../wire/cursor.ts'
import { toMicrosecondsShort } from '../../wire/instants.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import { type Instant, instant } from '../../world/instant.ts'
import { byModification } from '../../world/modified.ts'
import type { RunRef, View } from '../../world/view.ts'
import type { RunsQuery } from './runs-query.ts'

const PAGE_SIZE = 250

/** One page of the runs that were asked for. */
export function runsPage(scene: Scene, query: RunsQuery): CursorPage<RunRef> {
  const text = scene.incoming.query.last('cursor') ?? ''
  const cursor = text === '' ? null : decodeCursor(text)
  if (cursor === undefined || (cursor?.position != null && positionOf(cursor.position) === undefined)) {
    throw new Problem('not-found', { text: 'Invalid cursor' })
  }
  return cursorPage(cursor, PAGE_SIZE, (reading) => readRuns(scene.view, query, reading))
}

/** The absolute link to another page: the request's own URL, its query sorted, the cursor put in. */
export function linkTo(scene: Scene, cursor: Cursor | null): string | null {
  if (cursor === null) return null
  const { origin, path, query } = scene.incoming
  return withParameter(`${origin}${path}`, query, ['cursor', encodeCursor(cursor)])
}

function readRuns(view: View, query: RunsQuery, reading: Reading) {
  if (query.filter === null) return []
  const descending = query.ascending === reading.against
  const beyond = reading.beyond === null ? undefined : positionOf(reading.beyond)
  const found = byModification(view, {
    filter: query.filter,
    from: descending || beyond === undefined ? query.from : latest(query.from, instant(beyond + 1)),
    to: descending && beyond !== undefined ? earliest(query.to, instant(beyond - 1)) : query.to,
    descending,
    skip: reading.skip,
    limit: reading.limit,
  })
  return found.map((ref) => ({ row: ref, position: positionText(ref.modifiedAt) }))
}

/** The text form of an instant that a cursor carries: a space in the middle, the offset as +00:00. */
function positionText(at: Instant): string {
  return toMicrosecondsShort(at).replace('T', ' ').replace('Z', '+00:00')
}

function positionOf(text: string): Instant | undefined {
  return parseIso(text, { short: true })
}

function latest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left > right ? left : right
}

function earliest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left < right ? left : right
}
