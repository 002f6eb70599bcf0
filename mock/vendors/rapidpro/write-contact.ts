import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { Person } from '../../world/model/contact.ts'
import type { JsonValue } from '../../world/model/run.ts'
import {
  createFieldErrors,
  type BodyErrors,
  BodyFields,
  isJsonObject,
  parseJsonBody,
  createIndexedListParser,
  type ParseResult,
} from './body-fields.ts'
import { findRequestedContact, ISO_639_3_CODES } from './contacts.ts'
import { parseUrn } from './create-flow-start.ts'
import { parsePhone } from './ids.ts'

/** A contact that was created or changed, or what is wrong with the request. */
export type ContactWriteResult =
  | { readonly contact: number; readonly isNew: boolean }
  | { readonly complaints: BodyErrors }

/** What is sent of a contact; undefined for what is left as it is. */
interface ContactInput {
  readonly name: string | null | undefined
  readonly language: string | undefined
  readonly phones: readonly string[]
}

/**
 * Creates a contact, or changes the one that the address names.
 * @throws {Problem} "not-found" for a UUID that nobody has
 */
export function writeContact(context: HandlerContext): ContactWriteResult {
  const { world, request } = context
  const target = findRequestedContact(context)
  if (target === null && request.query.getLast('uuid') !== undefined)
    throw new Problem('not-found', { text: 'Not found.' })
  const body = parseJsonBody(context)
  if (!isJsonObject(body)) return { complaints: { non_field_errors: ['Request body should be a single JSON object'] } }
  const fields = new BodyFields(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)))
  const name = fields.readOptional<string | undefined>('name', parseName, undefined)
  const language = fields.readOptional<string | undefined>('language', parseLanguage, undefined)
  const phones = fields.readOptional('urns', createIndexedListParser(parseUrn), [])
  for (const unsupported of ['groups', 'fields']) fields.readOptional(unsupported, parseUnsupported, null)
  if (!fields.isValid) return { complaints: fields.errors }
  const input = { name: body['name'] === null ? null : name, language, phones }
  return typeof target === 'number'
    ? updateContact(target, input, context)
    : createContact(parsePhone(request.query.getLast('urn') ?? ''), input, world)
}

function updateContact(contact: number, input: ContactInput, { world }: HandlerContext): ContactWriteResult {
  const [phone] = input.phones
  const owner = phone === undefined ? undefined : world.findContactByPhone(phone)
  if (owner !== undefined && owner !== contact) return createUrnInUseResult()
  const previous = world.getPerson(contact)
  const person = { ...previous, ...toPerson(input, previous), phone: phone ?? previous.phone }
  world.applyOperation({ kind: 'change-contact', contact, person })
  return { contact, isNew: false }
}

function createContact(
  urnPhone: string | undefined,
  input: ContactInput,
  world: HandlerContext['world'],
): ContactWriteResult {
  const [phone = urnPhone] = input.phones
  if (phone === undefined) return { complaints: { urns: ['This list may not be empty.'] } }
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
  return { complaints: { urns: { 0: ['URN is in use by another contact.'] } } }
}

function parseName(value: JsonValue): ParseResult<string> {
  return typeof value === 'string' && value.length <= 64 ? { value } : createFieldErrors('Not a valid string.')
}

function parseUnsupported(value: JsonValue): ParseResult<null> {
  const isEmpty = typeof value === 'object' && Object.keys(value ?? {}).length === 0
  return isEmpty ? { value: null } : createFieldErrors('Flowtwin does not keep this of contacts.')
}

/** ISO 639-3, for the languages that people here speak. */
function parseLanguage(value: JsonValue): ParseResult<string> {
  const [code] = Object.entries(ISO_639_3_CODES).find(([, three]) => three === value) ?? []
  return code === undefined ? createFieldErrors('Not a valid ISO639-3 language code.') : { value: code }
}
