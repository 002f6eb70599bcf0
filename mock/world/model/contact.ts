import type { PlannedOutcome } from './outcome.ts'

/** Someone whom flows are led through. */
export interface Person {
  /** Absent for those known by phone only. */
  readonly name: string | null
  readonly firstName: string | null
  /** International, with a leading "+" (E.164). */
  readonly phone: string
  readonly email: string | null
  /** ISO 639-1. */
  readonly language: string
}

/** Who the contacts are. Given to a world from outside, so that the world itself needs no name tables. */
export interface People {
  getPerson(contact: number): Person
  /** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
  findContactByPhone(phone: string): number | undefined
}

/** Contacts beyond the regular ones, in order, whose created runs always go the same way. */
export const SPECIAL_CONTACTS = ['always-fails', 'always-expires', 'stays-queued', 'answers-slowly'] as const

export type SpecialContact = (typeof SPECIAL_CONTACTS)[number]

const SPECIAL_CONTACT_OUTCOMES: Readonly<Record<SpecialContact, PlannedOutcome>> = {
  'always-fails': 'failed',
  'always-expires': 'never-answered',
  'stays-queued': 'never-started',
  'answers-slowly': 'accepted',
}

/** Which special contact the contact at `index` is; undefined for a regular one. */
export function getSpecialContact(index: number, regular: number): SpecialContact | undefined {
  return index < regular ? undefined : SPECIAL_CONTACTS[index - regular]
}

/** What every run created for this contact comes to; null when that is left to chance. */
export function getContactOutcome(index: number, regular: number): PlannedOutcome | null {
  const special = getSpecialContact(index, regular)
  return special === undefined ? null : SPECIAL_CONTACT_OUTCOMES[special]
}

/** Whether this contact takes as long for every answer as a flow has patience for. */
export function isSlowContact(index: number, regular: number): boolean {
  return getSpecialContact(index, regular) === 'answers-slowly'
}
