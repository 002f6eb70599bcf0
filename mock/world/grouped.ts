import { ENVIRONMENTS } from './deck.ts'
import { SortedList } from './ordered.ts'
import type { SortOrder } from './ordered-tree.ts'
import type { Timeline } from './run.ts'

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
