import type { HandlerContext } from '../../http/scene.ts'
import type { CursorPage, PageRead } from '../../wire/cursor-page.ts'
import { type Instant, addDuration } from '../../world/instant.ts'
import { listRunsByModification, type ModifiedRef } from '../../world/modified.ts'
import type { View } from '../../world/view.ts'
import { readListPage } from './list-page.ts'
import type { RunsQuery } from './runs-query.ts'

/** One page of the runs that were asked for. */
export function readRunsPage(scene: HandlerContext, query: RunsQuery): CursorPage<ModifiedRef> {
  return readListPage(scene, (reading) => readRuns(scene.view, query, reading))
}

function readRuns(view: View, query: RunsQuery, reading: PageRead): readonly ModifiedRef[] {
  if (query.filter === null) return []
  const { skip, limit } = reading
  return listRunsByModification(view, { filter: query.filter, ...toReadingRange(query, reading), skip, limit })
}

/** The stretch of time that a reading is about, and its direction. */
export function toReadingRange(
  { ascending, from, to }: Pick<RunsQuery, 'ascending' | 'from' | 'to'>,
  { isReversed, after }: PageRead,
): { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly descending: boolean } {
  const descending = ascending === isReversed
  return {
    from: descending || after === null ? from : maxInstant(from, addDuration(after, 1)),
    to: descending && after !== null ? minInstant(to, addDuration(after, -1)) : to,
    descending,
  }
}

function maxInstant(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left > right ? left : right
}

function minInstant(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left < right ? left : right
}
