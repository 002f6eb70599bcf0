import type { components } from '../../../spec/generated/qyvo.types.ts'
import { flowText } from '../../content/flavour.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { Flow } from '../../world/flow.ts'
import { DAY, HOUR, instant, type Instant, plus } from '../../world/instant.ts'
import { created } from '../../world/listing.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'

/** What starts a flow by itself, by where its sessions say that they come from. */
const TRIGGERS: Readonly<Record<string, string>> = {
  cart: 'shopify_cart_abandoned',
  order: 'shopify_order_placed',
  widget: 'widget',
  keyword: 'keyword',
  webhook: 'webhook',
}

/** The flow of an id; undefined when the workspace has none such. */
export function flowAt({ world }: Scene, id: string): Flow | undefined {
  const index = idsOf(world).flow.decode(id.toLowerCase())
  return index === undefined ? undefined : world.universe.flows[index]
}

/** A flow as it is read by id. */
export function readFlow(scene: Scene, id: string): components['schemas']['Flow'] {
  const flow = flowAt(scene, id)
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const { world, view } = scene
  const { index, published } = flow
  const { name, entry } = flowText(flavour, world, index)
  const createdAt = madeAt(world, index)
  return {
    id: idsOf(world).flow.encode(index),
    name,
    status: published ? 'published' : 'draft',
    trigger_type: TRIGGERS[entry['source']?.[0] ?? ''] ?? 'manual',
    sessions_count: created(view, { flow: index }).size,
    published_at: published ? toSeconds(plus(createdAt, 26 * HOUR)) : null,
    created_at: toSeconds(createdAt),
  }
}

/** The flows that a picker offers, in the order in which they were made. */
export function flowOptions({ world }: Scene): readonly components['schemas']['Option'][] {
  const all = positionOf(world, quirks.flowChoices) === 'all'
  const offered = world.universe.flows.filter(({ published }) => all || published)
  return offered.map(({ index }) => ({
    id: idsOf(world).flow.encode(index),
    label: flowText(flavour, world, index).name,
  }))
}

/** When the first of everything that the universe knows was created. */
export function beginningOf({ universe }: World): Instant {
  return instant(Math.min(universe.parameters.start, universe.calendar.createdAt(universe.first)))
}

/** Flows were made one after the other, all of them before the first session. */
function madeAt(world: World, index: number): Instant {
  const { flows } = world.universe
  return plus(beginningOf(world), -DAY * (3 + 5 * (flows.length - index)) - 4_567_891 * (index + 1))
}
