import { SortedList } from '../collections/sorted-list.ts'
import type { ItemSource, SortOrder } from '../collections/tree-nodes.ts'
import type { People, Person } from '../model/contact.ts'
import type { JsonObject } from '../model/json.ts'
import type { Instant } from '../time.ts'
import type { LoggedOperationOf } from './operation.ts'

/** A contact that operations created or changed. */
export interface ContactRecord {
  readonly contact: number
  readonly person: Person
  /** Null for a contact of the dataset. */
  readonly createdAt: Instant | null
  readonly modifiedAt: Instant
}

/** A vendor's own resource, stored as data that the world does not read. */
export interface VendorRecord {
  /** The sequence number of the operation that created it. */
  readonly number: number
  readonly createdAt: Instant
  readonly modifiedAt: Instant
  readonly value: JsonObject
}

/** All inputs of serialization besides the runs; a new object whenever anything in it changes. */
export interface RenderSettings {
  /** Positions of switches, by name. */
  readonly settings: ReadonlyMap<string, string>
  readonly contacts: SortedList<ContactRecord>
  readonly contactsByPhone: SortedList<ContactRecord>
  readonly createdContactCount: number
}

/** The part of a world's state beside the runs; immutable. */
export interface SideState {
  readonly renderSettings: RenderSettings
  readonly records: ReadonlyMap<string, SortedList<VendorRecord>>
  /** The fault rules of the server; the same object until they are replaced. */
  readonly faultRules: readonly JsonObject[]
  /** Rate limits by vendor; null while all are as documented. */
  readonly rateLimits: Readonly<Record<string, JsonObject>> | null
}

/** A logged operation that changes only the side state. */
export type LoggedSideStateOperation = LoggedOperationOf<
  | 'configure'
  | 'create-contact'
  | 'change-contact'
  | 'create-record'
  | 'update-record'
  | 'delete-record'
  | 'set-fault-rules'
  | 'set-rate-limits'
>

const BY_CONTACT: SortOrder<ContactRecord> = { getAt: ({ contact }) => contact, getNumber: () => 0 }
const BY_PHONE: SortOrder<ContactRecord> = {
  getAt: ({ person }) => toDigits(person.phone),
  getNumber: ({ contact }) => contact,
}
const BY_NUMBER: SortOrder<VendorRecord> = { getAt: ({ number }) => number, getNumber: () => 0 }
const NO_RECORDS = SortedList.createEmpty(BY_NUMBER)

export function createSideState(): SideState {
  return {
    renderSettings: {
      settings: new Map(),
      contacts: SortedList.createEmpty(BY_CONTACT),
      contactsByPhone: SortedList.createEmpty(BY_PHONE),
      createdContactCount: 0,
    },
    records: new Map(),
    faultRules: [],
    rateLimits: null,
  }
}

/** The parts of a side state, with the items of its lists in the order of each list. */
export interface SideStateSources extends Pick<SideState, 'faultRules' | 'rateLimits'> {
  readonly settings: ReadonlyMap<string, string>
  readonly contacts: ItemSource<ContactRecord>
  readonly contactsByPhone: ItemSource<ContactRecord>
  readonly createdContactCount: number
  readonly records: ReadonlyMap<string, ItemSource<VendorRecord>>
}

/** Creates a side state that reads the items of its lists from sources. */
export function createSideStateFromSources(sources: SideStateSources): SideState {
  const { settings, contacts, contactsByPhone, createdContactCount, records, faultRules, rateLimits } = sources
  return {
    renderSettings: {
      settings,
      contacts: SortedList.createFromSource(BY_CONTACT, contacts),
      contactsByPhone: SortedList.createFromSource(BY_PHONE, contactsByPhone),
      createdContactCount,
    },
    records: new Map(
      [...records].map(([resource, source]) => [resource, SortedList.createFromSource(BY_NUMBER, source)]),
    ),
    faultRules,
    rateLimits,
  }
}

/** Returns the records of a resource, in order of creation. */
export function getVendorRecords(sideState: SideState, resource: string): SortedList<VendorRecord> {
  return sideState.records.get(resource) ?? NO_RECORDS
}

/** Returns the record of a contact; undefined when no operation created or changed it. */
export function findContactRecord({ renderSettings }: SideState, contact: number): ContactRecord | undefined {
  return renderSettings.contacts.size === 0 ? undefined : renderSettings.contacts.get({ at: contact, number: 0 })
}

