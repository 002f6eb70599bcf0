import { memoizePerWorld, type World } from '../world.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { toDatasetIndex, toRunNumber } from '../dataset/dataset.ts'
import { findRunRef, readRun, type View } from '../state/view.ts'

/** A contact and a flow. */
export interface ContactFlowPair {
  readonly contact: number
  readonly flow: number
}

/** The run that leads this contact through this flow at present, not ended yet; undefined when there is none. */
export function findActiveRun(world: World, view: View, pair: ContactFlowPair): Run | undefined {
  const { dataset, firstActive, endIndex } = view.datasetSnapshot
  const computed = dataset.contactRotation.listRuns(pair.contact, firstActive, endIndex).map(toRunNumber)
  const numbers = [...listCreatedRuns(world, view, pair), ...computed]
  return numbers.map((number) => findIfActive(view, number)).find((run) => run?.flow.index === pair.flow)
}

function findIfActive(view: View, number: RunNumber): Run | undefined {
  const ref = findRunRef(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  return run?.endedAt === null ? run : undefined
}

/** Runs that operations have created, by contact and flow, as far as they have been looked through. */
interface CreatedRunIndex {
  readonly byPair: Map<string, readonly RunNumber[]>
  until: RunNumber
}

const getCreatedRunIndex = memoizePerWorld((): CreatedRunIndex => ({ byPair: new Map(), until: -Infinity }))

/** Numbers of created runs only grow, so only those that came since the last look have to be looked at. */
function listCreatedRuns(world: World, view: View, pair: ContactFlowPair): readonly RunNumber[] {
  const index = getCreatedRunIndex(world)
  const { runs } = view.overlay
  for (const { timeline } of runs.from(runs.rank({ at: index.until, number: Infinity }))) {
    index.until = timeline.number
    if (toDatasetIndex(timeline.number) !== undefined) continue
    const key = toPairKey({ contact: timeline.contact, flow: timeline.flow.index })
    index.byPair.set(key, [...(index.byPair.get(key) ?? []), timeline.number])
  }
  // Whatever has ended or was deleted is not worth another look.
  const alive = (index.byPair.get(toPairKey(pair)) ?? []).filter((number) => findIfActive(view, number) !== undefined)
  if (alive.length > 0) index.byPair.set(toPairKey(pair), alive)
  else index.byPair.delete(toPairKey(pair))
  return alive
}

function toPairKey({ contact, flow }: ContactFlowPair): string {
  return `${contact}/${flow}`
}
