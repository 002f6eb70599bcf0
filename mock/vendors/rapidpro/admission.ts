import type { Incoming } from '../../http/incoming.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Caller } from '../../http/scene.ts'
import type { Admission, Door } from '../../http/vendor.ts'
import { credentialOf, type Standing, standingOf } from '../../wire/credentials.ts'
import type { World } from '../../world/world.ts'
import { idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { bearerOf, hasTokens, mayUse, PUBLIC, type Role, ROLE_TOKENS } from './roles.ts'
import { sessionOf } from './session.ts'
import { versionOf } from './version.ts'

/** Keys have at most 40 characters. */
const KEY = /^[A-Za-z0-9]{1,40}$/
const ANONYMOUS = { token: null, standing: 'unknown' } as const

/**
 * A session, a token or Basic credentials. A malformed or wrong one is refused when it is looked at; no credential, or
 * another scheme, makes the caller anonymous, who is refused only once the method is known to be right.
 */
export function tokenAdmission(issued: readonly string[]): Admission {
  function bearer(key: string, { strict, world }: Door, text: string): Pick<Caller, 'standing' | 'claims'> {
    const role = ROLE_TOKENS.get(key)
    if (role !== undefined && hasTokens(role, versionOf(world))) {
      return { standing: 'member', claims: claimsOf(role, world) }
    }
    const found: Standing = KEY.test(key) ? standingOf(key, { issued, strict }) : 'unknown'
    if (found === 'unknown' || found === 'expired' || found === 'revoked') {
      throw refusal(text, role === undefined ? `the token is ${found}` : `there are no tokens for the role ${role}`)
    }
    return {
      standing: found,
      ...(world.annex.manner.settings.size === 0 ? {} : { claims: claimsOf(undefined, world) }),
    }
  }

  function fromToken(value: string, door: Door): Caller {
    if (value === '') throw refusal('Invalid token header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid token header. Token string should not contain spaces.')
    if (/[^\u0021-\u007e]/.test(value))
      throw refusal('Invalid token header. Token string should not contain invalid characters.')
    return { token: value, ...bearer(value, door, 'Invalid token') }
  }

  function fromBasic(value: string, door: Door): Caller {
    if (value === '') throw refusal('Invalid basic header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid basic header. Credentials string should not contain spaces.')
    if (value.length % 4 === 1) throw refusal('Invalid basic header. Credentials not correctly base64 encoded.')
    const decoded = Buffer.from(value, 'base64').toString('utf8')
    const [user, key] = [decoded.slice(0, decoded.indexOf(':')), decoded.slice(decoded.indexOf(':') + 1)]
    const known = decoded.includes(':') && isUser(user, door.world)
    return { token: key, ...bearer(known ? key : '', door, 'Invalid token or email') }
  }

  function identified(incoming: Incoming, door: Door): Caller {
    const session = sessionOf(incoming)
    if (session !== undefined) return { ...session, claims: { ...session.claims, ...claimsOf(undefined, door.world) } }
    const credential = credentialOf(incoming.header('authorization'))
    if (credential?.scheme === 'token') return fromToken(credential.value, door)
    if (credential?.scheme === 'basic') return fromBasic(credential.value, door)
    if (credential === undefined) return ANONYMOUS
    return { ...ANONYMOUS, note: 'a scheme other than "Token" or "Basic" was sent' }
  }

  return {
    identify(incoming, door) {
      const caller = identified(incoming, door)
      return isShut(incoming, caller, door.world) ? { ...caller, claims: { ...caller.claims, shut: true } } : caller
    },
    permit(caller, { id }) {
      const { role, version, shut } = bearerOf(caller)
      if (PUBLIC.has(id)) return
      if (caller.token === null) throw refusal('Authentication credentials were not provided.')
      if (caller.standing === 'forbidden' || caller.standing === 'no-workspace' || shut || !mayUse(role, id, version))
        throw new Problem('forbidden')
    },
  }
}

function claimsOf(role: Role | undefined, world: World): NonNullable<Caller['claims']> {
  const version = versionOf(world)
  return role === undefined ? { version } : { role, version }
}

/** Version 9 knows users by name, the newer line by email address; nobody's name begins like Flowtwin's credentials. */
function isUser(user: string, world: World): boolean {
  if (user === '' || user.startsWith('flowtwin')) return false
  return versionOf(world) === 'v9' || user.includes('@')
}

/** Plain HTTP where the installation insists on TLS, or a session that names another workspace. */
function isShut(incoming: Incoming, caller: Caller, world: World): boolean {
  if (positionOf(world, quirks.transport) === 'tls') {
    const scheme = incoming.header('x-forwarded-proto') ?? incoming.origin
    if (!scheme.startsWith('https')) return true
  }
  if (!bearerOf(caller).session || versionOf(world) === 'v9') return false
  const named = incoming.header('x-temba-workspace')
  return named !== null && named !== idsOf(world).workspace
}

function refusal(text: string, note?: string): Problem {
  return new Problem('unauthenticated', note === undefined ? { text } : { text, note })
}
