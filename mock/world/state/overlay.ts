import { ENVIRONMENTS, type Environment } from '../model/outcome.ts'
import { DueQueue } from '../collections/due-queue.ts'
import { SortedList } from '../collections/sorted-list.ts'
import type { ItemSource, SortOrder } from '../collections/tree-nodes.ts'
import { type Changes, computeRun, type Run, type RunNumber, type Timeline } from '../model/run.ts'
import { type Instant, NEVER } from '../time.ts'

/** A run that operations created or changed, computed for the instant of its overlay. */
export interface OverlayRun {
  readonly number: RunNumber
  readonly cachedRun: Run
  readonly modifiedAt: Instant
  /** The instant of the next change by time alone; `NEVER` when there is none. */
  readonly dueAt: Instant
  readonly timeline: Timeline
  readonly changes: Changes | null
}

/** A run that will change by time alone. */
export type PendingRun = Pick<OverlayRun, 'number' | 'dueAt'>

/** A deleted run, as it was at its deletion. */
export interface DeletedRun {
  readonly deletedAt: Instant
  readonly run: Run
}

/** Timelines in order of creation: all of them, and those of each flow and environment. */
export interface TimelineIndex {
  readonly all: SortedList<Timeline>
  readonly byFlowAndEnvironment: readonly SortedList<Timeline>[]
}

/** The effect of all operations on runs, computed for `now`; immutable, so that a fork is a reference. */
export interface Overlay {
  readonly now: Instant
  /** By number. */
  readonly runs: SortedList<OverlayRun>
  /** The timelines of `runs` as they were added: a later change of a run keeps its key. */
  readonly timelines: TimelineIndex
  /** `runs` by the instant of the last modification. */
  readonly byModified: SortedList<OverlayRun>
  /** The runs that will change by time alone. Former versions of runs may still be in it. */
  readonly pending: DueQueue<PendingRun>
  /** Computed runs that were changed or deleted, so that their computed version is hidden. */
  readonly hiddenTimelines: TimelineIndex
  readonly hiddenNumbers: SortedList<RunNumber>
  /** By the instant of deletion. */
  readonly deletedRuns: SortedList<DeletedRun>
  /** The number of runs that operations created. */
  readonly creationCount: number
}

const BY_CREATION: SortOrder<Timeline> = { getAt: ({ createdAt }) => createdAt, getNumber: ({ number }) => number }
const BY_NUMBER: SortOrder<OverlayRun> = { getAt: ({ number }) => number, getNumber: () => 0 }
const BY_MODIFICATION: SortOrder<OverlayRun> = {
  getAt: ({ modifiedAt }) => modifiedAt,
  getNumber: ({ number }) => number,
}
const BY_DELETION: SortOrder<DeletedRun> = { getAt: ({ deletedAt }) => deletedAt, getNumber: ({ run }) => run.number }
const BY_VALUE: SortOrder<RunNumber> = { getAt: (number) => number, getNumber: () => 0 }

export function createOverlay(flows: number, now: Instant): Overlay {
  const noTimelines: TimelineIndex = {
    all: SortedList.createEmpty(BY_CREATION),
    byFlowAndEnvironment: Array.from({ length: flows * ENVIRONMENTS.length }, () =>
      SortedList.createEmpty(BY_CREATION),
    ),
  }
  return {
    now,
    runs: SortedList.createEmpty(BY_NUMBER),
    timelines: noTimelines,
    byModified: SortedList.createEmpty(BY_MODIFICATION),
    pending: DueQueue.createEmpty(),
    hiddenTimelines: noTimelines,
    hiddenNumbers: SortedList.createEmpty(BY_VALUE),
    deletedRuns: SortedList.createEmpty(BY_DELETION),
    creationCount: 0,
  }
}

/** The items of an overlay's lists, each in the order of its list. */
export interface OverlaySources {
  readonly now: Instant
  readonly creationCount: number
  readonly runs: ItemSource<OverlayRun>
  readonly timelines: TimelineSources
  readonly byModified: ItemSource<OverlayRun>
  readonly pending: readonly PendingRun[]
  readonly hiddenTimelines: TimelineSources
  readonly hiddenNumbers: ItemSource<RunNumber>
  readonly deletedRuns: ItemSource<DeletedRun>
}

export interface TimelineSources {
  readonly all: ItemSource<Timeline>
  readonly byFlowAndEnvironment: readonly ItemSource<Timeline>[]
}

