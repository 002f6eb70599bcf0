import { draw, keyOf } from '../world/chance.ts'
import { permutation } from '../world/permutation.ts'

/** Where a contact lives, and how mobile numbers look there. */
export interface Country {
  readonly code: 'US' | 'GB' | 'NL' | 'DE' | 'FR' | 'BR'
  /** ISO 639-1. */
  readonly language: string
  readonly weight: number
  /** What may stand before the last seven digits. */
  readonly prefixes: readonly string[]
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

export const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    language: 'en',
    weight: 6,
    prefixes: ['212', '303', '415', '512', '617', '702'].map((area) => `+1${area}`),
  },
  { code: 'GB', language: 'en', weight: 3, prefixes: digits.slice(1).map((digit) => `+4477${digit}`) },
  { code: 'NL', language: 'nl', weight: 5, prefixes: digits.slice(1).map((digit) => `+316${digit}`) },
  { code: 'DE', language: 'de', weight: 3, prefixes: digits.slice(1).map((digit) => `+49151${digit}`) },
  { code: 'FR', language: 'fr', weight: 2, prefixes: digits.slice(1).map((digit) => `+336${digit}`) },
  { code: 'BR', language: 'pt', weight: 2, prefixes: ['11', '21', '31', '51'].map((area) => `+55${area}99`) },
]

/** Made-up mobile numbers: one to a contact, and back. */
export interface Phones {
  country(contact: number): Country
  phone(contact: number): string
  /** The contact that the number would belong to; undefined for a number that was never made. */
  contactOf(phone: string): number | undefined
}

/** Seven-digit subscriber numbers that do not begin with 0 or 1; also the most contacts a world can have. */
const SUBSCRIBERS = 8_000_000
const FIRST = 2_000_000
const COUNTRY_FIELD = 0
const PREFIX_FIELD = 1

export function phonesFor(seed: string | number): Phones {
  const key = keyOf(seed, 'phone')
  const order = permutation(key, SUBSCRIBERS)
  const weighted = COUNTRIES.flatMap((country) => Array.from({ length: country.weight }, () => country))

  function country(contact: number): Country {
    const chosen = weighted[draw(key, contact, COUNTRY_FIELD) % weighted.length]
    if (chosen === undefined) throw new RangeError(`no country for contact ${contact}`)
    return chosen
  }

  function phone(contact: number): string {
    const { prefixes } = country(contact)
    const prefix = prefixes[draw(key, contact, PREFIX_FIELD) % prefixes.length] ?? ''
    return `${prefix}${FIRST + order.apply(contact, 0)}`
  }

  function contactOf(text: string): number | undefined {
    const subscriber = Number(text.slice(-7)) - FIRST
    if (!/^\+\d{8,15}$/.test(text) || subscriber < 0) return undefined
    const contact = order.invert(subscriber, 0)
    return phone(contact) === text ? contact : undefined
  }

  return { country, phone, contactOf }
}
