import type { components } from '../../../spec/generated/recrubo.types.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import { DAY, HOUR, type Instant, toInstant, addDuration } from '../../world/time/instant.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { getIds } from './ids.ts'

export type MessageThread = components['schemas']['MessageThread']

const getChannelKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'recrubo/channel'))
const getThreadKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'recrubo/thread'))

/** The channel of a contact's thread: WhatsApp for most. */
export function getChannel(contact: number, world: World): 'whatsapp' | 'facebook-messenger' {
  return randomInt(getChannelKey(world), contact, 0) % 8 === 0 ? 'facebook-messenger' : 'whatsapp'
}

/** The contact on that channel: the digits of the phone number, or a number of sixteen digits. */
export function getIdentifier(contact: number, world: World): string {
  return getChannel(contact, world) === 'whatsapp'
    ? world.getPerson(contact).phone.slice(1)
    : `1${String(randomInt(getThreadKey(world), contact, 3)).padStart(15, '0')}`
}

/** The candidate that the thread belongs to; null for one thread in ten. */
export function getCandidateId(contact: number, world: World): string | null {
  return randomInt(getThreadKey(world), contact, 0) % 10 === 0 ? null : getIds(world).candidate.encode(contact)
}

/** Whether somebody has silenced the chatbot, as in one thread of sixteen. */
export function isChatbotPaused(contact: number, world: World): boolean {
  return randomInt(getThreadKey(world), contact, 4) % 16 === 0
}

/** When the thread was made and last changed; one that an operation made is as old as its contact. */
export function getThreadTimes(
  contact: number,
  world: World,
): { readonly createdAt: Instant; readonly updatedAt: Instant } {
  const key = getThreadKey(world)
  const known = findContactRecord(world.sideState, contact)
  const first = addDuration(world.dataset.parameters.start, -DAY * (60 + (randomInt(key, contact, 1) % 300)))
  const createdAt = known?.createdAt ?? first
  const untouched = known?.createdAt == null ? addDuration(first, (randomInt(key, contact, 2) % 48) * HOUR) : createdAt
  return { createdAt, updatedAt: toInstant(Math.max(untouched, known?.modifiedAt ?? untouched)) }
}

/** A contact's thread as a resource, as it is included with runs. */
export function serializeMessageThread(contact: number, world: World, prefix: string): MessageThread {
  const id = getIds(world).messageThread.encode(contact)
  const { createdAt, updatedAt } = getThreadTimes(contact, world)
  const candidateId = getCandidateId(contact, world)
  const createRelated = (path: string) => ({
    links: { related: `${prefix}/public/v2/${path}?filter[messageThreadId]=${id}` },
  })
  return {
    id,
    type: 'messageThreads',
    attributes: {
      createdAt: formatIsoSeconds(createdAt),
      updatedAt: formatIsoSeconds(updatedAt),
      channel: getChannel(contact, world),
      identifier: getIdentifier(contact, world),
      candidateId,
    },
    relationships: {
      candidate: { links: { related: candidateId === null ? null : `${prefix}/public/v2/candidates/${candidateId}` } },
      flowRuns: createRelated('flow-runs'),
      messages: createRelated('messages'),
      conversation: createRelated('conversations'),
    },
  }
}

/** The same with everything that the vendor lists for the resource itself. */
export function serializeFullMessageThread(contact: number, world: World, prefix: string): MessageThread {
  const thread = serializeMessageThread(contact, world, prefix)
  return { ...thread, attributes: { ...thread.attributes, chatbotPaused: isChatbotPaused(contact, world) } }
}
