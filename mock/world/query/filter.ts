import type { Dataset } from '../dataset/dataset.ts'
import {
  type Cell,
  type Environment,
  getCellEnvironment,
  getCellFlow,
  getCellOutcome,
} from '../dataset/distribution.ts'
import { countReplies, endStatusOf, type Outcome, type Status, toOutcome } from '../model/outcome.ts'
import type { Run, RunNumber } from '../model/run.ts'
import type { Instant } from '../time/instant.ts'

/** What a settled run shares with every other of its cell, so that whole cells can be counted at once. */
export interface Facet {
  readonly flow: number
  readonly environment: Environment
  readonly status: Status
  readonly outcome: Outcome | null
  /** Whether the flow took the run up. */
  readonly isStarted: boolean
  /** Answers given. */
  readonly replyCount: number
}

/** A closed interval of instants; an open side is left out. */
export interface InstantRange {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Which runs a query is about; all conditions must hold, an absent one always does. */
export interface RunFilter {
  readonly flow?: number | undefined
  readonly environment?: Environment | undefined
  /** Any of these contacts. */
  readonly contacts?: readonly number[] | undefined
  readonly numbers?: readonly RunNumber[] | undefined
  readonly created?: InstantRange | undefined
  readonly modified?: InstantRange | undefined
  readonly facet?: ((facet: Facet) => boolean) | undefined
}

/** The filter that every run passes. */
export const NO_FILTER: RunFilter = {}

export function toFacet(run: Run): Facet {
  return {
    flow: run.flow.index,
    environment: run.environment,
    status: run.status,
    outcome: run.outcome,
    isStarted: run.startedAt !== null,
    replyCount: run.repliesAt.length,
  }
}

/** What every run of the cell is once it has ended by itself. */
export function toCellFacet(dataset: Dataset, cell: Cell): Facet {
  const plannedOutcome = getCellOutcome(cell)
  const flow = getCellFlow(cell)
  const status = endStatusOf[plannedOutcome] ?? 'queued'
  return {
    flow,
    environment: getCellEnvironment(cell),
    status,
    outcome: status === 'completed' ? toOutcome(plannedOutcome) : null,
    isStarted: true,
    replyCount: countReplies(plannedOutcome, dataset.flows[flow]?.questions ?? 0),
  }
}

/** Whether the parts of the filter that never change in a run's life hold: its flow and environment. */
export function matchesCell(filter: RunFilter, cell: Cell): boolean {
  return (
    (filter.flow === undefined || filter.flow === getCellFlow(cell)) &&
    (filter.environment === undefined || filter.environment === getCellEnvironment(cell))
  )
}

export function matchesFilter(filter: RunFilter, run: Run): boolean {
  return (
    (filter.flow === undefined || filter.flow === run.flow.index) &&
    (filter.environment === undefined || filter.environment === run.environment) &&
    (filter.contacts === undefined || filter.contacts.includes(run.contact)) &&
    (filter.numbers === undefined || filter.numbers.includes(run.number)) &&
    isWithin(filter.created, run.createdAt) &&
    isWithin(filter.modified, run.modifiedAt) &&
    (filter.facet === undefined || filter.facet(toFacet(run)))
  )
}

export function isWithin(range: InstantRange | undefined, at: Instant): boolean {
  if (range === undefined) return true
  return (range.from === undefined || at >= range.from) && (range.to === undefined || at <= range.to)
}

/** Whether flow and environment are all that the filter asks, so that counting trees can answer it. */
export function isFlowFilterOnly(filter: RunFilter): boolean {
  const { contacts, numbers, created, modified, facet, environment, flow } = filter
  const rest = [contacts, numbers, created, modified, facet]
  return rest.every((part) => part === undefined) && (environment === undefined || flow !== undefined)
}

/** A stretch of the order by modification. */
export interface ModificationQuery {
  readonly filter: RunFilter
  /** Only runs modified at or after this instant. */
  readonly from?: Instant | undefined
  /** Only runs modified at or before this instant. */
  readonly to?: Instant | undefined
  readonly descending: boolean
  readonly skip: number
  readonly limit: number
}
