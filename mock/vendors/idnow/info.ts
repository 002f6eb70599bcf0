import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import type { Environment } from '../../world/dataset/distribution.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** What an API client can be allowed. */
export const PERMISSIONS = ['api.read', 'api.write', 'flows.execute'] as const

export type Permission = (typeof PERMISSIONS)[number]

/** An API client, as its owner would make it in the vendor's dashboard. */
export interface ApiClient {
  readonly id: string
  readonly secret: string
  /** The only environment that it sees; fixed when it is made. */
  readonly environment: Environment
  readonly permissions: readonly Permission[]
  /** Where it may send people at the end of a session, letter by letter. */
  readonly redirectUrls: readonly string[]
}

/** The clients that exist in every world, the same on every machine, so that documents can quote them. */
export const apiClients: readonly ApiClient[] = [createApiClient('live'), createApiClient('staging')]

/** Says whether an id pretends to be one of ours, so that a slip in a copied one is noticed. */
export function isReservedClientId(id: string): boolean {
  return id.startsWith('flowtwin')
}

function createApiClient(environment: Environment): ApiClient {
  return {
    id: `flowtwin-${environment}`,
    secret: createIssuedToken(`idnow/client/${environment}`, 40),
    environment,
    permissions: PERMISSIONS,
    redirectUrls: ['https://app.example.com/verified', 'http://localhost:3000/verified'],
  }
}

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
