import type { components, operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseIso } from '../wire/iso-8601.ts'
import type { Fate } from '../world/fate.ts'
import type { Filter } from '../world/filter.ts'
import { earliestOf } from '../world/inserting.ts'
import { instant, type Instant } from '../world/instant.ts'
import { created } from '../world/listing.ts'
import { DriveRefusal, type Operation } from '../world/operation.ts'
import type { Given, JsonObject, Run } from '../world/run.ts'
import { type ToldRun, UntrueRun } from '../world/told-run.ts'
import { readRun, refs } from '../world/view.ts'
import type { World } from '../world/world.ts'
import { type FlowDesk, flowDesk } from './flows.ts'
import { contactFor, type PeopleDesk, peopleDesk, personOf } from './people.ts'

type NewRun = components['schemas']['NewRun']
type NewContact = components['schemas']['NewContact']
type Asked = NonNullable<operations['listRuns']['parameters']['query']>
type Insert = Extract<Operation, { readonly kind: 'insert' }>

/** Lists runs, and makes those that somebody tells of. */
export interface Telling {
  readonly flows: FlowDesk
  readonly people: PeopleDesk
  list(world: World, asked: Asked): { readonly runs: readonly Run[]; readonly total: number }
  /** @throws {Problem} before anything has been made */
  insert(world: World, told: readonly NewRun[]): { readonly runs: readonly Run[]; readonly coming: number }
}

export function tellingOf(vendors: readonly Vendor[]): Telling {
  const flows = flowDesk(vendors)
  const people = peopleDesk(vendors)

  function list(world: World, { skip = 0, limit = 50, status, flow, contact }: Asked) {
    const view = world.view()
    const of = contact === undefined ? undefined : (people.find(world, contact) ?? -1)
    const filter: Filter = {
      flow: flow === undefined ? undefined : flows.named(world, flow, 'flow'),
      contacts: of === undefined ? undefined : [of],
      facet: status === undefined ? undefined : (facet) => facet.status === status,
    }
    const all = created(view, filter)
    const from = Math.max(0, all.size - skip - limit)
    const found = refs(view, all.spots(from, Math.max(from, all.size - skip)))
    return { runs: found.map((ref) => readRun(view, ref)).toReversed(), total: all.size }
  }

  function insert(world: World, told: readonly NewRun[]) {
    const operation = insertionOf(world, told, flows)
    try {
      world.apply(operation)
    } catch (error) {
      if (error instanceof DriveRefusal) throw new Problem('invalid', { text: error.message })
      if (error instanceof UntrueRun) throw refusedAt(error.place, error.member, error.message)
      throw error
    }
    const { rows, now } = world.view().overlay
    // What has just come has the greatest numbers.
    const come = operation.runs.filter(({ createdAt }) => createdAt == null || createdAt <= now).length
    const runs = rows.between(rows.size - come, rows.size).map((row) => row.run)
    return { runs, coming: told.length - come }
  }

  return { flows, people, list, insert }
}

/** Which member of which run something is wrong with. */
function refusedAt(place: number, member: string, text: string): Problem {
  return new Problem('invalid', { text: `runs[${place}]${member === '' ? '' : `.${member}`}: ${text}` })
}

function insertionOf(world: World, told: readonly NewRun[], flows: FlowDesk): Insert {
  const made: NewContact[] = []
  const since: Instant[] = []
  const runs = told.map((run, place): ToldRun => {
    const refuse =
      (member: string) =>
      (text: string): never => {
        throw refusedAt(place, member, text)
      }
    const flow = flows.find(world, run.flow) ?? refuse('flow')(`no flow of this world is called "${run.flow}"`)
    const at = timesOf(run, refuse)
    const who = contactFor(world, run.contact, refuse('contact'))
    const contact = typeof who === 'number' ? who : world.contacts + newcomer(made, who)
    if (contact >= world.contacts) {
      const which = contact - world.contacts
      since[which] = instant(Math.min(since[which] ?? world.now, at.createdAt ?? world.now))
    }
    if ((run.results?.length ?? 0) > (run.repliesAt?.length ?? world.universe.flows[flow]?.questions ?? 0))
      refuse('results')('there are more results than answers')
    if (run.outcome !== undefined && run.end !== 'completed') refuse('outcome')('only a completed run has an outcome')
    const whole = { ...at, fate: fateOf(run), given: givenOf(run) }
    // What nobody told is not kept either, so that capsules stay short.
    const parts = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null))
    return { flow, contact, environment: run.environment ?? 'live', ...parts }
  })
  const earliest = earliestOf(world.universe)
  const taken = new Set(made.flatMap(({ phone }) => phone ?? []))
  const people = made.map((wanted, which) => {
    const person = personOf(world, wanted, { contact: world.contacts + which, taken })
    return { person, since: instant(Math.max(since[which] ?? 0, earliest)) }
  })
  return { kind: 'insert', people, runs }
}

/** The place of somebody among those who are made; the same phone, or without one the same name, is the same person. */
function newcomer(made: NewContact[], who: NewContact): number {
  const known = made.findIndex(({ name, phone }) => phone === who.phone && (phone !== undefined || name === who.name))
  if (known !== -1) return known
  made.push(who)
  return made.length - 1
}

type RefuseAt = (member: string) => (text: string) => never

function timesOf(run: NewRun, refuse: RefuseAt): Pick<ToldRun, 'createdAt' | 'startsAt' | 'repliesAt' | 'endsAt'> {
  const read = (member: string, text: string | undefined): Instant | null => {
    if (text === undefined) return null
    return parseIso(text) ?? refuse(member)(`"${text}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  }
  const startsAt = read('startedAt', run.startedAt)
  if (run.endedAt !== undefined && (run.end === undefined || run.end === 'never'))
    refuse('endedAt')('say with "end" how it ends')
  return {
    createdAt: read('createdAt', run.createdAt) ?? startsAt,
    startsAt,
    repliesAt: run.repliesAt?.map((text, at) => read(`repliesAt[${at}]`, text) ?? instant(0)) ?? null,
    endsAt: read('endedAt', run.endedAt),
  }
}

function fateOf({ end, outcome, repliesAt = [] }: NewRun): Fate | null {
  if (end === undefined) return null
  const fates = {
    completed: outcome ?? 'accepted',
    expired: repliesAt.length === 0 ? 'silent' : 'lapsed-early',
    failed: 'failed',
    cancelled: 'interrupted',
    never: 'stuck',
  } as const satisfies Record<typeof end, Fate>
  return fates[end]
}

function givenOf({ variables, results }: NewRun): Given | null {
  if (variables === undefined && results === undefined) return null
  // JSON cannot hold anything else than JSON.
  const given = { variables: (variables ?? {}) as JsonObject, opening: {} }
  return results === undefined ? given : { ...given, answers: results }
}
