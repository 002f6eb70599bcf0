import type { HandlerContext } from '../../http/handler.ts'
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
  createNonFieldErrors,
  createReferenceParser,
  isJsonObject,
  parseBoolean,
  parseJsonBody,
  type ParseResult,
  parseUrn,
} from './body-fields.ts'
import { findContact } from './contacts.ts'
import { type Start, type StartRecord, STARTS_RESOURCE } from './flow-starts.ts'
import { isArchivedFlow } from './flows.ts'
import { findGroup, listGroupMembers } from './groups.ts'
import { getIds } from './ids.ts'
import { getServerVersion } from './quirks.ts'

/** The validated body of POST flow_starts.json. */
interface StartRequest extends Omit<StartRecord, 'total'> {
  readonly phones: readonly string[]
}

const MAX_PARAMS_LENGTH = 10_000

/** Parses the body of POST flow_starts.json; returns the errors of all invalid fields. */
export function parseStartRequest(context: HandlerContext): StartRequest | { readonly errors: BodyErrors } {
  const { world } = context
  const body = parseJsonBody(context)
  if (!isJsonObject(body)) return createNonFieldErrors('Request body should be a single JSON object')
  const fields = new BodyFields(body)
  const parseContact = createReferenceParser((uuid) => findContact(uuid, world))
  const parseGroup = createReferenceParser((text) => findGroup(text, world))
  const parseFlow = createReferenceParser((uuid) => findStartableFlow(uuid, world))
  const flow = fields.readRequired('flow', parseFlow)
  const contacts = fields.readOptional('contacts', createListParser(parseContact), [])
  const groups = fields.readOptional('groups', createListParser(parseGroup), [])
  const phones = fields.readOptional('urns', createIndexedListParser(parseUrn), [])
  const restart = fields.readOptional('restart_participants', parseBoolean, true)
  const excludeActive = fields.readOptional('exclude_active', parseBoolean, false)
  const extra = fields.readOptional<JsonObject | null>('extra', parseObject, null)
  const params = fields.readOptional<JsonObject | null>('params', (value) => parseParams(value, world), null)
  if (flow === undefined || !fields.isValid) return { errors: fields.errors }
  if (contacts.length + groups.length + phones.length === 0) {
    return createNonFieldErrors('Must specify at least one group, contact or URN')
  }
  return { flow, contacts, groups, phones, restart, excludeActive, params: params ?? extra }
}

/** Archived flows are rejected like unknown ones. */
function findStartableFlow(uuid: string, world: World): number | undefined {
  const flow = getIds(world).flow.decode(uuid)
  return flow === undefined || isArchivedFlow(flow, world) ? undefined : flow
}

function parseObject(value: JsonValue): ParseResult<JsonObject> {
  return isJsonObject(value) ? { value } : createFieldErrors('Must be a valid JSON object')
}

/** Only the newer line limits the length. */
function parseParams(value: JsonValue, world: World): ParseResult<JsonObject> {
  const isTooLong = getServerVersion(world) === 'head' && JSON.stringify(value).length > MAX_PARAMS_LENGTH
  return isTooLong && isJsonObject(value)
    ? createFieldErrors('Cannot exceed 10,000 characters encoded.')
    : parseObject(value)
}

const CONTACT_BATCH_SIZE = 256

/** Carries out a start: interrupts active runs of the contacts, creates contacts for new numbers, and starts all at once. */
export function createStart(request: StartRequest, context: HandlerContext): Start {
  const { world } = context
  const phones = [...new Set(request.phones)]
  const knownContacts = phones.flatMap((phone) => world.findContactByPhone(phone) ?? [])
  const newPhones = phones.filter((phone) => world.findContactByPhone(phone) === undefined)
  const members = request.groups.flatMap((group) => listGroupMembers(group, world))
  const candidates = [...new Set([...request.contacts, ...knownContacts, ...members])]
  const active = findActiveRuns(context)
  const previous = request.restart ? new Set<number>() : findParticipants(candidates, request.flow, context)
  const selected = candidates.filter(
    (contact) => !previous.has(contact) && !(request.excludeActive && active.has(contact)),
  )
  const interrupted = selected.flatMap((contact) => active.get(contact) ?? [])
  const created = newPhones.map((phone) => createContactWithPhone(phone, world))
  for (const run of interrupted) world.applyOperation({ kind: 'change', run, end: 'cancelled', variables: null })
  return applyBroadcast(request, [...selected, ...created], world)
}

/** Returns the active runs of all contacts, by contact. */
function findActiveRuns({ view }: HandlerContext): ReadonlyMap<number, readonly RunNumber[]> {
  const runsByContact = new Map<number, readonly RunNumber[]>()
  const runs = listRunsByCreation(view, { facet: ({ status }) => status === 'queued' || status === 'running' })
  for (const ref of findRunRefs(view, runs.slice(0, runs.size))) {
    const { contact } = readRun(view, ref)
    runsByContact.set(contact, [...(runsByContact.get(contact) ?? []), ref.number])
  }
  return runsByContact
}

/** Returns those of the contacts that have a run of the flow; queries in batches, because groups can be large. */
function findParticipants(contacts: readonly number[], flow: number, { view }: HandlerContext): ReadonlySet<number> {
  const participants = new Set<number>()
  for (let from = 0; from < contacts.length; from += CONTACT_BATCH_SIZE) {
    const runs = listRunsByCreation(view, { contacts: contacts.slice(from, from + CONTACT_BATCH_SIZE), flow })
    for (const ref of findRunRefs(view, runs.slice(0, runs.size))) participants.add(readRun(view, ref).contact)
  }
  return participants
}

function createContactWithPhone(phone: string, world: World): number {
  const contact = world.contactCount
  const person = { name: null, firstName: null, phone, email: null, language: 'en' }
  world.applyOperation({ kind: 'create-contact', person })
  return contact
}

function applyBroadcast(request: StartRequest, contacts: readonly number[], world: World): Start {
  const { phones: _, ...options } = request
  const { flow, params } = options
  const value = { ...options, total: contacts.length }
  const input = params === null ? null : { variables: params, initialMessage: {} }
  const record = { resource: STARTS_RESOURCE, value }
  world.applyOperation({ kind: 'broadcast', flow, contacts, environment: 'live', input, record })
  // The record has the time of the operation; a live clock has moved since.
  const stored = world.getRecords(STARTS_RESOURCE).get({ at: world.revision, number: 0 })
  return { ...value, number: FIRST_CREATED_BROADCAST + world.revision, createdAt: stored?.createdAt ?? world.now }
}
