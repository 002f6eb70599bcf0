import { type Environment, type Outcome, type Status, countReplies, endStatusOf, toOutcome } from '../model/outcome.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { type Cell, getCellEnvironment, getCellFlow, getCellOutcome } from '../dataset/distribution.ts'
import type { Run, RunNumber } from '../model/run.ts'
import type { Instant } from '../time.ts'

/** The properties that all ended runs of a cell share, so that whole cells can be counted at once. */
export interface Facet {
  readonly flow: number
  readonly environment: Environment
  readonly status: Status
  readonly outcome: Outcome | null
  /** The flow has sent its first question. */
  readonly isStarted: boolean
  /** The number of answers. */
  readonly replyCount: number
}

/** A closed range of instants; an absent bound is open. */
export interface InstantRange {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** The conditions of a query; a run must meet all that are present. */
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

/** The filter that matches every run. */
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

/** Returns the facet of every ended run of a cell. */
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

/** Returns whether a cell meets the filter's conditions on flow and environment. */
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

/** Returns whether the filter has no condition but flow and environment, so that the sorted lists are enough. */
export function isFlowFilterOnly(filter: RunFilter): boolean {
  const { contacts, numbers, created, modified, facet, environment, flow } = filter
  const rest = [contacts, numbers, created, modified, facet]
  return rest.every((part) => part === undefined) && (environment === undefined || flow !== undefined)
}

/** A range of the order by modification. */
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
