import { memoizePerWorld, type World } from '../world.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { toDatasetIndex, toRunNumber } from '../dataset/dataset.ts'
import { findRunRef, readRun, type View } from '../state/view.ts'

/** A contact and a flow. */
export interface ContactFlowPair {
  readonly contact: number
  readonly flow: number
}

/** Returns the run of this contact and flow that has not ended; undefined when there is none. */
export function findActiveRun(world: World, view: View, pair: ContactFlowPair): Run | undefined {
  const { dataset, firstActive, endIndex } = view.datasetSnapshot
  const datasetRuns = dataset.contactRotation.listRuns(pair.contact, firstActive, endIndex).map(toRunNumber)
  const numbers = [...listCreatedRuns(world, view, pair), ...datasetRuns]
  return numbers.map((number) => findIfActive(view, number)).find((run) => run?.flow.index === pair.flow)
}

function findIfActive(view: View, number: RunNumber): Run | undefined {
  const ref = findRunRef(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  return run?.endedAt === null ? run : undefined
}

/** Created runs by contact and flow, as far as they have been indexed. */
interface CreatedRunIndex {
  readonly byPair: Map<string, readonly RunNumber[]>
  /** The last indexed number. */
  until: RunNumber
}

const getCreatedRunIndex = memoizePerWorld((): CreatedRunIndex => ({ byPair: new Map(), until: -Infinity }))

/** Indexes the runs that were created since the last call: their numbers only grow. Drops runs that have ended. */
function listCreatedRuns(world: World, view: View, pair: ContactFlowPair): readonly RunNumber[] {
  const index = getCreatedRunIndex(world)
  const { runs } = view.overlay
  for (const { timeline } of runs.from(runs.rank({ at: index.until, number: Infinity }))) {
    index.until = timeline.number
    if (toDatasetIndex(timeline.number) !== undefined) continue
    const key = toPairKey({ contact: timeline.contact, flow: timeline.flow.index })
    index.byPair.set(key, [...(index.byPair.get(key) ?? []), timeline.number])
  }
  const alive = (index.byPair.get(toPairKey(pair)) ?? []).filter((number) => findIfActive(view, number) !== undefined)
  if (alive.length > 0) index.byPair.set(toPairKey(pair), alive)
  else index.byPair.delete(toPairKey(pair))
  return alive
}

function toPairKey({ contact, flow }: ContactFlowPair): string {
  return `${contact}/${flow}`
}
