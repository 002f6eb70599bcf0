import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { type Person, SPECIAL_CONTACTS } from '../world/model/contact.ts'
import { type EndStatus, endStatusOf } from '../world/model/outcome.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import { InvalidOperationError, type Operation, OperationError } from '../world/state/operation.ts'
import { NEVER, SECOND } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'

type RunBody = components['schemas']['Run']

/** Finds and drives runs by the ids that vendors give them. */
export interface RunLookup {
  /** @throws {Problem} "not-found" when no run of this world has this id or number */
  findRun(world: World, id: string): Run
  /** @throws {Problem} "conflict" when the run has ended */
  endRun(world: World, id: string, as: EndStatus): Run
  /** The contact gives the next answer. @throws {Problem} "conflict" when the run has ended, or never begins */
  stepRun(world: World, id: string): Run
  serializeRun(world: World, run: Run): RunBody
}

export function createRunLookup(vendors: readonly Vendor[]): RunLookup {
  const vendorsWithIds = vendors.flatMap(({ name, runs }) => (runs === undefined ? [] : [{ name, runs }]))

  function findRun(world: World, id: string): Run {
    const numbers = /^-?\d+$/.test(id)
      ? [Number(id)]
      : vendorsWithIds.flatMap(({ runs }) => runs.parseId(id, world) ?? [])
    const match = numbers.flatMap((number) => world.findRun(number) ?? [])[0]
    if (match === undefined)
      throw new Problem('not-found', { text: `no run of this world has the id or number "${id}"` })
    return match
  }

  function endRun(world: World, id: string, as: EndStatus): Run {
    return driveRun(world, id, (run) => ({ kind: 'change', run, end: as, variables: null }))
  }

  function stepRun(world: World, id: string): Run {
    return driveRun(world, id, (run) => ({ kind: 'step', run }))
  }

  function driveRun(world: World, id: string, operationOn: (run: RunNumber) => Operation): Run {
    const { number } = findRun(world, id)
    try {
      return world.applyOperation(operationOn(number)) ?? findRun(world, id)
    } catch (error) {
      if (error instanceof InvalidOperationError) throw new Problem('conflict', { text: error.message })
      if (!(error instanceof OperationError)) throw error
      throw new Problem('conflict', { text: 'the run has ended already' })
    }
  }

  function serializeRun(world: World, run: Run): RunBody {
    const { number, status, flow, contact, environment, startedAt, endedAt, nextChangeAt } = run
    return {
      number,
      ids: Object.fromEntries(vendorsWithIds.map(({ name, runs }) => [name, runs.formatId(run, world)])),
      status,
      flow: flow.index,
      contact,
      environment,
      createdAt: formatIsoMicroseconds(run.createdAt),
      startedAt: startedAt === null ? null : formatIsoMicroseconds(startedAt),
      repliesAt: run.repliesAt.map(formatIsoMicroseconds),
      modifiedAt: formatIsoMicroseconds(run.modifiedAt),
      endedAt: endedAt === null ? null : formatIsoMicroseconds(endedAt),
      nextChangeAt: nextChangeAt >= NEVER ? null : formatIsoMicroseconds(nextChangeAt),
    }
  }

  return { findRun: findRun, endRun: endRun, stepRun: stepRun, serializeRun: serializeRun }
}

/** Finds flows by whatever names them. */
export interface FlowLookup {
  /** The index of a flow; undefined when nothing of this world is called so. */
  findFlow(world: World, name: number | string): number | undefined
  /** As `find`. @throws {Problem} "invalid", which says where the name stood */
  requireFlow(world: World, name: number | string, where: string): number
  serializeFlows(world: World): readonly components['schemas']['Flow'][]
}

export function createFlowLookup(vendors: readonly Vendor[]): FlowLookup {
  const vendorsWithIds = vendors.flatMap(({ name, flows }) => (flows === undefined ? [] : [{ name, flows }]))

  function findFlow(world: World, name: number | string): number | undefined {
    const { flows } = world.dataset
    const index = typeof name === 'number' || /^\d{1,4}$/.test(name) ? Number(name) : undefined
    const found = index ?? vendorsWithIds.flatMap((vendor) => vendor.flows.parseId(String(name), world) ?? [])[0]
    return found === undefined ? undefined : flows[found]?.index
  }

  function requireFlow(world: World, name: number | string, where: string): number {
    const found = findFlow(world, name)
    if (found !== undefined) return found
    throw new Problem('invalid', { text: `${where}: no flow of this world is called "${name}"; GET flows lists them` })
  }

  function serializeFlows(world: World) {
    return world.dataset.flows.map(({ index, isPublished, questions, timeToLive, plannedOutcome }) => ({
      flow: index,
      published: isPublished,
      questions,
      timeToLive: timeToLive / SECOND,
      ends: plannedOutcome === null ? null : (endStatusOf[plannedOutcome] ?? 'never'),
      vendors: Object.fromEntries(
        vendorsWithIds.map(({ name, flows }) => [
          name,
          { id: flows.formatId(index, world), name: flows.getName(index, world) },
        ]),
      ),
    }))
  }

  return { findFlow: findFlow, requireFlow: requireFlow, serializeFlows: serializeFlows }
}

