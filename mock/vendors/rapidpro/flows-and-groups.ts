import type { Scene } from '../../http/scene.ts'
import type { Placed } from '../../wire/cursor-page.ts'
import type { Instant } from '../../world/instant.ts'
import { isWanted } from './flow.ts'
import { countOfGroups, groupNamed } from './group.ts'
import { idsOf } from './ids.ts'
import { boundsOf, uuidOf } from './parameters.ts'
import { flowCreatedAt, flowModifiedAt } from './past.ts'
import { versionOf } from './version.ts'

/** A flow or a group in the order of creation. */
export interface NumberedRef extends Placed {
  readonly number: number
}

/** The flows that were asked for, in order of creation, the latest first unless the oldest are wanted. */
export function flowRefs(scene: Scene, ascending: boolean): readonly NumberedRef[] {
  const { world, incoming } = scene
  const uuid = uuidOf(incoming.query, 'uuid', versionOf(world))
  const bounds = boundsOf(incoming.query)
  if (bounds === null) return []
  const within = (at: Instant) => at >= (bounds.from ?? at) && at <= (bounds.to ?? at)
  const wanted = world.universe.flows
    .map(({ index }) => index)
    .filter((flow) => uuid === undefined || idsOf(world).flow.encode(flow) === uuid)
    .filter((flow) => within(flowModifiedAt(flow, world)) && isWanted(flow, scene))
  return placed(wanted, scene, ascending)
}

/** The same for groups; they were made one day after the other, as the flows were. */
export function groupRefs(scene: Scene, ascending: boolean): readonly NumberedRef[] {
  const { world, incoming } = scene
  const uuid = uuidOf(incoming.query, 'uuid', versionOf(world))
  const name = incoming.query.last('name') ?? ''
  const wanted = Array.from({ length: countOfGroups }, (_, group) => group)
    .filter((group) => uuid === undefined || idsOf(world).group.encode(group) === uuid)
    .filter((group) => name === '' || groupNamed(name, world) === group)
  return placed(wanted, scene, ascending)
}

function placed(numbers: readonly number[], { world }: Scene, ascending: boolean): readonly NumberedRef[] {
  const refs = numbers.map((number) => ({ number, modifiedAt: flowCreatedAt(number, world) }))
  return ascending ? refs : refs.toReversed()
}
