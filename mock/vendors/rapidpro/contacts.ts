import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import type { PageRead, SortedRow } from '../../wire/pagination.ts'
import { findFirstIndex } from '../../world/collections/sequence.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import type { Facet } from '../../world/query/filter.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import type { Instant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { getContactCreatedAt } from './creation-times.ts'
import { findGroup, listContactGroups, serializeNamedFlow, serializeNamedGroup } from './flows-and-groups.ts'
import { getIds, parsePhone } from './ids.ts'
import { type EntityParameter, isTruthy, parseTimeRange, parseUuidParameter, type TimeRange } from './query.ts'
import { getServerVersion, isAnonymousWorkspace } from './quirks.ts'
import { getAnonymousFields, maskUrn, padMicroseconds } from './run-variant.ts'
import { toReadingRange } from './runs.ts'

export type Contact = components['schemas']['Contact']
export type NamedContact = components['schemas']['NamedContact']

/** ISO 639-1 to ISO 639-3, for the languages that people speak here. */
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

/** Runs that a contact is in the middle of. */
export const isActiveRun = ({ status }: Facet): boolean => status === 'queued' || status === 'running'

/** When a contact's own data last changed; runs do not count. */
export function getContactModifiedAt(contact: number, world: World): Instant {
  return findContactRecord(world.sideState, contact)?.modifiedAt ?? getContactCreatedAt(contact, world)
}

/** A contact as a row of contacts.json. */
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
    created_on: padMicroseconds(formatIsoMicrosecondsShort(createdAt), world),
    modified_on: padMicroseconds(formatIsoMicrosecondsShort(getContactModifiedAt(contact, world)), world),
    last_seen_on: lastReplyAt === undefined ? null : padMicroseconds(formatIsoMicrosecondsShort(lastReplyAt), world),
    blocked: false,
    stopped: false,
    ...(isAnonymousWorkspace(world) ? getAnonymousFields(contact, world) : {}),
  }
}

/** The contact's latest runs, newest first. */
function findLatestRuns(contact: number, { view }: HandlerContext): readonly Run[] {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  const latest = findRunRefs(view, runs.slice(runs.size - RECENT_RUN_LIMIT, runs.size))
  return latest.map((ref) => readRun(view, ref)).toReversed()
}

/** A contact in the order of modification. */
export interface ContactRef extends SortedRow {
  readonly contact: number
}

/** What a client asks of contacts.json. */
interface ContactsQuery {
  readonly contact: EntityParameter
  readonly group: EntityParameter
  readonly bounds: TimeRange
  readonly ascending: boolean
}

/** Reads contacts in order of modification: those that operations touched, and the universe's own, who never change. */
export function createContactsReader(context: HandlerContext): (reading: PageRead) => readonly ContactRef[] {
  const { world } = context
  const query = parseContactsQuery(context)
  const { contact, group, bounds, ascending } = query
  if (bounds === null || contact === null || group === null) return () => []
  return (reading) => {
    const range = toReadingRange({ ascending, ...bounds }, reading)
    const matches: ContactRef[] = []
    let skipped = 0
    for (const ref of iterateContacts(world, range)) {
      if (contact !== undefined && ref.contact !== contact) continue
      if (group !== undefined && !listContactGroups(ref.contact, world).includes(group)) continue
      if (skipped++ < reading.skip) continue
      matches.push(ref)
      if (matches.length === reading.limit) break
    }
    return matches
  }
}

/** The contact that `uuid` or `urn` names; null when there is none, undefined when neither was sent. */
export function findRequestedContact({ world, request: { query } }: HandlerContext): EntityParameter {
  const uuid = parseUuidParameter(query, 'uuid', getServerVersion(world))
  if (uuid !== undefined) return toKnownContact(getIds(world).contact.decode(uuid), world)
  const urn = query.getLast('urn') ?? ''
  if (urn === '') return undefined
  const phone = parsePhone(urn)
  return phone === undefined ? null : (world.findContactByPhone(phone) ?? null)
}

function parseContactsQuery(context: HandlerContext): ContactsQuery {
  const { query } = context.request
  const group = query.getLast('group') ?? ''
  return {
    contact: findRequestedContact(context),
    group: group === '' ? undefined : (findGroup(group, context.world) ?? null),
    bounds: parseTimeRange(query),
    ascending: isTruthy(query.getLast('reverse')),
  }
}

function toKnownContact(contact: number | undefined, world: World): number | null {
  return contact !== undefined && contact >= 0 && contact < world.contactCount ? contact : null
}

interface ContactRange {
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly descending: boolean
}

function* iterateContacts(world: World, range: ContactRange): IterableIterator<ContactRef> {
  const changed = listChangedContacts(world, range)
  let next = 0
  for (const ref of iterateUnchangedContacts(world, range)) {
    for (let other = changed[next]; other !== undefined && precedes(other, ref, range); other = changed[++next])
      yield other
    yield ref
  }
  yield* changed.slice(next)
}

function listChangedContacts(world: World, range: ContactRange): readonly ContactRef[] {
  const refs = [...world.sideState.renderSettings.contacts].map(({ contact, modifiedAt }) => ({ contact, modifiedAt }))
  const { from, to } = range
  return refs
    .filter(({ modifiedAt: at }) => (from === undefined || at >= from) && (to === undefined || at <= to))
    .toSorted((left, right) => (precedes(left, right, range) ? -1 : 1))
}

function* iterateUnchangedContacts(world: World, { from, to, descending }: ContactRange): IterableIterator<ContactRef> {
  const count = world.contactCount - world.sideState.renderSettings.createdContactCount
  const getCreatedAt = (contact: number) => getContactCreatedAt(contact, world)
  const low = from === undefined ? 0 : findFirstIndex(count, (contact) => getCreatedAt(contact) >= from)
  const high = to === undefined ? count : findFirstIndex(count, (contact) => getCreatedAt(contact) > to)
  for (let step = 0; step < high - low; step++) {
    const contact = descending ? high - 1 - step : low + step
    if (findContactRecord(world.sideState, contact) === undefined) {
      yield { contact, modifiedAt: getContactModifiedAt(contact, world) }
    }
  }
}

function precedes(left: ContactRef, right: ContactRef, { descending }: ContactRange): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.contact - right.contact
  return descending ? distance > 0 : distance < 0
}
