import type { Scene } from '../../http/scene.ts'
import type { JsonObject, JsonValue } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import {
  booleanFrom,
  complaint,
  type Complaints,
  Fields,
  isObject,
  jsonBodyOf,
  listByPlace,
  listFrom,
  noSuchObject,
  type Read,
} from './body-fields.ts'
import { isArchived } from './flow.ts'
import { groupNamed } from './group.ts'
import { idsOf } from './ids.ts'
import { phoneOf } from './urn.ts'
import { versionOf } from './version.ts'

/** What a client wants started. */
export interface StartRequest {
  readonly flow: number
  readonly contacts: readonly number[]
  readonly groups: readonly number[]
  readonly phones: readonly string[]
  readonly restart: boolean
  readonly excludeActive: boolean
  readonly params: JsonObject | null
}

const MOST_CHARACTERS = 10_000

/** Reads the body of a new start: the request, or what is wrong with it, field by field. */
export function startRequestOf(scene: Scene): StartRequest | { readonly complaints: Complaints } {
  const { world } = scene
  const body = jsonBodyOf(scene)
  if (!isObject(body)) return bodyComplaint('Request body should be a single JSON object')
  const fields = new Fields(body)
  const flow = fields.required('flow', (value) => flowFrom(value, world))
  const contacts = fields.read(
    'contacts',
    listFrom((item) => contactFrom(item, world)),
    [],
  )
  const groups = fields.read(
    'groups',
    listFrom((item) => groupFrom(item, world)),
    [],
  )
  const phones = fields.read('urns', listByPlace(phoneFrom), [])
  const restart = fields.read('restart_participants', booleanFrom, true)
  const excludeActive = fields.read('exclude_active', booleanFrom, false)
  const extra = fields.read<JsonObject | null>('extra', objectFrom, null)
  const params = fields.read<JsonObject | null>('params', (value) => paramsFrom(value, world), null)
  if (flow === undefined || !fields.areRight) return { complaints: fields.complaints }
  if (contacts.length + groups.length + phones.length === 0) {
    return bodyComplaint('Must specify at least one group, contact or URN')
  }
  return { flow, contacts, groups, phones, restart, excludeActive, params: params ?? extra }
}

function bodyComplaint(text: string): { readonly complaints: Complaints } {
  return { complaints: { non_field_errors: [text] } }
}

/** Nobody can be started in an archived flow. */
function flowFrom(value: JsonValue, world: World): Read<number> {
  const flow = typeof value === 'string' ? idsOf(world).flow.decode(value) : undefined
  const known = flow !== undefined && flow >= 0 && flow < world.universe.flows.length && !isArchived(flow, world)
  return known ? { value: flow } : noSuchObject(value)
}

function contactFrom(value: JsonValue, world: World): Read<number> {
  const contact = typeof value === 'string' ? idsOf(world).contact.decode(value) : undefined
  return contact !== undefined && contact >= 0 && contact < world.contacts ? { value: contact } : noSuchObject(value)
}

function groupFrom(value: JsonValue, world: World): Read<number> {
  const group = typeof value === 'string' ? groupNamed(value, world) : undefined
  return group === undefined ? noSuchObject(value) : { value: group }
}

export function phoneFrom(value: JsonValue): Read<string> {
  const phone = typeof value === 'string' ? phoneOf(value) : undefined
  if (phone !== undefined) return { value: phone }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return complaint(`Invalid URN: ${text}. Ensure phone numbers contain country codes.`)
}

function objectFrom(value: JsonValue): Read<JsonObject> {
  return isObject(value) ? { value } : complaint('Must be a valid JSON object')
}

/** Only the newer line minds the length. */
function paramsFrom(value: JsonValue, world: World): Read<JsonObject> {
  const long = versionOf(world) === 'head' && JSON.stringify(value).length > MOST_CHARACTERS
  return long && isObject(value) ? complaint('Cannot exceed 10,000 characters encoded.') : objectFrom(value)
}
