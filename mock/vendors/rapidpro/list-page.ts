import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import {
  buildCursorPage,
  type Cursor,
  type CursorPage,
  decodeCursor,
  encodeCursor,
  hasInvalidPosition,
  type PageRead,
  setQueryParameter,
  type SortedRow,
} from '../../wire/pagination.ts'
import { quirks } from './quirks.ts'

export const PAGE_SIZE = 250

/** The page that the request's cursor begins, of whatever `read` finds. */
export function readListPage<Row extends SortedRow>(
  context: HandlerContext,
  read: (reading: PageRead) => readonly Row[],
): CursorPage<Row> {
  const text = context.request.query.getLast('cursor') ?? ''
  const cursor = text === '' ? null : decodeCursor(text)
  if (cursor === undefined) throw createCursorProblem(context, text)
  return buildCursorPage(cursor, PAGE_SIZE, read)
}

/** The absolute links to the pages around: the request's own URL, its query sorted, the cursor put in. */
export function createPageLinks(
  context: HandlerContext,
  { next, previous }: Pick<CursorPage<unknown>, 'next' | 'previous'>,
) {
  return { next: createPageLink(context, next), previous: createPageLink(context, previous) }
}

/** The items of a reading, out of a list that stands in order; short lists only. */
export function createArrayReader<Row extends SortedRow>(
  rows: readonly Row[],
  ascending: boolean,
): (reading: PageRead) => readonly Row[] {
  return ({ isReversed, after, skip, limit }) => {
    const isUpward = ascending !== isReversed
    const candidates = rows.filter(({ modifiedAt: at }) => after === null || (isUpward ? at > after : at < after))
    return (isReversed ? candidates.toReversed() : candidates).slice(skip, skip + limit)
  }
}

function createCursorProblem({ world }: HandlerContext, text: string): Problem {
  const isServerError = hasInvalidPosition(text) && getQuirkPosition(world, quirks.undatedCursor) === 'server-error'
  return isServerError
    ? new Problem('internal', { note: 'the cursor’s position is no date' })
    : new Problem('not-found', { text: 'Invalid cursor' })
}

function createPageLink(context: HandlerContext, cursor: Cursor | null): string | null {
  if (cursor === null) return null
  const { origin, worldPrefix, path, query } = context.request
  return setQueryParameter(`${origin}${worldPrefix}${path}`, query, ['cursor', encodeCursor(cursor)])
}
