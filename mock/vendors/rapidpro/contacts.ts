import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { findFirstIndex } from '../../world/collections/sorted-array.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getContactCreatedAt } from './creation-times.ts'
import { serializeNamedFlow } from './flows.ts'
import { findGroup, listContactGroups, serializeNamedGroup } from './groups.ts'
import { getIds } from './ids.ts'
import { mergeRows, type NumberedRow, type PageReader, type ReadRange, takePage, toReadRange } from './list-page.ts'
import { type EntityParameter, isTruthy, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion, isAnonymousWorkspace } from './quirks.ts'
import { formatDate, getAnonymousFields, maskUrn, parsePhone } from './value-formats.ts'

type Contact = components['schemas']['Contact']
type NamedContact = components['schemas']['NamedContact']

/** ISO 639-1 to ISO 639-3 codes of the languages in the dataset. */
export const ISO_639_3_CODES: Readonly<Record<string, string>> = {
  en: 'eng',
  nl: 'nld',
  de: 'deu',
  fr: 'fra',
  pt: 'por',
}

const RECENT_RUN_LIMIT = 20

export function serializeNamedContact(contact: number, world: World): NamedContact {
  return { uuid: getIds(world).contact.encode(contact), name: world.getPerson(contact).name }
}

/** The last change of a contact's own data; its runs do not count. */
function getContactModifiedAt(contact: number, world: World): Instant {
  return findContactRecord(world.sideState, contact)?.modifiedAt ?? getContactCreatedAt(contact, world)
}

/** Serializes a contact as a row of contacts.json. */
export function serializeContact(contact: number, context: HandlerContext): Contact {
  const { world } = context
  const person = world.getPerson(contact)
  const urn = `tel:${person.phone}`
  const recentRuns = findLatestRuns(contact, context)
  const activeRun = recentRuns.find(({ endedAt }) => endedAt === null)
  const lastReplyAt = recentRuns.find(({ repliesAt }) => repliesAt.length > 0)?.repliesAt.at(-1)
  const createdAt = findContactRecord(world.sideState, contact)?.createdAt ?? getContactCreatedAt(contact, world)
  return {
    ...serializeNamedContact(contact, world),
    status: 'active',
    language: ISO_639_3_CODES[person.language] ?? null,
    urns: [isAnonymousWorkspace(world) ? maskUrn(urn) : urn],
    groups: listContactGroups(contact, world).map((group) => serializeNamedGroup(group, world)),
    notes: [],
    fields: {},
    flow: activeRun === undefined ? null : serializeNamedFlow(activeRun.flow.index, world),
    created_on: formatDate(createdAt, world),
    modified_on: formatDate(getContactModifiedAt(contact, world), world),
    last_seen_on: lastReplyAt === undefined ? null : formatDate(lastReplyAt, world),
    blocked: false,
    stopped: false,
    ...(isAnonymousWorkspace(world) ? getAnonymousFields(contact, world) : {}),
  }
}

/** Returns the newest runs of a contact, newest first. */
function findLatestRuns(contact: number, { view }: HandlerContext): readonly Run[] {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  const latest = findRunRefs(view, runs.slice(runs.size - RECENT_RUN_LIMIT, runs.size))
  return latest.map((ref) => readRun(view, ref)).toReversed()
}

/** Reads contacts.json, in order of modification. */
export function createContactsReader(context: HandlerContext): PageReader<NumberedRow> {
  const { world, request } = context
  const contact = findRequestedContact(context)
  const groupText = request.query.getLast('group') ?? ''
  const group = groupText === '' ? undefined : findGroup(groupText, world)
  const range = parseTimeRange(request.query)
  const ascending = isTruthy(request.query.getLast('reverse'))
  if (range === null || contact === null || (group === undefined && groupText !== '')) return () => []
  const matches = ({ number }: NumberedRow) =>
    (contact === undefined || number === contact) &&
    (group === undefined || listContactGroups(number, world).includes(group))
  return (read) => takePage(iterateContacts(world, toReadRange({ ascending, ...range }, read)), read, matches)
}

/** The contact in `uuid` or `urn`; null for an unknown one, undefined without either parameter. */
export function findRequestedContact({ world, request: { query } }: HandlerContext): EntityParameter {
  const uuid = parseUuidParameter(query, 'uuid', getServerVersion(world))
  if (uuid !== undefined) return findContact(uuid, world) ?? null
  const urn = query.getLast('urn') ?? ''
  if (urn === '') return undefined
  const phone = parsePhone(urn)
  return phone === undefined ? null : (world.findContactByPhone(phone) ?? null)
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
