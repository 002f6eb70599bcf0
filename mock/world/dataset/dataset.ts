import { countSpecialContacts } from '../model/contact.ts'
import { countMostQuestions, createFlows, createOwnFlow, type Flow } from '../model/flow.ts'
import type { OwnFlow } from '../model/own-data.ts'
import { computeEndsAt, computeInstants, computeRun, type Run, type RunNumber, type Timeline } from '../model/run.ts'
import { createPermutation, deriveKey, type RandomKey } from '../random.ts'
import { addDuration, DAY, type Duration, type Instant, NEVER, toInstant } from '../time.ts'
import {
  createDistribution,
  type Distribution,
  getCellEnvironment,
  getCellFlow,
  getCellOutcome,
} from './distribution.ts'
import { type Assignment, createAssignment, createCreationSchedule, type CreationSchedule } from './epochs.ts'
import { assertFewActiveRuns, computeMaxRunDuration, type DatasetParameters, resolveParameters } from './parameters.ts'

/**
 * Assigns contacts to runs. Runs come in rounds of half the contacts, ordered by a keyed permutation; rounds alternate
 * between the two halves, so a contact returns after half of all contacts at the earliest.
 */
export interface ContactRotation {
  getContact(index: number): number
  /** Returns the indices in [from, to) of a contact's runs, ascending. */
  listRuns(contact: number, from: number, to: number): readonly number[]
}

function createContactRotation(parameters: DatasetParameters): ContactRotation {
  const size = Math.ceil(parameters.contacts / 2)
  const order = createPermutation(deriveKey(parameters.seed, 'contacts'), size)

  return {
    getContact(index) {
      const round = Math.floor(index / size)
      return 2 * order.apply(index - round * size, round) + (round & 1)
    },
    listRuns(contact, from, to) {
      if (contact < 0 || contact >= parameters.contacts) return []
      const runs: number[] = []
      const first = Math.floor(from / size)
      for (let round = first + Math.abs((first ^ contact) & 1); round * size < to; round += 2) {
        const index = round * size + order.invert(contact >> 1, round)
        if (index >= from && index < to) runs.push(index)
      }
      return runs
    },
  }
}

/**
 * The base data of a world: computed, never stored. Run `index` is a pure function of (parameters, index). Indices below
 * 0 are history at the world's start; index 0 is the first run to arrive after it.
 */
export interface Dataset {
  readonly parameters: DatasetParameters
  /** The flows of the parameters, then those that operations added. */
  readonly flows: readonly Flow[]
  /** The most questions of any flow of the parameters. */
  readonly maxQuestions: number
  /** The longest time for which a run is active. Never-started runs are the exception; their modification never moves. */
  readonly maxRunDuration: Duration
  readonly distribution: Distribution
  readonly schedule: CreationSchedule
  readonly assignment: Assignment
  readonly contactRotation: ContactRotation
  /** The number of regular and special contacts. */
  readonly contactCount: number
  /** The random key of created runs. */
  readonly creationKey: RandomKey
  readonly firstIndex: number
  /** Returns the index after the newest run at `now`. */
  getEndIndex(now: Instant): number
  getTimeline(index: number): Timeline
  /** Returns the end of run `index`, without the rest of its timeline. */
  getEndsAt(index: number): Instant
}

/** Returns the number of the computed run at `index`. */
export function toRunNumber(index: number): RunNumber {
  return 2 * index
}

/** Returns the index of a computed run; undefined for the number of a created one. */
export function toDatasetIndex(number: RunNumber): number | undefined {
  return number % 2 === 0 ? number / 2 : undefined
}

/** @throws {ParameterError} */
export function createDataset(overrides: Partial<DatasetParameters> = {}): Dataset {
  const parameters = resolveParameters(overrides)
  const distribution = createDistribution(parameters)
  const schedule = createCreationSchedule(parameters, distribution)
  const assignment = createAssignment(parameters, distribution, schedule)
  const contactRotation = createContactRotation(parameters)
  const flows = createFlows(parameters)
  const key = deriveKey(parameters.seed, 'course')
  const firstIndex = parameters.runs === 0 ? 0 : -parameters.runs

  function buildInstantsInput(index: number) {
    const cell = assignment.getCell(index)
    const flow = flows[getCellFlow(cell)]
    if (flow === undefined) throw new RangeError(`no flow for run ${index}`)
    const createdAt = schedule.getCreatedAt(index)
    return { key, drawIndex: index, flow, plannedOutcome: getCellOutcome(cell), createdAt, cell }
  }

  function getTimeline(index: number): Timeline {
    const input = buildInstantsInput(index)
    const { startsAt, repliesAt, endsAt } = computeInstants(input)
    return {
      number: toRunNumber(index),
      flow: input.flow,
      contact: contactRotation.getContact(index),
      environment: getCellEnvironment(input.cell),
      plannedOutcome: input.plannedOutcome,
      broadcast: assignment.getBroadcast(index),
      createdAt: input.createdAt,
      input: null,
      startsAt,
      repliesAt,
      endsAt,
    }
  }

  return {
    parameters,
    flows,
    maxQuestions: countMostQuestions(flows),
    maxRunDuration: computeMaxRunDuration(parameters),
    distribution,
    schedule,
    assignment,
    contactRotation,
    contactCount: parameters.contacts + countSpecialContacts(parameters),
    creationKey: deriveKey(parameters.seed, 'created'),
    firstIndex,
    getEndIndex(now) {
      const endIndex = schedule.findIndexAfter(now)
      return Math.max(firstIndex, parameters.arrivals ? endIndex : Math.min(0, endIndex))
    },
    getTimeline,
    getEndsAt: (index) => computeEndsAt(buildInstantsInput(index)),
  }
}

