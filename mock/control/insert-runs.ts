import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { OwnRun } from '../own-data/input.ts'
import { toNewRuns, toOwnRunError } from '../own-data/runs.ts'
import { parseIso } from '../wire/date-time.ts'
import { getEarliestInstant } from '../world/dataset/dataset.ts'
import type { JsonObject } from '../world/model/json.ts'
import type { Environment, PlannedOutcome } from '../world/model/outcome.ts'
import type { CustomRun, Run, RunInput } from '../world/model/run.ts'
import type { Operation } from '../world/state/operation.ts'
import { toInstant, type Instant } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { buildPerson, resolveContact } from './contacts.ts'
import { findFlow, type WorldContext } from './flows.ts'
import { createInvalidProblem, formatRunField, withProblems } from './input.ts'

type NewRun = components['schemas']['NewRun']
type NewContact = components['schemas']['NewContact']

/**
 * Inserts all runs or none. Returns the runs that exist now, and the number of those that are created later.
 * @throws {Problem} "invalid" for a run that contradicts itself or the world
 */
export function insertRuns(
  context: WorldContext,
  newRuns: readonly NewRun[],
): { readonly runs: readonly Run[]; readonly scheduled: number } {
  const { world } = context
  const operation = buildInsertOperation(context, newRuns)
  withProblems(() => world.applyOperation(operation))
  const { runs: rows, now } = world.view().overlay
  // The runs that exist now have the greatest numbers.
  const createdCount = operation.runs.filter(({ createdAt }) => createdAt == null || createdAt <= now).length
  const runs = rows.slice(rows.size - createdCount, rows.size).map((row) => row.cachedRun)
  return { runs, scheduled: newRuns.length - createdCount }
}

/**
 * Inserts the runs of own data, all or none.
 * @throws {OwnDataError} for a run that contradicts itself or the world
 */
export function insertOwnRuns(context: WorldContext, runs: readonly OwnRun[]): void {
  try {
    insertRuns(context, toNewRuns(runs, context.world.dataset.parameters.start))
  } catch (error) {
    throw (error instanceof Problem ? toOwnRunError(error.message) : undefined) ?? error
  }
}

function buildInsertOperation(
  context: WorldContext,
  newRuns: readonly NewRun[],
): Extract<Operation, { readonly kind: 'insert' }> {
  const { world } = context
  const newContacts: NewContact[] = []
  /** The creation of the first run of each new contact. */
  const since: Instant[] = []
  const runs = newRuns.map((run, index): CustomRun => {
    const createFail: CreateFail = (field) => (text) => {
      throw createInvalidProblem(`${formatRunField(index, field)}: ${text}`)
    }
    const flow = findFlow(context, run.flow) ?? createFail('flow')(`there is no flow "${run.flow}" in this world`)
    const times = parseRunTimes(run, createFail)
    const contactReference = resolveContact(world, run.contact, createFail('contact'))
    const contact =
      typeof contactReference === 'number'
        ? contactReference
        : world.contactCount + addNewContact(newContacts, contactReference)
    if (contact >= world.contactCount) {
      const newIndex = contact - world.contactCount
      since[newIndex] = toInstant(Math.min(since[newIndex] ?? world.now, times.createdAt ?? world.now))
    }
    if ((run.results?.length ?? 0) > (run.repliesAt?.length ?? world.dataset.flows[flow]?.questions ?? 0)) {
      createFail('results')('there are more results than replies')
    }
    if (run.outcome !== undefined && run.end !== 'completed') {
      createFail('outcome')('only runs with `end` "completed" have an outcome')
    }
    const optionalFields = { ...times, plannedOutcome: toPlannedOutcome(run), input: toRunInput(run) }
    // Omitted fields are not stored, so that snapshots stay small.
    const fields = Object.fromEntries(Object.entries(optionalFields).filter(([, value]) => value !== null))
    return { flow, contact, environment: run.environment ?? getOwnEnvironment(world, flow) ?? 'live', ...fields }
  })
  const earliest = getEarliestInstant(world.dataset)
  const taken = new Set(newContacts.flatMap(({ phone }) => phone ?? []))
  const people = newContacts.map((newContact, index) => ({
    person: buildPerson(world, newContact, { contact: world.contactCount + index, taken }),
    createdAt: toInstant(Math.max(since[index] ?? 0, earliest)),
  }))
  return { kind: 'insert', people, runs }
}

/** Returns the only environment of an own flow; undefined for a flow of both. */
function getOwnEnvironment({ dataset }: World, flow: number): Environment | undefined {
  return dataset.flows[flow]?.own?.environment
}

/** Returns the index of a new contact. Equal phones, or without a phone equal names, are one contact. */
function addNewContact(newContacts: NewContact[], newContact: NewContact): number {
  const index = newContacts.findIndex(
    ({ name, phone }) => phone === newContact.phone && (phone !== undefined || name === newContact.name),
  )
  if (index !== -1) return index
  newContacts.push(newContact)
  return newContacts.length - 1
}

type CreateFail = (field: string) => (text: string) => never

function parseRunTimes(
  run: NewRun,
  createFail: CreateFail,
): Pick<CustomRun, 'createdAt' | 'startsAt' | 'repliesAt' | 'endsAt'> {
  const parseInstant = (field: string, text: string): Instant =>
    parseIso(text) ?? createFail(field)(`"${text}" is not an instant; write one such as 2026-01-15T09:00:00Z`)
  const parseOptional = (field: string, text: string | undefined): Instant | null =>
    text === undefined ? null : parseInstant(field, text)
  const startsAt = parseOptional('startedAt', run.startedAt)
  if (run.endedAt !== undefined && (run.end === undefined || run.end === 'never')) {
    createFail('endedAt')('`endedAt` needs `end`')
  }
  return {
    createdAt: parseOptional('createdAt', run.createdAt) ?? startsAt,
    startsAt,
    repliesAt: run.repliesAt?.map((text, index) => parseInstant(`repliesAt[${index}]`, text)) ?? null,
    endsAt: parseOptional('endedAt', run.endedAt),
  }
}

function toPlannedOutcome({ end, outcome, repliesAt = [] }: NewRun): PlannedOutcome | null {
  if (end === undefined) return null
  const outcomes = {
    completed: outcome ?? 'accepted',
    expired: repliesAt.length === 0 ? 'never-answered' : 'expired-early',
    failed: 'failed',
    cancelled: 'interrupted',
    never: 'never-started',
  } as const satisfies Record<typeof end, PlannedOutcome>
  return outcomes[end]
}

function toRunInput({ variables, results }: NewRun): RunInput | null {
  if (variables === undefined && results === undefined) return null
  // Variables come from a JSON body.
  const input = { variables: (variables ?? {}) as JsonObject, initialMessage: {} }
  return results === undefined ? input : { ...input, answers: results }
}
