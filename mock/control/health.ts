import type { components } from '../../spec/generated/control.types.ts'
import type { VendorInfo } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { DATASET_VERSION } from '../world/random.ts'
import type { World } from '../world/world.ts'
import { serializeClockMode } from './clock.ts'

interface HealthInput {
  readonly vendors: readonly VendorInfo[]
  readonly origin: string
  readonly readOnly: boolean
}

export function buildHealth(world: World, { vendors, origin, readOnly }: HealthInput): components['schemas']['Health'] {
  return {
    status: 'ready',
    dataSetVersion: DATASET_VERSION,
    seed: world.dataset.parameters.seed,
    now: formatIsoMicroseconds(world.now),
    clock: serializeClockMode(world.clockMode),
    readOnly,
    vendors: vendors.map(({ name, demo: { basePath, credential, authorization } }) => {
      return { name, url: `${origin}${basePath}`, credential, authorization }
    }),
  }
}
