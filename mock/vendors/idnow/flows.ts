import type { components } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { Environment } from '../../world/dataset/distribution.ts'
import type { Flow as FlowOfWorld } from '../../world/model/flow.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'

type Flow = components['schemas']['Flow']

/** The version that a flow is in. */
export function getFlowVersion({ index }: FlowOfWorld): number {
  return 1 + (index % 3)
}

/** A flow as an item of the list; a draft has no version yet. */
export function serializeFlow(flow: FlowOfWorld, environment: Environment, world: World): Flow {
  const { name, questions } = getFlowText(flowContent, world, flow.index)
  const steps = questions.slice(0, flow.questions).map((question) => question.name.toLowerCase())
  const row = {
    id: getIds(world).flow.encode(flow.index),
    name,
    description: `${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}`,
    environment,
  }
  return flow.isPublished ? { ...row, version: getFlowVersion(flow) } : row
}
