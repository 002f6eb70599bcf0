import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { endStatusOf } from '../world/fate.ts'
import { SECOND } from '../world/instant.ts'
import type { World } from '../world/world.ts'

/** Finds flows by whatever names them. */
export interface FlowLookup {
  /** The index of a flow; undefined when nothing of this world is called so. */
  findFlow(world: World, name: number | string): number | undefined
  /** As `find`. @throws {Problem} "invalid", which says where the name stood */
  requireFlow(world: World, name: number | string, where: string): number
  serializeFlows(world: World): readonly components['schemas']['Flow'][]
}

export function createFlowLookup(vendors: readonly Vendor[]): FlowLookup {
  const vendorsWithIds = vendors.flatMap(({ name, flows }) => (flows === undefined ? [] : [{ name, flows }]))

  function findFlow(world: World, name: number | string): number | undefined {
    const { flows } = world.dataset
    const index = typeof name === 'number' || /^\d{1,4}$/.test(name) ? Number(name) : undefined
    const found = index ?? vendorsWithIds.flatMap((vendor) => vendor.flows.numberOf(String(name), world) ?? [])[0]
    return found === undefined ? undefined : flows[found]?.index
  }

  function requireFlow(world: World, name: number | string, where: string): number {
    const found = findFlow(world, name)
    if (found !== undefined) return found
    throw new Problem('invalid', { text: `${where}: no flow of this world is called "${name}"; GET flows lists them` })
  }

  function serializeFlows(world: World) {
    return world.dataset.flows.map(({ index, isPublished, questions, timeToLive, plannedOutcome }) => ({
      flow: index,
      published: isPublished,
      questions,
      timeToLive: timeToLive / SECOND,
      ends: plannedOutcome === null ? null : (endStatusOf[plannedOutcome] ?? 'never'),
      vendors: Object.fromEntries(
        vendorsWithIds.map(({ name, flows }) => [
          name,
          { id: flows.idOf(index, world), name: flows.nameOf(index, world) },
        ]),
      ),
    }))
  }

  return { findFlow: findFlow, requireFlow: requireFlow, serializeFlows: serializeFlows }
}
