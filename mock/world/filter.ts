import { type Cell, cellEnvironment, cellFate, cellFlow, type Environment } from './deck.ts'
import { endOf, type Outcome, outcomeOf, repliesOf, type Status } from './fate.ts'
import type { Instant } from './instant.ts'
import type { Run, RunNumber } from './run.ts'
import type { Universe } from './universe.ts'

/** What a settled run shares with every other of its cell, so that whole cells can be counted at once. */
export interface Facet {
  readonly flow: number
  readonly environment: Environment
  readonly status: Status
  readonly outcome: Outcome | null
  /** Whether the flow took the run up. */
  readonly started: boolean
  /** Answers given. */
  readonly replies: number
}

/** A closed interval of instants; an open side is left out. */
export interface Range {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Which runs a query is about; all conditions must hold, an absent one always does. */
export interface Filter {
  readonly flow?: number | undefined
  readonly environment?: Environment | undefined
  /** Any of these contacts. */
  readonly contacts?: readonly number[] | undefined
  readonly numbers?: readonly RunNumber[] | undefined
  readonly created?: Range | undefined
  readonly modified?: Range | undefined
  readonly facet?: ((facet: Facet) => boolean) | undefined
}

/** The filter that every run passes. */
export const EVERYTHING: Filter = {}

export function facetOfRun(run: Run): Facet {
  return {
    flow: run.flow.index,
    environment: run.environment,
    status: run.status,
    outcome: run.outcome,
    started: run.startedAt !== null,
    replies: run.repliesAt.length,
  }
}

/** What every run of the cell is once it has ended by itself. */
export function facetOfCell(universe: Universe, cell: Cell): Facet {
  const fate = cellFate(cell)
  const flow = cellFlow(cell)
  const status = endOf[fate] ?? 'queued'
  return {
    flow,
    environment: cellEnvironment(cell),
    status,
    outcome: status === 'completed' ? outcomeOf(fate) : null,
    started: true,
    replies: repliesOf(fate, universe.flows[flow]?.questions ?? 0),
  }
}

/** Whether the parts of the filter that never change in a run's life hold: its flow and environment. */
export function admitsCell(filter: Filter, cell: Cell): boolean {
  return (
    (filter.flow === undefined || filter.flow === cellFlow(cell)) &&
    (filter.environment === undefined || filter.environment === cellEnvironment(cell))
  )
}

export function matches(filter: Filter, run: Run): boolean {
  return (
    (filter.flow === undefined || filter.flow === run.flow.index) &&
    (filter.environment === undefined || filter.environment === run.environment) &&
    (filter.contacts === undefined || filter.contacts.includes(run.contact)) &&
    (filter.numbers === undefined || filter.numbers.includes(run.number)) &&
    within(filter.created, run.createdAt) &&
    within(filter.modified, run.modifiedAt) &&
    (filter.facet === undefined || filter.facet(facetOfRun(run)))
  )
}

export function within(range: Range | undefined, at: Instant): boolean {
  if (range === undefined) return true
  return (range.from === undefined || at >= range.from) && (range.to === undefined || at <= range.to)
}

/** Whether flow and environment are all that the filter asks, so that counting trees can answer it. */
export function asksOnlyPlace(filter: Filter): boolean {
  const { contacts, numbers, created, modified, facet, environment, flow } = filter
  const rest = [contacts, numbers, created, modified, facet]
  return rest.every((part) => part === undefined) && (environment === undefined || flow !== undefined)
}
