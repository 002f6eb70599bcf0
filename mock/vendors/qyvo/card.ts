import { draw, fraction, keyOf } from '../../world/chance.ts'
import { knownContact } from '../../world/annex.ts'
import { DAY, HOUR, type Instant, plus } from '../../world/instant.ts'
import { specialContact } from '../../world/people.ts'
import { perWorld } from '../../world/per-world.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { beginningOf } from './flows.ts'

/** What Qyvo knows of a contact beside name, phone and e-mail. */
export interface Card {
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
const seenOf = perWorld(() => ({ numbers: new Map<number, number>(), until: 0 }))
const keyOfWorld = perWorld((world) => keyOf(world.universe.parameters.seed, 'qyvo/contact'))

/** The card of a contact: as clients have made it, or as chance has. */
export function cardOf(world: World, contact: number): Card {
  const number = recordNumber(world, contact)
  const record = number === undefined ? undefined : world.records(RESOURCE).get({ at: number, number: 0 })
  if (record === undefined) return firstCard(world, contact)
  // Only cards are ever kept under this name.
  return record.value['card'] as unknown as Card
}

/** Keeps the card of a contact. */
export function keepCard(world: World, contact: number, card: Card): void {
  const value = { contact, card: { ...card } }
  const number = recordNumber(world, contact)
  if (number === undefined) world.apply({ kind: 'keep', resource: RESOURCE, value })
  else world.apply({ kind: 'keep-anew', resource: RESOURCE, number, value })
}

/** When a contact came to be known; those of the universe in the months before the first session. */
export function knownSince(world: World, contact: number): Instant {
  const made = knownContact(world.annex, contact)?.createdAt
  if (made !== undefined && made !== null) return made
  return plus(beginningOf(world), -Math.floor(DAY * (1 + 200 * fraction(keyOfWorld(world), contact, 0))))
}

function recordNumber(world: World, contact: number): number | undefined {
  const seen = seenOf(world)
  const records = world.records(RESOURCE)
  for (const { number, value } of records.from(records.rank({ at: seen.until, number: Infinity }))) {
    seen.until = number
    seen.numbers.set(Number(value['contact']), number)
  }
  return seen.numbers.get(contact)
}

function firstCard(world: World, contact: number): Card {
  const { contacts } = world.universe.parameters
  if (specialContact(contact, contacts) !== undefined) return { ...NEW, source: 'manual', tags: ['flowtwin'] }
  if (contact >= contacts) return NEW
  const key = keyOfWorld(world)
  const optedInAt = knownSince(world, contact)
  const tags = TAGS.filter((_, at) => fraction(key, contact, 8 + at) < 0.15)
  const tier = TIERS[draw(key, contact, 2) % (2 * TIERS.length)]
  return {
    source: SOURCES[draw(key, contact, 1) % SOURCES.length] ?? 'api',
    tags,
    metadata: tier === undefined ? {} : { loyalty: tier },
    optedInAt,
    optedOutAt: fraction(key, contact, 3) < 0.03 ? plus(optedInAt, 12 * HOUR) : null,
  }
}

/** The card of someone of whom nothing is known yet. */
const NEW: Card = { source: 'api', tags: [], metadata: {}, optedInAt: null, optedOutAt: null }
