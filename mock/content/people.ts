import type { Faker } from '@faker-js/faker'
import { faker as english } from '@faker-js/faker/locale/en'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as french } from '@faker-js/faker/locale/fr'
import { faker as dutch } from '@faker-js/faker/locale/nl'
import { faker as portuguese } from '@faker-js/faker/locale/pt_BR'
import { randomInt, randomFraction, type RandomKey, deriveKey } from '../world/chance.ts'
import { memoizeByNumber } from '../world/lately.ts'
import type { DatasetParameters } from '../world/parameters.ts'
import { type People, type Person, type SpecialContact, getSpecialContact } from '../world/people.ts'
import { createPhoneNumbers } from './phones.ts'

const LOCALES: Readonly<Record<string, Faker>> = { en: english, nl: dutch, de: german, fr: french, pt: portuguese }
/** The class that made the locale's instance; the locale entry does not export it, and the package's root is slow to load. */
const FakerClass = english.constructor as typeof Faker

const MAIL_HOSTS = ['example.com', 'example.net', 'example.org']
const CACHE_SIZE = 1024

const NAMES_FIELD = 64
const NO_NAME_FIELD = 0
const MAIL_FIELD = 1
const HOST_FIELD = 2

const SPECIAL_CONTACT_NAMES: Readonly<Record<SpecialContact, readonly [string, string]>> = {
  'always-fails': ['Always', 'Fails'],
  'always-expires': ['Always', 'Expires'],
  'stays-queued': ['Stays', 'Queued'],
  'answers-slowly': ['Answers', 'Slowly'],
}

/** The people of a universe. Names come from Faker through keyed chance; numbers, addresses and gaps do not. */
export function createPeople(parameters: DatasetParameters): People {
  const key = deriveKey(parameters.seed, 'person')
  const phones = createPhoneNumbers(parameters.seed)
  const names = createNameGenerator(key)

  function createPerson(contact: number): Person {
    const special = getSpecialContact(contact, parameters.contacts)
    const { language } = phones.getCountry(contact)
    const [firstName, lastName] = special === undefined ? names(contact, language) : SPECIAL_CONTACT_NAMES[special]
    const isNameless = special === undefined && randomFraction(key, contact, NO_NAME_FIELD) < 0.05
    const host = MAIL_HOSTS[randomInt(key, contact, HOST_FIELD) % MAIL_HOSTS.length]
    const hasEmail = randomFraction(key, contact, MAIL_FIELD) < 0.55
    return {
      name: isNameless ? null : `${firstName} ${lastName}`,
      firstName: isNameless ? null : firstName,
      phone: phones.getPhone(contact),
      email: hasEmail && !isNameless ? `${toMailbox(`${firstName}.${lastName}`)}@${host}` : null,
      language,
    }
  }

  return {
    getPerson: memoizeByNumber(CACHE_SIZE, createPerson),
    findContactByPhone: (phone) => phones.findContact(phone),
  }
}

/** A first and last name for an index, drawn by Faker from words that only that index decides. */
function createNameGenerator(key: RandomKey): (index: number, language: string) => readonly [string, string] {
  let index = 0
  let field = NAMES_FIELD
  const randomizer = { next: () => randomFraction(key, index, field++), seed: () => undefined }
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
function toMailbox(name: string): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^\w.]/g, '')
  return plain.toLowerCase()
}
