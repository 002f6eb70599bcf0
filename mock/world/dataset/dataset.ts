import { type CreationSchedule, createCreationSchedule } from './creation-schedule.ts'
import { type RandomKey, deriveKey } from '../random.ts'
import { type Assignment, type ContactRotation, createAssignment, createContactRotation } from './assignment.ts'
import {
  getCellEnvironment,
  getCellOutcome,
  getCellFlow,
  type Distribution,
  createDistribution,
} from './distribution.ts'
import { type Flow, createFlows } from '../model/flow.ts'
import type { Instant } from '../time/instant.ts'
import { type DatasetParameters, resolveParameters } from './parameters.ts'
import { computeEnd, computeInstants } from '../model/timeline.ts'
import type { Timeline, RunNumber } from '../model/run.ts'

/**
 * The base data set of a world: computed, never stored. Run `index` is a pure function of (parameters, index); indices
 * below 0 are history at the world's start, index 0 is the first to arrive after it.
 */
export interface Dataset {
  readonly parameters: DatasetParameters
  readonly flows: readonly Flow[]
  readonly distribution: Distribution
  readonly schedule: CreationSchedule
  readonly assignment: Assignment
  readonly contactRotation: ContactRotation
  /** The key that created runs are drawn with. */
  readonly creationKey: RandomKey
  /** The first index of all. */
  readonly firstIndex: number
  /** The index after the newest run at `now`. */
  getEndIndex(now: Instant): number
  getTimeline(index: number): Timeline
  /** When run `index` ends, without the rest of its plan. */
  getEndsAt(index: number): Instant
}

/** The number of the computed run at `index`. */
export function toRunNumber(index: number): RunNumber {
  return 2 * index
}

/** The index of a computed run; undefined for the number of a created one. */
export function toDatasetIndex(number: RunNumber): number | undefined {
  return number % 2 === 0 ? number / 2 : undefined
}

export function createDataset(overrides: Partial<DatasetParameters> = {}): Dataset {
  const parameters = resolveParameters(overrides)
  const distribution = createDistribution(parameters)
  const schedule = createCreationSchedule(parameters, distribution)
  const assignment = createAssignment(parameters, distribution, schedule)
  const contactRotation = createContactRotation(parameters)
  const flows = createFlows(parameters.flows)
  const timelineKey = deriveKey(parameters.seed, 'course')
  const firstIndex = parameters.runs === 0 ? 0 : -parameters.runs

  function buildTimelineInput(index: number) {
    const cell = assignment.getCell(index)
    const flow = flows[getCellFlow(cell)]
    if (flow === undefined) throw new RangeError(`no flow for run ${index}`)
    return {
      key: timelineKey,
      drawIndex: index,
      flow,
      plannedOutcome: getCellOutcome(cell),
      createdAt: schedule.getCreatedAt(index),
      cell,
    }
  }

  function getTimeline(index: number): Timeline {
    const input = buildTimelineInput(index)
    return {
      number: toRunNumber(index),
      flow: input.flow,
      contact: contactRotation.getContact(index),
      environment: getCellEnvironment(input.cell),
      plannedOutcome: input.plannedOutcome,
      broadcast: assignment.getBroadcast(index),
      createdAt: input.createdAt,
      input: null,
      ...computeInstants(input),
    }
  }

  return {
    parameters,
    flows,
    distribution: distribution,
    schedule: schedule,
    assignment: assignment,
    contactRotation: contactRotation,
    creationKey: deriveKey(parameters.seed, 'created'),
    firstIndex: firstIndex,
    getEndIndex: (now) =>
      Math.max(
        firstIndex,
        parameters.arrivals ? schedule.findIndexAfter(now) : Math.min(0, schedule.findIndexAfter(now)),
      ),
    getTimeline: getTimeline,
    getEndsAt: (index) => computeEnd(buildTimelineInput(index)),
  }
}
