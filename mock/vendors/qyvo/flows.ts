import type { components } from '../../../spec/generated/qyvo.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Flow } from '../../world/model/flow.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { addDuration, DAY, HOUR, type Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getEpoch } from './contact-profile.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** The trigger type of a flow, by the `source` variable of its sessions. */
const TRIGGER_TYPES: Readonly<Record<string, string>> = {
  cart: 'shopify_cart_abandoned',
  order: 'shopify_order_placed',
  widget: 'widget',
  keyword: 'keyword',
  webhook: 'webhook',
}

/** Returns the flow with an id; undefined if the workspace has none. */
export function findFlow(id: string, world: World): Flow | undefined {
  const index = getIds(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.dataset.flows[index]
}

export function getFlow(id: string, { world, view }: HandlerContext): components['schemas']['Flow'] {
  const flow = findFlow(id, world)
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const { index, isPublished, addedAt } = flow
  const { name, entryVariables } = getFlowText(flowContent, world, index)
  const createdAt = addedAt ?? getFlowCreatedAt(world, index)
  const publishedAt = addedAt ?? addDuration(createdAt, 26 * HOUR)
  return {
    id: getIds(world).flow.encode(index),
    name,
    status: isPublished ? 'published' : 'draft',
    trigger_type: TRIGGER_TYPES[entryVariables['source']?.[0] ?? ''] ?? 'manual',
    sessions_count: listRunsByCreation(view, { flow: index }).size,
    published_at: isPublished ? formatIsoSeconds(publishedAt) : null,
    created_at: formatIsoSeconds(createdAt),
  }
}

/** Returns the options of the flow picker, in the order of creation. */
export function listFlowOptions({ world }: HandlerContext): readonly components['schemas']['Option'][] {
  const includesDrafts = getQuirkPosition(world, quirks['qyvo.flow-choices']) === 'all'
  const flows = world.dataset.flows.filter(({ isPublished }) => includesDrafts || isPublished)
  return flows.map(({ index }) => ({
    id: getIds(world).flow.encode(index),
    label: getFlowText(flowContent, world, index).name,
  }))
}

/** Returns when a flow of the dataset was created: five days after the flow before it, all before the first run. */
function getFlowCreatedAt(world: World, index: number): Instant {
  const flows = world.dataset.flows.filter(({ addedAt }) => addedAt === null)
  return addDuration(getEpoch(world), -DAY * (3 + 5 * (flows.length - index)) - 4_567_891 * (index + 1))
}

/** Serializes the context of a session; a quirk makes an empty one an array. */
export function serializeContext(context: JsonObject, world: World): components['schemas']['FlowSession']['context'] {
  if (Object.keys(context).length > 0 || getQuirkPosition(world, quirks['qyvo.empty-context']) === 'object')
    return context
  // The document types the field as an object; PHP serializes an empty one as an array.
  return [] as unknown as components['schemas']['FlowSession']['context']
}
