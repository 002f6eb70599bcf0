import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { SPECIAL_CONTACTS } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import type { World } from '../world/world.ts'

type Contact = components['schemas']['Contact']
type NewContact = components['schemas']['NewContact']

const PHONE = /^\+[1-9]\d{7,14}$/

/** Finds, tells of and makes contacts. */
export interface PeopleDesk {
  /** The contact of a number or a phone; undefined when there is none. */
  find(world: World, text: string): number | undefined
  say(world: World, contact: number): Contact
  list(world: World, asked: { readonly skip: number; readonly limit: number }): components['schemas']['ContactList']
  /** @throws {Problem} "conflict" when somebody has the phone */
  insert(world: World, wanted: NewContact): Contact
}

export function peopleDesk(vendors: readonly Vendor[]): PeopleDesk {
  const naming = vendors.flatMap(({ name, contacts }) => (contacts === undefined ? [] : [{ name, contacts }]))

  function find(world: World, text: string): number | undefined {
    if (text.startsWith('+')) return world.contactOfPhone(text)
    const contact = /^\d{1,9}$/.test(text) ? Number(text) : world.contacts
    return contact < world.contacts ? contact : undefined
  }

  function say(world: World, contact: number): Contact {
    const { name, phone, email, language } = world.person(contact)
    const ids = Object.fromEntries(naming.map((vendor) => [vendor.name, vendor.contacts.idOf(contact, world)]))
    return { contact, name, phone, email, language, ids }
  }

  function list(world: World, { skip, limit }: { readonly skip: number; readonly limit: number }) {
    const count = Math.max(0, Math.min(limit, world.contacts - skip))
    return { contacts: Array.from({ length: count }, (_, place) => say(world, skip + place)), total: world.contacts }
  }

  function insert(world: World, wanted: NewContact): Contact {
    if (wanted.phone !== undefined && world.contactOfPhone(wanted.phone) !== undefined) {
      throw new Problem('conflict', { text: `somebody has the phone ${wanted.phone} already` })
    }
    world.apply({ kind: 'create-contact', person: personOf(world, wanted, { contact: world.contacts }) })
    return say(world, world.contacts - 1)
  }

  return { find, say, list, insert }
}

/** Somebody new's number, and phones that others get who are made beside. */
interface Newcomer {
  readonly contact: number
  readonly taken?: Set<string>
}

/** Who somebody new is; a phone that nobody has is made up for those who bring none. */
export function personOf(world: World, wanted: NewContact, { contact, taken = new Set() }: Newcomer): Person {
  const { name = null, email = null, language = 'en' } = wanted
  const phone = wanted.phone ?? freePhone(world, contact, taken)
  taken.add(phone)
  return { name, firstName: name?.split(' ')[0] ?? null, phone, email, language }
}

function freePhone(world: World, contact: number, taken: ReadonlySet<string>): string {
  for (let number = contact; ; number++) {
    const { phone } = world.usualPerson(number)
    if (!taken.has(phone) && world.contactOfPhone(phone) === undefined) return phone
  }
}

/** Whom a run is told of: somebody who exists, or somebody who is made for it. */
export function contactFor(
  world: World,
  wanted: number | string | { readonly name?: string; readonly phone?: string },
  refuse: (text: string) => never,
): number | NewContact {
  if (typeof wanted === 'number') return wanted
  const { name, phone } = typeof wanted === 'string' ? { name: undefined, phone: wanted } : wanted
  if (phone !== undefined && !PHONE.test(phone)) refuse(`"${phone}" is no phone; write one such as +31612345678`)
  const known = phone === undefined ? ofName(world, name ?? '') : world.contactOfPhone(phone)
  if (known === undefined) return { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
  if (name !== undefined && world.person(known).name !== name)
    refuse(`the phone ${phone} belongs to contact ${known}, who has another name; leave the name out`)
  return known
}

/** Of the people whom operations made or changed, and those who exist to be tested against, the first of a name. */
function ofName(world: World, name: string): number | undefined {
  const { contacts } = world.universe.parameters
  const special = SPECIAL_CONTACTS.findIndex((_, place) => world.person(contacts + place).name === name)
  if (special !== -1) return contacts + special
  for (const { contact, person } of world.annex.manner.contacts) if (person.name === name) return contact
  return undefined
}
