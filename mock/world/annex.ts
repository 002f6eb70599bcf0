import type { Instant } from './instant.ts'
import type { LoggedOperation, Operation } from './operation.ts'
import { Ordered } from './ordered.ts'
import type { Order } from './ordered-tree.ts'
import type { Person } from './people.ts'
import type { JsonObject } from './run.ts'

/** Someone whom operations have made or changed. */
export interface KnownContact {
  readonly contact: number
  readonly person: Person
  /** Null for someone whom the universe knew first. */
  readonly createdAt: Instant | null
  readonly modifiedAt: Instant
}

/** Something that a vendor keeps beside the runs, as data that the world does not look into. */
export interface KeptRecord {
  /** The sequence number of the operation that made it. */
  readonly number: number
  readonly createdAt: Instant
  readonly modifiedAt: Instant
  readonly value: JsonObject
}

/** What rows are said with besides their runs; a new object whenever anything in it changes. */
export interface Manner {
  /** Positions of switches, by name. */
  readonly settings: ReadonlyMap<string, string>
  readonly contacts: Ordered<KnownContact>
  readonly contactsByPhone: Ordered<KnownContact>
  /** How many contacts operations have made. */
  readonly made: number
}

/** What operations have laid down beside the runs; immutable, as the overlay is. */
export interface Annex {
  readonly manner: Manner
  readonly records: ReadonlyMap<string, Ordered<KeptRecord>>
  /** The rules by which the server misbehaves; the same object until others are armed. */
  readonly armed: readonly JsonObject[]
  /** Request quotas that somebody set, by vendor; null while all are as documented. */
  readonly limits: Readonly<Record<string, JsonObject>> | null
}

/** Operations that are about the annex alone. */
export type AnnexOperation = Extract<
  Operation,
  {
    readonly kind:
      | 'configure'
      | 'create-contact'
      | 'change-contact'
      | 'keep'
      | 'keep-anew'
      | 'discard'
      | 'arm'
      | 'limit'
  }
>

const BY_CONTACT: Order<KnownContact> = { at: ({ contact }) => contact, number: () => 0 }
const BY_PHONE: Order<KnownContact> = { at: ({ person }) => digitsOf(person.phone), number: ({ contact }) => contact }
const BY_NUMBER: Order<KeptRecord> = { at: ({ number }) => number, number: () => 0 }
const NO_RECORDS = Ordered.empty(BY_NUMBER)

export function emptyAnnex(): Annex {
  const contacts = Ordered.empty(BY_CONTACT)
  return {
    manner: { settings: new Map(), contacts, contactsByPhone: Ordered.empty(BY_PHONE), made: 0 },
    records: new Map(),
    armed: [],
    limits: null,
  }
}

/** The records of one kind, in order of creation. */
export function recordsOf(annex: Annex, kind: string): Ordered<KeptRecord> {
  return annex.records.get(kind) ?? NO_RECORDS
}

/** What operations know of a contact; undefined when they never touched it. */
export function knownContact({ manner }: Annex, contact: number): KnownContact | undefined {
  return manner.contacts.size === 0 ? undefined : manner.contacts.get({ at: contact, number: 0 })
}

/** The contact to whom operations gave this phone number. */
export function knownByPhone({ manner }: Annex, phone: string): KnownContact | undefined {
  const at = digitsOf(phone)
  const found = manner.contactsByPhone.item(manner.contactsByPhone.rank({ at, number: -Infinity }))
  return found?.person.phone === phone ? found : undefined
}

/**
 * Carries out an operation that is about the annex alone.
 * @param next the number that a contact made now gets
 */
export function annexed(annex: Annex, { sequence, at, operation }: LoggedAnnexOperation, next: number): Annex {
  switch (operation.kind) {
    case 'configure': {
      const settings = new Map([...annex.manner.settings, ...Object.entries(operation.settings)])
      return { ...annex, manner: { ...annex.manner, settings } }
    }
    case 'create-contact':
      return withMade(annex, { contact: next, person: operation.person, createdAt: at, modifiedAt: at })
    case 'change-contact': {
      const createdAt = knownContact(annex, operation.contact)?.createdAt ?? null
      return withContact(annex, { contact: operation.contact, person: operation.person, createdAt, modifiedAt: at })
    }
    case 'keep':
      return withRecord(annex, operation.resource, {
        number: sequence,
        createdAt: at,
        modifiedAt: at,
        value: operation.value,
      })
    case 'keep-anew': {
      const known = recordsOf(annex, operation.resource).get({ at: operation.number, number: 0 })
      if (known === undefined) return annex
      return withRecord(annex, operation.resource, { ...known, modifiedAt: at, value: operation.value })
    }
    case 'discard': {
      const left = recordsOf(annex, operation.resource).without({ at: operation.number, number: 0 })
      return { ...annex, records: new Map([...annex.records, [operation.resource, left]]) }
    }
    case 'arm':
      return { ...annex, armed: operation.rules }
    case 'limit':
      return { ...annex, limits: Object.keys(operation.limits).length === 0 ? null : operation.limits }
  }
}

export type LoggedAnnexOperation = Omit<LoggedOperation, 'operation'> & { readonly operation: AnnexOperation }

/** With somebody whom nobody knew before. */
export function withMade(annex: Annex, made: KnownContact): Annex {
  return withContact({ ...annex, manner: { ...annex.manner, made: annex.manner.made + 1 } }, made)
}

function withContact(annex: Annex, known: KnownContact): Annex {
  const { manner } = annex
  const former = knownContact(annex, known.contact)
  const others =
    former === undefined ? manner.contactsByPhone : manner.contactsByPhone.without(manner.contactsByPhone.place(former))
  const contacts = manner.contacts.with(known)
  return { ...annex, manner: { ...manner, contacts, contactsByPhone: others.with(known) } }
}

/** With a record in its kind; its number tells its place. */
export function withRecord(annex: Annex, resource: string, record: KeptRecord): Annex {
  const records = new Map(annex.records)
  records.set(resource, recordsOf(annex, resource).with(record))
  return { ...annex, records }
}

/** Phone numbers have at most 15 digits (E.164), which a double holds exactly. */
function digitsOf(phone: string): number {
  return Number(phone.slice(1))
}
