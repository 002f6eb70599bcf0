import { collectJson, isObject, type Json } from '../json.ts'
import type { Contract } from '../spec/contract.ts'
import { findConstrainedLocations, findDeclaredBody } from '../spec/declared-body.ts'
import { isFreeMap } from '../spec/validate-shape.ts'
import type { Exchange } from './exchange.ts'

/**
 * Creates a function that masks secrets by value, never by field name, because fields such as `sessionId` are evidence.
 * Covers plain, percent-encoded, form-encoded, base64, JSON-escaped and HTML-escaped values.
 */
export function createSecretMask(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(listEncodings))].filter((form) => form !== '')
  const longestFirst = forms.toSorted((left, right) => right.length - left.length)
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, '[credential]'), text)
}

/** Masks every string in a value, except `kind` and `level`, which are words of the suite. */
export function maskStrings<Value>(value: Value, mask: (text: string) => string): Value {
  const maskMember = (member: unknown, name: string): unknown => {
    if (typeof member === 'string') return name === 'kind' || name === 'level' ? member : mask(member)
    if (Array.isArray(member)) return member.map((element) => maskMember(element, ''))
    if (typeof member !== 'object' || member === null) return member
    return Object.fromEntries(Object.entries(member).map(([key, inner]) => [key, maskMember(inner, key)]))
  }
  // Strings are replaced by strings, so the type is unchanged.
  return maskMember(value, '') as Value
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

/** Returns the percent-encodings with lower-case digits, which some servers write. */
function listLowercaseEscapes(secret: string): readonly string[] {
  return [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)].map((form) =>
    form.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()),
  )
}

/** Escapes a text as an HTML error page shows it. */
function escapeMarkup(secret: string): string {
  return secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Names of fields with personal data; `parent/name` where the name alone is ambiguous. */
const PERSONAL_FIELDS: readonly string[] =
  'contact_name contact_phone contact_email phone phoneNumber email firstName lastName urn contact/name contacts/name'.split(
    ' ',
  )
/** Shortest value that is masked in free text; shorter ones occur by chance. */
const MIN_LENGTH = 4
const PERSONAL_DATA_MARKER = '[personal]'
/** A JSON string literal. */
const STRING_LITERAL = /"(?:[^"\\]|\\.)*"/g

/**
 * Masks personal data in reports: known fields, and the strings of free maps, which hold answers of people. Values are
 * masked in every text, so that an example does not reveal what an excerpt masks.
 */
export class PersonalDataMask {
  readonly #contract: Contract
  readonly #values = new Set<string>()

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /** Collects the personal values of a response. */
  learnValues({ body }: Exchange): void {
    for (const value of findPersonalValues(body, ['', ''])) if (value.length >= MIN_LENGTH) this.#values.add(value)
  }

  /** Masks collected values in a text of the suite, such as an example. */
  maskText(text: string): string {
    const longestFirst = [...this.#values]
      .filter((value) => text.includes(value))
      .toSorted((a, b) => b.length - a.length)
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, PERSONAL_DATA_MARKER), text)
  }

  /** Returns the text of a response with its personal values masked. */
  maskContent(exchange: Exchange): string {
    const values = new Set([...findPersonalValues(exchange.body, ['', '']), ...this.#findFreeMapValues(exchange)])
    if (values.size === 0) return exchange.text
    // One pass, because a response may have thousands of values.
    return exchange.text.replaceAll(STRING_LITERAL, (literal) =>
      values.has(parseLiteral(literal)) ? `"${PERSONAL_DATA_MARKER}"` : literal,
    )
  }

  /** Returns the strings inside free maps. */
  #findFreeMapValues(exchange: Exchange): readonly string[] {
    const declared = findDeclaredBody(exchange, this.#contract)
    if (declared === null) return []
    return findConstrainedLocations(declared)
      .filter(({ schema }) => isFreeMap(schema))
      .flatMap(({ value }) => collectJson(value, (inner) => (typeof inner === 'string' && inner !== '' ? [inner] : [])))
  }
}

/** Decodes a string literal: servers may escape any character. */
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
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((element) => findPersonalValues(element, [parent, name]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => findPersonalValues(inner, [name, key]))
}
