import type { Scene } from '../../http/scene.ts'
import type { CursorPage, Reading } from '../../wire/cursor-page.ts'
import { type Instant, plus } from '../../world/instant.ts'
import { byModification, type ModifiedRef } from '../../world/modified.ts'
import type { View } from '../../world/view.ts'
import { listPage } from './list-page.ts'
import type { RunsQuery } from './runs-query.ts'

/** One page of the runs that were asked for. */
export function runsPage(scene: Scene, query: RunsQuery): CursorPage<ModifiedRef> {
  return listPage(scene, (reading) => readRuns(scene.view, query, reading))
}

function readRuns(view: View, query: RunsQuery, reading: Reading): readonly ModifiedRef[] {
  if (query.filter === null) return []
  const { skip, limit } = reading
  return byModification(view, { filter: query.filter, ...stretchOf(query, reading), skip, limit })
}

/** The stretch of time that a reading is about, and its direction. */
export function stretchOf(
  { ascending, from, to }: Pick<RunsQuery, 'ascending' | 'from' | 'to'>,
  { against, beyond }: Reading,
): { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly descending: boolean } {
  const descending = ascending === against
  return {
    from: descending || beyond === null ? from : latest(from, plus(beyond, 1)),
    to: descending && beyond !== null ? earliest(to, plus(beyond, -1)) : to,
    descending,
  }
}

function latest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left > right ? left : right
}

function earliest(left: Instant | undefined, right: Instant): Instant {
  return left !== undefined && left < right ? left : right
}
