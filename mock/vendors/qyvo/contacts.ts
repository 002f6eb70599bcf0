import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Person } from '../../world/model/contact.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Instant } from '../../world/time.ts'
import {
  type ContactProfile,
  getContactCreatedAt,
  listWorkspaceTags,
  readProfile,
  saveProfile,
} from './contact-profile.ts'
import { searchForContacts } from './contact-search.ts'
import { getIds } from './ids.ts'
import { readMessageActivity } from './message-activity.ts'
import { quirks } from './quirks.ts'
import {
  compareNames,
  type ContactReference,
  normalizeText,
  parseContactReference,
  requirePhone,
} from './request-body.ts'

type Schemas = components['schemas']
type BodyOf<Id extends keyof operations> = OperationInput<operations[Id]>['body']

/** The maximum number of contacts in a search result. */
const MAX_RESULTS = 50

/** The maximum size of a contact's metadata, in kilobytes of JSON. */
const MAX_METADATA_KB = 64

export function searchContacts(body: BodyOf<'searchContacts'>, context: HandlerContext): Schemas['FoundContact'][] {
  const { world } = context
  return searchForContacts(context, body ?? {}, MAX_RESULTS).map(({ contact, lastMessageAt }) => {
    const { source, tags } = readProfile(world, contact)
    return {
      ...serializeBasics(context, contact),
      source,
      tags,
      last_message_at: formatInstant(lastMessageAt),
      created_at: formatIsoSeconds(getContactCreatedAt(world, contact)),
    }
  })
}

/** Creates a contact, or updates the one with this phone number. */
export function createContact(body: BodyOf<'createContact'>, context: HandlerContext): Schemas['CreatedContact'] {
  const { world } = context
  const phone = requirePhone(body.phone)
  rejectLargeMetadata(body.metadata)
  const contact = findOrCreateContact(phone, context)
  updatePerson(context, contact, { name: normalizeText(body.name), email: normalizeText(body.email) })
  const isAdding = getQuirkPosition(world, quirks['qyvo.upsert-tags']) === 'added'
  const { tags } = updateProfile(context, contact, body.metadata, (current) =>
    body.tags == null ? current : [...(isAdding ? current : []), ...parseTags(body.tags)],
  )
  const created_at = formatIsoSeconds(getContactCreatedAt(world, contact))
  return { ...serializeBasics(context, contact), tags, created_at }
}

export function getContact(body: BodyOf<'getContact'>, context: HandlerContext): Schemas['Contact'] {
  const { world } = context
  const several = getQuirkPosition(world, quirks['qyvo.contact-and-phone'])
  const contact = requireContact(parseContactReference(body, ['contact_id', 'phone', 'email'], several), context)
  const { source, tags, metadata, optedInAt, optedOutAt } = readProfile(world, contact)
  const { lastMessageAt, messageCount } = readMessageActivity(context, contact)
  return {
    ...serializeBasics(context, contact),
    source,
    locale: world.getPerson(contact).language,
    metadata,
    tags,
    opted_in_at: formatInstant(optedInAt),
    opted_out_at: formatInstant(optedOutAt),
    last_message_at: formatInstant(lastMessageAt),
    total_messages: messageCount,
    created_at: formatIsoSeconds(getContactCreatedAt(world, contact)),
  }
}

/** Changes the fields that the body has; an empty text clears the field. */
export function updateContact(body: BodyOf<'updateContact'>, context: HandlerContext): Schemas['UpdatedContact'] {
  rejectLargeMetadata(body.metadata)
  const contact = requireContact(parseContactReference(body, ['contact_id', 'phone'], 'id-first'), context)
  updatePerson(context, contact, {
    name: body.name === undefined ? undefined : (normalizeText(body.name) ?? null),
    email: body.email === undefined ? undefined : (normalizeText(body.email) ?? null),
  })
  const { tags } = updateProfile(context, contact, body.metadata, (current) =>
    body.tags === undefined ? current : parseTags(body.tags ?? ''),
  )
  return { ...serializeBasics(context, contact), tags, updated_at: formatIsoSeconds(context.world.now) }
}

/** Adds a tag to a contact; changes nothing if the contact has it. */
export function addTag(body: BodyOf<'addTag'>, context: HandlerContext): Schemas['TagAdded'] {
  const { tag, ...others } = changeTags(body, context, (current, name) => [...current, name])
  return { id: others.id, phone: others.phone, tag_added: tag, tags: others.tags }
}

/** Removes a tag from a contact; changes nothing if the contact does not have it. */
export function removeTag(body: BodyOf<'removeTag'>, context: HandlerContext): Schemas['TagRemoved'] {
  const { tag, ...others } = changeTags(body, context, (current, name) => current.filter((other) => other !== name))
  return { id: others.id, phone: others.phone, tag_removed: tag, tags: others.tags }
}

