import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { linkedPrefixes } from './unserved.ts'

/** The token that Flowtwin issues. */
export const credential = createIssuedToken('qyvo', 64)

/** The feed that clients poll. */
const FEED = '/api/v1/triggers/new-flow-triggered'
const PREFIXES = ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me']

export const vendorInfo: VendorInfo = {
  name: 'qyvo',
  prefixes: [...PREFIXES, ...linkedPrefixes],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: (world) => `${FEED}?flow_id=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
