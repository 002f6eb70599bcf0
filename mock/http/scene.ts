import type { World } from '../world/world.ts'
import type { View } from '../world/view.ts'
import type { Incoming } from './incoming.ts'

/** Who sends a request, as far as its credential tells. */
export interface Caller {
  /** The credential itself; null for someone who sent none. */
  readonly token: string | null
}

/** Everything that a handler works with besides what the client asked. */
export interface Scene {
  readonly world: World
  /** The world at the moment of the request. */
  readonly view: View
  readonly incoming: Incoming
  readonly caller: Caller
  /** What stands before the vendor's own paths in links: the world's prefix, or nothing. */
  readonly prefix: string
}
