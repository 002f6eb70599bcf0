import type { HandlerContext } from '../../http/handler-context.ts'
import type { JsonObject, JsonValue, RunNumber } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import type { World } from '../../world/world.ts'
import {
  type BodyErrors,
  BodyFields,
  createFieldErrors,
  createIndexedListParser,
  createListParser,
  createNoSuchObjectErrors,
  isJsonObject,
  parseBoolean,
  parseJsonBody,
  type ParseResult,
} from './body-fields.ts'
import { isActiveRun } from './contacts.ts'
import { type Start, type StartRecord, STARTS_RESOURCE } from './flow-starts.ts'
import { findGroup, isArchivedFlow, listGroupMembers } from './flows-and-groups.ts'
import { getIds, parsePhone } from './ids.ts'
import { getServerVersion } from './quirks.ts'

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
export function parseStartRequest(context: HandlerContext): StartRequest | { readonly complaints: BodyErrors } {
  const { world } = context
  const body = parseJsonBody(context)
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

const CONTACT_BATCH_SIZE = 256
const NO_CONTACTS: ReadonlySet<number> = new Set()

/** Carries a start out: makes contacts of new numbers, interrupts what the others are in, and starts everybody at once. */
export function createStart(request: StartRequest, context: HandlerContext): Start {
  const { world } = context
  const phones = [...new Set(request.phones)]
  const knownContacts = phones.flatMap((phone) => world.findContactByPhone(phone) ?? [])
  const newPhones = phones.filter((phone) => world.findContactByPhone(phone) === undefined)
  const members = request.groups.flatMap((group) => listGroupMembers(group, world))
  const candidates = [...new Set([...request.contacts, ...knownContacts, ...members])]
  const active = findActiveRuns(context)
  const previous = request.restart ? NO_CONTACTS : findParticipants(candidates, request.flow, context)
  const selected = candidates.filter(
    (contact) => !previous.has(contact) && !(request.excludeActive && active.has(contact)),
  )
  const interrupted = selected.flatMap((contact) => active.get(contact) ?? [])
  const created = newPhones.map((phone) => createContactWithPhone(phone, world))
  for (const run of interrupted) world.applyOperation({ kind: 'change', run, end: 'cancelled', variables: null })
  return applyBroadcast(request, [...selected, ...created], world)
}

/** The runs that contacts are in the middle of, by contact. */
function findActiveRuns({ view }: HandlerContext): ReadonlyMap<number, readonly RunNumber[]> {
  const runsByContact = new Map<number, readonly RunNumber[]>()
  const runs = listRunsByCreation(view, { facet: isActiveRun })
  for (const ref of findRunRefs(view, runs.slice(0, runs.size))) {
    const { contact } = readRun(view, ref)
    runsByContact.set(contact, [...(runsByContact.get(contact) ?? []), ref.number])
  }
  return runsByContact
}

/** Which of these contacts were in the flow before; looked for some at a time, because groups may be large. */
function findParticipants(contacts: readonly number[], flow: number, { view }: HandlerContext): ReadonlySet<number> {
  const participants = new Set<number>()
  for (let from = 0; from < contacts.length; from += CONTACT_BATCH_SIZE) {
    const runs = listRunsByCreation(view, { contacts: contacts.slice(from, from + CONTACT_BATCH_SIZE), flow })
    for (const ref of findRunRefs(view, runs.slice(0, runs.size))) participants.add(readRun(view, ref).contact)
  }
  return participants
}

/** Of a newcomer nothing is known but the number. */
function createContactWithPhone(phone: string, world: World): number {
  const contact = world.contactCount
  world.applyOperation({
    kind: 'create-contact',
    person: { name: null, firstName: null, phone, email: null, language: 'en' },
  })
  return contact
}

function applyBroadcast(request: StartRequest, contacts: readonly number[], world: World): Start {
  const { flow, params } = request
  const record: StartRecord = {
    flow,
    contacts: request.contacts,
    groups: request.groups,
    restart: request.restart,
    excludeActive: request.excludeActive,
    params,
    total: contacts.length,
  }
  const given = params === null ? null : { variables: params, initialMessage: {} }
  const recordOperation = { resource: STARTS_RESOURCE, value: { ...record } }
  world.applyOperation({ kind: 'broadcast', flow, contacts, environment: 'live', input: given, record: recordOperation })
  // A live clock has gone on since; the start was made when the operation was carried out.
  const stored = world.getRecords(STARTS_RESOURCE).get({ at: world.revision, number: 0 })
  return { ...record, number: FIRST_CREATED_BROADCAST + world.revision, createdAt: stored?.createdAt ?? world.now }
}
