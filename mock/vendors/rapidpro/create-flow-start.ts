import type { HandlerContext } from '../../http/handler.ts'
import type { JsonObject, JsonValue } from '../../world/model/json.ts'
import type { RunNumber } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import type { World } from '../../world/world.ts'
import { normalizeUuid } from '../../wire/python-values.ts'
import {
  type BodyErrors,
  BodyFields,
  createBooleanField,
  createFieldErrors,
  createNonFieldErrors,
  createReferenceField,
  createReferencesField,
  isJsonObject,
  type ParseResult,
  urnsField,
} from './body-fields.ts'
import { createContact, findContactByUrn, getContactDetails } from './contact-details.ts'
import { findContact } from './contacts.ts'
import { findStart, type Start, type StartRecord, STARTS_RESOURCE } from './flow-starts.ts'
import { isArchivedFlow } from './flows.ts'
import { findGroupIgnoringCase, listGroupMembers } from './groups.ts'
import { getIds } from './ids.ts'
import { findLookup, rejectMissingObject } from './query.ts'
import { getServerVersion } from './quirks.ts'
import { parseRequestBody } from './request-body.ts'
import { getUrnIdentity, normalizeUrn } from './value-formats.ts'

/** The validated body of POST flow_starts.json. */
interface StartRequest extends Omit<StartRecord, 'total'> {
  readonly urns: readonly string[]
}

type StartResult = { readonly start: Start; readonly isNew: boolean } | { readonly errors: BodyErrors }

/**
 * Starts contacts in a flow. `uuid` may name a start: then the response has the status of a change.
 * @throws {Problem} for an unknown start, and a body that cannot be parsed
 */
export function createFlowStart(context: HandlerContext): StartResult {
  const lookup = findLookup(context, ['uuid'])
  if (lookup !== undefined && findStart(normalizeUuid(lookup.value) ?? '', context) === undefined) {
    rejectMissingObject('FlowStart', context)
  }
  const request = parseStartRequest(context)
  if ('errors' in request) return request
  return { start: carryOutStart(request, context), isNew: lookup === undefined }
}

const MAX_PARAMS_LENGTH = 10_000

/** Parses the body of POST flow_starts.json; returns the errors of all invalid fields. */
function parseStartRequest(context: HandlerContext): StartRequest | { readonly errors: BodyErrors } {
  const { world } = context
  const fields = new BodyFields(parseRequestBody(context))
  if (fields.shapeErrors !== undefined) return fields.shapeErrors
  const contactsField = createReferencesField((text) => findReferencedContact(text, world))
  const groupsField = createReferencesField((text) => findGroupIgnoringCase(text, world))
  const flow = fields.readRequired(
    'flow',
    createReferenceField((text) => findStartableFlow(text, world)),
  )
  const contacts = fields.readOptional('contacts', contactsField) ?? []
  const groups = fields.readOptional('groups', groupsField) ?? []
  const urns = fields.readOptional('urns', urnsField) ?? []
  const booleanField = createBooleanField(getServerVersion(world))
  const restart = fields.readOptional('restart_participants', booleanField) ?? true
  const excludeActive = fields.readOptional('exclude_active', booleanField) ?? false
  const extra = fields.readOptional('extra', { kind: 'json', parse: parseExtra })
  const params = fields.readOptional('params', { kind: 'json', parse: (value) => parseParams(value, world) })
  if (flow == null || !fields.isValid) return { errors: fields.errors }
  if (contacts.length + groups.length + urns.length === 0) {
    return createNonFieldErrors('Must specify at least one group, contact or URN')
  }
  const hasParams = params != null && Object.keys(params).length > 0
  return { flow, contacts, groups, urns, restart, excludeActive, params: (hasParams ? params : extra) ?? {} }
}

/** Finds a contact by UUID or URN. Deleted ones are unknown. */
function findReferencedContact(text: string, world: World): number | undefined {
  const urn = normalizeUrn(text)
  const contact = findContact(text, world) ?? (urn === undefined ? undefined : findContactByUrn(urn, world))
  return contact === undefined || getContactDetails(contact, world).isDeleted ? undefined : contact
}

