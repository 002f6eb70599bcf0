import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { findFirstIndex } from '../../world/collections/sorted-list.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import {
  type ContactDetails,
  findContactByUrn,
  getContactDetails,
  listGroupsOfContact,
  serializeFieldValues,
  serializeNamedChannel,
} from './contact-details.ts'
import { serializeNamedFlow } from './flows.ts'
import { findGroup, listContactGroups } from './groups.ts'
import { getIds } from './ids.ts'
import {
  getContactCreatedAt,
  mergeRows,
  type NumberedRow,
  type PageReader,
  type ReadRange,
  takePage,
  toReadRange,
} from './list-page.ts'
import { type EntityParameter, isTruthy, parseTimeRange, parseUuidText } from './query.ts'
import { getServerVersion, isAnonymousWorkspace } from './quirks.ts'
import { formatDate, getAnonymousFields, maskUrn, normalizeUrn, splitUrn } from './value-formats.ts'

type Contact = components['schemas']['Contact']
type NamedContact = components['schemas']['NamedContact']

const RECENT_RUN_LIMIT = 20

export function serializeNamedContact(contact: number, world: World): NamedContact {
  return { uuid: getIds(world).contact.encode(contact), name: world.getPerson(contact).name }
}

/** The last change of a contact's own data; its runs do not count. */
function getContactModifiedAt(contact: number, world: World): Instant {
  return findContactRecord(world.sideState, contact)?.modifiedAt ?? getContactCreatedAt(contact, world)
}

/** Serializes a contact as a row of contacts.json. A deleted one keeps only its dates. */
export function serializeContact(contact: number, context: HandlerContext): Contact {
  const { world, request } = context
  const details = getContactDetails(contact, world)
  const { isDeleted } = details
  const recentRuns = findLatestRuns(contact, context)
  const activeRun = recentRuns.find(({ endedAt }) => endedAt === null)
  const lastReplyAt = recentRuns.find(({ repliesAt }) => repliesAt.length > 0)?.repliesAt.at(-1)
  const createdAt = findContactRecord(world.sideState, contact)?.createdAt ?? getContactCreatedAt(contact, world)
  return {
    ...serializeNamedContact(contact, world),
    ...(isAnonymousWorkspace(world) ? getAnonymousFields(contact, world) : {}),
    status: isDeleted ? null : 'active',
    language: isDeleted ? null : details.language,
    urns: serializeUrns(details, world, isTruthy(request.query.getLast('expand_urns'))),
    groups: isDeleted ? [] : [...listContactGroups(contact, world)],
    ...(getServerVersion(world) === 'v9' ? {} : { notes: details.notes.map((note) => ({ ...note })) }),
    fields: isDeleted ? {} : serializeFieldValues(details, world),
    flow: activeRun === undefined ? null : serializeNamedFlow(activeRun.flow.index, world),
    created_on: formatDate(createdAt, world),
    modified_on: formatDate(getContactModifiedAt(contact, world), world),
    last_seen_on: lastReplyAt === undefined ? null : formatDate(lastReplyAt, world),
    blocked: isDeleted ? null : false,
    stopped: isDeleted ? null : false,
  }
}

/** Serializes URNs as texts, or expanded with the channel that reaches them. */
function serializeUrns({ urns }: ContactDetails, world: World, isExpanded: boolean): Contact['urns'] {
  const isAnonymous = isAnonymousWorkspace(world)
  if (!isExpanded) return urns.map((urn) => (isAnonymous ? maskUrn(urn) : urn))
  return urns.map((urn) => {
    const { scheme = '', path = '', display = null } = splitUrn(urn) ?? {}
    return {
      channel: scheme === 'tel' ? serializeNamedChannel(world) : null,
      scheme,
      path: isAnonymous ? '********' : path,
      display: isAnonymous ? null : display,
    }
  })
}

/** Returns the newest runs of a contact, newest first. */
function findLatestRuns(contact: number, { view }: HandlerContext): readonly Run[] {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  const latest = findRunRefs(view, runs.slice(runs.size - RECENT_RUN_LIMIT, runs.size))
  return latest.map((ref) => readRun(view, ref)).toReversed()
}

/** Reads contacts.json, in order of modification: existing contacts, or deleted ones. */
export function createContactsReader(context: HandlerContext): PageReader<NumberedRow> {
  const { world, request } = context
  const contact = findFilteredContact(context)
  const groupText = request.query.getLast('group') ?? ''
  const group = groupText === '' ? undefined : findGroup(groupText, world)
  const range = parseTimeRange(request.query)
  const ascending = isTruthy(request.query.getLast('reverse'))
  const isDeleted = isTruthy(request.query.getLast('deleted'))
  if (range === null || contact === null || (group === undefined && groupText !== '')) return () => []
  const matches = ({ number }: NumberedRow) => {
    if (contact !== undefined && number !== contact) return false
    const details = getContactDetails(number, world)
    return (
      details.isDeleted === isDeleted && (group === undefined || listGroupsOfContact(details, world).includes(group))
    )
  }
  return (read) => takePage(iterateContacts(world, toReadRange({ ascending, ...range }, read)), read, matches)
}

/** The contact that both `uuid` and `urn` name; null for an unknown one, undefined without either parameter. */
function findFilteredContact({ world, request: { query } }: HandlerContext): EntityParameter {
  const uuid = parseUuidText(query, getServerVersion(world))
  const byUuid = uuid === undefined ? undefined : (findContact(uuid, world) ?? null)
  const urn = query.getLast('urn') ?? ''
  if (urn === '') return byUuid
  const byUrn = findContactByUrn(parseLookupUrn(urn, world), world) ?? null
  return byUuid === undefined || byUuid === byUrn ? byUrn : null
}

/** Normalizes a URN in a query. @throws {Problem} for an invalid one, and in an anonymous workspace */
export function parseLookupUrn(text: string, world: World): string {
  if (isAnonymousWorkspace(world)) {
    throw new Problem('invalid', { text: 'URN lookups not allowed for anonymous organizations' })
  }
  const urn = normalizeUrn(text)
  if (urn === undefined) throw new Problem('invalid', { text: `Invalid URN: ${text}` })
  return urn
}

export function findContact(uuid: string, world: World): number | undefined {
  const contact = getIds(world).contact.decode(uuid)
  return contact !== undefined && contact >= 0 && contact < world.contactCount ? contact : undefined
}

/** Iterates over contacts by modification: those that operations changed, merged into those of the dataset. */
function iterateContacts(world: World, range: ReadRange): IterableIterator<NumberedRow> {
  const records = [...world.sideState.renderSettings.contacts]
  const changed = records.map(({ contact, modifiedAt }) => ({ number: contact, modifiedAt }))
  return mergeRows(iterateUnchangedContacts(world, range), changed, range)
}

/** Iterates over the dataset's contacts without a change: their modification is their creation, which ascends by number. */
function* iterateUnchangedContacts(world: World, { from, to, descending }: ReadRange): IterableIterator<NumberedRow> {
  const count = world.contactCount - world.sideState.renderSettings.createdContactCount
  const getCreatedAt = (contact: number) => getContactCreatedAt(contact, world)
  const low = from === undefined ? 0 : findFirstIndex(count, (contact) => getCreatedAt(contact) >= from)
  const high = to === undefined ? count : findFirstIndex(count, (contact) => getCreatedAt(contact) > to)
  for (let step = 0; step < high - low; step++) {
    const contact = descending ? high - 1 - step : low + step
    if (findContactRecord(world.sideState, contact) !== undefined) continue
    yield { number: contact, modifiedAt: getCreatedAt(contact) }
  }
}
