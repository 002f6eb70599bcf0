import { DueHeap } from './agenda.ts'
import { sortByCreation, createTimelineIndex, type TimelineIndex, updateTimelines, addTimelines } from './grouped.ts'
import { type Instant, NEVER } from './instant.ts'
import { SortedList } from './ordered.ts'
import type { SortOrder } from './ordered-tree.ts'
import { OverlayRun } from './row.ts'
import type { Changes, Timeline, Run, RunNumber } from './run.ts'

/** A run that was deleted, as it was then. */
export interface DeletedRun {
  readonly deletedAt: Instant
  readonly run: Run
}

/** Everything that operations have done, folded and settled at `now`; immutable, so that a fork is a reference. */
export interface Overlay {
  readonly now: Instant
  /** By number. */
  readonly runs: SortedList<OverlayRun>
  /** The rows' plans. */
  readonly timelines: TimelineIndex
  /** By the instant of the last modification. */
  readonly byModified: SortedList<OverlayRun>
  /** Rows that will change by themselves, by when; a row that has been replaced since may still stand in it. */
  readonly pending: DueHeap<OverlayRun>
  /** Computed runs that are changed or deleted, so that the universe's own version must not be seen. */
  readonly hiddenTimelines: TimelineIndex
  readonly hiddenNumbers: SortedList<RunNumber>
  /** Runs that were deleted, by when. */
  readonly deletedRuns: SortedList<DeletedRun>
  /** How many runs operations have created. */
  readonly creationCount: number
}

const getNumber = ({ timeline }: OverlayRun) => timeline.number
const BY_NUMBER: SortOrder<OverlayRun> = { getAt: getNumber, getNumber: () => 0 }
const BY_MODIFICATION: SortOrder<OverlayRun> = { getAt: (row) => row.modifiedAt, getNumber: getNumber }
const BY_DELETION: SortOrder<DeletedRun> = { getAt: ({ deletedAt }) => deletedAt, getNumber: ({ run }) => run.number }
const BY_VALUE: SortOrder<RunNumber> = { getAt: (one) => one, getNumber: () => 0 }

export function createOverlay(flows: number, now: Instant): Overlay {
  const grouped = createTimelineIndex(flows)
  return {
    now,
    runs: SortedList.createEmpty(BY_NUMBER),
    timelines: grouped,
    byModified: SortedList.createEmpty(BY_MODIFICATION),
    pending: DueHeap.empty(),
    hiddenTimelines: grouped,
    hiddenNumbers: SortedList.createEmpty(BY_VALUE),
    deletedRuns: SortedList.createEmpty(BY_DELETION),
    creationCount: 0,
  }
}

export function findOverlayRun(overlay: Overlay, run: RunNumber): OverlayRun | undefined {
  return overlay.runs.get({ at: run, number: 0 })
}

export function isHidden(overlay: Overlay, run: RunNumber): boolean {
  return overlay.hiddenNumbers.size > 0 && overlay.hiddenNumbers.get({ at: run, number: 0 }) !== undefined
}

/** With a row in the place of its former version, or of the computed run that is hidden for it. */
export function putOverlayRun(overlay: Overlay, timeline: Timeline, changes: Changes | null): Overlay {
  const overlayRun = new OverlayRun(timeline, changes, overlay.now)
  const former = findOverlayRun(overlay, timeline.number)
  return former === undefined
    ? { ...addOverlayRuns(overlay, [overlayRun]), creationCount: overlay.creationCount }
    : replaceOverlayRun(overlay, { former, overlayRun: overlayRun, pending: addPending(overlay.pending, overlayRun) })
}

/** With runs that have just come, in the order of their numbers; it holds none of them yet. */
export function addCreatedRuns(overlay: Overlay, timelines: readonly Timeline[]): Overlay {
  return addOverlayRuns(
    overlay,
    timelines.map((timeline) => new OverlayRun(timeline, null, overlay.now)),
  )
}

/** Without this run; a computed one is hidden already. */
export function deleteFromOverlay(overlay: Overlay, run: Run): Overlay {
  const deletedRuns = overlay.deletedRuns.insert({ deletedAt: overlay.now, run })
  const overlayRun = findOverlayRun(overlay, run.number)
  if (overlayRun === undefined) return { ...overlay, deletedRuns: deletedRuns }
  return {
    ...overlay,
    deletedRuns: deletedRuns,
    runs: overlay.runs.remove(overlay.runs.getKey(overlayRun)),
    timelines: updateTimelines(overlay.timelines, overlayRun.timeline, (tree) =>
      tree.remove(tree.getKey(overlayRun.timeline)),
    ),
    byModified: overlay.byModified.remove(overlay.byModified.getKey(overlayRun)),
  }
}

