import type { Faker } from '@faker-js/faker'
import { faker as english } from '@faker-js/faker/locale/en'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as french } from '@faker-js/faker/locale/fr'
import { faker as dutch } from '@faker-js/faker/locale/nl'
import { faker as portuguese } from '@faker-js/faker/locale/pt_BR'
import { draw, fraction, type Key, keyOf } from '../world/chance.ts'
import { lately } from '../world/lately.ts'
import type { Parameters } from '../world/parameters.ts'
import { type People, type Person, type SpecialContact, specialContact } from '../world/people.ts'
import { phonesFor } from './phones.ts'

const LOCALES: Readonly<Record<string, Faker>> = { en: english, nl: dutch, de: german, fr: french, pt: portuguese }
/** The class that made the locale's instance; the locale entry does not export it, and the package's root is slow to load. */
const FakerClass = english.constructor as typeof Faker

const MAIL_HOSTS = ['example.com', 'example.net', 'example.org']
const KEPT = 1024

const NAMES_FIELD = 64
const NAMELESS_FIELD = 0
const MAIL_FIELD = 1
const HOST_FIELD = 2

const SPECIAL_NAMES: Readonly<Record<SpecialContact, readonly [string, string]>> = {
  'always-fails': ['Always', 'Fails'],
  'always-expires': ['Always', 'Expires'],
  'stays-queued': ['Stays', 'Queued'],
  'answers-slowly': ['Answers', 'Slowly'],
}

/** The people of a universe. Names come from Faker through keyed chance; numbers, addresses and gaps do not. */
export function peopleOf(parameters: Parameters): People {
  const key = keyOf(parameters.seed, 'person')
  const phones = phonesFor(parameters.seed)
  const names = keyedNames(key)

  function make(contact: number): Person {
    const special = specialContact(contact, parameters.contacts)
    const { language } = phones.country(contact)
    const [firstName, lastName] = special === undefined ? names(contact, language) : SPECIAL_NAMES[special]
    const nameless = special === undefined && fraction(key, contact, NAMELESS_FIELD) < 0.05
    const host = MAIL_HOSTS[draw(key, contact, HOST_FIELD) % MAIL_HOSTS.length]
    const mailed = fraction(key, contact, MAIL_FIELD) < 0.55
    return {
      name: nameless ? null : `${firstName} ${lastName}`,
      firstName: nameless ? null : firstName,
      phone: phones.phone(contact),
      email: mailed && !nameless ? `${mailbox(`${firstName}.${lastName}`)}@${host}` : null,
      language,
    }
  }

  return { person: lately(KEPT, make), contactOfPhone: (phone) => phones.contactOf(phone) }
}

/** A first and last name for an index, drawn by Faker from words that only that index decides. */
function keyedNames(key: Key): (index: number, language: string) => readonly [string, string] {
  let index = 0
  let field = NAMES_FIELD
  const randomizer = { next: () => fraction(key, index, field++), seed: () => undefined }
  const instances = Object.fromEntries(
    Object.entries(LOCALES).map(([language, { rawDefinitions }]) => [
      language,
      new FakerClass({ locale: [rawDefinitions, english.rawDefinitions], randomizer }),
    ]),
  )
  return (at, language) => {
    index = at
    field = NAMES_FIELD
    const faker = instances[language] ?? instances['en'] ?? english
    return [faker.person.firstName(), faker.person.lastName()]
  }
}

/** The ASCII form of a name, as it stands before the "@". */
function mailbox(name: string): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^\w.]/g, '')
  return plain.toLowerCase()
}
