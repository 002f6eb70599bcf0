import type { IncomingRequest } from '../../http/incoming.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Caller } from '../../http/scene.ts'
import type { VendorAuth, AuthContext } from '../../http/vendor.ts'
import { parseCredential, type CredentialStatus, getCredentialStatus } from '../../wire/credentials.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { getCallerAccess, canHaveToken, canUseOperation, PUBLIC_OPERATIONS, type Role, ROLE_TOKENS } from './roles.ts'
import { authenticateSession } from './session.ts'
import { getServerVersion } from './version.ts'

/** Keys have at most 40 characters. */
const TOKEN_PATTERN = /^[A-Za-z0-9]{1,40}$/
const ANONYMOUS = { token: null, credentialStatus: 'unknown' } as const

/**
 * A session, a token or Basic credentials. A malformed or wrong one is refused when it is looked at; no credential, or
 * another scheme, makes the caller anonymous, who is refused only once the method is known to be right.
 */
export function createAuth(issued: readonly string[]): VendorAuth {
  function checkToken(
    key: string,
    { isAuthStrict, world }: AuthContext,
    text: string,
  ): Pick<Caller, 'credentialStatus' | 'claims'> {
    const role = ROLE_TOKENS.get(key)
    if (role !== undefined && canHaveToken(role, getServerVersion(world))) {
      return { credentialStatus: 'member', claims: createClaims(role, world) }
    }
    const status: CredentialStatus = TOKEN_PATTERN.test(key)
      ? getCredentialStatus(key, { issued, isStrict: isAuthStrict })
      : 'unknown'
    if (status === 'unknown' || status === 'expired' || status === 'revoked') {
      throw createAuthProblem(
        text,
        role === undefined ? `the token is ${status}` : `there are no tokens for the role ${role}`,
      )
    }
    return {
      credentialStatus: status,
      ...(world.sideState.renderSettings.settings.size === 0 ? {} : { claims: createClaims(undefined, world) }),
    }
  }

  function authenticateToken(value: string, door: AuthContext): Caller {
    if (value === '') throw createAuthProblem('Invalid token header. No credentials provided.')
    if (/\s/.test(value)) throw createAuthProblem('Invalid token header. Token string should not contain spaces.')
    if (/[^\u0021-\u007e]/.test(value))
      throw createAuthProblem('Invalid token header. Token string should not contain invalid characters.')
    return { token: value, ...checkToken(value, door, 'Invalid token') }
  }

  function authenticateBasic(value: string, door: AuthContext): Caller {
    if (value === '') throw createAuthProblem('Invalid basic header. No credentials provided.')
    if (/\s/.test(value)) throw createAuthProblem('Invalid basic header. Credentials string should not contain spaces.')
    if (value.length % 4 === 1)
      throw createAuthProblem('Invalid basic header. Credentials not correctly base64 encoded.')
    const decoded = Buffer.from(value, 'base64').toString('utf8')
    const [user, key] = [decoded.slice(0, decoded.indexOf(':')), decoded.slice(decoded.indexOf(':') + 1)]
    const isKnown = decoded.includes(':') && isKnownUser(user, door.world)
    return { token: key, ...checkToken(isKnown ? key : '', door, 'Invalid token or email') }
  }

  function authenticateRequest(incoming: IncomingRequest, door: AuthContext): Caller {
    const session = authenticateSession(incoming)
    if (session !== undefined)
      return { ...session, claims: { ...session.claims, ...createClaims(undefined, door.world) } }
    const credential = parseCredential(incoming.getHeader('authorization'))
    if (credential?.scheme === 'token') return authenticateToken(credential.value, door)
    if (credential?.scheme === 'basic') return authenticateBasic(credential.value, door)
    if (credential === undefined) return ANONYMOUS
    return { ...ANONYMOUS, note: 'a scheme other than "Token" or "Basic" was sent' }
  }

  return {
    authenticate(incoming, door) {
      const caller = authenticateRequest(incoming, door)
      return isBlockedRequest(incoming, caller, door.world)
        ? { ...caller, claims: { ...caller.claims, isBlocked: true } }
        : caller
    },
    authorize(caller, { id }) {
      const { role, version, isBlocked } = getCallerAccess(caller)
      if (PUBLIC_OPERATIONS.has(id)) return
      if (caller.token === null) throw createAuthProblem('Authentication credentials were not provided.')
      if (
        caller.credentialStatus === 'forbidden' ||
        caller.credentialStatus === 'no-workspace' ||
        isBlocked ||
        !canUseOperation(role, id, version)
      )
        throw new Problem('forbidden')
    },
  }
}

function createClaims(role: Role | undefined, world: World): NonNullable<Caller['claims']> {
  const version = getServerVersion(world)
  return role === undefined ? { version } : { role, version }
}

/** Version 9 knows users by name, the newer line by email address; nobody's name begins like Flowtwin's credentials. */
function isKnownUser(user: string, world: World): boolean {
  if (user === '' || user.startsWith('flowtwin')) return false
  return getServerVersion(world) === 'v9' || user.includes('@')
}

/** Plain HTTP where the installation insists on TLS, or a session that names another workspace. */
function isBlockedRequest(incoming: IncomingRequest, caller: Caller, world: World): boolean {
  if (getQuirkPosition(world, quirks.transport) === 'tls') {
    const scheme = incoming.getHeader('x-forwarded-proto') ?? incoming.origin
    if (!scheme.startsWith('https')) return true
  }
  if (!getCallerAccess(caller).isSession || getServerVersion(world) === 'v9') return false
  const workspace = incoming.getHeader('x-temba-workspace')
  return workspace !== null && workspace !== getIds(world).workspace
}

function createAuthProblem(text: string, note?: string): Problem {
  return new Problem('unauthenticated', note === undefined ? { text } : { text, note })
}
