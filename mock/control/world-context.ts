import type { Vendor } from '../http/vendor.ts'
import type { World } from '../world/world.ts'

/** A world, and the vendors whose ids and names its runs have. */
export interface WorldContext {
  readonly vendors: readonly Vendor[]
  readonly world: World
}
