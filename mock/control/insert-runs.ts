import type { components, operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseIso } from '../wire/date-time.ts'
import type { PlannedOutcome } from '../world/model/outcome.ts'
import type { RunFilter } from '../world/query/filter.ts'
import { getEarliestInstant } from '../world/state/arrival-operations.ts'
import { toInstant, type Instant } from '../world/time/instant.ts'
import { listRunsByCreation } from '../world/query/by-creation.ts'
import { InvalidOperationError, type Operation } from '../world/state/operation.ts'
import type { RunInput, JsonObject, Run } from '../world/model/run.ts'
import { type CustomRun, InvalidRunError } from '../world/state/custom-run.ts'
import { readRun, findRunRefs } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import {
  buildPerson,
  type ContactLookup,
  createContactLookup,
  createFlowLookup,
  type FlowLookup,
  resolveContact,
} from './lookups.ts'

type NewRun = components['schemas']['NewRun']
type NewContact = components['schemas']['NewContact']
type ListRunsQuery = NonNullable<operations['listRuns']['parameters']['query']>
type InsertOperation = Extract<Operation, { readonly kind: 'insert' }>

/** Lists runs, and makes those that somebody tells of. */
export interface RunService {
  readonly flows: FlowLookup
  readonly contacts: ContactLookup
  listRuns(world: World, asked: ListRunsQuery): { readonly runs: readonly Run[]; readonly total: number }
  /** @throws {Problem} before anything has been made */
  insertRuns(world: World, told: readonly NewRun[]): { readonly runs: readonly Run[]; readonly coming: number }
}

export function createRunService(vendors: readonly Vendor[]): RunService {
  const flows = createFlowLookup(vendors)
  const contacts = createContactLookup(vendors)

  function listRuns(world: World, { skip = 0, limit = 50, status, flow, contact }: ListRunsQuery) {
    const view = world.view()
    const of = contact === undefined ? undefined : (contacts.findContact(world, contact) ?? -1)
    const filter: RunFilter = {
      flow: flow === undefined ? undefined : flows.requireFlow(world, flow, 'flow'),
      contacts: of === undefined ? undefined : [of],
      facet: status === undefined ? undefined : (facet) => facet.status === status,
    }
    const all = listRunsByCreation(view, filter)
    const from = Math.max(0, all.size - skip - limit)
    const found = findRunRefs(view, all.slice(from, Math.max(from, all.size - skip)))
    return { runs: found.map((ref) => readRun(view, ref)).toReversed(), total: all.size }
  }

  function insertRuns(world: World, told: readonly NewRun[]) {
    const operation = buildInsertOperation(world, told, flows)
    try {
      world.applyOperation(operation)
    } catch (error) {
      if (error instanceof InvalidOperationError) throw new Problem('invalid', { text: error.message })
      if (error instanceof InvalidRunError) throw createRunProblem(error.index, error.member, error.message)
      throw error
    }
    const { runs: rows, now } = world.view().overlay
    // What has just come has the greatest numbers.
    const arrivedCount = operation.runs.filter(({ createdAt }) => createdAt == null || createdAt <= now).length
    const runs = rows.slice(rows.size - arrivedCount, rows.size).map((row) => row.run)
    return { runs, coming: told.length - arrivedCount }
  }

  return { flows, contacts: contacts, listRuns: listRuns, insertRuns: insertRuns }
}

/** Which member of which run something is wrong with. */
function createRunProblem(index: number, member: string, text: string): Problem {
  return new Problem('invalid', { text: `runs[${index}]${member === '' ? '' : `.${member}`}: ${text}` })
}

function buildInsertOperation(world: World, newRuns: readonly NewRun[], flows: FlowLookup): InsertOperation {
  const newContacts: NewContact[] = []
  const since: Instant[] = []
  const runs = newRuns.map((run, index): CustomRun => {
    const failAt =
      (member: string) =>
      (text: string): never => {
        throw createRunProblem(index, member, text)
      }
    const flow = flows.findFlow(world, run.flow) ?? failAt('flow')(`no flow of this world is called "${run.flow}"`)
    const times = parseRunTimes(run, failAt)
    const contactReference = resolveContact(world, run.contact, failAt('contact'))
    const contact =
      typeof contactReference === 'number'
        ? contactReference
        : world.contactCount + addNewContact(newContacts, contactReference)
    if (contact >= world.contactCount) {
      const which = contact - world.contactCount
      since[which] = toInstant(Math.min(since[which] ?? world.now, times.createdAt ?? world.now))
    }
    if ((run.results?.length ?? 0) > (run.repliesAt?.length ?? world.dataset.flows[flow]?.questions ?? 0))
      failAt('results')('there are more results than answers')
    if (run.outcome !== undefined && run.end !== 'completed') failAt('outcome')('only a completed run has an outcome')
    const optionalParts = { ...times, plannedOutcome: toPlannedOutcome(run), input: toRunInput(run) }
    // What nobody told is not kept either, so that capsules stay short.
    const parts = Object.fromEntries(Object.entries(optionalParts).filter(([, value]) => value !== null))
    return { flow, contact, environment: run.environment ?? 'live', ...parts }
  })
  const earliest = getEarliestInstant(world.dataset)
  const taken = new Set(newContacts.flatMap(({ phone }) => phone ?? []))
  const people = newContacts.map((newContact, which) => {
    const person = buildPerson(world, newContact, { contact: world.contactCount + which, taken })
    return { person, createdAt: toInstant(Math.max(since[which] ?? 0, earliest)) }
  })
  return { kind: 'insert', people, runs }
}

/** The place of somebody among those who are made; the same phone, or without one the same name, is the same person. */
function addNewContact(newContacts: NewContact[], newContact: NewContact): number {
  const index = newContacts.findIndex(
    ({ name, phone }) => phone === newContact.phone && (phone !== undefined || name === newContact.name),
  )
  if (index !== -1) return index
  newContacts.push(newContact)
  return newContacts.length - 1
}

type FailAt = (member: string) => (text: string) => never

function parseRunTimes(
  run: NewRun,
  failAt: FailAt,
): Pick<CustomRun, 'createdAt' | 'startsAt' | 'repliesAt' | 'endsAt'> {
  const parseMember = (member: string, text: string | undefined): Instant | null => {
    if (text === undefined) return null
    return parseIso(text) ?? failAt(member)(`"${text}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  }
  const startsAt = parseMember('startedAt', run.startedAt)
  if (run.endedAt !== undefined && (run.end === undefined || run.end === 'never'))
    failAt('endedAt')('say with "end" how it ends')
  return {
    createdAt: parseMember('createdAt', run.createdAt) ?? startsAt,
    startsAt,
    repliesAt: run.repliesAt?.map((text, at) => parseMember(`repliesAt[${at}]`, text) ?? toInstant(0)) ?? null,
    endsAt: parseMember('endedAt', run.endedAt),
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
  // JSON cannot hold anything else than JSON.
  const input = { variables: (variables ?? {}) as JsonObject, initialMessage: {} }
  return results === undefined ? input : { ...input, answers: results }
}
