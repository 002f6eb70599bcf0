import type { SortOrder } from '../collections/b-plus-tree.ts'
import { SortedList } from '../collections/sorted-list.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { type People, type Person, SPECIAL_CONTACTS } from '../model/contact.ts'
import type { JsonObject } from '../model/run.ts'
import type { Instant } from '../time/instant.ts'
import type { LoggedOperation, Operation } from './operation.ts'

/** Someone whom operations have made or changed. */
export interface ContactRecord {
  readonly contact: number
  readonly person: Person
  /** Null for someone whom the universe knew first. */
  readonly createdAt: Instant | null
  readonly modifiedAt: Instant
}

/** Something that a vendor keeps beside the runs, as data that the world does not look into. */
export interface VendorRecord {
  /** The sequence number of the operation that made it. */
  readonly number: number
  readonly createdAt: Instant
  readonly modifiedAt: Instant
  readonly value: JsonObject
}

/** What rows are said with besides their runs; a new object whenever anything in it changes. */
export interface RenderSettings {
  /** Positions of switches, by name. */
  readonly settings: ReadonlyMap<string, string>
  readonly contacts: SortedList<ContactRecord>
  readonly contactsByPhone: SortedList<ContactRecord>
  /** How many contacts operations have made. */
  readonly createdContactCount: number
}

/** What operations have laid down beside the runs; immutable, as the overlay is. */
export interface SideState {
  readonly renderSettings: RenderSettings
  readonly records: ReadonlyMap<string, SortedList<VendorRecord>>
  /** The rules by which the server misbehaves; the same object until others are armed. */
  readonly faultRules: readonly JsonObject[]
  /** Request quotas that somebody set, by vendor; null while all are as documented. */
  readonly rateLimits: Readonly<Record<string, JsonObject>> | null
}

/** Operations that are about the annex alone. */
export type SideStateOperation = Extract<
  Operation,
  {
    readonly kind:
      | 'configure'
      | 'create-contact'
      | 'change-contact'
      | 'create-record'
      | 'update-record'
      | 'delete-record'
      | 'set-fault-rules'
      | 'set-rate-limits'
  }
>

const BY_CONTACT: SortOrder<ContactRecord> = { getAt: ({ contact }) => contact, getNumber: () => 0 }
const BY_PHONE: SortOrder<ContactRecord> = {
  getAt: ({ person }) => toDigits(person.phone),
  getNumber: ({ contact }) => contact,
}
const BY_NUMBER: SortOrder<VendorRecord> = { getAt: ({ number }) => number, getNumber: () => 0 }
const NO_RECORDS = SortedList.createEmpty(BY_NUMBER)

export function createSideState(): SideState {
  const contacts = SortedList.createEmpty(BY_CONTACT)
  return {
    renderSettings: {
      settings: new Map(),
      contacts,
      contactsByPhone: SortedList.createEmpty(BY_PHONE),
      createdContactCount: 0,
    },
    records: new Map(),
    faultRules: [],
    rateLimits: null,
  }
}

/** The records of one kind, in order of creation. */
export function getVendorRecords(sideState: SideState, kind: string): SortedList<VendorRecord> {
  return sideState.records.get(kind) ?? NO_RECORDS
}

/** What operations know of a contact; undefined when they never touched it. */
export function findContactRecord({ renderSettings }: SideState, contact: number): ContactRecord | undefined {
  return renderSettings.contacts.size === 0 ? undefined : renderSettings.contacts.get({ at: contact, number: 0 })
}

/** The contact to whom operations gave this phone number. */
export function findContactRecordByPhone({ renderSettings }: SideState, phone: string): ContactRecord | undefined {
  const at = toDigits(phone)
  const record = renderSettings.contactsByPhone.item(renderSettings.contactsByPhone.rank({ at, number: -Infinity }))
  return record?.person.phone === phone ? record : undefined
}

/**
 * Carries out an operation that is about the annex alone.
 * @param next the number that a contact made now gets
 */
export function updateSideState(
  sideState: SideState,
  { sequence, at, operation }: LoggedSideStateOperation,
  next: number,
): SideState {
  switch (operation.kind) {
    case 'configure': {
      const settings = new Map([...sideState.renderSettings.settings, ...Object.entries(operation.settings)])
      return { ...sideState, renderSettings: { ...sideState.renderSettings, settings } }
    }
    case 'create-contact':
      return addContact(sideState, { contact: next, person: operation.person, createdAt: at, modifiedAt: at })
    case 'change-contact': {
      const createdAt = findContactRecord(sideState, operation.contact)?.createdAt ?? null
      return putContact(sideState, { contact: operation.contact, person: operation.person, createdAt, modifiedAt: at })
    }
    case 'create-record':
      return putVendorRecord(sideState, operation.resource, {
        number: sequence,
        createdAt: at,
        modifiedAt: at,
        value: operation.value,
      })
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

export type LoggedSideStateOperation = Omit<LoggedOperation, 'operation'> & { readonly operation: SideStateOperation }

/** With somebody whom nobody knew before. */
export function addContact(sideState: SideState, made: ContactRecord): SideState {
  return putContact(
    {
      ...sideState,
      renderSettings: {
        ...sideState.renderSettings,
        createdContactCount: sideState.renderSettings.createdContactCount + 1,
      },
    },
    made,
  )
}

function putContact(sideState: SideState, known: ContactRecord): SideState {
  const { renderSettings } = sideState
  const former = findContactRecord(sideState, known.contact)
  const contactsByPhone =
    former === undefined
      ? renderSettings.contactsByPhone
      : renderSettings.contactsByPhone.remove(renderSettings.contactsByPhone.getKey(former))
  const contacts = renderSettings.contacts.insert(known)
  return {
    ...sideState,
    renderSettings: { ...renderSettings, contacts, contactsByPhone: contactsByPhone.insert(known) },
  }
}

/** With a record in its kind; its number tells its place. */
export function putVendorRecord(sideState: SideState, resource: string, record: VendorRecord): SideState {
  const records = new Map(sideState.records)
  records.set(resource, getVendorRecords(sideState, resource).insert(record))
  return { ...sideState, records }
}

/** Phone numbers have at most 15 digits (E.164), which a double holds exactly. */
function toDigits(phone: string): number {
  return Number(phone.slice(1))
}

/** Everybody in a world: whom the universe knows, and whom operations have made or changed. */
export interface ContactSources {
  readonly dataset: Dataset
  readonly people: People
  readonly sideState: SideState
}

/** How many contacts there are; their numbers lie in [0, count). Regular ones come first, then special, then made ones. */
export function countContacts({ dataset, sideState }: Omit<ContactSources, 'people'>): number {
  return dataset.parameters.contacts + SPECIAL_CONTACTS.length + sideState.renderSettings.createdContactCount
}

/** Who a contact is. */
export function getPersonOf({ people, sideState }: ContactSources, contact: number): Person {
  return findContactRecord(sideState, contact)?.person ?? people.getPerson(contact)
}

/** The contact with this phone number, written with its leading "+"; undefined when nobody has it. */
export function findContactWithPhone(contacts: ContactSources, phone: string): number | undefined {
  const known = findContactRecordByPhone(contacts.sideState, phone)
  if (known !== undefined) return known.contact
  const contact = contacts.people.findContactByPhone(phone)
  if (contact === undefined || contact >= countContacts(contacts)) return undefined
  return getPersonOf(contacts, contact).phone === phone ? contact : undefined
}
