import type { components } from '../../../spec/generated/recrubo.types.ts'
import { flowText } from '../../content/flavour.ts'
import { toSeconds } from '../../wire/instants.ts'
import { type Flow as WorldFlow, specialFlow } from '../../world/flow.ts'
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'

export type Flow = components['schemas']['Flow']

/** The regular flow, of every eight, whose scheduling step lets the client say which schedules it offers. */
const SCHEDULING = 3

/** When a flow was made. */
export function flowCreatedAt({ index }: WorldFlow, world: World): Instant {
  return plus(world.universe.parameters.start, -DAY * (40 + 7 * index) + 11 * MINUTE * index)
}

/** A flow's own attributes. */
export function flowAttributes(flow: WorldFlow, world: World): Flow['attributes'] {
  const createdAt = flowCreatedAt(flow, world)
  return {
    createdAt: toSeconds(createdAt),
    updatedAt: toSeconds(plus(createdAt, 3 * DAY)),
    name: flowText(flavour, world, flow.index).name,
    reminderInterval: Math.floor(flow.timeToLive / 2 / MINUTE),
    reminderMessage: 'We still need an answer or two from you. Shall we go on?',
    sessionTimeout: flow.timeToLive / MINUTE,
    publishedAt: flow.published ? toSeconds(plus(createdAt, DAY + 2 * HOUR)) : null,
    unpublishedChanges: !flow.published || flow.index % 4 === 3,
    flowGenerationId: null,
  }
}

/** A flow as a resource. */
export function toFlow(flow: WorldFlow, world: World, prefix: string): Flow {
  const id = idsOf(world).flow.encode(flow.index)
  const related = (path: string) => ({ links: { related: `${prefix}/public/v2/${path}?filter[flowId]=${id}` } })
  return {
    id,
    type: 'flows',
    attributes: flowAttributes(flow, world),
    relationships: { flowGeneration: related('flow-generations'), nodes: related('nodes') },
  }
}

/** Whether a flow has a scheduling step in custom mode, to which a run says its schedules. */
export function takesSchedules(index: number, world: World): boolean {
  const special = specialFlow(index, world.universe.parameters.flows)
  return special === undefined && index % flavour.length === SCHEDULING
}