type Contact = components['schemas']['Contact']
type NewContact = components['schemas']['NewContact']

const PHONE_PATTERN = /^\+[1-9]\d{7,14}$/

/** Finds, tells of and makes contacts. */
export interface ContactLookup {
  /** The contact of a number or a phone; undefined when there is none. */
  findContact(world: World, text: string): number | undefined
  serializeContact(world: World, contact: number): Contact
  listContacts(
    world: World,
    asked: { readonly skip: number; readonly limit: number },
  ): components['schemas']['ContactList']
  /** @throws {Problem} "conflict" when somebody has the phone */
  insertContact(world: World, wanted: NewContact): Contact
}

export function createContactLookup(vendors: readonly Vendor[]): ContactLookup {
  const vendorsWithIds = vendors.flatMap(({ name, contacts }) => (contacts === undefined ? [] : [{ name, contacts }]))

  function findContact(world: World, text: string): number | undefined {
    if (text.startsWith('+')) return world.findContactByPhone(text)
    const contact = /^\d{1,9}$/.test(text) ? Number(text) : world.contactCount
    return contact < world.contactCount ? contact : undefined
  }

  function serializeContact(world: World, contact: number): Contact {
    const { name, phone, email, language } = world.getPerson(contact)
    const ids = Object.fromEntries(vendorsWithIds.map((vendor) => [vendor.name, vendor.contacts.formatId(contact, world)]))
    return { number: contact, name, phone, email, language, ids }
  }

  function listContacts(world: World, { skip, limit }: { readonly skip: number; readonly limit: number }) {
    const count = Math.max(0, Math.min(limit, world.contactCount - skip))
    return {
      contacts: Array.from({ length: count }, (_, place) => serializeContact(world, skip + place)),
      total: world.contactCount,
    }
  }

  function insertContact(world: World, wanted: NewContact): Contact {
    if (wanted.phone !== undefined && world.findContactByPhone(wanted.phone) !== undefined) {
      throw new Problem('conflict', { text: `somebody has the phone ${wanted.phone} already` })
    }
    world.applyOperation({
      kind: 'create-contact',
      person: buildPerson(world, wanted, { contact: world.contactCount }),
    })
    return serializeContact(world, world.contactCount - 1)
  }

  return {
    findContact: findContact,
    serializeContact: serializeContact,
    listContacts: listContacts,
    insertContact: insertContact,
  }
}

/** Somebody new's number, and phones that others get who are made beside. */
interface NewPersonOptions {
  readonly contact: number
  readonly taken?: Set<string>
}

/** Who somebody new is; a phone that nobody has is made up for those who bring none. */
export function buildPerson(
  world: World,
  newContact: NewContact,
  { contact, taken = new Set() }: NewPersonOptions,
): Person {
  const { name = null, email = null, language = 'en' } = newContact
  const phone = newContact.phone ?? findFreePhone(world, contact, taken)
  taken.add(phone)
  return { name, firstName: name?.split(' ')[0] ?? null, phone, email, language }
}

function findFreePhone(world: World, contact: number, taken: ReadonlySet<string>): string {
  for (let number = contact; ; number++) {
    const { phone } = world.getDefaultPerson(number)
    if (!taken.has(phone) && world.findContactByPhone(phone) === undefined) return phone
  }
}

/** Whom a run is told of: somebody who exists, or somebody who is made for it. */
export function resolveContact(
  world: World,
  reference: number | string | { readonly name?: string; readonly phone?: string },
  fail: (text: string) => never,
): number | NewContact {
  if (typeof reference === 'number') return reference
  const { name, phone } = typeof reference === 'string' ? { name: undefined, phone: reference } : reference
  if (phone !== undefined && !PHONE_PATTERN.test(phone)) fail(`"${phone}" is no phone; write one such as +31612345678`)
  const known = phone === undefined ? findContactByName(world, name ?? '') : world.findContactByPhone(phone)
  if (known === undefined) return { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
  if (name !== undefined && world.getPerson(known).name !== name)
    fail(`the phone ${phone} belongs to contact ${known}, who has another name; leave the name out`)
  return known
}

/** Of the people whom operations made or changed, and those who exist to be tested against, the first of a name. */
function findContactByName(world: World, name: string): number | undefined {
  const { contacts } = world.dataset.parameters
  const special = SPECIAL_CONTACTS.findIndex((_, place) => world.getPerson(contacts + place).name === name)
  if (special !== -1) return contacts + special
  for (const { contact, person } of world.sideState.renderSettings.contacts) if (person.name === name) return contact
  return undefined
}
