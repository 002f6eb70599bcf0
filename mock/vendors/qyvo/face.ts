import type { Face } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { linkedPrefixes } from './unserved.ts'

/** The token that Flowtwin issues. */
export const credential = issuedToken('qyvo', 64)

/** The feed that clients poll. */
const FEED = '/api/v1/triggers/new-flow-triggered'
const FOLDERS = ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me']

export const face: Face = {
  name: 'qyvo',
  prefixes: [...FOLDERS, ...linkedPrefixes],
  showcase: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    example: (world) => `${FEED}?flow_id=${idsOf(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
