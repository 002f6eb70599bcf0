import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { endOf } from '../world/fate.ts'
import { SECOND } from '../world/instant.ts'
import type { World } from '../world/world.ts'

/** Finds flows by whatever names them. */
export interface FlowDesk {
  /** The index of a flow; undefined when nothing of this world is called so. */
  find(world: World, name: number | string): number | undefined
  /** As `find`. @throws {Problem} "invalid", which says where the name stood */
  named(world: World, name: number | string, where: string): number
  say(world: World): readonly components['schemas']['Flow'][]
}

export function flowDesk(vendors: readonly Vendor[]): FlowDesk {
  const naming = vendors.flatMap(({ name, flows }) => (flows === undefined ? [] : [{ name, flows }]))

  function find(world: World, name: number | string): number | undefined {
    const { flows } = world.universe
    const index = typeof name === 'number' || /^\d{1,4}$/.test(name) ? Number(name) : undefined
    const found = index ?? naming.flatMap((vendor) => vendor.flows.numberOf(String(name), world) ?? [])[0]
    return found === undefined ? undefined : flows[found]?.index
  }

  function named(world: World, name: number | string, where: string): number {
    const found = find(world, name)
    if (found !== undefined) return found
    throw new Problem('invalid', { text: `${where}: no flow of this world is called "${name}"; GET flows lists them` })
  }

  function say(world: World) {
    return world.universe.flows.map(({ index, published, questions, timeToLive, fate }) => ({
      flow: index,
      published,
      questions,
      timeToLive: timeToLive / SECOND,
      ends: fate === null ? null : (endOf[fate] ?? 'never'),
      vendors: Object.fromEntries(
        naming.map(({ name, flows }) => [name, { id: flows.idOf(index, world), name: flows.nameOf(index, world) }]),
      ),
    }))
  }

  return { find, named, say }
}
