import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Caller } from '../../http/handler-context.ts'
import type { VendorAuth, AuthContext, AccessRequest } from '../../http/vendor.ts'
import { parseCredential } from '../../wire/credentials.ts'
import { isJwtExpired, verifyJwt } from '../../wire/jwt.ts'
import type { JsonObject } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

/** Operations that need no token: those that hand tokens out, and the presigned one. */
const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set([
  'issueToken',
  'readOpenIdConfiguration',
  'readJwks',
  'downloadFile',
])
/** A step of every path that needs one. */
const API_SEGMENT = '/api/'

const ENVIRONMENTS: ReadonlySet<string> = new Set(['live', 'staging'])

/** Bearer tokens: those that the twin has signed are held to what they say, others to the rules for all vendors. */
export function createAuth(issued: readonly string[]): VendorAuth {
  const bearerAuth = createBearerAuth(issued)
  return {
    authenticate(request, door) {
      // Nothing is to be said about a credential that nobody asks for.
      if (!request.path.includes(API_SEGMENT)) return { token: null, credentialStatus: 'unknown' }
      const header = request.getHeader('authorization')
      // Every JWT has dots in it; what has none is not worth a second look.
      const credential = header?.includes('.') === true ? parseCredential(header) : undefined
      const claims = credential?.scheme === 'bearer' ? readClaims(credential.value) : undefined
      if (credential === undefined || claims === undefined) return bearerAuth.authenticate(request, door)
      const reason = claims === null ? 'the signature of the token is wrong' : findClaimsError(claims, door)
      if (claims === null || reason !== undefined)
        return { token: null, credentialStatus: 'unknown', note: reason ?? '' }
      return { token: credential.value, credentialStatus: 'member', claims }
    },
    authorize(caller, operation, errand) {
      if (PUBLIC_OPERATIONS.has(operation.id)) return
      bearerAuth.authorize(caller, operation, errand)
      if (caller.credentialStatus === 'no-workspace') throw new Problem('forbidden')
      if (caller.claims !== undefined) rejectForbidden(caller.claims, operation, errand)
    },
  }
}

/** The API client that a caller says to be; null for one that Flowtwin does not know. */
export function getClientId({ claims }: Caller): string | null {
  const id = claims?.['client_id']
  return typeof id === 'string' ? id : null
}

const MAX_CACHED_TOKENS = 256
/** A signature is checked once; whether the token has expired is asked each time. */
const claimsByToken = new Map<string, JsonObject | null | undefined>()

function readClaims(token: string): JsonObject | null | undefined {
  if (claimsByToken.has(token)) return claimsByToken.get(token)
  if (claimsByToken.size >= MAX_CACHED_TOKENS) claimsByToken.clear()
  const claims = verifyJwt(token)
  claimsByToken.set(token, claims)
  return claims
}

function findClaimsError(claims: JsonObject, { world }: AuthContext): string | undefined {
  if (!Array.isArray(claims['permissions'])) return 'the token is no access token'
  if (claims['tenant'] !== getIds(world).tenant) return 'the token was issued in another world'
  return isJwtExpired(claims, world.now) ? 'the token has expired; ask for another' : undefined
}

function rejectForbidden(claims: JsonObject, { id }: OperationFacts, { pathParameters, world }: AccessRequest): void {
  const permission = id === 'createSession' ? getQuirkPosition(world, quirks.creationPermission) : 'api.read'
  const permissions = claims['permissions'] as readonly string[]
  if (!permissions.includes(permission)) throw new Problem('forbidden', { note: `the token lacks ${permission}` })
  const { environment } = claims
  // An environment that does not exist is the checks' business.
  if (typeof environment !== 'string' || !ENVIRONMENTS.has(pathParameters['environment'] ?? '')) return
  if (pathParameters['environment'] !== environment) throw createOtherEnvironmentProblem(environment, world)
}

function createOtherEnvironmentProblem(own: string, world: World): Problem {
  const note = `the API client belongs to ${own}`
  return getQuirkPosition(world, quirks.otherEnvironment) === 'not-found'
    ? new Problem('not-found', { note })
    : new Problem('forbidden', { text: 'The API client belongs to another environment', note })
}
