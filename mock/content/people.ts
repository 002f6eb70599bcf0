import type { Faker, Randomizer } from '@faker-js/faker'
import { memoizeByNumber } from '../world/collections/memoize.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import { type SpecialContact, getSpecialContact } from '../world/model/outcome.ts'
import { type People, type Person } from '../world/model/contact.ts'
import { createPermutation, deriveKey, randomFraction, randomInt, type RandomKey } from '../world/random.ts'

/** A country with the format of its mobile numbers. */
interface Country {
  readonly code: 'US' | 'GB' | 'NL' | 'DE' | 'FR' | 'BR'
  /** ISO 639-1. */
  readonly language: string
  readonly weight: number
  /** Prefixes before the last seven digits. */
  readonly prefixes: readonly string[]
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    language: 'en',
    weight: 6,
    prefixes: ['212', '303', '415', '512', '617', '702'].map((area) => `+1${area}`),
  },
  { code: 'GB', language: 'en', weight: 3, prefixes: DIGITS.slice(1).map((digit) => `+4477${digit}`) },
  { code: 'NL', language: 'nl', weight: 5, prefixes: DIGITS.slice(1).map((digit) => `+316${digit}`) },
  { code: 'DE', language: 'de', weight: 3, prefixes: DIGITS.slice(1).map((digit) => `+49151${digit}`) },
  { code: 'FR', language: 'fr', weight: 2, prefixes: DIGITS.slice(1).map((digit) => `+336${digit}`) },
  { code: 'BR', language: 'pt', weight: 2, prefixes: ['11', '21', '31', '51'].map((area) => `+55${area}99`) },
]

/** Made-up mobile numbers: one to a contact, and back. */
interface PhoneNumbers {
  getCountry(contact: number): Country
  getPhone(contact: number): string
  /** The contact that the number would belong to; undefined for a number of no contact. */
  findContact(phone: string): number | undefined
}

/** Seven-digit subscriber numbers that do not begin with 0 or 1; also the most contacts a world can have. */
const SUBSCRIBER_COUNT = 8_000_000
const FIRST_SUBSCRIBER = 2_000_000
const COUNTRY_FIELD = 0
const PREFIX_FIELD = 1

function createPhoneNumbers(seed: string | number): PhoneNumbers {
  const key = deriveKey(seed, 'phone')
  const order = createPermutation(key, SUBSCRIBER_COUNT)
  const weighted = COUNTRIES.flatMap((country) => Array.from({ length: country.weight }, () => country))

  function country(contact: number): Country {
    const chosen = weighted[randomInt(key, contact, COUNTRY_FIELD) % weighted.length]
    if (chosen === undefined) throw new RangeError(`no country for contact ${contact}`)
    return chosen
  }

  function getPhone(contact: number): string {
    const { prefixes } = country(contact)
    const prefix = prefixes[randomInt(key, contact, PREFIX_FIELD) % prefixes.length] ?? ''
    return `${prefix}${FIRST_SUBSCRIBER + order.apply(contact, 0)}`
  }

  function findContact(text: string): number | undefined {
    const subscriber = Number(text.slice(-7)) - FIRST_SUBSCRIBER
    if (!/^\+\d{8,15}$/.test(text) || subscriber < 0) return undefined
    const contact = order.invert(subscriber, 0)
    return getPhone(contact) === text ? contact : undefined
  }

  return { getCountry: country, getPhone: getPhone, findContact: findContact }
}

/** Faker's instances by language. */
let locales: { readonly en: Faker; readonly [language: string]: Faker } | undefined

/** Loads Faker's name tables. Takes about 50 ms, so a server calls this after it has begun to listen. */
export async function loadNames(): Promise<void> {
  const [en, nl, de, fr, pt] = await Promise.all([
    import('@faker-js/faker/locale/en'),
    import('@faker-js/faker/locale/nl'),
    import('@faker-js/faker/locale/de'),
    import('@faker-js/faker/locale/fr'),
    import('@faker-js/faker/locale/pt_BR'),
  ])
  locales ??= { en: en.faker, nl: nl.faker, de: de.faker, fr: fr.faker, pt: pt.faker }
}

/** The instances of all languages, with a randomizer. */
function createFakers(randomizer: Randomizer): Readonly<Record<string, Faker>> {
  if (locales === undefined) throw new Error('a name was generated before Faker was loaded; call loadNames() first')
  const { en } = locales
  // The class of the locale's instance: the locale entry does not export it, and the package's root is slow to load.
  const FakerClass = en.constructor as typeof Faker
  return Object.fromEntries(
    Object.entries(locales).map(([language, { rawDefinitions }]) => [
      language,
      new FakerClass({ locale: [rawDefinitions, en.rawDefinitions], randomizer }),
    ]),
  )
}

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
  let fakers: Readonly<Record<string, Faker>> | undefined
  return (at, language) => {
    index = at
    field = NAMES_FIELD
    fakers ??= createFakers(randomizer)
    const faker = fakers[language] ?? fakers['en']
    if (faker === undefined) throw new RangeError(`no names for language "${language}"`)
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
