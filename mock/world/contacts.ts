import { type SideState, findContactRecordByPhone, findContactRecord } from './annex.ts'
import { type People, type Person, SPECIAL_CONTACTS } from './people.ts'
import type { Dataset } from './universe.ts'

/** Everybody in a world: whom the universe knows, and whom operations have made or changed. */
export interface ContactSources {
  readonly dataset: Dataset
  readonly people: People
  readonly sideState: SideState
}

/** How many contacts there are; their numbers lie in [0, count). Regular ones come first, then special, then made ones. */
export function countContacts({ dataset, sideState }: Omit<ContactSources, 'people'>): number {
  return dataset.parameters.contacts + SPECIAL_CONTACTS.length + sideState.renderSettings.made
}

/** Who a contact is. */
export function getPersonOf({ people, sideState }: ContactSources, contact: number): Person {
  return findContactRecord(sideState, contact)?.person ?? people.getPerson(contact)
}

/** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
export function findContactWithPhone(contacts: ContactSources, phone: string): number | undefined {
  const known = findContactRecordByPhone(contacts.sideState, phone)
  if (known !== undefined) return known.contact
  const contact = contacts.people.findContactByPhone(phone)
  if (contact === undefined || contact >= countContacts(contacts)) return undefined
  return getPersonOf(contacts, contact).phone === phone ? contact : undefined
}
