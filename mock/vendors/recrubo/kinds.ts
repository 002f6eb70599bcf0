import type { Scene } from '../../http/scene.ts'
import type { Flow as WorldFlow } from '../../world/flow.ts'
import { DAY, HOUR, MINUTE, plus } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { contactOf } from './creation.ts'
import { type Flow, flowAttributes, flowCreatedAt, toFlow } from './flow.ts'
import { idsOf } from './ids.ts'
import {
  candidateIdOf,
  channelOf,
  identifierOf,
  isPaused,
  type MessageThread,
  threadMoments,
  toWholeThread,
} from './message-thread.ts'
import type { Kind } from './reading.ts'

const LIST = ['page[number]', 'page[size]', 'sort', 'fields[]', 'filter[]']
/** The digits of an identifier that is no phone number. */
const LONG = 16

/** The flows of a world: all of them, those that exist to be tested against too. */
export function flowKind({ world, prefix }: Scene): Kind<WorldFlow, Flow> {
  const { flows } = world.universe
  // The first flow is the youngest: each was made a week before the one that precedes it.
  const oldestFirst = flows.toReversed()
  return {
    type: 'flows',
    parameters: LIST,
    show: (flow) => toFlow(flow, world, prefix),
    collection: {
      size: flows.length,
      at: (place) => required(oldestFirst[place]),
      attributes: {
        id: { kind: 'id', of: ({ index }) => idsOf(world).flow.encode(index) },
        name: { kind: 'text', of: (flow) => flowAttributes(flow, world).name },
        reminderInterval: { kind: 'number', of: (flow) => flowAttributes(flow, world).reminderInterval },
        sessionTimeout: { kind: 'number', of: ({ timeToLive }) => timeToLive / MINUTE },
        publishedAt: {
          kind: 'instant',
          of: (flow) => (flow.published ? plus(flowCreatedAt(flow, world), DAY + 2 * HOUR) : null),
        },
        unpublishedChanges: { kind: 'boolean', of: (flow) => flowAttributes(flow, world).unpublishedChanges },
        flowGenerationId: { kind: 'id', of: () => null },
        createdAt: { kind: 'instant', of: (flow) => flowCreatedAt(flow, world) },
        updatedAt: { kind: 'instant', of: (flow) => plus(flowCreatedAt(flow, world), 3 * DAY) },
      },
    },
  }
}

/** The flow that a path names. */
export function flowAt({ world }: Scene, id: string): WorldFlow | undefined {
  const index = idsOf(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.universe.flows[index]
}

/** The threads of a world, one for each contact, by number. */
export function threadKind({ world, prefix }: Scene): Kind<number, MessageThread> {
  return {
    type: 'messageThreads',
    parameters: LIST,
    show: (contact) => toWholeThread(contact, world, prefix),
    collection: {
      size: world.contacts,
      at: (place) => place,
      attributes: {
        id: {
          kind: 'id',
          of: (contact) => idsOf(world).messageThread.encode(contact),
          find: (id) => listed(contactOf(id, world)),
        },
        channel: { kind: 'text', of: (contact) => channelOf(contact, world) },
        identifier: {
          kind: 'text',
          of: (contact) => identifierOf(contact, world),
          find: (identifier) => contactsOf(identifier, world),
        },
        candidateId: { kind: 'id', of: (contact) => candidateIdOf(contact, world) },
        chatbotPaused: { kind: 'boolean', of: (contact) => isPaused(contact, world) },
        createdAt: { kind: 'instant', of: (contact) => threadMoments(contact, world).createdAt },
        updatedAt: { kind: 'instant', of: (contact) => threadMoments(contact, world).updatedAt },
      },
    },
  }
}

/** The contacts that can have an identifier: the one with the phone number; null for one of the other kind. */
function contactsOf(identifier: string, world: World): readonly number[] | null {
  return identifier.length >= LONG ? null : listed(world.contactOfPhone(`+${identifier}`))
}

function listed(contact: number | undefined): readonly number[] {
  return contact === undefined ? [] : [contact]
}

function required<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new RangeError('a place outside the collection was asked for')
  return item
}
