import { randomInt, deriveKey } from '../world/chance.ts'
import { createPermutation } from '../world/permutation.ts'

/** Where a contact lives, and how mobile numbers look there. */
export interface Country {
  readonly code: 'US' | 'GB' | 'NL' | 'DE' | 'FR' | 'BR'
  /** ISO 639-1. */
  readonly language: string
  readonly weight: number
  /** What may stand before the last seven digits. */
  readonly prefixes: readonly string[]
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

export const COUNTRIES: readonly Country[] = [
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
export interface PhoneNumbers {
  getCountry(contact: number): Country
  getPhone(contact: number): string
  /** The contact that the number would belong to; undefined for a number that was never made. */
  findContact(phone: string): number | undefined
}

/** Seven-digit subscriber numbers that do not begin with 0 or 1; also the most contacts a world can have. */
const SUBSCRIBER_COUNT = 8_000_000
const FIRST_SUBSCRIBER = 2_000_000
const COUNTRY_FIELD = 0
const PREFIX_FIELD = 1

export function createPhoneNumbers(seed: string | number): PhoneNumbers {
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
