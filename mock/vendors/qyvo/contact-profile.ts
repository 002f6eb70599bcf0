import { randomInt, randomFraction, deriveKey } from '../../world/random.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { DAY, HOUR, type Instant, addDuration } from '../../world/time/instant.ts'
import { getSpecialContact } from '../../world/model/contact.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import type { JsonObject } from '../../world/model/run.ts'
import { getEpoch } from './flows.ts'

/** What Qyvo knows of a contact beside name, phone and e-mail. */
export interface ContactProfile {
  readonly source: string
  readonly tags: readonly string[]
  readonly metadata: JsonObject
  readonly optedInAt: Instant | null
  readonly optedOutAt: Instant | null
}

const RESOURCE = 'qyvo/contact'
const SOURCES = ['shopify', 'shopify', 'widget', 'widget', 'csv_import', 'manual', 'woocommerce', 'api']
const TAGS = ['club', 'newsletter', 'trade', 'first-order', 'returns', 'vip']
const TIERS = ['bronze', 'silver', 'gold']

/** By contact, the number of the record that holds the card; as far as records have been looked through. */
const getRecordIndex = memoizePerWorld(() => ({ numbers: new Map<number, number>(), until: 0 }))
const getProfileKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'qyvo/contact'))

/** The card of a contact: as clients have made it, or as chance has. */
export function readProfile(world: World, contact: number): ContactProfile {
  const number = findRecordNumber(world, contact)
  const record = number === undefined ? undefined : world.getRecords(RESOURCE).get({ at: number, number: 0 })
  if (record === undefined) return generateProfile(world, contact)
  // Only cards are ever kept under this name.
  return record.value['card'] as unknown as ContactProfile
}

/** Keeps the card of a contact. */
export function saveProfile(world: World, contact: number, card: ContactProfile): void {
  const value = { contact, card: { ...card } }
  const number = findRecordNumber(world, contact)
  if (number === undefined) world.applyOperation({ kind: 'keep', resource: RESOURCE, value })
  else world.applyOperation({ kind: 'keep-anew', resource: RESOURCE, number, value })
}

/** When a contact came to be known; those of the universe in the months before the first session. */
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
    return { ...EMPTY_PROFILE, source: 'manual', tags: ['flowtwin'] }
  if (contact >= contacts) return EMPTY_PROFILE
  const key = getProfileKey(world)
  const optedInAt = getContactCreatedAt(world, contact)
  const tags = TAGS.filter((_, at) => randomFraction(key, contact, 8 + at) < 0.15)
  const tier = TIERS[randomInt(key, contact, 2) % (2 * TIERS.length)]
  return {
    source: SOURCES[randomInt(key, contact, 1) % SOURCES.length] ?? 'api',
    tags,
    metadata: tier === undefined ? {} : { loyalty: tier },
    optedInAt,
    optedOutAt: randomFraction(key, contact, 3) < 0.03 ? addDuration(optedInAt, 12 * HOUR) : null,
  }
}

/** The card of someone of whom nothing is known yet. */
const EMPTY_PROFILE: ContactProfile = { source: 'api', tags: [], metadata: {}, optedInAt: null, optedOutAt: null }
