import {
  DATASET_OUTCOMES,
  ENVIRONMENTS,
  type Environment,
  listOutcomeWeights,
  type PlannedOutcome,
  SINGLE_RUN_WEIGHTS,
} from '../model/outcome.ts'
import type { FlowParameters } from '../model/own-data.ts'

/** Number of blocks in an epoch. Only blocks at even places may be broadcasts, so two are never adjacent. */
export const BLOCKS_PER_EPOCH = 16

/** A combination of flow, environment and planned outcome as a dense number; ended runs are filtered by it. */
export type Cell = number

/** The fixed multiset of cells in every epoch, as slots sorted by cell. */
export interface Distribution {
  readonly cells: number
  /** One slot with its cell for each single run of an epoch; equal cells are adjacent. */
  readonly singles: Uint16Array
  /** The first slot of each cell in `singles`, and the end of the last. */
  readonly singleStart: Uint16Array
  /** The flow of each broadcast of an epoch. */
  readonly broadcastFlows: readonly number[]
  /** One slot with the index of its outcome for each run of a broadcast; equal outcomes are adjacent. */

  readonly broadcastOutcomes: Uint16Array
  readonly broadcastOutcomeStart: Uint16Array
}

const FLOW_WEIGHTS = [10, 8, 7, 6, 5, 4, 3, 2]
const ENVIRONMENT_WEIGHTS = [7, 1]
const BROADCAST_WEIGHTS = listOutcomeWeights({
  accepted: 8,
  rejected: 1,
  'never-answered': 48,
  'expired-early': 3,
  'expired-late': 1,
  failed: 2,
  interrupted: 1,
})

/** The dataset parameters that a distribution depends on. */
export interface DistributionSizes extends FlowParameters {
  readonly block: number
  readonly broadcasts: number
}

/** Creates the distribution for these parameters; its proportions are exact to one run. */
export function createDistribution(parameters: DistributionSizes): Distribution {
  const { block, broadcasts } = parameters
  const weights = listFlowWeights(parameters)
  const joint = weights.flatMap((byEnvironment) =>
    byEnvironment.flatMap((weight) => SINGLE_RUN_WEIGHTS.map((outcome) => weight * outcome)),
  )
  const singleCounts = apportion(joint, (BLOCKS_PER_EPOCH - broadcasts) * block)
  const outcomeCounts = apportion(BROADCAST_WEIGHTS, block)
  const liveWeights = weights.map(([live = 0]) => live)
  return {
    cells: joint.length,
    singles: expandCounts(singleCounts),
    singleStart: computeStarts(singleCounts),
    broadcastFlows: [...expandCounts(apportion(liveWeights, broadcasts))],
    broadcastOutcomes: expandCounts(outcomeCounts),
    broadcastOutcomeStart: computeStarts(outcomeCounts),
  }
}

/** Returns the weights of each regular flow, one per environment. Broadcasts are live only. */
function listFlowWeights({ flows, ownData }: FlowParameters): readonly (readonly number[])[] {
  return Array.from({ length: flows }, (_, index) => {
    const flow = ownData?.flows?.[index]
    const weight = flow?.weight ?? FLOW_WEIGHTS[index % FLOW_WEIGHTS.length] ?? 1
    return ENVIRONMENTS.map((environment, place) => {
      if (flow?.environment === undefined) return weight * (ENVIRONMENT_WEIGHTS[place] ?? 0)
      // A flow of one environment has its whole share there.
      return flow.environment === environment
        ? weight * ENVIRONMENT_WEIGHTS.reduce((left, right) => left + right, 0)
        : 0
    })
  })
}

/** Returns the cell of a flow, an environment and the index of a planned outcome. */
export function toCell(flow: number, environment: Environment, outcome: number): Cell {
  return (flow * ENVIRONMENTS.length + (environment === 'live' ? 0 : 1)) * DATASET_OUTCOMES.length + outcome
}

export function getCellFlow(cell: Cell): number {
  return Math.floor(cell / (ENVIRONMENTS.length * DATASET_OUTCOMES.length))
}

export function getCellEnvironment(cell: Cell): Environment {
  return Math.floor(cell / DATASET_OUTCOMES.length) % 2 === 0 ? 'live' : 'staging'
}

export function getCellOutcomeIndex(cell: Cell): number {
  return cell % DATASET_OUTCOMES.length
}

export function getCellOutcome(cell: Cell): PlannedOutcome {
  return DATASET_OUTCOMES[getCellOutcomeIndex(cell)] ?? 'accepted'
}

/** Divides `total` in proportion to the weights by largest remainder; ties go to the earlier weight. */
function apportion(weights: readonly number[], total: number): readonly number[] {
  const sum = weights.reduce((left, right) => left + right, 0)
  const exact = weights.map((weight) => (weight * total) / sum)
  const counts = exact.map(Math.floor)
  const missing = total - counts.reduce((left, right) => left + right, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .toSorted((left, right) => right.remainder - left.remainder || left.at - right.at)
  for (const { at } of byRemainder.slice(0, missing)) counts[at] = (counts[at] ?? 0) + 1
  return counts
}

function expandCounts(counts: readonly number[]): Uint16Array {
  return Uint16Array.from(counts.flatMap((count, at) => Array.from({ length: count }, () => at)))
}

function computeStarts(counts: readonly number[]): Uint16Array {
  const result = new Uint16Array(counts.length + 1)
  counts.forEach((count, at) => (result[at + 1] = (result[at] ?? 0) + count))
  return result
}
