import type { components, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { findContactRecord } from '../../world/state/side-state.ts'
import { findOwnFields } from '../../world/model/own-data.ts'
import { addDuration, DAY, HOUR, toInstant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { listResources, readResource, RELATED_LIST_PARAMETERS, type ResourceType } from './resource-list.ts'

/** Each contact of a world has one message thread; the contact's number identifies it. */
export type MessageThread = components['schemas']['MessageThread']

const getChannelKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'recrubo/channel'))
const getThreadKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'recrubo/thread'))

const MESSENGER_ID_LENGTH = 16

/** The fields of own contacts that only Recrubo has. */
interface OwnThread {
  readonly channel?: 'whatsapp' | 'facebook-messenger'
  readonly candidateId?: string | null
  readonly chatbotPaused?: boolean
}

function findOwnThread(contact: number, { dataset }: World): OwnThread | undefined {
  return findOwnFields(dataset.parameters, contact, 'recrubo')
}

/** The channel of a thread: WhatsApp for seven of eight, and for own contacts. */
export function getChannel(contact: number, world: World): 'whatsapp' | 'facebook-messenger' {
  const own = findOwnThread(contact, world)
  if (own !== undefined) return own.channel ?? 'whatsapp'
  return randomInt(getChannelKey(world), contact, 0) % 8 === 0 ? 'facebook-messenger' : 'whatsapp'
}

/** The contact's id on the channel: the digits of the phone number on WhatsApp, 16 digits on Messenger. */
function getIdentifier(contact: number, world: World): string {
  return getChannel(contact, world) === 'whatsapp'
    ? world.getPerson(contact).phone.slice(1)
    : `1${String(randomInt(getThreadKey(world), contact, 3)).padStart(MESSENGER_ID_LENGTH - 1, '0')}`
}

/** The id of the thread's candidate; null for one thread in ten. */
function getCandidateId(contact: number, world: World): string | null {
  const own = findOwnThread(contact, world)?.candidateId
  if (own !== undefined) return own
  return randomInt(getThreadKey(world), contact, 0) % 10 === 0 ? null : getIds(world).candidate.encode(contact)
}

/** Returns true for one thread in sixteen, and for no own contact unless the data says so. */
function isChatbotPaused(contact: number, world: World): boolean {
  const own = findOwnThread(contact, world)
  if (own !== undefined) return own.chatbotPaused ?? false
  return randomInt(getThreadKey(world), contact, 4) % 16 === 0
}

/** The creation and last change of a thread. A contact that an operation created has a thread of the same age. */
function getThreadTimes(contact: number, world: World) {
  const key = getThreadKey(world)
  const record = findContactRecord(world.sideState, contact)
  const computedAt = addDuration(world.dataset.parameters.start, -DAY * (60 + (randomInt(key, contact, 1) % 300)))
  const createdAt = record?.createdAt ?? computedAt
  const firstUpdatedAt =
    record?.createdAt == null ? addDuration(computedAt, (randomInt(key, contact, 2) % 48) * HOUR) : createdAt
  return { createdAt, updatedAt: toInstant(Math.max(firstUpdatedAt, record?.modifiedAt ?? firstUpdatedAt)) }
}

/** Serializes a thread as it is included with runs. */
export function serializeMessageThread(contact: number, world: World, linkPrefix: string): MessageThread {
  const id = getIds(world).messageThread.encode(contact)
  const { createdAt, updatedAt } = getThreadTimes(contact, world)
  const candidateId = getCandidateId(contact, world)
  const createRelated = (path: string) => ({
    links: { related: `${linkPrefix}/public/v2/${path}?filter[messageThreadId]=${id}` },
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
      candidate: serializeCandidateRelationship(candidateId, `${linkPrefix}/public/v2`, world),
      flowRuns: createRelated('flow-runs'),
      messages: createRelated('messages'),
      conversation: createRelated('conversations'),
    },
  }
}

/** Serializes the relationship to the candidate; a quirk sets its form for a thread without one. */
function serializeCandidateRelationship(
  candidateId: string | null,
  basePath: string,
  world: World,
): components['schemas']['CandidateRelationship'] {
  if (candidateId !== null)
    return {
      data: { type: 'candidates', id: candidateId },
      links: { related: `${basePath}/candidates/${candidateId}` },
    }
  if (getQuirkPosition(world, quirks['recrubo.absent-candidate']) === 'null-link') return { links: { related: null } }
  return { data: null }
}

/** Serializes a thread as /message-threads shows it: with `chatbotPaused`. */
export function serializeFullMessageThread(contact: number, world: World, linkPrefix: string): MessageThread {
  const thread = serializeMessageThread(contact, world, linkPrefix)
  return { ...thread, attributes: { ...thread.attributes, chatbotPaused: isChatbotPaused(contact, world) } }
}

function createThreadType({ world, linkPrefix }: HandlerContext): ResourceType<number, MessageThread> {
  return {
    type: 'messageThreads',
    parameters: RELATED_LIST_PARAMETERS,
    serialize: (contact) => serializeFullMessageThread(contact, world, linkPrefix),
    items: {
      length: world.contactCount,
      slice: (from, to) => Array.from({ length: to - from }, (_, index) => from + index),
    },
    attributes: {
      id: {
        kind: 'id',
        getValue: (contact) => getIds(world).messageThread.encode(contact),
        find: (id) => toList(findContact(id, world)),
      },
      channel: { kind: 'text', getValue: (contact) => getChannel(contact, world) },
      identifier: {
        kind: 'text',
        getValue: (contact) => getIdentifier(contact, world),
        // A Messenger id has no index.
        find: (text) => (text.length >= MESSENGER_ID_LENGTH ? null : toList(world.findContactByPhone(`+${text}`))),
      },
      candidateId: { kind: 'id', getValue: (contact) => getCandidateId(contact, world) },
      chatbotPaused: { kind: 'boolean', getValue: (contact) => isChatbotPaused(contact, world) },
      createdAt: { kind: 'instant', getValue: (contact) => getThreadTimes(contact, world).createdAt },
      updatedAt: { kind: 'instant', getValue: (contact) => getThreadTimes(contact, world).updatedAt },
    },
  }
}

export function findContact(threadId: string, world: World): number | undefined {
  const contact = getIds(world).messageThread.decode(threadId.toLowerCase())
  return contact !== undefined && contact >= 0 && contact < world.contactCount ? contact : undefined
}

function toList(contact: number | undefined): readonly number[] {
  return contact === undefined ? [] : [contact]
}

type ThreadOperation = 'listMessageThreads' | 'readMessageThread'

export const messageThreadHandlers: { readonly [Id in ThreadOperation]: Handler<Operations[Id]> } = {
  listMessageThreads: ({ query }, context) => listResources(createThreadType(context), query, context),
  readMessageThread: ({ path }, context) =>
    readResource(createThreadType(context), findContact(path.id, context.world), context),
}