/** Creates an overlay that reads its items from sources. */
export function createOverlayFromSources(sources: OverlaySources): Overlay {
  const createIndex = ({ all, byFlowAndEnvironment }: TimelineSources): TimelineIndex => ({
    all: SortedList.createFromSource(BY_CREATION, all),
    byFlowAndEnvironment: byFlowAndEnvironment.map((source) => SortedList.createFromSource(BY_CREATION, source)),
  })
  return {
    now: sources.now,
    runs: SortedList.createFromSource(BY_NUMBER, sources.runs),
    timelines: createIndex(sources.timelines),
    byModified: SortedList.createFromSource(BY_MODIFICATION, sources.byModified),
    pending: DueQueue.createEmpty<PendingRun>().insertAll(sources.pending),
    hiddenTimelines: createIndex(sources.hiddenTimelines),
    hiddenNumbers: SortedList.createFromSource(BY_VALUE, sources.hiddenNumbers),
    deletedRuns: SortedList.createFromSource(BY_DELETION, sources.deletedRuns),
    creationCount: sources.creationCount,
  }
}

/** Adds the lists of one more flow. */
export function addFlowLists(overlay: Overlay): Overlay {
  const addLists = ({ all, byFlowAndEnvironment }: TimelineIndex): TimelineIndex => {
    const empty = ENVIRONMENTS.map(() => SortedList.createEmpty(BY_CREATION))
    return { all, byFlowAndEnvironment: [...byFlowAndEnvironment, ...empty] }
  }
  return {
    ...overlay,
    timelines: addLists(overlay.timelines),
    hiddenTimelines: addLists(overlay.hiddenTimelines),
  }
}

export function createOverlayRun(timeline: Timeline, changes: Changes | null, now: Instant): OverlayRun {
  const run = computeRun(timeline, now, changes)
  const { modifiedAt, nextChangeAt } = run
  return { number: timeline.number, cachedRun: run, modifiedAt, dueAt: nextChangeAt, timeline, changes }
}

export function findOverlayRun(overlay: Overlay, number: RunNumber): OverlayRun | undefined {
  return overlay.runs.get({ at: number, number: 0 })
}

/** Returns whether the computed version of a run is hidden. */
export function isHidden(overlay: Overlay, number: RunNumber): boolean {
  return overlay.hiddenNumbers.size > 0 && overlay.hiddenNumbers.get({ at: number, number: 0 }) !== undefined
}

/** Returns the lists of an index that together contain just the given flow and environment. */
export function selectTimelines(
  index: TimelineIndex,
  { flow, environment }: { readonly flow?: number | undefined; readonly environment?: Environment | undefined },
): readonly SortedList<Timeline>[] {
  if (flow === undefined) return [index.all]
  const environments = environment === undefined ? ENVIRONMENTS : [environment]
  return environments.flatMap((one) => index.byFlowAndEnvironment[toSlot(flow, one)] ?? [])
}

/** Adds a new run with the greatest number. */
export function addCreatedRun(overlay: Overlay, timeline: Timeline): Overlay {
  return addOverlayRun(overlay, createOverlayRun(timeline, null, overlay.now), overlay.creationCount + 1)
}

/** Adds new runs with ascending numbers. */
export function addCreatedRuns(overlay: Overlay, timelines: readonly Timeline[]): Overlay {
  const runs = timelines.map((timeline) => createOverlayRun(timeline, null, overlay.now))
  return addOverlayRuns(overlay, runs, overlay.creationCount + runs.length)
}

/** Puts a run in the place of its former version, or of the computed run that is hidden for it. */
export function putOverlayRun(overlay: Overlay, timeline: Timeline, changes: Changes | null): Overlay {
  const overlayRun = createOverlayRun(timeline, changes, overlay.now)
  const former = findOverlayRun(overlay, timeline.number)
  return former === undefined
    ? addOverlayRun(overlay, overlayRun, overlay.creationCount)
    : replaceOverlayRun(overlay, former, overlayRun)
}

/** Removes a run; a computed one is hidden already. */
export function deleteFromOverlay(overlay: Overlay, run: Run): Overlay {
  const deletedRuns = overlay.deletedRuns.insert({ deletedAt: overlay.now, run })
  const former = findOverlayRun(overlay, run.number)
  if (former === undefined) return { ...overlay, deletedRuns }
  return {
    ...overlay,
    deletedRuns,
    runs: overlay.runs.remove(overlay.runs.getKey(former)),
    timelines: updateTimelines(overlay.timelines, former.timeline, (list) => list.remove(list.getKey(former.timeline))),
    byModified: overlay.byModified.remove(overlay.byModified.getKey(former)),
  }
}

/** Hides the computed version of a run. */
export function hideTimeline(overlay: Overlay, timeline: Timeline): Overlay {
  if (isHidden(overlay, timeline.number)) return overlay
  return {
    ...overlay,
    hiddenTimelines: updateTimelines(overlay.hiddenTimelines, timeline, (list) => list.insert(timeline)),
    hiddenNumbers: overlay.hiddenNumbers.insert(timeline.number),
  }
}

/** Up to this many runs are updated one by one. */
const MAX_SINGLE_UPDATES = 64
/** All lists are rebuilt when the updated runs are more than one in this many. */
const REBUILD_RATIO = 16

