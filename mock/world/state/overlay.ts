import type { SortOrder } from '../collections/b-plus-tree.ts'
import { DueHeap } from '../collections/due-heap.ts'
import { SortedList } from '../collections/sorted-list.ts'
import { ENVIRONMENTS } from '../dataset/distribution.ts'
import { type Changes, computeChangeTimes, computeRun, type Run, type RunNumber, type Timeline } from '../model/run.ts'
import { type Instant, NEVER } from '../time/instant.ts'

/** Plans in order of creation: all of them, and those of each flow and environment. */
export interface TimelineIndex {
  readonly all: SortedList<Timeline>
  readonly byFlowAndEnvironment: readonly SortedList<Timeline>[]
}

const BY_CREATION: SortOrder<Timeline> = { getAt: (plan) => plan.createdAt, getNumber: (plan) => plan.number }

/** A group without plans, for so many flows. */
export function createTimelineIndex(flows: number): TimelineIndex {
  const byFlowAndEnvironment = Array.from({ length: flows * ENVIRONMENTS.length }, () =>
    SortedList.createEmpty(BY_CREATION),
  )
  return { all: SortedList.createEmpty(BY_CREATION), byFlowAndEnvironment: byFlowAndEnvironment }
}

/** The trees of a group that together hold just the given flow and environment. */
export function selectTimelines(
  grouped: TimelineIndex,
  of: { readonly flow?: number | undefined; readonly environment?: string | undefined },
): readonly SortedList<Timeline>[] {
  if (of.flow === undefined) return [grouped.all]
  const environments = ENVIRONMENTS.filter((one) => of.environment === undefined || of.environment === one)
  return environments.flatMap((environment) => grouped.byFlowAndEnvironment[toSlot(of.flow ?? 0, environment)] ?? [])
}

/** Plans in the order that a group has; most come in it. */
export function sortByCreation(timelines: readonly Timeline[]): readonly Timeline[] {
  const inOrder = timelines.every(
    (timeline, place) => place === 0 || timeline.createdAt >= (timelines[place - 1]?.createdAt ?? 0),
  )
  if (inOrder) return timelines
  return timelines.toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
}

/** With plans in the order of their creation. */
export function addTimelines(grouped: TimelineIndex, timelines: readonly Timeline[]): TimelineIndex {
  const groups = new Map<number, Timeline[]>()
  for (const timeline of timelines) {
    const at = toSlot(timeline.flow.index, timeline.environment)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [timeline])
    else group.push(timeline)
  }
  const byFlowAndEnvironment = grouped.byFlowAndEnvironment.slice()
  for (const [at, group] of groups) byFlowAndEnvironment[at] = getTimelinesAt(grouped, at).insertAll(group)
  return { all: grouped.all.insertAll(timelines), byFlowAndEnvironment: byFlowAndEnvironment }
}

/** With one tree of each kind changed: the whole one, and that of the plan's flow and environment. */
export function updateTimelines(
  grouped: TimelineIndex,
  timeline: Timeline,
  change: (tree: SortedList<Timeline>) => SortedList<Timeline>,
): TimelineIndex {
  const at = toSlot(timeline.flow.index, timeline.environment)
  return {
    all: change(grouped.all),
    byFlowAndEnvironment: grouped.byFlowAndEnvironment.with(at, change(getTimelinesAt(grouped, at))),
  }
}

function getTimelinesAt({ byFlowAndEnvironment }: TimelineIndex, at: number): SortedList<Timeline> {
  const tree = byFlowAndEnvironment[at]
  if (tree === undefined) throw new RangeError(`no flow at place ${at} in this overlay`)
  return tree
}

function toSlot(flow: number, environment: string): number {
  return flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)
}

/**
 * A run that operations created or changed, settled at one instant; it stands for itself where runs are found. The run
 * itself is worked out when it is looked at.
 */
export class OverlayRun {
  readonly timeline: Timeline
  readonly changes: Changes | null
  readonly modifiedAt: Instant
  readonly nextChangeAt: Instant
  readonly #now: Instant
  #run: Run | undefined

  constructor(plan: Timeline, changes: Changes | null, now: Instant) {
    const { modifiedAt, nextChangeAt } = computeChangeTimes(plan, now, changes)
    this.timeline = plan
    this.changes = changes
    this.modifiedAt = modifiedAt
    this.nextChangeAt = nextChangeAt
    this.#now = now
  }

  get number(): RunNumber {
    return this.timeline.number
  }

  get cachedRun(): Run {
    return this.run
  }

  /** The same object at every look, so that it can be told whether anything has changed. */
  get run(): Run {
    this.#run ??= computeRun(this.timeline, this.#now, this.changes)
    return this.#run
  }
}

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
