import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

const API_PREFIXES = ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me']

/** Paths that Qyvo's pages, or the page of its n8n node, link to without a description. */
const LINKED_PREFIXES = ['/api/v1/openapi.yaml', '/mcp', '/api/zapier']

/** The token that Flowtwin issues for Qyvo. */
export const credential = createIssuedToken('qyvo', 64)

/** The part of Qyvo that the server needs before the first request; index.ts has the rest. */
export const vendorInfo: VendorInfo = {
  name: 'qyvo',
  prefixes: [...API_PREFIXES, ...LINKED_PREFIXES],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: (world) => `/api/v1/triggers/new-flow-triggered?flow_id=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
