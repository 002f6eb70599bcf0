import type { HandlerContext } from '../../http/scene.ts'
import type { SortedRow } from '../../wire/cursor-page.ts'
import type { Instant } from '../../world/instant.ts'
import { matchesFlowQuery } from './flow.ts'
import { GROUP_COUNT, findGroup } from './group.ts'
import { getIds } from './ids.ts'
import { parseTimeRange, parseUuidParameter } from './parameters.ts'
import { getFlowCreatedAt, getFlowModifiedAt } from './past.ts'
import { getServerVersion } from './version.ts'

/** A flow or a group in the order of creation. */
export interface NumberedRef extends SortedRow {
  readonly number: number
}

/** The flows that were asked for, in order of creation, the latest first unless the oldest are wanted. */
export function listFlowRefs(scene: HandlerContext, ascending: boolean): readonly NumberedRef[] {
  const { world, request } = scene
  const uuid = parseUuidParameter(request.query, 'uuid', getServerVersion(world))
  const bounds = parseTimeRange(request.query)
  if (bounds === null) return []
  const isInRange = (at: Instant) => at >= (bounds.from ?? at) && at <= (bounds.to ?? at)
  const matches = world.dataset.flows
    .map(({ index }) => index)
    .filter((flow) => uuid === undefined || getIds(world).flow.encode(flow) === uuid)
    .filter((flow) => isInRange(getFlowModifiedAt(flow, world)) && matchesFlowQuery(flow, scene))
  return toNumberedRefs(matches, scene, ascending)
}

/** The same for groups; they were made one day after the other, as the flows were. */
export function listGroupRefs(scene: HandlerContext, ascending: boolean): readonly NumberedRef[] {
  const { world, request } = scene
  const uuid = parseUuidParameter(request.query, 'uuid', getServerVersion(world))
  const name = request.query.getLast('name') ?? ''
  const matches = Array.from({ length: GROUP_COUNT }, (_, group) => group)
    .filter((group) => uuid === undefined || getIds(world).group.encode(group) === uuid)
    .filter((group) => name === '' || findGroup(name, world) === group)
  return toNumberedRefs(matches, scene, ascending)
}

function toNumberedRefs(
  numbers: readonly number[],
  { world }: HandlerContext,
  ascending: boolean,
): readonly NumberedRef[] {
  const refs = numbers.map((number) => ({ number, modifiedAt: getFlowCreatedAt(number, world) }))
  return ascending ? refs : refs.toReversed()
}
