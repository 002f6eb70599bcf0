import type { JsonObject } from './json.ts'
import type { PlannedOutcome } from './outcome.ts'
import { hasSpecials, type OwnData } from './own-data.ts'

/** The personal data of a contact. */
export interface Person {
  /** Null for a contact with only a phone number. */
  readonly name: string | null
  readonly firstName: string | null
  /** International, with a leading "+" (E.164). */
  readonly phone: string
  readonly email: string | null
  /** ISO 639-1. */
  readonly language: string
  /** Data that one vendor keeps about the contact; the world does not read it. */
  readonly details?: JsonObject
}

/** Looks up the personal data of contacts. Passed to a world from outside, so that the world needs no name tables. */
export interface People {
  getPerson(contact: number): Person
  /** Returns the contact with a phone number in E.164 form; undefined when there is none. */
  findContactByPhone(phone: string): number | undefined
}

/** The contacts after the regular ones, in order. The runs that operations create for them always go the same way. */
export const SPECIAL_CONTACTS = ['always-fails', 'always-expires', 'stays-queued', 'answers-slowly'] as const

export type SpecialContact = (typeof SPECIAL_CONTACTS)[number]

const SPECIAL_CONTACT_OUTCOMES: Readonly<Record<SpecialContact, PlannedOutcome>> = {
  'always-fails': 'failed',
  'always-expires': 'never-answered',
  'stays-queued': 'never-started',
  'answers-slowly': 'accepted',
}

/** The dataset parameters that the contacts depend on. */
export interface ContactParameters {
  /** Number of regular contacts. */
  readonly contacts: number
  readonly ownData?: OwnData
}

/** Returns the number of special contacts in a world. */
export function countSpecialContacts({ ownData }: Pick<ContactParameters, 'ownData'>): number {
  return hasSpecials(ownData) ? SPECIAL_CONTACTS.length : 0
}

/** Returns the special contact at `index`; undefined for another one. */
export function getSpecialContact(index: number, parameters: ContactParameters): SpecialContact | undefined {
  if (index < parameters.contacts || !hasSpecials(parameters.ownData)) return undefined
  return SPECIAL_CONTACTS[index - parameters.contacts]
}

/** Returns the outcome of every run created for this contact; null for a random one. */
export function getContactOutcome(index: number, parameters: ContactParameters): PlannedOutcome | null {
  const special = getSpecialContact(index, parameters)
  return special === undefined ? null : SPECIAL_CONTACT_OUTCOMES[special]
}

/** Returns whether the contact takes the longest possible time for every answer. */
export function isSlowContact(index: number, parameters: ContactParameters): boolean {
  return getSpecialContact(index, parameters) === 'answers-slowly'
}
