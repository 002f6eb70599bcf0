import type { World } from './world.ts'

/** Makes something once for each world, such as the ids of a vendor, which depend on the seed. */
export function memoizePerWorld<Value>(make: (world: World) => Value): (world: World) => Value {
  const cache = new WeakMap<World, { readonly value: Value }>()
  return (world) => {
    const entry = cache.get(world)
    if (entry !== undefined) return entry.value
    const value = make(world)
    cache.set(world, { value })
    return value
  }
}
