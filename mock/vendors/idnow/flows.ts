import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { Flow } from '../../world/model/flow.ts'
import type { Environment } from '../../world/model/outcome.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { rejectUnknownParameters, serializePageInfo } from './list-query.ts'
import { quirks } from './quirks.ts'

/** Returns a page of the flows; both environments have the same ones. */
export function listFlows({ path, query }: OperationInput<operations['listFlows']>, context: HandlerContext) {
  const { world } = context
  rejectUnknownParameters(context, ['page', 'size'])
  const page = { number: query.page ?? 1, size: query.size ?? 20 }
  const includesDrafts = getQuirkPosition(world, quirks.draftFlows) === 'listed'
  const flows = world.dataset.flows.filter(({ isPublished }) => isPublished || includesDrafts)
  const offset = getPageOffset(page)
  const content = flows.slice(offset, offset + page.size).map((flow) => serializeFlow(flow, path.environment, world))
  return { status: 200, body: { content, page: serializePageInfo(page, flows.length, world) } } as const
}

export function getFlowVersion({ index }: Flow): number {
  return 1 + (index % 3)
}

/** Serializes a flow as a row of the list; a draft has no version. */
function serializeFlow(flow: Flow, environment: Environment, world: World): components['schemas']['Flow'] {
  const { name, questions } = getFlowText(flowContent, world, flow.index)
  const steps = questions.slice(0, flow.questions).map((question) => question.name.toLowerCase())
  return {
    id: getIds(world).flow.encode(flow.index),
    name,
    description: `${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}`,
    environment,
    ...(flow.isPublished ? { version: getFlowVersion(flow) } : {}),
  }
}
