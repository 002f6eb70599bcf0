import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { bearerAdmission } from '../../http/bearer.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Caller } from '../../http/scene.ts'
import type { Admission, Door, Errand } from '../../http/vendor.ts'
import { credentialOf } from '../../wire/credentials.ts'
import { hasExpired, readJwt } from '../../wire/jwt.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'

/** Operations that need no token: those that hand tokens out, and the presigned one. */
const OPEN: ReadonlySet<string> = new Set(['issueToken', 'readOpenIdConfiguration', 'readJwks', 'downloadFile'])
/** A step of every path that needs one. */
const API = '/api/'

const ENVIRONMENTS: ReadonlySet<string> = new Set(['live', 'staging'])

/** Bearer tokens: those that the twin has signed are held to what they say, others to the rules for all vendors. */
export function admissionWith(issued: readonly string[]): Admission {
  const plain = bearerAdmission(issued)
  return {
    identify(incoming, door) {
      // Nothing is to be said about a credential that nobody asks for.
      if (!incoming.path.includes(API)) return { token: null, standing: 'unknown' }
      const header = incoming.header('authorization')
      // Every JWT has dots in it; what has none is not worth a second look.
      const credential = header?.includes('.') === true ? credentialOf(header) : undefined
      const claims = credential?.scheme === 'bearer' ? claimsOf(credential.value) : undefined
      if (credential === undefined || claims === undefined) return plain.identify(incoming, door)
      const fault = claims === null ? 'the signature of the token is wrong' : faultOf(claims, door)
      if (claims === null || fault !== undefined) return { token: null, standing: 'unknown', note: fault ?? '' }
      return { token: credential.value, standing: 'member', claims }
    },
    permit(caller, operation, errand) {
      if (OPEN.has(operation.id)) return
      plain.permit(caller, operation, errand)
      if (caller.standing === 'no-workspace') throw new Problem('forbidden')
      if (caller.claims !== undefined) refuseBeyond(caller.claims, operation, errand)
    },
  }
}

/** The API client that a caller says to be; null for one that Flowtwin does not know. */
export function clientIdOf({ claims }: Caller): string | null {
  const id = claims?.['client_id']
  return typeof id === 'string' ? id : null
}

const MOST_READ = 256
/** A signature is checked once; whether the token has expired is asked each time. */
const read = new Map<string, JsonObject | null | undefined>()

function claimsOf(token: string): JsonObject | null | undefined {
  if (read.has(token)) return read.get(token)
  if (read.size >= MOST_READ) read.clear()
  const claims = readJwt(token)
  read.set(token, claims)
  return claims
}

function faultOf(claims: JsonObject, { world }: Door): string | undefined {
  if (!Array.isArray(claims['permissions'])) return 'the token is no access token'
  if (claims['tenant'] !== idsOf(world).tenant) return 'the token was issued in another world'
  return hasExpired(claims, world.now) ? 'the token has expired; ask for another' : undefined
}

function refuseBeyond(claims: JsonObject, { id }: OperationFacts, { path, world }: Errand): void {
  const needed = id === 'createSession' ? positionOf(world, quirks.creationPermission) : 'api.read'
  const permissions = claims['permissions'] as readonly string[]
  if (!permissions.includes(needed)) throw new Problem('forbidden', { note: `the token lacks ${needed}` })
  const { environment } = claims
  // An environment that does not exist is the checks' business.
  if (typeof environment !== 'string' || !ENVIRONMENTS.has(path['environment'] ?? '')) return
  if (path['environment'] !== environment) throw otherEnvironment(environment, world)
}

function otherEnvironment(own: string, world: World): Problem {
  const note = `the API client belongs to ${own}`
  return positionOf(world, quirks.otherEnvironment) === 'not-found'
    ? new Problem('not-found', { note })
    : new Problem('forbidden', { text: 'The API client belongs to another environment', note })
}
