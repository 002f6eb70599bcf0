import type { Face } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { apiClients } from './clients.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'

/**
 * Where subscriptions are kept: records of `url`, `environment` and, unless all of them are wanted, the `events`. The
 * vendor documents no operation that makes one; its dashboard does.
 */
export const SUBSCRIPTIONS = 'idnow/webhooks'

export const credential = issuedToken('idnow', 48)

export const face: Face = {
  name: 'idnow',
  prefixes: ['/api/v1/flows', '/api/v1/live', '/api/v1/staging', '/oidc', '/vault', '/player'],
  showcase: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    clients: apiClients.map(({ id, secret, environment }) => ({ id, secret, about: `${environment} only` })),
    example: (world) => `/api/v1/flows/${idsOf(world).flow.encode(0)}/live/sessions?sortBy=createdAt&sortDesc=true`,
  },
  subscriptions: SUBSCRIPTIONS,
  quirks: Object.values(quirks),
}
