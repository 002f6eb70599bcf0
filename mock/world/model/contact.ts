import type { PlannedOutcome } from './flow.ts'

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

/** Returns the special contact at `index`; undefined for a regular one. */
export function getSpecialContact(index: number, regular: number): SpecialContact | undefined {
  return index < regular ? undefined : SPECIAL_CONTACTS[index - regular]
}

/** Returns the outcome of every run created for this contact; null for a random one. */
export function getContactOutcome(index: number, regular: number): PlannedOutcome | null {
  const special = getSpecialContact(index, regular)
  return special === undefined ? null : SPECIAL_CONTACT_OUTCOMES[special]
}

/** Returns whether the contact takes the longest possible time for every answer. */
export function isSlowContact(index: number, regular: number): boolean {
  return getSpecialContact(index, regular) === 'answers-slowly'
}
