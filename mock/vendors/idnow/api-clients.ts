import { createIssuedToken } from '../../wire/credentials.ts'
import type { Environment } from '../../world/model/outcome.ts'

/** The permissions of API clients, which are also the scopes of their tokens. */
export const PERMISSIONS = ['api.read', 'api.write', 'flows.execute'] as const

type Permission = (typeof PERMISSIONS)[number]

/** An API client. At IDnow, customers create them in the dashboard. */
export interface ApiClient {
  readonly id: string
  readonly secret: string
  /** The only environment that the client can access. */
  readonly environment: Environment
  readonly permissions: readonly Permission[]
  /** The redirect URLs that sessions may have, compared exactly. */
  readonly redirectUrls: readonly string[]
}

/** The API clients of every world. Their secrets are the same on every machine and appear in docs/idnow.md. */
export const apiClients: readonly ApiClient[] = [createApiClient('live'), createApiClient('staging')]

/** Returns true for an id that only Flowtwin's own clients may have: a typing error in one is then an unknown client. */
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
