import type { HandlerContext } from '../../http/handler.ts'
import { memoizeByObject } from '../../world/collections/memoize.ts'
import type { SortedList } from '../../world/collections/sorted-list.ts'
import type { Person } from '../../world/model/contact.ts'
import type { ContactRecord, VendorRecord } from '../../world/state/side-state.ts'
import { findOwnFields, type OwnData } from '../../world/model/own-data.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { getUrnIdentity, splitUrn } from './value-formats.ts'

/** A note about a contact, as a row of contacts.json shows it. */
export interface Note {
  readonly text: string
  readonly created_on: string
  readonly created_by: { readonly email: string; readonly name: string }
}

/** What RapidPro keeps about a contact besides its name. */
export interface ContactDetails {
  /** In order of preference. */
  readonly urns: readonly string[]
  /** ISO 639-3. */
  readonly language: string | null
  /** The groups that users put the contact into. */
  readonly groups: readonly number[]
  /** Values by the key of the field. */
  readonly fields: Readonly<Record<string, string>>
  readonly notes: readonly Note[]
  readonly isDeleted: boolean
}

/** ISO 639-1 to ISO 639-3 codes of the languages in the dataset. */
const ISO_639_3_CODES: Readonly<Record<string, string>> = {
  en: 'eng',
  nl: 'nld',
  de: 'deu',
  fr: 'fra',
  pt: 'por',
}

/** A generated group is a set of the dataset's contacts: `first` and every `step`th contact after it. */
interface DatasetGroup {
  readonly name: string
  readonly query: string | null
  readonly first: number
  readonly step: number
}

/** The fields of own contacts that only RapidPro has. */
interface OwnFields {
  readonly urns?: readonly string[]
  readonly fields?: Readonly<Record<string, string>>
}

/** Broadcasts of the dataset are sent to the first two groups: their contacts have even or odd numbers only. */
const GENERATED_GROUPS: readonly DatasetGroup[] = [
  { name: 'Morning list', query: null, first: 0, step: 2 },
  { name: 'Evening list', query: null, first: 1, step: 2 },
  { name: 'Field staff', query: null, first: 5, step: 16 },
  { name: 'Lake district', query: 'district = "lake"', first: 3, step: 12 },
]

/**
 * Returns the groups of the dataset. Own groups have no rule: their members are own contacts. Beside own contacts there is
 * no generated group with a query, because own fields decide nothing.
 */
export function listDatasetGroups({ dataset }: World): readonly DatasetGroup[] {
  const { ownData } = dataset.parameters
  if (ownData?.groups !== undefined) return getOwnGroups(ownData)
  return ownData?.contacts === undefined ? GENERATED_GROUPS : GENERATED_GROUPS.slice(0, QUERY_GROUP)
}

const getOwnGroups = memoizeByObject(({ groups = [] }: OwnData): readonly DatasetGroup[] =>
  groups.map(({ name, query = null }) => ({ name, query, first: Infinity, step: 1 })),
)

/** Returns the own contacts that belong to own groups, by group. */
export const listOwnMembers = memoizeByObject(
  ({ groups = [], contacts = [] }: OwnData): readonly (readonly number[])[] =>
    groups.map(({ name }) =>
      contacts.flatMap((contact, index) => (contact.groups?.includes(name) === true ? [index] : [])),
    ),
)

function hasQueryGroup({ dataset }: World): boolean {
  const { ownData } = dataset.parameters
  return ownData?.groups === undefined && ownData?.contacts === undefined
}

/** The group with a query: the contacts whose field has this value. */
const QUERY_GROUP = 3
const QUERY_FIELD = 'district'
const QUERY_VALUE = 'lake'

