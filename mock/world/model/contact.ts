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
