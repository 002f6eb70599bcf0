import type { components } from '../../../spec/generated/qyvo.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Flow } from '../../world/model/flow.ts'
import { DAY, HOUR, toInstant, type Instant, addDuration } from '../../world/time/instant.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** What starts a flow by itself, by where its sessions say that they come from. */
const TRIGGER_TYPES: Readonly<Record<string, string>> = {
  cart: 'shopify_cart_abandoned',
  order: 'shopify_order_placed',
  widget: 'widget',
  keyword: 'keyword',
  webhook: 'webhook',
}

/** The flow of an id; undefined when the workspace has none such. */
export function findFlow({ world }: HandlerContext, id: string): Flow | undefined {
  const index = getIds(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.dataset.flows[index]
}

/** A flow as it is read by id. */
export function getFlow(context: HandlerContext, id: string): components['schemas']['Flow'] {
  const flow = findFlow(context, id)
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const { world, view } = context
  const { index, isPublished } = flow
  const { name, entryVariables } = getFlowText(flowContent, world, index)
  const createdAt = getFlowCreatedAt(world, index)
  return {
    id: getIds(world).flow.encode(index),
    name,
    status: isPublished ? 'published' : 'draft',
    trigger_type: TRIGGER_TYPES[entryVariables['source']?.[0] ?? ''] ?? 'manual',
    sessions_count: listRunsByCreation(view, { flow: index }).size,
    published_at: isPublished ? formatIsoSeconds(addDuration(createdAt, 26 * HOUR)) : null,
    created_at: formatIsoSeconds(createdAt),
  }
}

/** The flows that a picker offers, in the order in which they were made. */
export function listFlowOptions({ world }: HandlerContext): readonly components['schemas']['Option'][] {
  const includesDrafts = getQuirkPosition(world, quirks.flowChoices) === 'all'
  const flows = world.dataset.flows.filter(({ isPublished }) => includesDrafts || isPublished)
  return flows.map(({ index }) => ({
    id: getIds(world).flow.encode(index),
    label: getFlowText(flowContent, world, index).name,
  }))
}

/** When the first of everything that the universe knows was created. */
export function getEpoch({ dataset }: World): Instant {
  return toInstant(Math.min(dataset.parameters.start, dataset.schedule.getCreatedAt(dataset.firstIndex)))
}

/** Flows were made one after the other, all of them before the first session. */
function getFlowCreatedAt(world: World, index: number): Instant {
  const { flows } = world.dataset
  return addDuration(getEpoch(world), -DAY * (3 + 5 * (flows.length - index)) - 4_567_891 * (index + 1))
}
