import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { memoizeByObject } from '../world/collections/memoize.ts'
import { type Person, countSpecialContacts } from '../world/model/contact.ts'
import type { OwnData } from '../world/model/own-data.ts'
import type { World } from '../world/world.ts'
import type { WorldContext } from './flows.ts'

type Contact = components['schemas']['Contact']
type NewContact = components['schemas']['NewContact']

const PHONE_PATTERN = /^\+[1-9]\d{7,14}$/

/** Returns the number of the contact with a number, phone or name; undefined where there is none. */
export function findContact(world: World, reference: string): number | undefined {
  if (reference.startsWith('+')) return world.findContactByPhone(reference)
  if (!/^\d{1,9}$/.test(reference)) return findContactByName(world, reference)
  const contact = Number(reference)
  return contact < world.contactCount ? contact : undefined
}

/** Like `findContact`. @throws {Problem} "not-found" where there is none */
export function requireContact(world: World, reference: string): number {
  const contact = findContact(world, reference)
  if (contact !== undefined) return contact
  throw new Problem('not-found', {
    text: `there is no contact with the number, phone or name "${reference}" in this world`,
  })
}

export function serializeContact({ vendors, world }: WorldContext, contact: number): Contact {
  const { name, phone, email, language } = world.getPerson(contact)
  const ids = Object.fromEntries(
    vendors.flatMap((vendor) =>
      vendor.contacts === undefined ? [] : [[vendor.name, vendor.contacts.formatId(contact, world)]],
    ),
  )
  return { number: contact, name, phone, email, language, ids }
}

export function listContacts(
  context: WorldContext,
  { skip = 0, limit = 50 }: { readonly skip?: number; readonly limit?: number },
): components['schemas']['ContactList'] {
  const total = context.world.contactCount
  const count = Math.max(0, Math.min(limit, total - skip))
  return { contacts: Array.from({ length: count }, (_, index) => serializeContact(context, skip + index)), total }
}

/** @throws {Problem} "conflict" for a phone that another contact has */
export function insertContact(context: WorldContext, newContact: NewContact): Contact {
  const { world } = context
  if (newContact.phone !== undefined && world.findContactByPhone(newContact.phone) !== undefined) {
    throw new Problem('conflict', { text: `another contact has the phone ${newContact.phone}` })
  }
  const contact = world.contactCount
  world.applyOperation({ kind: 'create-contact', person: buildPerson(world, newContact, { contact }) })
  return serializeContact(context, contact)
}

interface NewPersonOptions {
  /** The number that the new contact gets. */
  readonly contact: number
  /** Phones of contacts that are created together; the new phone is added. */
  readonly taken?: Set<string>
}

/** Builds the data of a new contact, with a free phone by default. */
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

/** Returns the number of the contact of a new run, or the data of a contact to create. */
export function resolveContact(
  world: World,
  reference: components['schemas']['NewRun']['contact'],
  fail: (text: string) => never,
): number | NewContact {
  if (typeof reference === 'number') return reference
  const { name, phone } = typeof reference === 'string' ? { name: undefined, phone: reference } : reference
  if (phone !== undefined && !PHONE_PATTERN.test(phone)) {
    fail(`"${phone}" is not a phone number; write one such as +31612345678`)
  }
  const contact = phone === undefined ? findContactByName(world, name ?? '') : world.findContactByPhone(phone)
  if (contact === undefined) {
    return { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
  }
  if (name !== undefined && world.getPerson(contact).name !== name) {
    fail(`the phone ${phone} belongs to contact ${contact} with another name; omit the name`)
  }
  return contact
}

/** The first own contact of each name. */
const indexOwnNames = memoizeByObject(({ contacts = [] }: OwnData): ReadonlyMap<string, number> => {
  const named = contacts.flatMap(({ name }, contact) => (name === undefined ? [] : [[name, contact] as const]))
  return new Map(named.toReversed())
})

/** Searches the own and special contacts, and the contacts that operations created or changed. */
function findContactByName(world: World, name: string): number | undefined {
  const { parameters } = world.dataset
  const { contacts, ownData } = parameters
  const own = ownData === undefined ? undefined : indexOwnNames(ownData).get(name)
  if (own !== undefined && world.getPerson(own).name === name) return own
  for (let special = contacts; special < contacts + countSpecialContacts(parameters); special++)
    if (world.getPerson(special).name === name) return special
  for (const { contact, person } of world.sideState.renderSettings.contacts) if (person.name === name) return contact
  return undefined
}
