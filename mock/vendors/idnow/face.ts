import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { apiClients } from './clients.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/**
 * Where subscriptions are kept: records of `url`, `environment` and, unless all of them are wanted, the `events`. The
 * vendor documents no operation that makes one; its dashboard does.
 */
export const SUBSCRIPTIONS = 'idnow/webhooks'

export const credential = createIssuedToken('idnow', 48)

export const vendorInfo: VendorInfo = {
  name: 'idnow',
  prefixes: ['/api/v1/flows', '/api/v1/live', '/api/v1/staging', '/oidc', '/vault', '/player'],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    clients: apiClients.map(({ id, secret, environment }) => ({ id, secret, about: `${environment} only` })),
    buildExamplePath: (world) =>
      `/api/v1/flows/${getIds(world).flow.encode(0)}/live/sessions?sortBy=createdAt&sortDesc=true`,
  },
  subscriptionCollection: SUBSCRIPTIONS,
  quirks: Object.values(quirks),
}