/** Returns the details of a contact: those that RapidPro stored, else those that its number gives. */
export function getContactDetails(contact: number, world: World): ContactDetails {
  const person = world.getPerson(contact)
  // Only `writeContact` and `deleteContact` store details.
  if (person.details !== undefined) return person.details as unknown as ContactDetails
  const { parameters } = world.dataset
  const isOfDataset = contact < parameters.contacts
  const own = findOwnFields(parameters, contact, 'rapidpro') as OwnFields | undefined
  const isInQueryGroup = isOfDataset && hasQueryGroup(world) && isQueryPlace(contact)
  return {
    urns: [`tel:${person.phone}`, ...listFurtherUrns(parameters.ownData, contact)],
    language: ISO_639_3_CODES[person.language] ?? null,
    groups: isOfDataset ? listGroupsByRule(contact, world) : [],
    fields: own?.fields ?? (isInQueryGroup ? { [QUERY_FIELD]: QUERY_VALUE } : {}),
    notes: [],
    isDeleted: false,
  }
}

/** Returns the URNs of an own contact beside its first number. */
function listFurtherUrns(ownData: OwnData | undefined, contact: number): readonly string[] {
  const own = ownData?.contacts?.[contact]
  if (own === undefined) return []
  const { urns = [] } = (own.fields?.['rapidpro'] ?? {}) as OwnFields
  return [...(own.phones ?? []).slice(1).map((phone) => `tel:${phone}`), ...urns]
}

/** Returns the groups that the number of a contact gives, or the own groups that name it. */
function listGroupsByRule(contact: number, world: World): readonly number[] {
  const { ownData } = world.dataset.parameters
  const names = ownData?.contacts?.[contact]?.groups ?? []
  return listDatasetGroups(world).flatMap((group, index) =>
    (ownData?.groups === undefined ? isPlacedIn(contact, group) : names.includes(group.name)) ? [index] : [],
  )
}

function isPlacedIn(contact: number, { query, first, step }: DatasetGroup): boolean {
  return query === null && contact % step === first
}

function isQueryPlace(contact: number): boolean {
  const { first = 0, step = 1 } = GENERATED_GROUPS[QUERY_GROUP] ?? {}
  return contact % step === first
}

/** Returns all groups of a contact, those with a query included. */
export function listGroupsOfContact({ groups, fields }: ContactDetails, world: World): readonly number[] {
  return hasQueryGroup(world) && fields[QUERY_FIELD]?.toLowerCase() === QUERY_VALUE
    ? [...groups, QUERY_GROUP].toSorted((a, b) => a - b)
    : groups
}

/** The preferred URN of a contact; null without one. Reads no record for contacts of the dataset. */
export function getPreferredUrn({ phone, details }: Person): string | null {
  if (details === undefined) return `tel:${phone}`
  return (details as unknown as ContactDetails).urns[0] ?? null
}

/** Returns the contact with a URN in its normalized form. */
export function findContactByUrn(urn: string, world: World): number | undefined {
  const identity = getUrnIdentity(urn)
  const stored = indexStoredUrns(world.sideState.renderSettings.contacts).get(identity)
  if (stored !== undefined) return stored
  const { ownData } = world.dataset.parameters
  const own = ownData === undefined ? undefined : indexOwnUrns(ownData).get(identity)
  if (own !== undefined && world.getPerson(own).details === undefined) return own
  const parts = splitUrn(identity)
  const contact = parts?.scheme === 'tel' ? world.findContactByPhone(parts.path) : undefined
  return contact !== undefined && world.getPerson(contact).details === undefined ? contact : undefined
}

/** The contacts with stored details, by the identity of each URN. */
const indexStoredUrns = memoizeByObject((records: SortedList<ContactRecord>): ReadonlyMap<string, number> => {
  const contacts = new Map<string, number>()
  for (const { contact, person } of records) {
    const { urns = [] } = (person.details ?? {}) as Partial<ContactDetails>
    for (const urn of urns) contacts.set(getUrnIdentity(urn), contact)
  }
  return contacts
})

