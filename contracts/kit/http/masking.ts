import { collectJson, isObject, type Json } from '../json.ts'
import type { Contract } from '../spec/contract.ts'
import { findDeclaredBody, findSchemaLocations } from '../spec/declared-body.ts'
import { isFreeMap } from '../spec/validate-shape.ts'
import type { Exchange } from './exchange.ts'

/** A JSON member whose name leaves no doubt that its value is a secret of the target. */
const SECRET_MEMBER =
  /("(?:[\w-]{0,40}[_-])?(?:pass(?:word|wd)?|pin|private[_-]?key|client[_-]?secret|csrf[\w-]{0,20}|xsrf[\w-]{0,20})"\s*:\s*)"(?:[^"\\]|\\.)*"/gi
/** The user and password of a URL, also with escaped slashes. */
const URL_CREDENTIAL = /(:(?:\\?\/){2})[^\s/?#@"'<>\\]{1,200}(?=@)/g
/** A header whose value is a secret of the target. */
const SECRET_HEADER = /^(?:set-)?cookie$|^x-(?:hub-signature|csrf|xsrf)|^(?:\w+-)*session(?:-\w+)*$/i

/**
 * Creates a function that masks secrets by value; fields such as `sessionId` are evidence, so only members whose name
 * leaves no doubt, and the users and passwords of URLs, are masked in addition. Covers plain, percent-encoded, form-encoded,
 * base64, JSON-escaped and HTML-escaped values.
 */
export function createSecretMask(secrets: readonly string[]): (text: string) => string {
  const longestFirst = listForms(secrets)
  return (text) =>
    longestFirst
      .reduce((masked, form) => masked.replaceAll(form, '[credential]'), text)
      .replace(SECRET_MEMBER, '$1"[credential]"')
      .replace(URL_CREDENTIAL, '$1[credential]')
}

/** Creates a function that returns true for a text with one of the secrets in any of their encodings. */
export function createSecretFinder(secrets: readonly string[]): (text: string) => boolean {
  const forms = listForms(secrets)
  return (text) => forms.some((form) => text.includes(form))
}

/** Lists the encodings of secrets, the longest first. */
function listForms(secrets: readonly string[]): readonly string[] {
  const forms = [...new Set(secrets.flatMap(listEncodings))].filter((form) => form !== '')
  return forms.toSorted((left, right) => right.length - left.length)
}

/** Masks the value of a header: as a whole where its name says that it is a secret of the target. */
export function maskHeaderValue(name: string, value: string, mask: (text: string) => string): string {
  return SECRET_HEADER.test(name) ? '[credential]' : mask(value)
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

/** Names of fields with personal data. */
const PERSONAL_FIELDS: ReadonlySet<string> = new Set(
  'contact_name contact_phone contact_email phone phoneNumber email firstName lastName urn'.split(' '),
)
/** The members whose `name` is that of a person. */
const PEOPLE: ReadonlySet<string> = new Set(['contact', 'contacts'])
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
    for (const value of findPersonalValues(body)) if (value.length >= MIN_LENGTH) this.#values.add(value)
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
    const values = new Set([...findPersonalValues(exchange.body), ...this.#findFreeMapValues(exchange)])
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
    return findSchemaLocations(declared)
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

function findPersonalValues(body: Json | undefined): ReadonlySet<string> {
  const values = new Set<string>()
  const visit = (value: Json | undefined, parent: string, name: string): void => {
    if (typeof value === 'string') {
      if (PERSONAL_FIELDS.has(name) || (name === 'name' && PEOPLE.has(parent))) values.add(value)
    } else if (Array.isArray(value)) {
      for (const element of value as readonly Json[]) visit(element, parent, name)
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) visit(value[key], name, key)
    }
  }
  visit(body, '', '')
  return values
}
