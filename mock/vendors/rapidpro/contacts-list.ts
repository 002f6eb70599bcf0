import type { HandlerContext } from '../../http/scene.ts'
import type { SortedRow, PageRead } from '../../wire/cursor-page.ts'
import { findContactRecord } from '../../world/annex.ts'
import type { Instant } from '../../world/instant.ts'
import { findFirstIndex } from '../../world/sequence.ts'
import type { World } from '../../world/world.ts'
import { getContactModifiedAt } from './contact.ts'
import { findGroup, listContactGroups } from './group.ts'
import { getIds } from './ids.ts'
import { type TimeRange, parseTimeRange, isTruthy, type EntityParameter, parseUuidParameter } from './parameters.ts'
import { getContactCreatedAt } from './past.ts'
import { toReadingRange } from './runs-page.ts'
import { parsePhone } from './urn.ts'
import { getServerVersion } from './version.ts'

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
export function createContactsReader(scene: HandlerContext): (reading: PageRead) => readonly ContactRef[] {
  const { world } = scene
  const query = parseContactsQuery(scene)
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

function parseContactsQuery(scene: HandlerContext): ContactsQuery {
  const { query } = scene.request
  const group = query.getLast('group') ?? ''
  return {
    contact: findRequestedContact(scene),
    group: group === '' ? undefined : (findGroup(group, scene.world) ?? null),
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
