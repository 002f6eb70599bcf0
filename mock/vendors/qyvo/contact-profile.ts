import type { JsonObject } from '../../world/model/json.ts'
import { getSpecialContact } from '../../world/model/contact.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { getEarliestInstant } from '../../world/dataset/dataset.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { addDuration, DAY, HOUR, type Instant } from '../../world/time.ts'
import { findOwnFields } from '../../world/model/own-data.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { indexRecordsByContact } from './message-activity.ts'

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

/** The resource name of the records that hold created tags; a record is `{ name }`. */
const TAG_RESOURCE = 'qyvo/tag'

const SOURCES = ['shopify', 'shopify', 'widget', 'widget', 'csv_import', 'manual', 'woocommerce', 'api']
const TAGS = ['club', 'newsletter', 'trade', 'first-order', 'returns', 'vip']
const SPECIAL_TAG = 'flowtwin'
const TIERS = ['bronze', 'silver', 'gold']

const DEFAULT_PROFILE: ContactProfile = { source: 'api', tags: [], metadata: {}, optedInAt: null, optedOutAt: null }

const getRecordIndex = indexRecordsByContact(RESOURCE)
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
  createMissingTags(world, profile.tags)
}

/** A tag of the workspace. */
interface WorkspaceTag {
  /** Its number among all tags: first those of the dataset, then the created ones. */
  readonly index: number
  readonly name: string
  readonly createdAt: Instant
}

/** Returns all tags of the workspace, in the order of creation. A tag stays when the last contact loses it. */
export function listWorkspaceTags(world: World): readonly WorkspaceTag[] {
  const createdAt = addDuration(getEpoch(world), -200 * DAY)
  const { parameters } = world.dataset
  const own = (parameters.ownData?.contacts ?? []).flatMap((_, contact) => {
    return (findOwnFields(parameters, contact, 'qyvo') as Partial<ContactProfile> | undefined)?.tags ?? []
  })
  const generated = [...new Set([...TAGS, SPECIAL_TAG, ...own])].map((name) => ({ name, createdAt }))
  const created = [...world.getRecords(TAG_RESOURCE).from(0)].map((record) => ({
    // createMissingTags is the only writer of this resource.
    name: record.value['name'] as string,
    createdAt: record.createdAt,
  }))
  return [...generated, ...created].map((tag, index) => ({ index, ...tag }))
}

function createMissingTags(world: World, tags: readonly string[]): void {
  const known = new Set(listWorkspaceTags(world).map(({ name }) => name))
  for (const name of tags) {
    if (!known.has(name)) world.applyOperation({ kind: 'create-record', resource: TAG_RESOURCE, value: { name } })
  }
}

/** Returns when a contact was created; generated contacts date from the 200 days before the first session. */
export function getContactCreatedAt(world: World, contact: number): Instant {
  const createdAt = findContactRecord(world.sideState, contact)?.createdAt
  if (createdAt !== undefined && createdAt !== null) return createdAt
  return addDuration(getEpoch(world), -Math.floor(DAY * (1 + 200 * randomFraction(getProfileKey(world), contact, 0))))
}

function findRecordNumber(world: World, contact: number): number | undefined {
  return getRecordIndex(world).get(contact)?.at(-1)
}

function generateProfile(world: World, contact: number): ContactProfile {
  const { parameters } = world.dataset
  if (getSpecialContact(contact, parameters) !== undefined)
    return { ...DEFAULT_PROFILE, source: 'manual', tags: [SPECIAL_TAG] }
  if (contact >= parameters.contacts) return DEFAULT_PROFILE
  const own = findOwnFields(parameters, contact, 'qyvo') as Partial<ContactProfile> | undefined
  if (own !== undefined)
    return { ...DEFAULT_PROFILE, source: 'manual', optedInAt: getContactCreatedAt(world, contact), ...own }
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

/** Returns the creation of the first run, or the start of the world if that is earlier; an own run may be older. */
export function getEpoch({ dataset }: World): Instant {
  return addDuration(getEarliestInstant(dataset), DAY)
}
