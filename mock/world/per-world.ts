import type { World } from './world.ts'

/** Makes something once for each world, such as the ids of a vendor, which depend on the seed. */
export function perWorld<Value>(make: (world: World) => Value): (world: World) => Value {
  const made = new WeakMap<World, { readonly value: Value }>()
  return (world) => {
    const known = made.get(world)
    if (known !== undefined) return known.value
    const value = make(world)
    made.set(world, { value })
    return value
  }
}