/** Archived flows are rejected like unknown ones. The newer line takes a UUID in any format. */
function findStartableFlow(text: string, world: World): number | undefined {
  const uuid = getServerVersion(world) === 'head' ? (normalizeUuid(text) ?? '') : text
  const flow = getIds(world).flow.decode(uuid)
  return flow === undefined || isArchivedFlow(flow, world) ? undefined : flow
}

function parseExtra(value: JsonValue): ParseResult<JsonObject> {
  return isJsonObject(value) ? { value: normalizeParams(value) } : createFieldErrors('Must be a valid JSON object')
}

/** Version 9 normalizes the object, the newer line limits its length. */
function parseParams(value: JsonValue, world: World): ParseResult<JsonObject> {
  if (getServerVersion(world) === 'v9') return parseExtra(value)
  if (!isJsonObject(value)) return createFieldErrors('Must be a valid JSON object')
  // Python's encoder writes a space after separators.
  const separators =
    JSON.stringify(value)
      .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
      .match(/[,:]/g)?.length ?? 0
  return JSON.stringify(value).length + separators > MAX_PARAMS_LENGTH
    ? createFieldErrors('Cannot exceed 10,000 characters encoded.')
    : { value }
}

const MAX_PARAMS = 256
const MAX_PARAM_LENGTH = 640
const MAX_PARAM_KEY_LENGTH = 255

/** Converts parameters to what the flow engine takes: clean keys, objects instead of lists, texts instead of null. */
function normalizeParams(value: JsonObject): JsonObject {
  let count = -1
  function normalize(item: JsonValue): JsonValue {
    count++
    if (item === null) return ''
    if (typeof item === 'string') return Array.from(item).slice(0, MAX_PARAM_LENGTH).join('')
    if (typeof item !== 'object') return item
    const normalized: Record<string, JsonValue> = {}
    for (const [key, member] of Object.entries(item)) {
      normalized[key.replaceAll(/[^a-zA-Z0-9_]/gu, '_').slice(0, MAX_PARAM_KEY_LENGTH)] = normalize(member)
      if (count >= MAX_PARAMS) break
    }
    return normalized
  }
  return normalize(value) as JsonObject
}

const CONTACT_BATCH_SIZE = 256

/** Carries out a start: interrupts active runs of the contacts, creates contacts for new numbers, and starts all at once. */
function carryOutStart(request: StartRequest, context: HandlerContext): Start {
  const { world } = context
  const urns = [...new Map(request.urns.map((urn) => [getUrnIdentity(urn), urn])).values()]
  const knownContacts = urns.flatMap((urn) => findContactByUrn(urn, world) ?? [])
  const newUrns = urns.filter((urn) => findContactByUrn(urn, world) === undefined)
  const members = request.groups.flatMap((group) => listGroupMembers(group, world))
  const candidates = [...new Set([...request.contacts, ...knownContacts, ...members])]
  const active = findActiveRuns(context)
  const previous = request.restart ? new Set<number>() : findParticipants(candidates, request.flow, context)
  const selected = candidates.filter(
    (contact) => !previous.has(contact) && !(request.excludeActive && active.has(contact)),
  )
  const interrupted = selected.flatMap((contact) => active.get(contact) ?? [])
  const created = newUrns.map((urn) => createContact(context, null, { urns: [urn] }))
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

function applyBroadcast(request: StartRequest, contacts: readonly number[], world: World): Start {
  const { urns: _, ...options } = request
  const { flow, params } = options
  const value = { ...options, total: contacts.length }
  const input = Object.keys(params).length === 0 ? null : { variables: params, initialMessage: {} }
  const record = { resource: STARTS_RESOURCE, value }
  world.applyOperation({ kind: 'broadcast', flow, contacts, environment: 'live', input, record })
  // The record has the time of the operation; a live clock has moved since.
  const stored = world.getRecords(STARTS_RESOURCE).get({ at: world.revision, number: 0 })
  return { ...value, number: FIRST_CREATED_BROADCAST + world.revision, createdAt: stored?.createdAt ?? world.now }
}
