import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Person } from '../../world/model/contact.ts'
import type { JsonObject } from '../../world/model/run.ts'
import type { Instant } from '../../world/time/instant.ts'
import { getContactCreatedAt, readProfile, saveProfile } from './contact-profile.ts'
import { getIds } from './ids.ts'
import { getLastMessageAt, readMessageActivity, visitRecentRuns } from './messages.ts'
import { contactQuirks, quirks } from './quirks.ts'
import {
  createContactNotFoundProblem,
  normalizeText,
  parseContactReference,
  parseFirstContactReference,
  requireContactById,
  requirePhone,
} from './request-body.ts'

/** Contacts that a search shows at most. */
const MAX_RESULTS = 50

/** Contacts without any message that a search looks at. */
const MAX_CONTACTS_WITHOUT_MESSAGE = 5000

type ContactFilter = (contact: number) => boolean

/** The contacts that match, those last in conversation first; contacts without a message stand where the quirk puts them. */
export function searchContacts(
  body: OperationInput<operations['searchContacts']>['body'],
  context: HandlerContext,
): readonly components['schemas']['FoundContact'][] {
  const matches = findMatches(context, createContactFilter(body, context), MAX_RESULTS)
  return matches.map(({ contact, lastMessageAt }) => {
    const { world } = context
    const { phone, name, email } = world.getPerson(contact)
    const { source, tags } = readProfile(world, contact)
    const last_message_at = lastMessageAt === null ? null : formatIsoSeconds(lastMessageAt)
    const created_at = formatIsoSeconds(getContactCreatedAt(world, contact))
    return { id: getIds(world).contact.encode(contact), phone, name, email, source, tags, last_message_at, created_at }
  })
}

/** The contact with this e-mail address; of several the one last in conversation. */
export function findContactByEmail(context: HandlerContext, email: string): number | undefined {
  return findMatches(context, createContactFilter({ email }, context), 1)[0]?.contact
}

interface ContactMatch {
  readonly contact: number
  readonly lastMessageAt: Instant | null
}

function findMatches(context: HandlerContext, condition: ContactFilter, limit: number): readonly ContactMatch[] {
  const { active, seen, isWhole } = findActiveMatches(context, condition, limit)
  const isSilentFirst = getQuirkPosition(context.world, contactQuirks.neverActive) === 'first'
  if (!isSilentFirst && active.length >= limit) return active.slice(0, limit)
  const silent = findSilentMatches(context, (contact) => !seen.has(contact) && condition(contact), isWhole)
  return (isSilentFirst ? [...silent, ...active] : [...active, ...silent]).slice(0, limit)
}

/** Those who match and have been in conversation, the latest first. */
function findActiveMatches({ view }: HandlerContext, condition: ContactFilter, limit: number) {
  const seen = new Set<number>()
  const lastMessages = new Map<number, Instant>()
  const isWhole = visitRecentRuns(view, {
    visit(run) {
      const at = getLastMessageAt(run)
      if (at === null) return
      const lastAt = lastMessages.get(run.contact)
      if (lastAt === undefined ? !seen.has(run.contact) && condition(run.contact) : at > lastAt) {
        lastMessages.set(run.contact, at)
      }
      seen.add(run.contact)
    },
    isEnough: (bound) => [...lastMessages.values()].filter((at) => at > bound).length >= limit,
  })
  const active = [...lastMessages].map(([contact, last]) => ({ contact, last }))
  active.sort((left, right) => right.last - left.last || right.contact - left.contact)
  return { active, seen, isWhole }
}

/**
 * Those who match and have not been seen in conversation, the newest contact first. Where not all runs were looked
 * through, only contacts beyond the regular ones, whose activity is then looked up.
 */
function findSilentMatches(
  { world, view }: HandlerContext,
  condition: ContactFilter,
  isWhole: boolean,
): readonly ContactMatch[] {
  const { contacts: regular } = world.dataset.parameters
  const end = Math.max(isWhole ? 0 : regular, world.contactCount - MAX_CONTACTS_WITHOUT_MESSAGE)
  const matches: ContactMatch[] = []
  for (let contact = world.contactCount - 1; contact >= end && matches.length < MAX_RESULTS; contact--) {
    if (condition(contact)) matches.push({ contact, lastMessageAt: readMessageActivity(view, contact).lastMessageAt })
  }
  return matches
}

function createContactFilter(
  body: OperationInput<operations['searchContacts']>['body'],
  { world }: HandlerContext,
): ContactFilter {
  const query = normalizeText(body?.query)?.toLowerCase()
  const email = normalizeText(body?.email)?.toLowerCase()
  const tag = normalizeText(body?.tag)
  return (contact) => {
    const person = world.getPerson(contact)
    if (email !== undefined && person.email?.toLowerCase() !== email) return false
    if (tag !== undefined && !readProfile(world, contact).tags.includes(tag)) return false
    if (query === undefined) return true
    return [person.name, person.phone, person.email].some((text) => text?.toLowerCase().includes(query) === true)
  }
}

type Schemas = components['schemas']
type BodyFor<Id extends keyof operations> = OperationInput<operations[Id]>['body']