/**
 * Returns the dataset with one more flow, which has no computed runs.
 * @throws {ParameterError} when too many runs would be active at once
 */
export function addFlow(dataset: Dataset, own: OwnFlow, at: Instant): Dataset {
  const maxRunDuration = Math.max(dataset.maxRunDuration, computeMaxRunDuration({ ownData: { flows: [own] } }))
  assertFewActiveRuns(maxRunDuration, dataset.parameters.every)
  return { ...dataset, maxRunDuration, flows: [...dataset.flows, createOwnFlow(own, dataset.flows.length, at)] }
}

/** Own runs may be older than the computed ones. */
const OWN_HISTORY: Duration = 30 * DAY

/** Returns an instant at which every vendor's flows were published already. */
export function getEarliestInstant({ parameters, schedule, firstIndex }: Dataset): Instant {
  const firstRunAt = toInstant(Math.min(parameters.start, schedule.getCreatedAt(firstIndex)))
  return addDuration(firstRunAt, parameters.ownData === undefined ? -DAY : -OWN_HISTORY)
}

/**
 * The computed runs at one instant. Runs before `firstActive` have all ended and are counted by arithmetic; the few after
 * it are computed here once and stay valid until `validUntil`.
 */
export interface DatasetSnapshot {
  readonly dataset: Dataset
  readonly now: Instant
  /** No computed run changes before this instant. */
  readonly validUntil: Instant
  /** The first index that may still be active. */
  readonly firstActive: number
  /** The index after the newest run. */
  readonly endIndex: number
  /** The runs from `firstActive` to `endIndex`, in order. */
  readonly recent: readonly Run[]
}

/** @param arriveUntil the instant after which no more computed runs arrive */
export function createDatasetSnapshot(dataset: Dataset, now: Instant, arriveUntil: Instant = NEVER): DatasetSnapshot {
  const endIndex = dataset.getEndIndex(now < arriveUntil ? now : arriveUntil)
  const firstActive = Math.max(
    dataset.firstIndex,
    Math.min(endIndex, dataset.schedule.findIndexAfter(addDuration(now, -dataset.maxRunDuration))),
  )
  const recent: Run[] = []
  const hasMoreArrivals = now < arriveUntil && (dataset.parameters.arrivals || endIndex < 0)
  let validUntil = hasMoreArrivals ? dataset.schedule.getCreatedAt(endIndex) : NEVER
  for (let index = firstActive; index < endIndex; index++) {
    const run = computeRun(dataset.getTimeline(index), now)
    recent.push(run)
    if (run.nextChangeAt < validUntil) validUntil = run.nextChangeAt
  }
  return { dataset, now, validUntil, firstActive, endIndex, recent }
}

/** Returns whether the snapshot is valid at `now`. */
export function isValidAt(snapshot: DatasetSnapshot, now: Instant): boolean {
  return now >= snapshot.now && now < snapshot.validUntil
}

/** Returns whether a computed run of this index exists. */
export function hasIndex({ dataset, endIndex }: DatasetSnapshot, index: number): boolean {
  return index >= dataset.firstIndex && index < endIndex
}

/** Returns the run at this index if the snapshot holds it; null for a long-ended or missing one. */
export function findRecentRun({ recent, firstActive }: DatasetSnapshot, index: number): Run | null {
  // A negative index would give undefined too, but V8 takes a hundred times as long for it.
  return index < firstActive ? null : (recent[index - firstActive] ?? null)
}

/** Returns the computed run of this number; undefined when it does not exist (yet). */
export function findDatasetRun(snapshot: DatasetSnapshot, number: RunNumber): Run | undefined {
  const index = toDatasetIndex(number)
  if (index === undefined || !hasIndex(snapshot, index)) return undefined
  return findRecentRun(snapshot, index) ?? computeRun(snapshot.dataset.getTimeline(index), snapshot.now)
}
