import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** An API token of the workspace. */
export const credential = createIssuedToken('rapidpro', 40)

export const vendorInfo: VendorInfo = {
  name: 'rapidpro',
  prefixes: ['/api/v2'],
  demo: {
    basePath: '/api/v2',
    credential,
    authorization: `Token ${credential}`,
    buildExamplePath: (world) => `/api/v2/runs.json?flow=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
