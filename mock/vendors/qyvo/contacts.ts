import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { Instant } from '../../world/instant.ts'
import type { Person } from '../../world/people.ts'
import type { JsonObject } from '../../world/run.ts'
import { activityOf } from './activity.ts'
import { cardOf, keepCard, knownSince } from './card.ts'
import { contactOfId, namedBy, namedByAny, nobody, phoneIn } from './naming.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { filled } from './request-body.ts'
import { contactOfEmail } from './search.ts'

type Schemas = components['schemas']
type BodyOf<Id extends keyof operations> = Asked<operations[Id]>['body']

/** Bytes of metadata that a contact may have. */
const MOST_METADATA = 64

/** Makes a contact, or changes the one who has this phone number. */
export function createContact(body: BodyOf<'createContact'>, scene: Scene): Schemas['CreatedContact'] {
  const { world } = scene
  const phone = phoneIn(body.phone)
  refuseBulk(body.metadata)
  const contact = contactWith(phone, scene)
  change(scene, contact, { name: filled(body.name), email: filled(body.email) })
  const card = cardOf(world, contact)
  const adds = positionOf(world, quirks.upsertTags) === 'added'
  const tags = body.tags == null ? card.tags : unique([...(adds ? card.tags : []), ...tagsOf(body.tags)])
  keepCard(world, contact, { ...card, tags, metadata: { ...card.metadata, ...objectOf(body.metadata) } })
  return { ...basicsOf(scene, contact), tags, created_at: toSeconds(knownSince(world, contact)) }
}

/** The contact with this phone number, made when there is none. */
export function contactWith(phone: string, { world }: Scene): number {
  const known = world.contactOfPhone(phone)
  if (known !== undefined) return known
  world.apply({ kind: 'create-contact', person: { name: null, firstName: null, phone, email: null, language: 'en' } })
  return world.contacts - 1
}

export function readContact(body: BodyOf<'getContact'>, scene: Scene): Schemas['Contact'] {
  const { world } = scene
  const contact = found(body, scene)
  const { source, tags, metadata, optedInAt, optedOutAt } = cardOf(world, contact)
  const { last, messages } = activityOf(scene.view, contact)
  return {
    ...basicsOf(scene, contact),
    source,
    locale: world.person(contact).language,
    metadata,
    tags,
    opted_in_at: secondsOf(optedInAt),
    opted_out_at: secondsOf(optedOutAt),
    last_message_at: secondsOf(last),
    total_messages: messages,
    created_at: toSeconds(knownSince(world, contact)),
  }
}

/** Changes what the body names; an empty text clears. */
export function updateContact(body: BodyOf<'updateContact'>, scene: Scene): Schemas['UpdatedContact'] {
  const { world } = scene
  refuseBulk(body.metadata)
  const named = namedByAny(body, ['contact_id', 'phone'])
  const contact = named.way === 'phone' ? ofPhone(named.value, scene) : contactOfId(scene, named.value)
  change(scene, contact, {
    name: body.name === undefined ? undefined : (filled(body.name) ?? null),
    email: body.email === undefined ? undefined : (filled(body.email) ?? null),
  })
  const card = cardOf(world, contact)
  const tags = body.tags === undefined ? card.tags : unique(tagsOf(body.tags ?? ''))
  keepCard(world, contact, { ...card, tags, metadata: { ...card.metadata, ...objectOf(body.metadata) } })
  return { ...basicsOf(scene, contact), tags, updated_at: toSeconds(world.now) }
}

/** What every answer about a contact begins with. */
function basicsOf({ world }: Scene, contact: number): Pick<Schemas['Contact'], 'id' | 'phone' | 'name' | 'email'> {
  const { phone, name, email } = world.person(contact)
  return { id: idsOf(world).contact.encode(contact), phone, name, email }
}

function secondsOf(at: Instant | null): string | null {
  return at === null ? null : toSeconds(at)
}

function found(body: BodyOf<'getContact'>, scene: Scene): number {
  const { way, value } = namedBy(scene, body, ['contact_id', 'phone', 'email'])
  if (way === 'contact_id') return contactOfId(scene, value)
  if (way === 'phone') return ofPhone(value, scene)
  const contact = contactOfEmail(scene, value)
  if (contact === undefined) throw nobody()
  return contact
}

function ofPhone(text: string, { world }: Scene): number {
  const contact = world.contactOfPhone(phoneIn(text))
  if (contact === undefined) throw nobody()
  return contact
}

/** What is undefined stays as it is. */
interface Change {
  readonly name: string | null | undefined
  readonly email: string | null | undefined
}

function change({ world }: Scene, contact: number, { name, email }: Change): void {
  if (name === undefined && email === undefined) return
  const former = world.person(contact)
  const renamed = name === undefined ? {} : { name, firstName: name?.split(' ')[0] ?? null }
  const person: Person = { ...former, ...renamed, ...(email === undefined ? {} : { email }) }
  world.apply({ kind: 'change-contact', contact, person })
}

function tagsOf(list: string): readonly string[] {
  return list.split(',').flatMap((tag) => filled(tag) ?? [])
}

function unique(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)]
}

/** The schema has seen that it is an object; JSON cannot hold anything else than JSON. */
function objectOf(metadata: object | null | undefined): JsonObject {
  return (metadata ?? {}) as JsonObject
}

function refuseBulk(metadata: object | null | undefined): void {
  if (metadata == null || JSON.stringify(metadata).length <= MOST_METADATA * 1024) return
  throw new Problem('invalid', { issues: [{ in: 'body', at: '/metadata', rule: 'max', expected: MOST_METADATA }] })
}