/** The own contacts by the identity of each further URN. */
const indexOwnUrns = memoizeByObject((ownData: OwnData): ReadonlyMap<string, number> => {
  const entries = (ownData.contacts ?? []).flatMap((_, contact) =>
    listFurtherUrns(ownData, contact).map((urn) => [getUrnIdentity(urn), contact] as const),
  )
  return new Map(entries)
})

/** Returns the fields that own contacts have values of. */
const listOwnFields = memoizeByObject(({ contacts = [] }: OwnData): readonly ContactField[] => {
  const keys = contacts.flatMap(({ fields }) => Object.keys(((fields?.['rapidpro'] ?? {}) as OwnFields).fields ?? {}))
  return [...new Set(keys)].map((key) => {
    const name = key.replaceAll('_', ' ')
    return { key, name: name.charAt(0).toUpperCase() + name.slice(1), type: 'text' }
  })
})

/** The types of contact fields, with their deprecated names. */
export const FIELD_TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  number: 'numeric',
  datetime: 'datetime',
  state: 'state',
  district: 'district',
  ward: 'ward',
}

/** A contact field of the workspace. */
export interface ContactField {
  readonly key: string
  readonly name: string
  readonly type: string
}

const GENERATED_FIELD: ContactField = { key: QUERY_FIELD, name: 'District', type: 'text' }

export const FIELDS_RESOURCE = 'rapidpro/fields'

/** Returns the contact fields of the workspace, oldest first. */
export function listContactFields(world: World): readonly (ContactField & { readonly record: VendorRecord | null })[] {
  const records = [...world.getRecords(FIELDS_RESOURCE)]
  // Only `writeField` stores these records.
  const stored = records.map((record) => ({ ...(record.value as unknown as ContactField), record }))
  const { ownData } = world.dataset.parameters
  const original = ownData?.contacts === undefined ? [GENERATED_FIELD] : listOwnFields(ownData)
  const kept = original.filter(({ key }) => !stored.some((other) => other.key === key))
  return [...kept.map((field) => ({ ...field, record: null })), ...stored]
}

/** Serializes the values of all fields; null for a field without a value of its type. */
export function serializeFieldValues({ fields }: ContactDetails, world: World): Record<string, string | null> {
  return Object.fromEntries(
    listContactFields(world).map(({ key, type }) => {
      const text = fields[key] ?? ''
      const isOfType =
        type === 'text' ||
        (type === 'number' && /^[+-]?\d+(?:\.\d+)?$/.test(text)) ||
        (type === 'datetime' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text))
      return [key, isOfType && text !== '' ? text : null]
    }),
  )
}

/** Stores the details of a contact; a first phone number is its number for other vendors too. */
export function toPerson(person: Person, name: string | null, details: ContactDetails): Person {
  const phone = details.urns.map(splitUrn).find((urn) => urn?.scheme === 'tel' && urn.path.startsWith('+'))?.path
  const [language] = Object.entries(ISO_639_3_CODES).find(([, code]) => code === details.language) ?? []
  return {
    ...person,
    name,
    firstName: name === person.name ? person.firstName : (name?.split(' ')[0] ?? null),
    phone: phone ?? person.phone,
    language: language ?? person.language,
    details: { ...details, notes: details.notes.map((note) => ({ ...note })) },
  }
}

/** Creates a contact without a name; returns its number. */
export function createContact(
  { world }: Pick<HandlerContext, 'world'>,
  name: string | null,
  details: Partial<ContactDetails>,
): number {
  const contact = world.contactCount
  const complete = { urns: [], language: null, groups: [], fields: {}, notes: [], isDeleted: false, ...details }
  const { phone } = world.getDefaultPerson(contact)
  const blank = { name: null, firstName: null, phone, email: null, language: 'en' }
  world.applyOperation({ kind: 'create-contact', person: toPerson(blank, name, complete) })
  return contact
}

/** The channel that all messages pass through. */
export function serializeNamedChannel(world: World): { readonly uuid: string; readonly name: string } {
  return { uuid: getIds(world).channel, name: 'Short code' }
}
