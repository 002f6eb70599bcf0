import { decodePythonBase64, isUtf8 } from '../../wire/python-values.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Caller, IncomingRequest } from '../../http/request.ts'
import type { VendorRateLimit } from '../../http/rate-limit.ts'
import type { AuthContext, VendorAuth } from '../../http/vendor.ts'
import {
  type CredentialStatus,
  createIssuedToken,
  getCredentialStatus,
  parseCredential,
} from '../../wire/credentials.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { HOUR } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { PUBLIC_OPERATIONS } from './documentation.ts'
import { getIds } from './ids.ts'
import { getServerVersion, quirks, type ServerVersion } from './quirks.ts'

/** An API token of the workspace. */
export const credential = createIssuedToken('rapidpro', 40)

/** The user of the issued tokens: a name in version 9, an email address in the newer line. */
export const TOKEN_USERS: Readonly<Record<ServerVersion, string>> = { v9: 'admin', head: 'admin@example.com' }

const ROLES = ['administrator', 'editor', 'viewer', 'agent', 'surveyor', 'prometheus', 'staff'] as const

/** The role of a user in a workspace; staff belong to the installation. */
type Role = (typeof ROLES)[number]

/** Credentials for tests: "flowtwin" and the name of a role. */
const ROLE_TOKENS: ReadonlyMap<string, Role> = new Map(ROLES.map((role) => [`flowtwin${role}`, role]))

/** The roles whose users can have API tokens. */
const TOKEN_ROLES: Readonly<Record<ServerVersion, readonly Role[]>> = {
  v9: ['administrator', 'editor', 'surveyor', 'prometheus', 'staff'],
  head: ['administrator', 'editor', 'staff'],
}

const FULL_ACCESS_ROLES: readonly Role[] = ['administrator', 'editor', 'staff']

/** The further roles that have access to each operation, in version 9 only: the newer line has no viewers or surveyors. */
const EXTRA_ROLES: Readonly<Record<string, readonly Role[]>> = {
  listRuns: ['viewer'],
  listFlowStarts: ['viewer'],
  listFlows: ['viewer', 'surveyor'],
  listContacts: ['viewer', 'surveyor'],
  writeContact: ['surveyor'],
  listGroups: ['viewer', 'surveyor'],
  listMessages: ['viewer'],
  listFields: ['viewer', 'surveyor'],
  listLabels: ['viewer'],
  listBroadcasts: ['viewer'],
  listChannels: ['viewer'],
  listCampaigns: ['viewer'],
  listGlobals: ['viewer'],
  readDefinitions: ['viewer', 'surveyor'],
  readWorkspace: ['viewer', 'surveyor'],
}

/** The rights of a caller, as stored in its claims. */
interface CallerAccess {
  readonly role: Role
  readonly version: ServerVersion
  /** True if the caller has a session cookie of the web page instead of a token. */
  readonly isSession: boolean
  /** True if the installation rejects the connection or the requested workspace. */
  readonly isBlocked: boolean
}

