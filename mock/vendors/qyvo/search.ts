import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { Instant } from '../../world/instant.ts'
import { activityOf, lastMessageAt, lookBack } from './activity.ts'
import { cardOf, knownSince } from './card.ts'
import { contactQuirks } from './contact-quirks.ts'
import { idsOf } from './ids.ts'
import { filled } from './request-body.ts'

/** Contacts that a search shows at most. */
const MOST = 50

/** Contacts without any message that a search looks at. */
const MOST_SILENT = 5000

type Condition = (contact: number) => boolean

/** The contacts that match, those last in conversation first; contacts without a message stand where the quirk puts them. */
export function searchContacts(
  body: Asked<operations['searchContacts']>['body'],
  scene: Scene,
): readonly components['schemas']['FoundContact'][] {
  const found = search(scene, conditionOf(body, scene), MOST)
  return found.map(({ contact, last }) => {
    const { world } = scene
    const { phone, name, email } = world.person(contact)
    const { source, tags } = cardOf(world, contact)
    const last_message_at = last === null ? null : toSeconds(last)
    const created_at = toSeconds(knownSince(world, contact))
    return { id: idsOf(world).contact.encode(contact), phone, name, email, source, tags, last_message_at, created_at }
  })
}

/** The contact with this e-mail address; of several the one last in conversation. */
export function contactOfEmail(scene: Scene, email: string): number | undefined {
  return search(scene, conditionOf({ email }, scene), 1)[0]?.contact
}

interface Found {
  readonly contact: number
  readonly last: Instant | null
}

function search(scene: Scene, condition: Condition, limit: number): readonly Found[] {
  const { active, seen, isWhole } = activeContacts(scene, condition, limit)
  const isFirst = positionOf(scene.world, contactQuirks.neverActive) === 'first'
  if (!isFirst && active.length >= limit) return active.slice(0, limit)
  const silent = silentContacts(scene, (contact) => !seen.has(contact) && condition(contact), isWhole)
  return (isFirst ? [...silent, ...active] : [...active, ...silent]).slice(0, limit)
}

/** Those who match and have been in conversation, the latest first. */
function activeContacts({ view }: Scene, condition: Condition, limit: number) {
  const seen = new Set<number>()
  const matching = new Map<number, Instant>()
  const isWhole = lookBack(view, {
    visit(run) {
      const at = lastMessageAt(run)
      if (at === null) return
      const known = matching.get(run.contact)
      if (known === undefined ? !seen.has(run.contact) && condition(run.contact) : at > known) {
        matching.set(run.contact, at)
      }
      seen.add(run.contact)
    },
    isEnough: (bound) => [...matching.values()].filter((at) => at > bound).length >= limit,
  })
  const active = [...matching].map(([contact, last]) => ({ contact, last }))
  active.sort((left, right) => right.last - left.last || right.contact - left.contact)
  return { active, seen, isWhole }
}

/**
 * Those who match and have not been seen in conversation, the newest contact first. Where not all runs were looked
 * through, only contacts beyond the regular ones, whose activity is then looked up.
 */
function silentContacts({ world, view }: Scene, condition: Condition, isWhole: boolean): readonly Found[] {
  const { contacts: regular } = world.universe.parameters
  const end = Math.max(isWhole ? 0 : regular, world.contacts - MOST_SILENT)
  const found: Found[] = []
  for (let contact = world.contacts - 1; contact >= end && found.length < MOST; contact--) {
    if (condition(contact)) found.push({ contact, last: activityOf(view, contact).last })
  }
  return found
}

function conditionOf(body: Asked<operations['searchContacts']>['body'], { world }: Scene): Condition {
  const query = filled(body?.query)?.toLowerCase()
  const email = filled(body?.email)?.toLowerCase()
  const tag = filled(body?.tag)
  return (contact) => {
    const person = world.person(contact)
    if (email !== undefined && person.email?.toLowerCase() !== email) return false
    if (tag !== undefined && !cardOf(world, contact).tags.includes(tag)) return false
    if (query === undefined) return true
    return [person.name, person.phone, person.email].some((text) => text?.toLowerCase().includes(query) === true)
  }
}