/** Bytes of metadata that a contact may have. */
const MAX_METADATA_KB = 64

/** Makes a contact, or changes the one who has this phone number. */
export function createContact(body: BodyFor<'createContact'>, context: HandlerContext): Schemas['CreatedContact'] {
  const { world } = context
  const phone = requirePhone(body.phone)
  rejectLargeMetadata(body.metadata)
  const contact = findOrCreateContact(phone, context)
  changeContact(context, contact, { name: normalizeText(body.name), email: normalizeText(body.email) })
  const profile = readProfile(world, contact)
  const isAdding = getQuirkPosition(world, quirks.upsertTags) === 'added'
  const tags =
    body.tags == null ? profile.tags : removeDuplicates([...(isAdding ? profile.tags : []), ...parseTags(body.tags)])
  saveProfile(world, contact, { ...profile, tags, metadata: { ...profile.metadata, ...toJsonObject(body.metadata) } })
  return {
    ...serializeBasics(context, contact),
    tags,
    created_at: formatIsoSeconds(getContactCreatedAt(world, contact)),
  }
}

/** The contact with this phone number, made when there is none. */
export function findOrCreateContact(phone: string, { world }: HandlerContext): number {
  const existing = world.findContactByPhone(phone)
  if (existing !== undefined) return existing
  world.applyOperation({
    kind: 'create-contact',
    person: { name: null, firstName: null, phone, email: null, language: 'en' },
  })
  return world.contactCount - 1
}

export function getContact(body: BodyFor<'getContact'>, context: HandlerContext): Schemas['Contact'] {
  const { world } = context
  const contact = requireContact(body, context)
  const { source, tags, metadata, optedInAt, optedOutAt } = readProfile(world, contact)
  const { lastMessageAt, messageCount } = readMessageActivity(context.view, contact)
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

/** Changes what the body names; an empty text clears. */
export function updateContact(body: BodyFor<'updateContact'>, context: HandlerContext): Schemas['UpdatedContact'] {
  const { world } = context
  rejectLargeMetadata(body.metadata)
  const reference = parseFirstContactReference(body, ['contact_id', 'phone'])
  const contact =
    reference.field === 'phone'
      ? requireContactByPhone(reference.value, context)
      : requireContactById(context, reference.value)
  changeContact(context, contact, {
    name: body.name === undefined ? undefined : (normalizeText(body.name) ?? null),
    email: body.email === undefined ? undefined : (normalizeText(body.email) ?? null),
  })
  const profile = readProfile(world, contact)
  const tags = body.tags === undefined ? profile.tags : removeDuplicates(parseTags(body.tags ?? ''))
  saveProfile(world, contact, { ...profile, tags, metadata: { ...profile.metadata, ...toJsonObject(body.metadata) } })
  return { ...serializeBasics(context, contact), tags, updated_at: formatIsoSeconds(world.now) }
}

/** What every answer about a contact begins with. */
function serializeBasics(
  { world }: HandlerContext,
  contact: number,
): Pick<Schemas['Contact'], 'id' | 'phone' | 'name' | 'email'> {
  const { phone, name, email } = world.getPerson(contact)
  return { id: getIds(world).contact.encode(contact), phone, name, email }
}

function formatInstant(at: Instant | null): string | null {
  return at === null ? null : formatIsoSeconds(at)
}

function requireContact(body: BodyFor<'getContact'>, context: HandlerContext): number {
  const { field, value } = parseContactReference(context, body, ['contact_id', 'phone', 'email'])
  if (field === 'contact_id') return requireContactById(context, value)
  if (field === 'phone') return requireContactByPhone(value, context)
  const contact = findContactByEmail(context, value)
  if (contact === undefined) throw createContactNotFoundProblem()
  return contact
}

function requireContactByPhone(text: string, { world }: HandlerContext): number {
  const contact = world.findContactByPhone(requirePhone(text))
  if (contact === undefined) throw createContactNotFoundProblem()
  return contact
}

/** What is undefined stays as it is. */
interface ContactChange {
  readonly name: string | null | undefined
  readonly email: string | null | undefined
}

function changeContact({ world }: HandlerContext, contact: number, { name, email }: ContactChange): void {
  if (name === undefined && email === undefined) return
  const person = world.getPerson(contact)
  const names = name === undefined ? {} : { name, firstName: name?.split(' ')[0] ?? null }
  const person: Person = { ...person, ...names, ...(email === undefined ? {} : { email }) }
  world.applyOperation({ kind: 'change-contact', contact, person })
}

function parseTags(list: string): readonly string[] {
  return list.split(',').flatMap((tag) => normalizeText(tag) ?? [])
}

function removeDuplicates(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)]
}

/** The schema has seen that it is an object; JSON cannot hold anything else than JSON. */
function toJsonObject(metadata: object | null | undefined): JsonObject {
  return (metadata ?? {}) as JsonObject
}

function rejectLargeMetadata(metadata: object | null | undefined): void {
  if (metadata == null || JSON.stringify(metadata).length <= MAX_METADATA_KB * 1024) return
  throw new Problem('invalid', { issues: [{ in: 'body', at: '/metadata', rule: 'max', expected: MAX_METADATA_KB }] })
}
