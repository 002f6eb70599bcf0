import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoSeconds } from '../../wire/instants.ts'
import type { Instant } from '../../world/instant.ts'
import { readMessageActivity, getLastMessageAt, visitRecentRuns } from './activity.ts'
import { readProfile, getContactCreatedAt } from './card.ts'
import { contactQuirks } from './contact-quirks.ts'
import { getIds } from './ids.ts'
import { normalizeText } from './request-body.ts'

/** Contacts that a search shows at most. */
const MAX_RESULTS = 50

/** Contacts without any message that a search looks at. */
const MAX_CONTACTS_WITHOUT_MESSAGE = 5000

type ContactFilter = (contact: number) => boolean

/** The contacts that match, those last in conversation first; contacts without a message stand where the quirk puts them. */
export function searchContacts(
  body: OperationInput<operations['searchContacts']>['body'],
  scene: HandlerContext,
): readonly components['schemas']['FoundContact'][] {
  const matches = findMatches(scene, createContactFilter(body, scene), MAX_RESULTS)
  return matches.map(({ contact, lastMessageAt }) => {
    const { world } = scene
    const { phone, name, email } = world.getPerson(contact)
    const { source, tags } = readProfile(world, contact)
    const last_message_at = lastMessageAt === null ? null : formatIsoSeconds(lastMessageAt)
    const created_at = formatIsoSeconds(getContactCreatedAt(world, contact))
    return { id: getIds(world).contact.encode(contact), phone, name, email, source, tags, last_message_at, created_at }
  })
}

/** The contact with this e-mail address; of several the one last in conversation. */
export function findContactByEmail(scene: HandlerContext, email: string): number | undefined {
  return findMatches(scene, createContactFilter({ email }, scene), 1)[0]?.contact
}

interface ContactMatch {
  readonly contact: number
  readonly lastMessageAt: Instant | null
}

function findMatches(scene: HandlerContext, condition: ContactFilter, limit: number): readonly ContactMatch[] {
  const { active, seen, isWhole } = findActiveMatches(scene, condition, limit)
  const isSilentFirst = getQuirkPosition(scene.world, contactQuirks.neverActive) === 'first'
  if (!isSilentFirst && active.length >= limit) return active.slice(0, limit)
  const silent = findSilentMatches(scene, (contact) => !seen.has(contact) && condition(contact), isWhole)
  return (isSilentFirst ? [...silent, ...active] : [...active, ...silent]).slice(0, limit)
}

/** Those who match and have been in conversation, the latest first. */
function findActiveMatches({ view }: HandlerContext, condition: ContactFilter, limit: number) {
  const seen = new Set<number>()
  const lastMessages = new Map<number, Instant>()
  const isWhole = visitRecentRuns(view, {
    visit(run) {
      const at = getLastMessageAt(run)
      if (at === null) return
      const lastAt = lastMessages.get(run.contact)
      if (lastAt === undefined ? !seen.has(run.contact) && condition(run.contact) : at > lastAt) {
        lastMessages.set(run.contact, at)
      }
      seen.add(run.contact)
    },
    isEnough: (bound) => [...lastMessages.values()].filter((at) => at > bound).length >= limit,
  })
  const active = [...lastMessages].map(([contact, last]) => ({ contact, last }))
  active.sort((left, right) => right.last - left.last || right.contact - left.contact)
  return { active, seen, isWhole }
}

/**
 * Those who match and have not been seen in conversation, the newest contact first. Where not all runs were looked
 * through, only contacts beyond the regular ones, whose activity is then looked up.
 */
function findSilentMatches(
  { world, view }: HandlerContext,
  condition: ContactFilter,
  isWhole: boolean,
): readonly ContactMatch[] {
  const { contacts: regular } = world.dataset.parameters
  const end = Math.max(isWhole ? 0 : regular, world.contactCount - MAX_CONTACTS_WITHOUT_MESSAGE)
  const matches: ContactMatch[] = []
  for (let contact = world.contactCount - 1; contact >= end && matches.length < MAX_RESULTS; contact--) {
    if (condition(contact)) matches.push({ contact, lastMessageAt: readMessageActivity(view, contact).lastMessageAt })
  }
  return matches
}

function createContactFilter(
  body: OperationInput<operations['searchContacts']>['body'],
  { world }: HandlerContext,
): ContactFilter {
  const query = normalizeText(body?.query)?.toLowerCase()
  const email = normalizeText(body?.email)?.toLowerCase()
  const tag = normalizeText(body?.tag)
  return (contact) => {
    const person = world.getPerson(contact)
    if (email !== undefined && person.email?.toLowerCase() !== email) return false
    if (tag !== undefined && !readProfile(world, contact).tags.includes(tag)) return false
    if (query === undefined) return true
    return [person.name, person.phone, person.email].some((text) => text?.toLowerCase().includes(query) === true)
  }
}
