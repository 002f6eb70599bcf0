import type { Face } from '../http/vendor.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { DATA_SET_VERSION } from '../world/chance.ts'
import type { World } from '../world/world.ts'

/** The body of `GET /_twin/v1/health`. */
export interface Health {
  readonly status: 'ready'
  readonly dataSetVersion: number
  readonly seed: string | number
  /** The default world's time, in microseconds with Z. */
  readonly now: string
  readonly clock: string
  readonly vendors: readonly {
    readonly name: string
    readonly url: string
    readonly credential: string
    readonly authorization: string
  }[]
}

export function healthOf(world: World, vendors: readonly Face[], origin: string): Health {
  return {
    status: 'ready',
    dataSetVersion: DATA_SET_VERSION,
    seed: world.universe.parameters.seed,
    now: toMicroseconds(world.now),
    clock: world.clock.kind,
    vendors: vendors.map(({ name, showcase: { basePath, credential, authorization } }) => {
      return { name, url: `${origin}${basePath}`, credential, authorization }
    }),
  }
}
