import type { VendorInfo } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { DATASET_VERSION } from '../world/random.ts'
import type { World } from '../world/world.ts'

/** The body of `GET /_twin/v1/health`. */
export interface Health {
  readonly status: 'ready'
  readonly dataSetVersion: number
  readonly seed: string | number
  /** The default world's time, in microseconds with Z. */
  readonly now: string
  readonly clock: string
  /** Whether the control API takes no changes. */
  readonly readOnly: boolean
  readonly vendors: readonly {
    readonly name: string
    readonly url: string
    readonly credential: string
    readonly authorization: string
  }[]
}

interface HealthInput {
  readonly vendors: readonly VendorInfo[]
  readonly origin: string
  readonly readOnly: boolean
}

export function buildHealth(world: World, { vendors, origin, readOnly }: HealthInput): Health {
  return {
    status: 'ready',
    dataSetVersion: DATASET_VERSION,
    seed: world.dataset.parameters.seed,
    now: formatIsoMicroseconds(world.now),
    clock: world.clock.kind,
    readOnly,
    vendors: vendors.map(({ name, demo: { basePath, credential, authorization } }) => {
      return { name, url: `${origin}${basePath}`, credential, authorization }
    }),
  }
}
