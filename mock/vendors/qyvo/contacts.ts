import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoSeconds } from '../../wire/instants.ts'
import type { Instant } from '../../world/instant.ts'
import type { Person } from '../../world/people.ts'
import type { JsonObject } from '../../world/run.ts'
import { readMessageActivity } from './activity.ts'
import { readProfile, saveProfile, getContactCreatedAt } from './card.ts'
import {
  requireContactById,
  parseContactReference,
  parseFirstContactReference,
  createContactNotFoundProblem,
  requirePhone,
} from './naming.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { normalizeText } from './request-body.ts'
import { findContactByEmail } from './search.ts'

type Schemas = components['schemas']
type BodyFor<Id extends keyof operations> = OperationInput<operations[Id]>['body']

/** Bytes of metadata that a contact may have. */
const MAX_METADATA_KB = 64

/** Makes a contact, or changes the one who has this phone number. */
export function createContact(body: BodyFor<'createContact'>, scene: HandlerContext): Schemas['CreatedContact'] {
  const { world } = scene
  const phone = requirePhone(body.phone)
  rejectLargeMetadata(body.metadata)
  const contact = findOrCreateContact(phone, scene)
  changeContact(scene, contact, { name: normalizeText(body.name), email: normalizeText(body.email) })
  const profile = readProfile(world, contact)
  const isAdding = getQuirkPosition(world, quirks.upsertTags) === 'added'
  const tags =
    body.tags == null ? profile.tags : removeDuplicates([...(isAdding ? profile.tags : []), ...parseTags(body.tags)])
  saveProfile(world, contact, { ...profile, tags, metadata: { ...profile.metadata, ...toJsonObject(body.metadata) } })
  return { ...serializeBasics(scene, contact), tags, created_at: formatIsoSeconds(getContactCreatedAt(world, contact)) }
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

export function getContact(body: BodyFor<'getContact'>, scene: HandlerContext): Schemas['Contact'] {
  const { world } = scene
  const contact = requireContact(body, scene)
  const { source, tags, metadata, optedInAt, optedOutAt } = readProfile(world, contact)
  const { lastMessageAt, messageCount } = readMessageActivity(scene.view, contact)
  return {
    ...serializeBasics(scene, contact),
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
export function updateContact(body: BodyFor<'updateContact'>, scene: HandlerContext): Schemas['UpdatedContact'] {
  const { world } = scene
  rejectLargeMetadata(body.metadata)
  const reference = parseFirstContactReference(body, ['contact_id', 'phone'])
  const contact =
    reference.field === 'phone'
      ? requireContactByPhone(reference.value, scene)
      : requireContactById(scene, reference.value)
  changeContact(scene, contact, {
    name: body.name === undefined ? undefined : (normalizeText(body.name) ?? null),
    email: body.email === undefined ? undefined : (normalizeText(body.email) ?? null),
  })
  const profile = readProfile(world, contact)
  const tags = body.tags === undefined ? profile.tags : removeDuplicates(parseTags(body.tags ?? ''))
  saveProfile(world, contact, { ...profile, tags, metadata: { ...profile.metadata, ...toJsonObject(body.metadata) } })
  return { ...serializeBasics(scene, contact), tags, updated_at: formatIsoSeconds(world.now) }
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

function requireContact(body: BodyFor<'getContact'>, scene: HandlerContext): number {
  const { field, value } = parseContactReference(scene, body, ['contact_id', 'phone', 'email'])
  if (field === 'contact_id') return requireContactById(scene, value)
  if (field === 'phone') return requireContactByPhone(value, scene)
  const contact = findContactByEmail(scene, value)
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