/** With the universe's own version of this computed run out of sight. */
export function hideTimeline(overlay: Overlay, timeline: Timeline): Overlay {
  if (isHidden(overlay, timeline.number)) return overlay
  const hiddenTimelines = updateTimelines(overlay.hiddenTimelines, timeline, (tree) => tree.insert(timeline))
  return { ...overlay, hiddenTimelines: hiddenTimelines, hiddenNumbers: overlay.hiddenNumbers.insert(timeline.number) }
}

/** The same operations settled at a later instant: every row whose time has come is worked out anew. */
export function advanceOverlay(overlay: Overlay, now: Instant): Overlay {
  let next: Overlay = overlay.now === now ? overlay : { ...overlay, now }
  let { pending } = next
  let changedCount = 0
  for (let due = pending.first; due !== undefined && due.nextChangeAt <= now; due = pending.first) {
    if (++changedCount > MAX_SINGLE_UPDATES && changedCount * REBUILD_RATIO > next.runs.size)
      return rebuildOverlay(next)
    pending = pending.removeFirst()
    if (findOverlayRun(next, due.timeline.number) !== due) continue
    const overlayRun = new OverlayRun(due.timeline, due.changes, now)
    pending = addPending(pending, overlayRun)
    next = replaceOverlayRun(next, { former: due, overlayRun: overlayRun, pending })
  }
  return pending === next.pending ? next : { ...next, pending }
}

/** Rows that are always settled one by one; of more, a share greater than one in so many is settled with all others. */
const MAX_SINGLE_UPDATES = 64
const REBUILD_RATIO = 16

/** With every row worked out anew whose time has come, and all orders made anew. */
function rebuildOverlay(overlay: Overlay): Overlay {
  const { now } = overlay
  const runs = Array.from(overlay.runs, (overlayRun) =>
    overlayRun.nextChangeAt <= now ? new OverlayRun(overlayRun.timeline, overlayRun.changes, now) : overlayRun,
  )
  return {
    ...overlay,
    runs: SortedList.createEmpty(BY_NUMBER).insertAll(runs),
    byModified: SortedList.createEmpty(BY_MODIFICATION).insertAll(sortOverlayRuns(runs, BY_MODIFICATION)),
    pending: runs.reduce(addPending, DueHeap.empty<OverlayRun>()),
  }
}

/** The earliest instant at which a row changes by itself; not after it, though perhaps before. */
export function getNextChangeAt(overlay: Overlay): Instant {
  return overlay.pending.first?.nextChangeAt ?? NEVER
}

/** With rows that it does not hold yet, in the order of their numbers. */
function addOverlayRuns(overlay: Overlay, rows: readonly OverlayRun[]): Overlay {
  return {
    now: overlay.now,
    runs: overlay.runs.insertAll(rows),
    timelines: addTimelines(overlay.timelines, sortByCreation(rows.map(({ timeline }) => timeline))),
    byModified: overlay.byModified.insertAll(sortOverlayRuns(rows, BY_MODIFICATION)),
    pending: rows.reduce(addPending, overlay.pending),
    hiddenTimelines: overlay.hiddenTimelines,
    hiddenNumbers: overlay.hiddenNumbers,
    deletedRuns: overlay.deletedRuns,
    creationCount: overlay.creationCount + rows.length,
  }
}

interface Replacement {
  readonly former: OverlayRun
  readonly overlayRun: OverlayRun
  readonly pending: DueHeap<OverlayRun>
}

/** With a row in the place of its former version. */
function replaceOverlayRun(overlay: Overlay, { former, overlayRun, pending }: Replacement): Overlay {
  return {
    now: overlay.now,
    runs: overlay.runs.insert(overlayRun),
    timelines: overlay.timelines,
    byModified: overlay.byModified.remove(overlay.byModified.getKey(former)).insert(overlayRun),
    pending,
    hiddenTimelines: overlay.hiddenTimelines,
    hiddenNumbers: overlay.hiddenNumbers,
    deletedRuns: overlay.deletedRuns,
    creationCount: overlay.creationCount,
  }
}

function addPending(pending: DueHeap<OverlayRun>, overlayRun: OverlayRun): DueHeap<OverlayRun> {
  return overlayRun.nextChangeAt === NEVER ? pending : pending.insert(overlayRun)
}

function sortOverlayRuns(rows: readonly OverlayRun[], order: SortOrder<OverlayRun>): readonly OverlayRun[] {
  if (rows.length < 2) return rows
  return rows.toSorted(
    (left, right) => order.getAt(left) - order.getAt(right) || order.getNumber(left) - order.getNumber(right),
  )
}
