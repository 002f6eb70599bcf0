import type { components, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { WholeResource } from '../../wire/media-type.ts'
import { type Flow as WorldFlow, getSpecialFlow } from '../../world/model/flow.ts'
import { addDuration, DAY, HOUR, MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { listResources, readResource, RELATED_LIST_PARAMETERS, type ResourceType } from './resource-list.ts'

export type Flow = WholeResource<components['schemas']['Flow']>

/** The position, among the flows of `flowContent`, of the flow whose scheduling step is in custom mode. */
const SCHEDULING_FLOW = 3

/** Flow 0 is the newest; each further flow is a week older. */
function getFlowTimes({ index, isPublished, addedAt }: WorldFlow, world: World) {
  if (addedAt !== null) return { createdAt: addedAt, updatedAt: addedAt, publishedAt: isPublished ? addedAt : null }
  const createdAt = addDuration(world.dataset.parameters.start, -DAY * (40 + 7 * index) + 11 * MINUTE * index)
  return {
    createdAt,
    updatedAt: addDuration(createdAt, 3 * DAY),
    publishedAt: isPublished ? addDuration(createdAt, DAY + 2 * HOUR) : null,
  }
}

function serializeFlowAttributes(flow: WorldFlow, world: World): Flow['attributes'] {
  const { createdAt, updatedAt, publishedAt } = getFlowTimes(flow, world)
  return {
    createdAt: formatIsoSeconds(createdAt),
    updatedAt: formatIsoSeconds(updatedAt),
    name: getFlowText(flowContent, world, flow.index).name,
    reminderInterval: Math.floor(flow.timeToLive / 2 / MINUTE),
    reminderMessage: 'We still need an answer or two from you. Shall we go on?',
    sessionTimeout: flow.timeToLive / MINUTE,
    publishedAt: publishedAt === null ? null : formatIsoSeconds(publishedAt),
    unpublishedChanges: !flow.isPublished || flow.index % 4 === 3,
    flowGenerationId: null,
  }
}

export function serializeFlow(flow: WorldFlow, world: World, linkPrefix: string): Flow {
  const id = getIds(world).flow.encode(flow.index)
  const createRelated = (path: string) => ({
    links: { related: `${linkPrefix}/public/v2/${path}?filter[flowId]=${id}` },
  })
  return {
    id,
    type: 'flows',
    attributes: serializeFlowAttributes(flow, world),
    relationships: { flowGeneration: createRelated('flow-generations'), nodes: createRelated('nodes') },
  }
}

/** Returns true for a flow with a scheduling step in custom mode: its runs take `state.scheduleId`. Own flows have none. */
export function isSchedulingFlow(index: number, world: World): boolean {
  const { flows, parameters } = world.dataset
  if (flows[index]?.own !== null) return false
  return getSpecialFlow(index, parameters) === undefined && index % flowContent.flows.length === SCHEDULING_FLOW
}

/** The flows of the dataset are numbered from the newest; added ones are newer and numbered from the oldest. */
function listOldestFirst({ dataset: { flows } }: World): readonly WorldFlow[] {
  const given = flows.filter(({ addedAt }) => addedAt === null)
  return [...given.toReversed(), ...flows.slice(given.length)]
}

/** All flows of a world, the special ones for tests included. */
function createFlowType({ world, linkPrefix }: HandlerContext): ResourceType<WorldFlow, Flow> {
  const getAttributes = (flow: WorldFlow) => serializeFlowAttributes(flow, world)
  return {
    type: 'flows',
    parameters: RELATED_LIST_PARAMETERS,
    serialize: (flow) => serializeFlow(flow, world, linkPrefix),
    items: listOldestFirst(world),
    attributes: {
      id: { kind: 'id', getValue: ({ index }) => getIds(world).flow.encode(index) },
      name: { kind: 'text', getValue: (flow) => getAttributes(flow).name },
      reminderInterval: { kind: 'number', getValue: (flow) => getAttributes(flow).reminderInterval },
      sessionTimeout: { kind: 'number', getValue: (flow) => getAttributes(flow).sessionTimeout },
      publishedAt: { kind: 'instant', getValue: (flow) => getFlowTimes(flow, world).publishedAt },
      unpublishedChanges: { kind: 'boolean', getValue: (flow) => getAttributes(flow).unpublishedChanges },
      flowGenerationId: { kind: 'id', getValue: () => null },
      createdAt: { kind: 'instant', getValue: (flow) => getFlowTimes(flow, world).createdAt },
      updatedAt: { kind: 'instant', getValue: (flow) => getFlowTimes(flow, world).updatedAt },
    },
  }
}

function findFlow(id: string, world: World): WorldFlow | undefined {
  const index = getIds(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.dataset.flows[index]
}

export const flowHandlers: { readonly [Id in 'listFlows' | 'readFlow']: Handler<Operations[Id]> } = {
  listFlows: ({ query }, context) => listResources(createFlowType(context), query, context),
  readFlow: ({ path }, context) => readResource(createFlowType(context), findFlow(path.id, context.world), context),
}