/** Returns the rights of a caller; without claims, those of an administrator with a token. */
function getCallerAccess({ claims }: Caller): CallerAccess {
  return {
    role: (claims?.['role'] as Role | undefined) ?? 'administrator',
    version: (claims?.['version'] as ServerVersion | undefined) ?? 'v9',
    isSession: claims?.['session'] === true,
    isBlocked: claims?.['blocked'] === true,
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Returns the caller of a session cookie: `sessionid` with a credential of a role. Other sessions are ignored.
 * @throws {Problem} for an unsafe method without the cookie `csrftoken` repeated in `X-CSRFToken`
 */
function authenticateSession(request: IncomingRequest, world: World): Caller | undefined {
  const header = request.getHeader('cookie')
  if (header === null) return undefined
  const cookies = new Map(header.split(';').map((pair) => [pair.split('=')[0]?.trim(), pair.split('=')[1]?.trim()]))
  const session = cookies.get('sessionid') ?? ''
  const role = ROLE_TOKENS.get(session)
  if (role === undefined) return undefined
  const csrfToken = cookies.get('csrftoken')
  if (!SAFE_METHODS.has(request.method)) {
    if (csrfToken === undefined) throw createAuthProblem('CSRF Failed: CSRF cookie not set.')
    if (request.getHeader('x-csrftoken') !== csrfToken) throw createAuthProblem('CSRF Failed: CSRF token missing.')
  }
  return {
    token: session,
    credentialStatus: 'member',
    claims: { role, session: true, version: getServerVersion(world) },
  }
}

const TOKEN_PATTERN = /^[A-Za-z0-9]{1,40}$/
const ANONYMOUS = { token: null, credentialStatus: 'unknown' } as const

/**
 * Accepts a session, a token or Basic credentials. A malformed or unknown credential fails authentication; a request
 * without one, or with another scheme, is anonymous and fails authorization, after the check of the method.
 */
export const auth: VendorAuth = {
  authenticate(request, context) {
    const caller = authenticateRequest(request, context)
    return isBlockedRequest(request, caller, context.world)
      ? { ...caller, claims: { ...caller.claims, blocked: true } }
      : caller
  },
  authorize(caller, { id }) {
    if (PUBLIC_OPERATIONS.has(id)) return
    if (caller.token === null) throw createAuthProblem('Authentication credentials were not provided.')
    const { role, version, isBlocked } = getCallerAccess(caller)
    const hasExtraAccess = version === 'v9' && EXTRA_ROLES[id]?.includes(role) === true
    const hasAccess = FULL_ACCESS_ROLES.includes(role) || hasExtraAccess
    const isForbidden = caller.credentialStatus === 'forbidden' || caller.credentialStatus === 'no-workspace'
    if (isForbidden || isBlocked || !hasAccess) throw new Problem('forbidden')
  },
}

function authenticateRequest(request: IncomingRequest, context: AuthContext): Caller {
  const session = authenticateSession(request, context.world)
  if (session !== undefined) return session
  const header = parseCredential(request.getHeader('authorization'))
  if (header === undefined) return ANONYMOUS
  if (header.scheme === 'token') return authenticateToken(header.value, context)
  if (header.scheme === 'basic') return authenticateBasic(header.value, context)
  return { ...ANONYMOUS, note: 'the scheme is neither "Token" nor "Basic"' }
}

function authenticateToken(value: string, context: AuthContext): Caller {
  if (value === '') throw createAuthProblem('Invalid token header. No credentials provided.')
  if (/\s/.test(value)) throw createAuthProblem('Invalid token header. Token string should not contain spaces.')
  if (!isUtf8(Buffer.from(value, 'latin1'))) {
    throw createAuthProblem('Invalid token header. Token string should not contain invalid characters.')
  }
  return checkToken(value, context, 'Invalid token')
}

function authenticateBasic(value: string, context: AuthContext): Caller {
  if (value === '') throw createAuthProblem('Invalid basic header. No credentials provided.')
  if (/\s/.test(value)) throw createAuthProblem('Invalid basic header. Credentials string should not contain spaces.')
  const bytes = decodePythonBase64(value)
  const decoded = bytes?.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
  const colon = decoded?.indexOf(':') ?? -1
  const isNewer = getServerVersion(context.world) === 'head'
  // The framework of the newer line requires the colon.
  if (decoded === undefined || (isNewer && colon === -1)) {
    throw createAuthProblem('Invalid basic header. Credentials not correctly base64 encoded.')
  }
  const [user, key] = colon === -1 ? [decoded, ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)]
  return checkToken(isUserOfToken(user, key, context.world) ? key : '', context, 'Invalid token or email')
}

/** @throws {Problem} with `text` for a token that is not valid */
function checkToken(sent: string, { isAuthStrict, world }: AuthContext, text: string): Caller {
  // Tokens of the newer line are in upper case.
  const isUpperCase = getServerVersion(world) === 'head' && sent === credential.toUpperCase()
  const token = isUpperCase ? credential : sent
  const role = ROLE_TOKENS.get(token)
  if (role !== undefined && TOKEN_ROLES[getServerVersion(world)].includes(role)) {
    return { token, credentialStatus: 'member', claims: { role, version: getServerVersion(world) } }
  }
  const status: CredentialStatus = TOKEN_PATTERN.test(token)
    ? getCredentialStatus(token, { issued: [credential], isStrict: isAuthStrict })
    : 'unknown'
  if (status === 'unknown' || status === 'expired' || status === 'revoked') {
    throw createAuthProblem(text, role === undefined ? `the token is ${status}` : `the role ${role} cannot have tokens`)
  }
  const needsClaims = world.sideState.renderSettings.settings.size > 0
  return { token, credentialStatus: status, ...(needsClaims ? { claims: { version: getServerVersion(world) } } : {}) }
}

/**
 * Tests whether a user owns a token: users have names in version 9 and email addresses in the newer line. Other tokens than the
 * demo credential belong to any user except those with names like Flowtwin's credentials.
 */
function isUserOfToken(user: string, token: string, world: World): boolean {
  const version = getServerVersion(world)
  if (token === credential) return user === TOKEN_USERS[version]
  if (user === '' || user.startsWith('flowtwin')) return false
  return version === 'v9' || user.includes('@')
}

/** Returns true for plain HTTP if the quirk requires TLS, and for a session with the header of another workspace. */
function isBlockedRequest(request: IncomingRequest, caller: Caller, world: World): boolean {
  if (getQuirkPosition(world, quirks['rapidpro.transport']) === 'tls') {
    if (!request.origin.startsWith('https:')) return true
  }
  if (!getCallerAccess(caller).isSession || getServerVersion(world) === 'v9') return false
  const workspace = request.getHeader('x-temba-workspace')
  return workspace !== null && workspace !== getIds(world).workspace
}

function createAuthProblem(text: string, note?: string): Problem {
  return new Problem('unauthenticated', note === undefined ? { text } : { text, note })
}

/** The operations that are counted in a scope of their own. */
const SCOPES: Readonly<Record<string, string>> = {
  listRuns: 'v2.runs',
  listContacts: 'v2.contacts',
  writeContact: 'v2.contacts',
  deleteContact: 'v2.contacts',
  listMessages: 'v2.messages',
  listBroadcasts: 'v2.broadcasts',
}

const REQUESTS_PER_HOUR = { v9: 2500, head: 3600, raised: 15_000, lowered: 3 } as const

/** Returns the rate limit of an operation: requests per hour and scope, shared by all tokens of the workspace. */
export function getRateLimit({ id }: OperationFacts, world: World): VendorRateLimit | undefined {
  if (PUBLIC_OPERATIONS.has(id)) return undefined
  const scope = SCOPES[id] ?? 'v2'
  const position = getQuirkPosition(world, quirks['rapidpro.rate'])
  return {
    requests: REQUESTS_PER_HOUR[position === 'documented' ? getServerVersion(world) : position],
    window: HOUR,
    getBucket: (caller) => getBucketKey(caller, scope),
    buildHeaders: () => ({}),
  }
}

/** Sessions are not limited. In version 9 staff have buckets of their own. */
function getBucketKey(caller: Caller, scope: string): string | null {
  const { role, isSession, version } = getCallerAccess(caller)
  if (isSession) return null
  return role === 'staff' && version === 'v9' ? `${scope} staff` : scope
}
