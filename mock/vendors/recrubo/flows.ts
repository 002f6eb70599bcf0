import type { components } from '../../../spec/generated/recrubo.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { type Flow as WorldFlow, getSpecialFlow } from '../../world/model/flow.ts'
import { DAY, HOUR, type Instant, MINUTE, addDuration } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'

export type Flow = components['schemas']['Flow']

/** The regular flow, of every eight, whose scheduling step lets the client say which schedules it offers. */
const SCHEDULING_FLOW = 3

/** When a flow was made. */
export function getFlowCreatedAt({ index }: WorldFlow, world: World): Instant {
  return addDuration(world.dataset.parameters.start, -DAY * (40 + 7 * index) + 11 * MINUTE * index)
}

/** A flow's own attributes. */
export function serializeFlowAttributes(flow: WorldFlow, world: World): Flow['attributes'] {
  const createdAt = getFlowCreatedAt(flow, world)
  return {
    createdAt: formatIsoSeconds(createdAt),
    updatedAt: formatIsoSeconds(addDuration(createdAt, 3 * DAY)),
    name: getFlowText(flowContent, world, flow.index).name,
    reminderInterval: Math.floor(flow.timeToLive / 2 / MINUTE),
    reminderMessage: 'We still need an answer or two from you. Shall we go on?',
    sessionTimeout: flow.timeToLive / MINUTE,
    publishedAt: flow.isPublished ? formatIsoSeconds(addDuration(createdAt, DAY + 2 * HOUR)) : null,
    unpublishedChanges: !flow.isPublished || flow.index % 4 === 3,
    flowGenerationId: null,
  }
}

/** A flow as a resource. */
export function serializeFlow(flow: WorldFlow, world: World, prefix: string): Flow {
  const id = getIds(world).flow.encode(flow.index)
  const createRelated = (path: string) => ({ links: { related: `${prefix}/public/v2/${path}?filter[flowId]=${id}` } })
  return {
    id,
    type: 'flows',
    attributes: serializeFlowAttributes(flow, world),
    relationships: { flowGeneration: createRelated('flow-generations'), nodes: createRelated('nodes') },
  }
}

/** Whether a flow has a scheduling step in custom mode, to which a run says its schedules. */
export function takesSchedules(index: number, world: World): boolean {
  const special = getSpecialFlow(index, world.dataset.parameters.flows)
  return special === undefined && index % flowContent.length === SCHEDULING_FLOW
}
