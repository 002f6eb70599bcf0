import type { HandlerContext } from '../../http/scene.ts'
import type { JsonObject, JsonValue } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import {
  parseBoolean,
  createFieldErrors,
  type BodyErrors,
  BodyFields,
  isJsonObject,
  parseJsonBody,
  createIndexedListParser,
  createListParser,
  createNoSuchObjectErrors,
  type ParseResult,
} from './body-fields.ts'
import { isArchivedFlow } from './flow.ts'
import { findGroup } from './group.ts'
import { getIds } from './ids.ts'
import { parsePhone } from './urn.ts'
import { getServerVersion } from './version.ts'

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

const MAX_PARAMS_LENGTH = 10_000

/** Reads the body of a new start: the request, or what is wrong with it, field by field. */
export function parseStartRequest(scene: HandlerContext): StartRequest | { readonly complaints: BodyErrors } {
  const { world } = scene
  const body = parseJsonBody(scene)
  if (!isJsonObject(body)) return createBodyErrors('Request body should be a single JSON object')
  const fields = new BodyFields(body)
  const flow = fields.readRequired('flow', (value) => parseFlow(value, world))
  const contacts = fields.readOptional(
    'contacts',
    createListParser((item) => parseContact(item, world)),
    [],
  )
  const groups = fields.readOptional(
    'groups',
    createListParser((item) => parseGroup(item, world)),
    [],
  )
  const phones = fields.readOptional('urns', createIndexedListParser(parseUrn), [])
  const restart = fields.readOptional('restart_participants', parseBoolean, true)
  const excludeActive = fields.readOptional('exclude_active', parseBoolean, false)
  const extra = fields.readOptional<JsonObject | null>('extra', parseObject, null)
  const params = fields.readOptional<JsonObject | null>('params', (value) => parseParams(value, world), null)
  if (flow === undefined || !fields.isValid) return { complaints: fields.errors }
  if (contacts.length + groups.length + phones.length === 0) {
    return createBodyErrors('Must specify at least one group, contact or URN')
  }
  return { flow, contacts, groups, phones, restart, excludeActive, params: params ?? extra }
}

function createBodyErrors(text: string): { readonly complaints: BodyErrors } {
  return { complaints: { non_field_errors: [text] } }
}

/** Nobody can be started in an archived flow. */
function parseFlow(value: JsonValue, world: World): ParseResult<number> {
  const flow = typeof value === 'string' ? getIds(world).flow.decode(value) : undefined
  const isStartable =
    flow !== undefined && flow >= 0 && flow < world.dataset.flows.length && !isArchivedFlow(flow, world)
  return isStartable ? { value: flow } : createNoSuchObjectErrors(value)
}

function parseContact(value: JsonValue, world: World): ParseResult<number> {
  const contact = typeof value === 'string' ? getIds(world).contact.decode(value) : undefined
  return contact !== undefined && contact >= 0 && contact < world.contactCount
    ? { value: contact }
    : createNoSuchObjectErrors(value)
}

function parseGroup(value: JsonValue, world: World): ParseResult<number> {
  const group = typeof value === 'string' ? findGroup(value, world) : undefined
  return group === undefined ? createNoSuchObjectErrors(value) : { value: group }
}

export function parseUrn(value: JsonValue): ParseResult<string> {
  const phone = typeof value === 'string' ? parsePhone(value) : undefined
  if (phone !== undefined) return { value: phone }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return createFieldErrors(`Invalid URN: ${text}. Ensure phone numbers contain country codes.`)
}

function parseObject(value: JsonValue): ParseResult<JsonObject> {
  return isJsonObject(value) ? { value } : createFieldErrors('Must be a valid JSON object')
}

/** Only the newer line minds the length. */
function parseParams(value: JsonValue, world: World): ParseResult<JsonObject> {
  const isTooLong = getServerVersion(world) === 'head' && JSON.stringify(value).length > MAX_PARAMS_LENGTH
  return isTooLong && isJsonObject(value)
    ? createFieldErrors('Cannot exceed 10,000 characters encoded.')
    : parseObject(value)
}
