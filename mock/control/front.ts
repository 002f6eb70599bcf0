import { operations } from '../../spec/generated/control.operations.ts'
import type { Face, Vendor } from '../http/vendor.ts'
import type { Door } from './door.ts'
import { healthOf } from './health.ts'
import { mannersOf } from './manners.ts'

/** As much of the control API as answers before anything else is loaded: whether the server is there. */
export function frontOf(vendors: readonly Face[], door: () => Door): Vendor {
  return {
    ...mannersOf(door),
    operations: operations.filter(({ id }) => id === 'readHealth'),
    handlers: {
      readHealth: (_, { world, incoming }) => ({ status: 200, body: healthOf(world, vendors, incoming.origin) }),
    },
  }
}
