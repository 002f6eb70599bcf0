import type { Caller } from '../../http/request.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { AccessRequest, AuthContext, VendorAuth } from '../../http/vendor.ts'
import { createIssuedToken, parseCredential } from '../../wire/credentials.ts'
import { isJwtExpired, verifyJwt } from '../../wire/jwt.ts'
import { memoizeByText } from '../../world/collections/memoize.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** The operations without authorization: those that issue tokens, and the download by presigned URL. */
const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set([
  'issueToken',
  'readOpenIdConfiguration',
  'readJwks',
  'downloadFile',
])

const ENVIRONMENTS: ReadonlySet<string> = new Set(['live', 'staging'])

/** The opaque token that Flowtwin issues for IDnow, valid in both environments. */
export const credential = createIssuedToken('idnow', 48)

const bearerAuth = createBearerAuth([credential])

/** Verifies an RS256 signature once per token; expiry is checked with every request. */
const readClaims = memoizeByText(verifyJwt)

/** Bearer tokens: JWTs that Flowtwin signed are judged by their claims, all other tokens as for every vendor. */
export const auth: VendorAuth = {
  authenticate(request, context) {
    // All other paths are public: the journal does not note a missing credential for them.
    if (!request.path.includes('/api/')) return { token: null, credentialStatus: 'unknown' }
    const bearer = parseCredential(request.getHeader('authorization'))
    const claims = bearer?.scheme === 'bearer' ? readClaims(bearer.value) : undefined
    if (bearer === undefined || claims === undefined) return bearerAuth.authenticate(request, context)
    if (claims === null)
      return { token: null, credentialStatus: 'unknown', note: 'the signature of the token is wrong' }
    const note = findClaimsError(claims, context)
    if (note !== undefined) return { token: null, credentialStatus: 'unknown', note }
    return { token: bearer.value, credentialStatus: 'member', claims }
  },
  authorize(caller, operation, request) {
    if (PUBLIC_OPERATIONS.has(operation.id)) return
    bearerAuth.authorize(caller, operation, request)
    if (caller.credentialStatus === 'no-workspace') throw new Problem('forbidden')
    if (caller.claims !== undefined) assertPermitted(caller.claims, operation, request)
  },
}

/** Returns the id of the API client that a token was issued to; null for a token without claims. */
export function getClientId({ claims }: Caller): string | null {
  const id = claims?.['client_id']
  return typeof id === 'string' ? id : null
}

function findClaimsError(claims: JsonObject, { world }: AuthContext): string | undefined {
  if (!Array.isArray(claims['permissions'])) return 'the token is not an access token'
  if (claims['tenant'] !== getIds(world).tenant) return 'the token was issued by another world'
  return isJwtExpired(claims, world.now) ? 'the token has expired; request a new one' : undefined
}

function assertPermitted(claims: JsonObject, { id }: OperationFacts, { pathParameters, world }: AccessRequest): void {
  const permission = id === 'createSession' ? getQuirkPosition(world, quirks['idnow.creation-permission']) : 'api.read'
  const permissions = claims['permissions'] as readonly string[]
  if (!permissions.includes(permission))
    throw new Problem('forbidden', { note: `the token lacks the permission ${permission}` })
  const { environment } = claims
  const requested = pathParameters['environment'] ?? ''
  // Validation rejects an unknown environment later.
  if (typeof environment !== 'string' || !ENVIRONMENTS.has(requested) || requested === environment) return
  const note = `the API client belongs to ${environment}`
  throw getQuirkPosition(world, quirks['idnow.other-environment']) === 'not-found'
    ? new Problem('not-found', { note })
    : new Problem('forbidden', { text: 'The API client belongs to another environment', note })
}
