import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { SPECIAL_CONTACTS } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import type { World } from '../world/world.ts'

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
    const ids = Object.fromEntries(vendorsWithIds.map((vendor) => [vendor.name, vendor.contacts.idOf(contact, world)]))
    return { contact, name, phone, email, language, ids }
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