/** Computes the overlay for a later instant. */
export function advanceOverlay(overlay: Overlay, now: Instant): Overlay {
  if (overlay.now === now) return overlay
  const limit = Math.max(MAX_SINGLE_UPDATES, overlay.runs.size / REBUILD_RATIO)
  const { due, rest } = overlay.pending.take(now, limit)
  let next: Overlay = { ...overlay, now, pending: rest }
  if (rest.nextAt <= now) return rebuildOverlay(next)
  for (const { number } of due) {
    const former = findOverlayRun(next, number)
    // The run may have been changed or deleted since.
    if (former !== undefined && former.dueAt <= now)
      next = replaceOverlayRun(next, former, createOverlayRun(former.timeline, former.changes, now))
  }
  return next
}

function rebuildOverlay(overlay: Overlay): Overlay {
  const { now } = overlay
  const runs = Array.from(overlay.runs, (overlayRun) =>
    overlayRun.dueAt <= now ? createOverlayRun(overlayRun.timeline, overlayRun.changes, now) : overlayRun,
  )
  return {
    ...overlay,
    runs: SortedList.createEmpty(BY_NUMBER).insertAll(runs),
    byModified: SortedList.createEmpty(BY_MODIFICATION).insertAll(sortItems(runs, BY_MODIFICATION)),
    pending: DueQueue.createEmpty<PendingRun>().insertAll(runs.filter(isPending)),
  }
}

/** Returns the earliest instant at which a run changes by time alone, or an earlier one. */
export function getNextChangeAt(overlay: Overlay): Instant {
  return overlay.pending.nextAt
}

/**
 * Adds a run that the overlay does not contain. The copy is written out: a spread makes the creation of a run half as
 * slow again.
 */
function addOverlayRun(overlay: Overlay, run: OverlayRun, creationCount: number): Overlay {
  return {
    now: overlay.now,
    runs: overlay.runs.insert(run),
    timelines: updateTimelines(overlay.timelines, run.timeline, (list) => list.insert(run.timeline)),
    byModified: overlay.byModified.insert(run),
    pending: isPending(run) ? overlay.pending.insert(run) : overlay.pending,
    hiddenTimelines: overlay.hiddenTimelines,
    hiddenNumbers: overlay.hiddenNumbers,
    deletedRuns: overlay.deletedRuns,
    creationCount,
  }
}

/** Adds runs with ascending numbers that the overlay does not contain. */
function addOverlayRuns(overlay: Overlay, runs: readonly OverlayRun[], creationCount: number): Overlay {
  const timelines = runs.map(({ timeline }) => timeline)
  return {
    ...overlay,
    creationCount,
    runs: overlay.runs.insertAll(runs),
    timelines: addTimelines(overlay.timelines, sortItems(timelines, BY_CREATION)),
    byModified: overlay.byModified.insertAll(sortItems(runs, BY_MODIFICATION)),
    pending: overlay.pending.insertAll(runs.filter(isPending)),
  }
}

function replaceOverlayRun(overlay: Overlay, former: OverlayRun, next: OverlayRun): Overlay {
  return {
    ...overlay,
    runs: overlay.runs.insert(next),
    byModified: overlay.byModified.remove(overlay.byModified.getKey(former)).insert(next),
    pending: isPending(next) ? overlay.pending.insert(next) : overlay.pending,
  }
}

function isPending({ dueAt }: OverlayRun): boolean {
  return dueAt !== NEVER
}

function addTimelines(index: TimelineIndex, timelines: readonly Timeline[]): TimelineIndex {
  const groups = new Map<number, Timeline[]>()
  for (const timeline of timelines) {
    const slot = toSlot(timeline.flow.index, timeline.environment)
    const group = groups.get(slot)
    if (group === undefined) groups.set(slot, [timeline])
    else group.push(timeline)
  }
  const byFlowAndEnvironment = index.byFlowAndEnvironment.slice()
  for (const [slot, group] of groups) byFlowAndEnvironment[slot] = getTimelines(index, slot).insertAll(group)
  return { all: index.all.insertAll(timelines), byFlowAndEnvironment }
}

/** Changes both lists that contain a timeline. */
function updateTimelines(
  index: TimelineIndex,
  { flow, environment }: Timeline,
  change: (list: SortedList<Timeline>) => SortedList<Timeline>,
): TimelineIndex {
  const slot = toSlot(flow.index, environment)
  return {
    all: change(index.all),
    byFlowAndEnvironment: index.byFlowAndEnvironment.with(slot, change(getTimelines(index, slot))),
  }
}

function getTimelines({ byFlowAndEnvironment }: TimelineIndex, slot: number): SortedList<Timeline> {
  const list = byFlowAndEnvironment[slot]
  if (list === undefined) throw new RangeError(`slot ${slot} is outside the index`)
  return list
}

function toSlot(flow: number, environment: Environment): number {
  return flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)
}

function sortItems<Item>(items: readonly Item[], order: SortOrder<Item>): readonly Item[] {
  if (items.length < 2) return items
  return items.toSorted(
    (left, right) => order.getAt(left) - order.getAt(right) || order.getNumber(left) - order.getNumber(right),
  )
}
