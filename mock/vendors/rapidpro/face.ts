import type { Face } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'

export const credential = issuedToken('rapidpro', 40)

export const face: Face = {
  name: 'rapidpro',
  prefixes: ['/api/v2'],
  showcase: {
    basePath: '/api/v2',
    credential,
    authorization: `Token ${credential}`,
    example: (world) => `/api/v2/runs.json?flow=${idsOf(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
