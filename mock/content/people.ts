import type { Faker, Randomizer } from '@faker-js/faker'
import { faker } from '@faker-js/faker/locale/base'
import { memoizeByNumber } from '../world/collections/memoize.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'
import { type People, type Person, type SpecialContact, getSpecialContact } from '../world/model/contact.ts'
import type { OwnContact } from '../world/model/own-data.ts'
import { createPermutation, deriveKey, randomFraction, randomInt, type RandomKey } from '../world/random.ts'
import { names } from './generated/names.ts'

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

/**
 * Gives own contacts their own numbers. A generated contact whose number an own contact has gets the number that this own
 * contact would have, so that every number belongs to one contact.
 */
function replacePhones(phones: PhoneNumbers, own: readonly OwnContact[]): PhoneNumbers {
  const ownPhones = own.map((contact) => contact.phones?.[0])
  if (ownPhones.every((phone) => phone === undefined)) return phones
  /** Own contacts by number, and the places of generated numbers that own contacts have. */
  const contactOf = new Map<string, number>()
  const ownerOf = new Map<number, number>()
  const placeOf = new Map<number, number | undefined>()
  ownPhones.forEach((phone, contact) => {
    if (phone === undefined) return
    const place = phones.findContact(phone)
    contactOf.set(phone, contact)
    placeOf.set(contact, place)
    if (place !== undefined) ownerOf.set(place, contact)
  })

  /** Returns the place of a contact with a generated number. Ends because each place has one owner. */
  function findPlace(contact: number): number {
    const owner = ownerOf.get(contact)
    return owner === undefined ? contact : findPlace(owner)
  }

  /** Returns the contact with the generated number at a place; undefined when no contact has it. */
  function findUser(place: number): number | undefined {
    if (!placeOf.has(place)) return place
    const next = placeOf.get(place)
    return next === undefined ? undefined : findUser(next)
  }

  return {
    getCountry: (contact) => phones.getCountry(contact),
    getPhone: (contact) => ownPhones[contact] ?? phones.getPhone(findPlace(contact)),
    findContact(phone) {
      const ownContact = contactOf.get(phone)
      if (ownContact !== undefined) return ownContact
      const place = phones.findContact(phone)
      return place === undefined ? undefined : findUser(place)
    },
  }
}

/** The class of Faker: the small entry does not export it, and the package's root loads all locales. */
const FakerClass = faker.constructor as typeof Faker

function createFaker(language: string, randomizer: Randomizer): Faker {
  const own = names[language]
  if (own === undefined) throw new RangeError(`no names for language "${language}"`)
  return new FakerClass({ locale: [{ person: own }, { person: names.en }], randomizer })
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

/**
 * The people of a universe: own contacts first, then generated ones. Generated names come from Faker through keyed chance;
 * numbers, addresses and gaps do not.
 */
export function createPeople(parameters: DatasetParameters): People {
  const key = deriveKey(parameters.seed, 'person')
  const own = parameters.ownData?.contacts ?? []
  const phones = replacePhones(createPhoneNumbers(parameters.seed), own)
  const generateName = createNameGenerator(key)

  function createPerson(contact: number): Person {
    const special = getSpecialContact(contact, parameters)
    const { language } = phones.getCountry(contact)
    const [firstName, lastName] =
      special === undefined ? generateName(contact, language) : SPECIAL_CONTACT_NAMES[special]
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

  function createOwnPerson({ name, firstName, email, language }: OwnContact, contact: number): Person {
    return {
      name: name ?? null,
      firstName: firstName ?? name?.split(' ')[0] ?? null,
      phone: phones.getPhone(contact),
      email: email ?? null,
      language: language ?? 'en',
    }
  }

  return {
    getPerson: memoizeByNumber(CACHE_SIZE, (contact) => {
      const ownContact = own[contact]
      return ownContact === undefined ? createPerson(contact) : createOwnPerson(ownContact, contact)
    }),
    findContactByPhone: (phone) => phones.findContact(phone),
  }
}

/** A first and last name for an index, drawn by Faker from words that only that index decides. */
function createNameGenerator(key: RandomKey): (index: number, language: string) => readonly [string, string] {
  let index = 0
  let field = NAMES_FIELD
  const randomizer = { next: () => randomFraction(key, index, field++), seed: () => undefined }
  const fakers: Record<string, Faker> = {}
  return (at, language) => {
    index = at
    field = NAMES_FIELD
    const { person } = (fakers[language] ??= createFaker(language, randomizer))
    return [person.firstName(), person.lastName()]
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
