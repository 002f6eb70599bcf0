import { getSpecialContact } from '../../world/model/outcome.ts'
import type { JsonObject } from '../../world/model/run.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { addDuration, DAY, HOUR, type Instant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { getEpoch } from './flows.ts'

/** The fields of a contact that only Qyvo has. */
export interface ContactProfile {
  readonly source: string
  readonly tags: readonly string[]
  readonly metadata: JsonObject
  readonly optedInAt: Instant | null
  readonly optedOutAt: Instant | null
}

/** The resource name of the records that hold changed profiles; a record is `{ contact, profile }`. */
const RESOURCE = 'qyvo/contact'

const SOURCES = ['shopify', 'shopify', 'widget', 'widget', 'csv_import', 'manual', 'woocommerce', 'api']
const TAGS = ['club', 'newsletter', 'trade', 'first-order', 'returns', 'vip']
const TIERS = ['bronze', 'silver', 'gold']

const DEFAULT_PROFILE: ContactProfile = { source: 'api', tags: [], metadata: {}, optedInAt: null, optedOutAt: null }

/** Record numbers by contact, for all records up to the number `until`. */
const getRecordIndex = memoizePerWorld(() => ({ numbers: new Map<number, number>(), until: 0 }))
const getProfileKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'qyvo/contact'))

/** Returns the saved profile of a contact, or the one generated from the seed. */
export function readProfile(world: World, contact: number): ContactProfile {
  const number = findRecordNumber(world, contact)
  const record = number === undefined ? undefined : world.getRecords(RESOURCE).get({ at: number, number: 0 })
  if (record === undefined) return generateProfile(world, contact)
  // saveProfile is the only writer of this resource.
  return record.value['profile'] as unknown as ContactProfile
}

/** Creates or replaces the saved profile of a contact. */
export function saveProfile(world: World, contact: number, profile: ContactProfile): void {
  const value = { contact, profile: { ...profile } }
  const number = findRecordNumber(world, contact)
  if (number === undefined) world.applyOperation({ kind: 'create-record', resource: RESOURCE, value })
  else world.applyOperation({ kind: 'update-record', resource: RESOURCE, number, value })
}

/** Returns when a contact was created; generated contacts date from the 200 days before the first session. */
export function getContactCreatedAt(world: World, contact: number): Instant {
  const createdAt = findContactRecord(world.sideState, contact)?.createdAt
  if (createdAt !== undefined && createdAt !== null) return createdAt
  return addDuration(getEpoch(world), -Math.floor(DAY * (1 + 200 * randomFraction(getProfileKey(world), contact, 0))))
}

function findRecordNumber(world: World, contact: number): number | undefined {
  const index = getRecordIndex(world)
  const records = world.getRecords(RESOURCE)
  for (const { number, value } of records.from(records.rank({ at: index.until, number: Infinity }))) {
    index.until = number
    index.numbers.set(Number(value['contact']), number)
  }
  return index.numbers.get(contact)
}

function generateProfile(world: World, contact: number): ContactProfile {
  const { contacts } = world.dataset.parameters
  if (getSpecialContact(contact, contacts) !== undefined)
    return { ...DEFAULT_PROFILE, source: 'manual', tags: ['flowtwin'] }
  if (contact >= contacts) return DEFAULT_PROFILE
  const key = getProfileKey(world)
  const optedInAt = getContactCreatedAt(world, contact)
  const tags = TAGS.filter((_, index) => randomFraction(key, contact, 8 + index) < 0.15)
  const tier = TIERS[randomInt(key, contact, 2) % (2 * TIERS.length)]
  return {
    source: SOURCES[randomInt(key, contact, 1) % SOURCES.length] ?? 'api',
    tags,
    metadata: tier === undefined ? {} : { loyalty: tier },
    optedInAt,
    optedOutAt: randomFraction(key, contact, 3) < 0.03 ? addDuration(optedInAt, 12 * HOUR) : null,
  }
}
