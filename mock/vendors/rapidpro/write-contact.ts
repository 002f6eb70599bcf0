import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import type { Person } from '../../world/model/contact.ts'
import type { JsonValue } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import {
  type BodyErrors,
  BodyFields,
  createFieldErrors,
  createIndexedListParser,
  createNonFieldErrors,
  isJsonObject,
  parseJsonBody,
  type ParseResult,
  parseUrn,
} from './body-fields.ts'
import { findRequestedContact, ISO_639_3_CODES } from './contacts.ts'
import { parsePhone } from './value-formats.ts'

type ContactWriteResult = { readonly contact: number; readonly isNew: boolean } | { readonly errors: BodyErrors }

/** The fields of a request; an undefined one stays the same. */
interface ContactInput {
  readonly name: string | null | undefined
  readonly language: string | undefined
  readonly phones: readonly string[]
}

/**
 * Changes the contact in `uuid` or `urn`, or creates one.
 * @throws {Problem} "not-found" for an unknown UUID
 */
export function writeContact(context: HandlerContext): ContactWriteResult {
  const { world, request } = context
  const target = findRequestedContact(context)
  if (target === null && request.query.getLast('uuid') !== undefined) {
    throw new Problem('not-found', { text: 'Not found.' })
  }
  const body = parseJsonBody(context)
  if (!isJsonObject(body)) return createNonFieldErrors('Request body should be a single JSON object')
  const fields = new BodyFields(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)))
  const name = fields.readOptional<string | undefined>('name', parseName, undefined)
  const language = fields.readOptional<string | undefined>('language', parseLanguage, undefined)
  const phones = fields.readOptional('urns', createIndexedListParser(parseUrn), [])
  for (const unsupported of ['groups', 'fields']) fields.readOptional(unsupported, parseUnsupported, null)
  if (!fields.isValid) return { errors: fields.errors }
  const input = { name: body['name'] === null ? null : name, language, phones }
  return typeof target === 'number'
    ? updateContact(target, input, world)
    : createContact(parsePhone(request.query.getLast('urn') ?? ''), input, world)
}

function updateContact(contact: number, input: ContactInput, world: World): ContactWriteResult {
  const [phone] = input.phones
  const owner = phone === undefined ? undefined : world.findContactByPhone(phone)
  if (owner !== undefined && owner !== contact) return createUrnInUseResult()
  const previous = world.getPerson(contact)
  const person = { ...previous, ...toPerson(input, previous), phone: phone ?? previous.phone }
  world.applyOperation({ kind: 'change-contact', contact, person })
  return { contact, isNew: false }
}

function createContact(urnPhone: string | undefined, input: ContactInput, world: World): ContactWriteResult {
  const [phone = urnPhone] = input.phones
  if (phone === undefined) return { errors: { urns: ['This list may not be empty.'] } }
  if (world.findContactByPhone(phone) !== undefined) return createUrnInUseResult()
  const blankPerson: Person = { name: null, firstName: null, phone, email: null, language: 'en' }
  const contact = world.contactCount
  world.applyOperation({ kind: 'create-contact', person: { ...blankPerson, ...toPerson(input, blankPerson) } })
  return { contact, isNew: true }
}

function toPerson({ name, language }: ContactInput, previous: Person): Pick<Person, 'name' | 'firstName' | 'language'> {
  const fullName = name === undefined ? previous.name : name
  const firstName = name === undefined ? previous.firstName : (name?.split(' ')[0] ?? null)
  return { name: fullName, firstName, language: language ?? previous.language }
}

function createUrnInUseResult(): ContactWriteResult {
  return { errors: { urns: { 0: ['URN is in use by another contact.'] } } }
}

function parseName(value: JsonValue): ParseResult<string> {
  return typeof value === 'string' && value.length <= 64 ? { value } : createFieldErrors('Not a valid string.')
}

function parseUnsupported(value: JsonValue): ParseResult<null> {
  const isEmpty = typeof value === 'object' && Object.keys(value ?? {}).length === 0
  return isEmpty ? { value: null } : createFieldErrors('Flowtwin does not support this field.')
}

/** Parses an ISO 639-3 code of a language of the dataset. */
function parseLanguage(value: JsonValue): ParseResult<string> {
  const [code] = Object.entries(ISO_639_3_CODES).find(([, iso639Part3]) => iso639Part3 === value) ?? []
  return code === undefined ? createFieldErrors('Not a valid ISO639-3 language code.') : { value: code }
}
