import type { Caller } from '../../http/handler-context.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { AuthContext, VendorAuth } from '../../http/vendor.ts'
import { type CredentialStatus, getCredentialStatus, parseCredential } from '../../wire/credentials.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { getServerVersion, quirks, type ServerVersion } from './quirks.ts'

/** What a user may be in a workspace; staff belong to the installation. */
export type Role = 'administrator' | 'editor' | 'viewer' | 'agent' | 'surveyor' | 'prometheus' | 'staff'

/** Credentials that exist to be tested with: whoever sends one has the role in its name. */
export const ROLE_TOKENS: ReadonlyMap<string, Role> = new Map(
  (['administrator', 'editor', 'viewer', 'agent', 'surveyor', 'prometheus', 'staff'] as const).map((role) => [
    `flowtwin${role}`,
    role,
  ]),
)

/** Roles that tokens can be made for. */
const TOKEN_ROLES: Readonly<Record<ServerVersion, readonly Role[]>> = {
  v9: ['administrator', 'editor', 'surveyor', 'prometheus', 'staff'],
  head: ['administrator', 'editor', 'staff'],
}

const FULL_ACCESS_ROLES: readonly Role[] = ['administrator', 'editor', 'staff']

/** Who may use what beside administrators, editors and staff; the newer line has no viewers and no surveyors. */
const EXTRA_ROLES: Readonly<Record<string, readonly Role[]>> = {
  listRuns: ['viewer'],
  listFlowStarts: ['viewer'],
  createFlowStart: [],
  listFlows: ['viewer', 'surveyor'],
  listContacts: ['viewer', 'surveyor'],
  writeContact: ['surveyor'],
  listGroups: ['viewer', 'surveyor'],
}

/** Operations that nobody needs credentials for. */
export const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set(['readDocumentation', 'readRoot'])

/** Whether there can be a token for a role. */
export function canHaveToken(role: Role, version: ServerVersion): boolean {
  return TOKEN_ROLES[version].includes(role)
}

export function canUseOperation(role: Role, operation: string, version: ServerVersion): boolean {
  return FULL_ACCESS_ROLES.includes(role) || (version === 'v9' && (EXTRA_ROLES[operation] ?? []).includes(role))
}

/** What the admission knows of a caller beside the credential. */
export interface CallerAccess {
  readonly role: Role
  readonly version: ServerVersion
  /** Whether the web page's session lets the caller in instead of a token. */
  readonly isSession: boolean
  /** Whether the installation refuses the caller's connection, or the workspace that it names. */
  readonly isBlocked: boolean
}

/** The bearer that the admission found; an administrator with a token where it found nothing special. */
export function getCallerAccess({ claims }: Caller): CallerAccess {
  return {
    role: (claims?.['role'] as Role | undefined) ?? 'administrator',
    version: (claims?.['version'] as ServerVersion | undefined) ?? 'v9',
    isSession: claims?.['session'] === true,
    isBlocked: claims?.['blocked'] === true,
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Who a session cookie stands for: `sessionid` with one of the credentials that stand for a role. Another session is
 * nobody's.
 * @throws {Problem} for a change that does not repeat the cookie `csrftoken` in `X-CSRFToken`
 */
export function authenticateSession(request: IncomingRequest): Caller | undefined {
  const header = request.getHeader('cookie')
  if (header === null) return undefined
  const cookies = new Map(header.split(';').map((pair) => [pair.split('=')[0]?.trim(), pair.split('=')[1]?.trim()]))
  const session = cookies.get('sessionid') ?? ''
  const role = ROLE_TOKENS.get(session)
  if (role === undefined) return undefined
  const csrfToken = cookies.get('csrftoken')
  if (
    !SAFE_METHODS.has(request.method) &&
    (csrfToken === undefined || request.getHeader('x-csrftoken') !== csrfToken)
  ) {
    throw new Problem('unauthenticated', {
      text: `CSRF Failed: CSRF ${csrfToken === undefined ? 'cookie not set' : 'token missing'}.`,
    })
  }
  return { token: session, credentialStatus: 'member', claims: { role, session: true } }
}

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

  function authenticateRequest(request: IncomingRequest, door: AuthContext): Caller {
    const session = authenticateSession(request)
    if (session !== undefined)
      return { ...session, claims: { ...session.claims, ...createClaims(undefined, door.world) } }
    const credential = parseCredential(request.getHeader('authorization'))
    if (credential?.scheme === 'token') return authenticateToken(credential.value, door)
    if (credential?.scheme === 'basic') return authenticateBasic(credential.value, door)
    if (credential === undefined) return ANONYMOUS
    return { ...ANONYMOUS, note: 'a scheme other than "Token" or "Basic" was sent' }
  }

  return {
    authenticate(request, door) {
      const caller = authenticateRequest(request, door)
      return isBlockedRequest(request, caller, door.world)
        ? { ...caller, claims: { ...caller.claims, blocked: true } }
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
function isBlockedRequest(request: IncomingRequest, caller: Caller, world: World): boolean {
  if (getQuirkPosition(world, quirks.transport) === 'tls') {
    const scheme = request.getHeader('x-forwarded-proto') ?? request.origin
    if (!scheme.startsWith('https')) return true
  }
  if (!getCallerAccess(caller).isSession || getServerVersion(world) === 'v9') return false
  const workspace = request.getHeader('x-temba-workspace')
  return workspace !== null && workspace !== getIds(world).workspace
}

function createAuthProblem(text: string, note?: string): Problem {
  return new Problem('unauthenticated', note === undefined ? { text } : { text, note })
}
