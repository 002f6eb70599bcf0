import { type Annex, knownByPhone, knownContact } from './annex.ts'
import { type People, type Person, SPECIAL_CONTACTS } from './people.ts'
import type { Universe } from './universe.ts'

/** Everybody in a world: whom the universe knows, and whom operations have made or changed. */
export interface Contacts {
  readonly universe: Universe
  readonly people: People
  readonly annex: Annex
}

/** How many contacts there are; their numbers lie in [0, count). Regular ones come first, then special, then made ones. */
export function countOfContacts({ universe, annex }: Omit<Contacts, 'people'>): number {
  return universe.parameters.contacts + SPECIAL_CONTACTS.length + annex.manner.made
}

/** Who a contact is. */
export function personOf({ people, annex }: Contacts, contact: number): Person {
  return knownContact(annex, contact)?.person ?? people.person(contact)
}

/** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
export function contactOfPhone(contacts: Contacts, phone: string): number | undefined {
  const known = knownByPhone(contacts.annex, phone)
  if (known !== undefined) return known.contact
  const contact = contacts.people.contactOfPhone(phone)
  if (contact === undefined || contact >= countOfContacts(contacts)) return undefined
  return personOf(contacts, contact).phone === phone ? contact : undefined
}
