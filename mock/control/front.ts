import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Face, Vendor } from '../http/vendor.ts'
import type { Door } from './door.ts'
import { healthOf } from './health.ts'
import { mannersOf } from './manners.ts'

/** What spec/control.yaml says of it, without the rest of what it says; a test holds the two together. */
export const READ_HEALTH: OperationFacts = {
  id: 'readHealth',
  method: 'get',
  path: '/_twin/v1/health',
  parameters: [],
  requestBody: {},
  responses: { 200: 'application/json', 400: 'application/json', 403: 'application/json' },
}

/** As much of the control API as answers before anything else is loaded: whether the server is there. */
export function frontOf(vendors: readonly Face[], door: () => Door): Vendor {
  return {
    ...mannersOf(door),
    operations: [READ_HEALTH],
    handlers: {
      readHealth: (_, { world, incoming: { origin } }) => {
        const { readOnly } = door()
        return { status: 200, body: healthOf(world, { vendors, origin, readOnly }) }
      },
    },
  }
}