function changeTags(
  body: BodyOf<'addTag'>,
  context: HandlerContext,
  change: (current: readonly string[], tag: string) => readonly string[],
) {
  const { world } = context
  const several = getQuirkPosition(world, quirks['qyvo.contact-and-phone'])
  const reference = parseContactReference(body, ['contact_id', 'phone'], several)
  const tag = normalizeText(body.tag)
  if (tag === undefined) throw new Problem('invalid', { issues: [{ in: 'body', at: '/tag', rule: 'required' }] })
  const contact = requireContact(reference, context)
  const { tags } = updateProfile(context, contact, null, (current) => change(current, tag))
  return { id: getIds(world).contact.encode(contact), phone: world.getPerson(contact).phone, tag, tags }
}

/** Returns the tags of the workspace that have a part of the name, sorted by name. */
export function listTags(body: BodyOf<'listTags'>, { world }: HandlerContext): Schemas['Tag'][] {
  const part = normalizeText(body?.name)?.toLowerCase() ?? ''
  return listWorkspaceTags(world)
    .filter(({ name }) => name.toLowerCase().includes(part))
    .toSorted((left, right) => compareNames(left.name, right.name))
    .map(({ index, name, createdAt }) => ({
      id: getIds(world).tag.encode(index),
      name,
      created_at: formatIsoSeconds(createdAt),
    }))
}

/** Returns the contact with this phone number; creates one if there is none. */
export function findOrCreateContact(phone: string, { world }: HandlerContext): number {
  const existing = world.findContactByPhone(phone)
  if (existing !== undefined) return existing
  const person = { name: null, firstName: null, phone, email: null, language: 'en' }
  world.applyOperation({ kind: 'create-contact', person })
  return world.contactCount - 1
}

/**
 * Returns the contact that a body names.
 * @throws {Problem} "not-found"; "invalid" for a malformed phone number
 */
export function requireContact(reference: ContactReference, context: HandlerContext): number {
  const contact = findContact(reference, context)
  if (contact === undefined) throw new Problem('not-found', { text: 'Contact not found' })
  return contact
}

function findContact({ field, value }: ContactReference, context: HandlerContext): number | undefined {
  const { world } = context
  if (field === 'phone') return world.findContactByPhone(requirePhone(value))
  if (field === 'email') return searchForContacts(context, { email: value }, 1)[0]?.contact
  const contact = getIds(world).contact.decode(value.toLowerCase())
  return contact !== undefined && contact >= 0 && contact < world.contactCount ? contact : undefined
}

/** Returns the contact with this phone number, created if there is none, and marks it as opted in now. */
export function optInContact(phone: string, context: HandlerContext): number {
  const { world } = context
  const contact = findOrCreateContact(phone, context)
  saveProfile(world, contact, { ...readProfile(world, contact), optedInAt: world.now, optedOutAt: null })
  return contact
}

/** Serializes the fields that every response with a contact has. */
function serializeBasics({ world }: HandlerContext, contact: number) {
  const { phone, name, email } = world.getPerson(contact)
  return { id: getIds(world).contact.encode(contact), phone, name, email }
}

function formatInstant(at: Instant | null): string | null {
  return at === null ? null : formatIsoSeconds(at)
}

/** Changes a person; undefined leaves a value unchanged. */
function updatePerson(
  { world }: HandlerContext,
  contact: number,
  { name, email }: { readonly [Field in 'name' | 'email']: string | null | undefined },
): void {
  if (name === undefined && email === undefined) return
  const person: Person = {
    ...world.getPerson(contact),
    ...(name === undefined ? {} : { name, firstName: name?.split(' ')[0] ?? null }),
    ...(email === undefined ? {} : { email }),
  }
  world.applyOperation({ kind: 'change-contact', contact, person })
}

/** Changes a profile. @param added members of the metadata to add or replace */
function updateProfile(
  { world }: HandlerContext,
  contact: number,
  added: object | null | undefined,
  replaceTags: (current: readonly string[]) => readonly string[],
): ContactProfile {
  const profile = readProfile(world, contact)
  // The schema admits only an object here, and parsed JSON holds only JSON values.
  const metadata = { ...profile.metadata, ...(added as JsonObject | null | undefined) }
  const updated = { ...profile, tags: [...new Set(replaceTags(profile.tags))], metadata }
  saveProfile(world, contact, updated)
  return updated
}

function parseTags(list: string): readonly string[] {
  return list.split(',').flatMap((tag) => normalizeText(tag) ?? [])
}

function rejectLargeMetadata(metadata: object | null | undefined): void {
  if (metadata == null || Buffer.byteLength(JSON.stringify(metadata)) <= MAX_METADATA_KB * 1024) return
  throw new Problem('invalid', { issues: [{ in: 'body', at: '/metadata', rule: 'max', expected: MAX_METADATA_KB }] })
}
