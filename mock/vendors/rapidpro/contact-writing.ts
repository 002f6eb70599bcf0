import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import type { Person } from '../../world/people.ts'
import type { JsonValue } from '../../world/run.ts'
import { complaint, type Complaints, Fields, isObject, jsonBodyOf, listByPlace, type Read } from './body-fields.ts'
import { LANGUAGES } from './contact.ts'
import { namedContact } from './contacts-list.ts'
import { phoneFrom } from './start-body.ts'
import { phoneOf } from './urn.ts'

/** A contact that was created or changed, or what is wrong with the request. */
export type WrittenContact = { readonly contact: number; readonly isNew: boolean } | { readonly complaints: Complaints }

/** What is sent of a contact; undefined for what is left as it is. */
interface Sent {
  readonly name: string | null | undefined
  readonly language: string | undefined
  readonly phones: readonly string[]
}

/**
 * Creates a contact, or changes the one that the address names.
 * @throws {Problem} "not-found" for a UUID that nobody has
 */
export function writeContact(scene: Scene): WrittenContact {
  const { world, incoming } = scene
  const named = namedContact(scene)
  if (named === null && incoming.query.last('uuid') !== undefined)
    throw new Problem('not-found', { text: 'Not found.' })
  const body = jsonBodyOf(scene)
  if (!isObject(body)) return { complaints: { non_field_errors: ['Request body should be a single JSON object'] } }
  const fields = new Fields(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)))
  const name = fields.read<string | undefined>('name', nameFrom, undefined)
  const language = fields.read<string | undefined>('language', languageFrom, undefined)
  const phones = fields.read('urns', listByPlace(phoneFrom), [])
  for (const unkept of ['groups', 'fields']) fields.read(unkept, nothingIn, null)
  if (!fields.areRight) return { complaints: fields.complaints }
  const sent = { name: body['name'] === null ? null : name, language, phones }
  return typeof named === 'number'
    ? changed(named, sent, scene)
    : create(phoneOf(incoming.query.last('urn') ?? ''), sent, world)
}

function changed(contact: number, sent: Sent, { world }: Scene): WrittenContact {
  const [phone] = sent.phones
  const owner = phone === undefined ? undefined : world.contactOfPhone(phone)
  if (owner !== undefined && owner !== contact) return taken()
  const former = world.person(contact)
  const person = { ...former, ...personOf(sent, former), phone: phone ?? former.phone }
  world.apply({ kind: 'change-contact', contact, person })
  return { contact, isNew: false }
}

function create(addressed: string | undefined, sent: Sent, world: Scene['world']): WrittenContact {
  const [phone = addressed] = sent.phones
  if (phone === undefined) return { complaints: { urns: ['This list may not be empty.'] } }
  if (world.contactOfPhone(phone) !== undefined) return taken()
  const nobody: Person = { name: null, firstName: null, phone, email: null, language: 'en' }
  const contact = world.contacts
  world.apply({ kind: 'create-contact', person: { ...nobody, ...personOf(sent, nobody) } })
  return { contact, isNew: true }
}

function personOf({ name, language }: Sent, former: Person): Pick<Person, 'name' | 'firstName' | 'language'> {
  const own = name === undefined ? former.name : name
  const firstName = name === undefined ? former.firstName : (name?.split(' ')[0] ?? null)
  return { name: own, firstName, language: language ?? former.language }
}

function taken(): WrittenContact {
  return { complaints: { urns: { 0: ['URN is in use by another contact.'] } } }
}

function nameFrom(value: JsonValue): Read<string> {
  return typeof value === 'string' && value.length <= 64 ? { value } : complaint('Not a valid string.')
}

function nothingIn(value: JsonValue): Read<null> {
  const empty = typeof value === 'object' && Object.keys(value ?? {}).length === 0
  return empty ? { value: null } : complaint('Flowtwin does not keep this of contacts.')
}

/** ISO 639-3, for the languages that people here speak. */
function languageFrom(value: JsonValue): Read<string> {
  const [code] = Object.entries(LANGUAGES).find(([, three]) => three === value) ?? []
  return code === undefined ? complaint('Not a valid ISO639-3 language code.') : { value: code }
}
