import type { components } from '../../../spec/generated/recrubo.types.ts'
import { toSeconds } from '../../wire/instants.ts'
import { knownContact } from '../../world/annex.ts'
import { draw, keyOf } from '../../world/chance.ts'
import { DAY, HOUR, type Instant, instant, plus } from '../../world/instant.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'
import { idsOf } from './ids.ts'

export type MessageThread = components['schemas']['MessageThread']

const channelKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'recrubo/channel'))
const threadKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'recrubo/thread'))

/** The channel of a contact's thread: WhatsApp for most. */
export function channelOf(contact: number, world: World): 'whatsapp' | 'facebook-messenger' {
  return draw(channelKey(world), contact, 0) % 8 === 0 ? 'facebook-messenger' : 'whatsapp'
}

/** The contact on that channel: the digits of the phone number, or a number of sixteen digits. */
export function identifierOf(contact: number, world: World): string {
  return channelOf(contact, world) === 'whatsapp'
    ? world.person(contact).phone.slice(1)
    : `1${String(draw(threadKey(world), contact, 3)).padStart(15, '0')}`
}

/** The candidate that the thread belongs to; null for one thread in ten. */
export function candidateIdOf(contact: number, world: World): string | null {
  return draw(threadKey(world), contact, 0) % 10 === 0 ? null : idsOf(world).candidate.encode(contact)
}

/** Whether somebody has silenced the chatbot, as in one thread of sixteen. */
export function isPaused(contact: number, world: World): boolean {
  return draw(threadKey(world), contact, 4) % 16 === 0
}

/** When the thread was made and last changed; one that an operation made is as old as its contact. */
export function threadMoments(
  contact: number,
  world: World,
): { readonly createdAt: Instant; readonly updatedAt: Instant } {
  const key = threadKey(world)
  const known = knownContact(world.annex, contact)
  const first = plus(world.universe.parameters.start, -DAY * (60 + (draw(key, contact, 1) % 300)))
  const createdAt = known?.createdAt ?? first
  const untouched = known?.createdAt == null ? plus(first, (draw(key, contact, 2) % 48) * HOUR) : createdAt
  return { createdAt, updatedAt: instant(Math.max(untouched, known?.modifiedAt ?? untouched)) }
}

/** A contact's thread as a resource, as it is included with runs. */
export function toMessageThread(contact: number, world: World, prefix: string): MessageThread {
  const id = idsOf(world).messageThread.encode(contact)
  const { createdAt, updatedAt } = threadMoments(contact, world)
  const candidateId = candidateIdOf(contact, world)
  const related = (path: string) => ({
    links: { related: `${prefix}/public/v2/${path}?filter[messageThreadId]=${id}` },
  })
  return {
    id,
    type: 'messageThreads',
    attributes: {
      createdAt: toSeconds(createdAt),
      updatedAt: toSeconds(updatedAt),
      channel: channelOf(contact, world),
      identifier: identifierOf(contact, world),
      candidateId,
    },
    relationships: {
      candidate: { links: { related: candidateId === null ? null : `${prefix}/public/v2/candidates/${candidateId}` } },
      flowRuns: related('flow-runs'),
      messages: related('messages'),
      conversation: related('conversations'),
    },
  }
}

/** The same with everything that the vendor lists for the resource itself. */
export function toWholeThread(contact: number, world: World, prefix: string): MessageThread {
  const thread = toMessageThread(contact, world, prefix)
  return { ...thread, attributes: { ...thread.attributes, chatbotPaused: isPaused(contact, world) } }
}
