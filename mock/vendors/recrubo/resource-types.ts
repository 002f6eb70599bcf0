import type { operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { Handler } from '../../http/vendor.ts'
import type { Flow as WorldFlow } from '../../world/model/flow.ts'
import { addDuration, DAY, HOUR, MINUTE } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { type Flow, getFlowCreatedAt, serializeFlow, serializeFlowAttributes } from './flows.ts'
import { getIds } from './ids.ts'
import {
  getCandidateId,
  getChannel,
  getIdentifier,
  getThreadTimes,
  isChatbotPaused,
  type MessageThread,
  serializeFullMessageThread,
} from './message-threads.ts'
import { listResources, readResource, type ResourceType } from './resource-list.ts'
import { findContact } from './write-flow-run.ts'

const RELATED_LIST_PARAMETERS = ['page[number]', 'page[size]', 'sort', 'fields[]', 'filter[]']
/** The digits of an identifier that is no phone number. */
const LONG_IDENTIFIER_LENGTH = 16

/** The flows of a world: all of them, those that exist to be tested against too. */
export function createFlowType({ world, linkPrefix }: HandlerContext): ResourceType<WorldFlow, Flow> {
  const { flows } = world.dataset
  // The first flow is the youngest: each was made a week before the one that precedes it.
  const oldestFirst = flows.toReversed()
  return {
    type: 'flows',
    parameters: RELATED_LIST_PARAMETERS,
    toResource: (flow) => serializeFlow(flow, world, linkPrefix),
    collection: {
      size: flows.length,
      getItem: (place) => requireItem(oldestFirst[place]),
      attributes: {
        id: { kind: 'id', of: ({ index }) => getIds(world).flow.encode(index) },
        name: { kind: 'text', of: (flow) => serializeFlowAttributes(flow, world).name },
        reminderInterval: { kind: 'number', of: (flow) => serializeFlowAttributes(flow, world).reminderInterval },
        sessionTimeout: { kind: 'number', of: ({ timeToLive }) => timeToLive / MINUTE },
        publishedAt: {
          kind: 'instant',
          of: (flow) => (flow.isPublished ? addDuration(getFlowCreatedAt(flow, world), DAY + 2 * HOUR) : null),
        },
        unpublishedChanges: { kind: 'boolean', of: (flow) => serializeFlowAttributes(flow, world).unpublishedChanges },
        flowGenerationId: { kind: 'id', of: () => null },
        createdAt: { kind: 'instant', of: (flow) => getFlowCreatedAt(flow, world) },
        updatedAt: { kind: 'instant', of: (flow) => addDuration(getFlowCreatedAt(flow, world), 3 * DAY) },
      },
    },
  }
}

/** The flow that a path names. */
export function findFlow({ world }: HandlerContext, id: string): WorldFlow | undefined {
  const index = getIds(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.dataset.flows[index]
}

/** The threads of a world, one for each contact, by number. */
export function createThreadType({ world, linkPrefix }: HandlerContext): ResourceType<number, MessageThread> {
  return {
    type: 'messageThreads',
    parameters: RELATED_LIST_PARAMETERS,
    toResource: (contact) => serializeFullMessageThread(contact, world, linkPrefix),
    collection: {
      size: world.contactCount,
      getItem: (place) => place,
      attributes: {
        id: {
          kind: 'id',
          of: (contact) => getIds(world).messageThread.encode(contact),
          find: (id) => toArray(findContact(id, world)),
        },
        channel: { kind: 'text', of: (contact) => getChannel(contact, world) },
        identifier: {
          kind: 'text',
          of: (contact) => getIdentifier(contact, world),
          find: (identifier) => findContactsByIdentifier(identifier, world),
        },
        candidateId: { kind: 'id', of: (contact) => getCandidateId(contact, world) },
        chatbotPaused: { kind: 'boolean', of: (contact) => isChatbotPaused(contact, world) },
        createdAt: { kind: 'instant', of: (contact) => getThreadTimes(contact, world).createdAt },
        updatedAt: { kind: 'instant', of: (contact) => getThreadTimes(contact, world).updatedAt },
      },
    },
  }
}

/** The contacts that can have an identifier: the one with the phone number; null for one of the other kind. */
function findContactsByIdentifier(identifier: string, world: World): readonly number[] | null {
  return identifier.length >= LONG_IDENTIFIER_LENGTH ? null : toArray(world.findContactByPhone(`+${identifier}`))
}

function toArray(contact: number | undefined): readonly number[] {
  return contact === undefined ? [] : [contact]
}

function requireItem<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new RangeError('a place outside the collection was asked for')
  return item
}

type RelatedOperation = 'listFlows' | 'readFlow' | 'listMessageThreads' | 'readMessageThread'

/** What clients may read beside the runs. */
export const relatedHandlers: { readonly [Id in RelatedOperation]: Handler<Operations[Id]> } = {
  listFlows: ({ query }, context) => ({ status: 200, body: listResources(createFlowType(context), query, context) }),
  readFlow: ({ path }, context) => ({
    status: 200,
    body: readResource(createFlowType(context), findFlow(context, path.id), context),
  }),
  listMessageThreads: ({ query }, context) => ({
    status: 200,
    body: listResources(createThreadType(context), query, context),
  }),
  readMessageThread({ path }, context) {
    return { status: 200, body: readResource(createThreadType(context), findContact(path.id, context.world), context) }
  },
}
