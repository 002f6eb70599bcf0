import { isObject, type Json } from '../json.ts'
import type { Contract } from '../spec/contract.ts'
import { findConstrainedLocations, findDeclaredBody } from '../spec/declared-body.ts'
import { isFreeMap } from '../spec/validate-shape.ts'
import type { Exchange } from './exchange.ts'

/**
 * Masks secrets in a text by value, never by the name of a member: names like `sessionId` are the evidence. Covers the
 * forms in which a server may echo a secret: as it is, percent-encoded, as a form writes it, in base64, JSON-escaped and in HTML.
 */
export function createSecretMask(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(listEncodings))].filter((form) => form !== '')
  const longestFirst = forms.toSorted((left, right) => right.length - left.length)
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, '[credential]'), text)
}

/** The same value with every text in it masked; `kind` and `level` are words of the suite and stay. */
export function maskStrings<Value>(value: Value, mask: (text: string) => string): Value {
  const maskValue = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return name === 'kind' || name === 'level' ? one : mask(one)
    if (Array.isArray(one)) return one.map((element) => maskValue(element, ''))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, element]) => [key, maskValue(element, key)]))
  }
  // Only texts change, and only into texts.
  return maskValue(value, '') as Value
}

function listEncodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    ...listLowercaseEscapes(secret),
    escapeMarkup(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    encodeURIComponent(base64),
  ]
}

/** Servers write the digits of an escape in either case. */
function listLowercaseEscapes(secret: string): readonly string[] {
  return [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)].map((form) =>
    form.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()),
  )
}

/** As an error page in HTML shows it. */
function escapeMarkup(secret: string): string {
  return secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Members that hold something of a person, by their whole name; `parent/name` where the name alone says too little. */
const PERSONAL_FIELDS: readonly string[] =
  'contact_name contact_phone contact_email phone phoneNumber email firstName lastName urn contact/name contacts/name'.split(
    ' ',
  )
/** Shorter texts stand in too many places that have nothing to do with a person. */
const MIN_LENGTH = 4
export const PERSONAL_DATA_MARKER = '[personal]'
/** A text as JSON writes it. */
const STRING_LITERAL = /"(?:[^"\\]|\\.)*"/g

/**
 * Masks what belongs to people in what a report shows: known members, and everything inside free maps, which hold what
 * people said. Values are masked wherever they stand, so a witness does not tell what an excerpt hides.
 */
export class PersonalDataMask {
  readonly #contract: Contract
  readonly #values = new Set<string>()

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /** Learns the values of an answer. */
  learnValues({ body }: Exchange): void {
    for (const value of findPersonalValues(body, ['', ''])) if (value.length >= MIN_LENGTH) this.#values.add(value)
  }

  /** A text of the suite's own, such as a witness, without values that answers held. */
  maskText(text: string): string {
    const longestFirst = [...this.#values]
      .filter((value) => text.includes(value))
      .toSorted((a, b) => b.length - a.length)
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, PERSONAL_DATA_MARKER), text)
  }

  /** The content of an answer, or a part that begins where it begins, without what it holds of people. */
  maskContent(exchange: Exchange): string {
    const values = new Set([...findPersonalValues(exchange.body, ['', '']), ...this.#findFreeMapValues(exchange)])
    if (values.size === 0) return exchange.text
    // One pass, because an answer may hold thousands of values.
    return exchange.text.replaceAll(STRING_LITERAL, (literal) =>
      values.has(parseLiteral(literal)) ? `"${PERSONAL_DATA_MARKER}"` : literal,
    )
  }

  /** What stands inside free maps. */
  #findFreeMapValues(exchange: Exchange): readonly string[] {
    const declared = findDeclaredBody(exchange, this.#contract)
    if (declared === null) return []
    return findConstrainedLocations(declared)
      .filter(({ schema }) => isFreeMap(schema))
      .flatMap(({ value }) => collectStrings(value))
  }
}

/** What a literal stands for: servers may write any character as an escape. */
function parseLiteral(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}

function findPersonalValues(value: Json | undefined, [parent, name]: readonly [string, string]): readonly string[] {
  if (typeof value === 'string')
    return PERSONAL_FIELDS.includes(name) || PERSONAL_FIELDS.includes(`${parent}/${name}`) ? [value] : []
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => findPersonalValues(one, [parent, name]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([own, inner]) => findPersonalValues(inner, [name, own]))
}

function collectStrings(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(collectStrings)
  return isObject(value) ? Object.values(value).flatMap(collectStrings) : []
}