/**
 * Applies an operation that changes only the side state.
 * @param nextContact the number of the next contact that is created
 */
export function updateSideState(
  sideState: SideState,
  { sequence, at, operation }: LoggedSideStateOperation,
  nextContact: number,
): SideState {
  switch (operation.kind) {
    case 'configure': {
      const settings = new Map([...sideState.renderSettings.settings, ...Object.entries(operation.settings)])
      return { ...sideState, renderSettings: { ...sideState.renderSettings, settings } }
    }
    case 'create-contact':
      return addContact(sideState, { contact: nextContact, person: operation.person, createdAt: at, modifiedAt: at })
    case 'change-contact': {
      const createdAt = findContactRecord(sideState, operation.contact)?.createdAt ?? null
      return putContact(sideState, { contact: operation.contact, person: operation.person, createdAt, modifiedAt: at })
    }
    case 'create-record': {
      const record = { number: sequence, createdAt: at, modifiedAt: at, value: operation.value }
      return putVendorRecord(sideState, operation.resource, record)
    }
    case 'update-record': {
      const record = getVendorRecords(sideState, operation.resource).get({ at: operation.number, number: 0 })
      if (record === undefined) return sideState
      return putVendorRecord(sideState, operation.resource, { ...record, modifiedAt: at, value: operation.value })
    }
    case 'delete-record': {
      const records = getVendorRecords(sideState, operation.resource).remove({ at: operation.number, number: 0 })
      return { ...sideState, records: new Map([...sideState.records, [operation.resource, records]]) }
    }
    case 'set-fault-rules':
      return { ...sideState, faultRules: operation.rules }
    case 'set-rate-limits':
      return { ...sideState, rateLimits: Object.keys(operation.limits).length === 0 ? null : operation.limits }
  }
}

/** Returns the state with a new contact. */
export function addContact(sideState: SideState, record: ContactRecord): SideState {
  const { renderSettings } = sideState
  const createdContactCount = renderSettings.createdContactCount + 1
  return putContact({ ...sideState, renderSettings: { ...renderSettings, createdContactCount } }, record)
}

function putContact(sideState: SideState, record: ContactRecord): SideState {
  const { renderSettings } = sideState
  const { contacts, contactsByPhone } = renderSettings
  const former = findContactRecord(sideState, record.contact)
  const others = former === undefined ? contactsByPhone : contactsByPhone.remove(contactsByPhone.getKey(former))
  return {
    ...sideState,
    renderSettings: { ...renderSettings, contacts: contacts.insert(record), contactsByPhone: others.insert(record) },
  }
}

/** Returns the state with a record added to its resource, or in the place of the one with its number. */
export function putVendorRecord(sideState: SideState, resource: string, record: VendorRecord): SideState {
  const records = getVendorRecords(sideState, resource).insert(record)
  return { ...sideState, records: new Map([...sideState.records, [resource, records]]) }
}

/** Phone numbers have at most 15 digits (E.164), which a double represents exactly. */
function toDigits(phone: string): number {
  return Number(phone.slice(1))
}

/** The sources of a world's contacts: the dataset's regular contacts, and those of operations. */
export interface ContactSources {
  readonly dataset: { readonly contactCount: number }
  readonly people: People
  readonly sideState: SideState
}

/** Returns the number of contacts: regular ones come first, then special ones, then created ones. */
export function countContacts({ dataset, sideState }: Omit<ContactSources, 'people'>): number {
  return dataset.contactCount + sideState.renderSettings.createdContactCount
}

/** Returns the personal data of a contact. */
export function getPersonOf({ people, sideState }: ContactSources, contact: number): Person {
  return findContactRecord(sideState, contact)?.person ?? people.getPerson(contact)
}

/** Returns the contact with a phone number in E.164 form; undefined when there is none. */
export function findContactWithPhone(sources: ContactSources, phone: string): number | undefined {
  const { contactsByPhone } = sources.sideState.renderSettings
  const record = contactsByPhone.item(contactsByPhone.rank({ at: toDigits(phone), number: -Infinity }))
  if (record?.person.phone === phone) return record.contact
  const contact = sources.people.findContactByPhone(phone)
  if (contact === undefined || contact >= countContacts(sources)) return undefined
  return getPersonOf(sources, contact).phone === phone ? contact : undefined
}
