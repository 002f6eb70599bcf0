import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { readProfile } from './contact-profile.ts'
import { getLastMessageAt, listLastSentTimes, readMessageActivity, visitRecentRuns } from './message-activity.ts'
import { quirks } from './quirks.ts'
import { normalizeText } from './request-body.ts'

/** The maximum number of contacts without any message that a search examines. */
const MAX_CONTACTS_WITHOUT_MESSAGE = 5000

/** The conditions of a search; all of them must hold, and an empty one is ignored. */
interface ContactCriteria {
  /** A part of the name, the phone number or the e-mail address, in either case. */
  readonly query?: string | null | undefined
  /** The whole e-mail address, in either case. */
  readonly email?: string | null | undefined
  readonly tag?: string | null | undefined
}

type ContactFilter = (contact: number) => boolean

/**
 * Returns up to `limit` matching contacts, those with the latest message first. A quirk puts contacts without a message
 * before or after all others.
 */
export function searchForContacts(context: HandlerContext, criteria: ContactCriteria, limit: number) {
  const isMatch = createContactFilter(criteria, context.world)
  const { active, seen, isComplete } = findActiveMatches(context, isMatch, limit)
  const isSilentFirst = getQuirkPosition(context.world, quirks['qyvo.never-active-contacts']) === 'first'
  if (!isSilentFirst && active.length >= limit) return active.slice(0, limit)
  const isSilentMatch: ContactFilter = (contact) => !seen.has(contact) && isMatch(contact)
  // After an incomplete visit, only contacts that were created later are searched; their activity is looked up.
  const first = isComplete ? 0 : context.world.dataset.parameters.contacts
  const silent = findSilentMatches(context, isSilentMatch, first, limit)
  return (isSilentFirst ? [...silent, ...active] : [...active, ...silent]).slice(0, limit)
}

function createContactFilter(criteria: ContactCriteria, world: World): ContactFilter {
  const query = normalizeText(criteria.query)?.toLowerCase()
  const email = normalizeText(criteria.email)?.toLowerCase()
  const tag = normalizeText(criteria.tag)
  return (contact) => {
    const person = world.getPerson(contact)
    if (email !== undefined && person.email?.toLowerCase() !== email) return false
    if (tag !== undefined && !readProfile(world, contact).tags.includes(tag)) return false
    if (query === undefined) return true
    return [person.name, person.phone, person.email].some((text) => text?.toLowerCase().includes(query) === true)
  }
}

/**
 * Finds matches among the contacts of recent runs and of sent messages, the latest message first.
 * @returns also all contacts that were `seen`, and whether the visit covered everything that can matter
 */
function findActiveMatches({ world, view }: HandlerContext, isMatch: ContactFilter, limit: number) {
  const seen = new Set<number>()
  const lastMessages = new Map<number, Instant>()
  for (const { contact, at } of listLastSentTimes(world)) {
    if (isMatch(contact)) lastMessages.set(contact, at)
    seen.add(contact)
  }
  const isComplete = visitRecentRuns(view, {
    visit(run) {
      const at = getLastMessageAt(run)
      if (at === null) return
      const lastAt = lastMessages.get(run.contact)
      if (lastAt === undefined ? !seen.has(run.contact) && isMatch(run.contact) : at > lastAt) {
        lastMessages.set(run.contact, at)
      }
      seen.add(run.contact)
    },
    isEnough: (bound) => [...lastMessages.values()].filter((at) => at > bound).length >= limit,
  })
  const active = [...lastMessages].map(([contact, lastMessageAt]) => ({ contact, lastMessageAt }))
  active.sort((left, right) => right.lastMessageAt - left.lastMessageAt || right.contact - left.contact)
  return { active, seen, isComplete }
}

/** Finds matches among the contacts from `first` on that no recent run belongs to, the newest contact first. */
function findSilentMatches(context: HandlerContext, isMatch: ContactFilter, first: number, limit: number) {
  const { world } = context
  const end = Math.max(first, world.contactCount - MAX_CONTACTS_WITHOUT_MESSAGE)
  const matches: { readonly contact: number; readonly lastMessageAt: Instant | null }[] = []
  for (let contact = world.contactCount - 1; contact >= end && matches.length < limit; contact--) {
    if (isMatch(contact)) matches.push({ contact, lastMessageAt: readMessageActivity(context, contact).lastMessageAt })
  }
  return matches
}
