import type { Caller } from './request.ts'
import { parseCredential, type CredentialPolicy, getCredentialStatus } from '../wire/credentials.ts'
import { memoizeByText } from '../world/collections/memoize.ts'
import { Problem } from './problem.ts'
import type { VendorAuth } from './vendor.ts'

/** A token by RFC 6750 section 2.1, with the bar of Laravel's tokens. */
const TOKEN_PATTERN = /^[A-Za-z0-9._~+/|-]{1,4096}=*$/

/**
 * Authentication by bearer token. A caller without an accepted token is anonymous and has no access; the reason is in the
 * journal only, because the vendors do not give it.
 */
export function createBearerAuth(issued: readonly string[]): VendorAuth {
  const authenticateStrictly = memoizeByText((header) => toCaller(header, { issued, isStrict: true }))
  const authenticateRelaxedly = memoizeByText((header) => toCaller(header, { issued, isStrict: false }))
  return {
    authenticate(request, { isAuthStrict }) {
      const header = request.getHeader('authorization')
      if (header === null) return ANONYMOUS
      return isAuthStrict ? authenticateStrictly(header) : authenticateRelaxedly(header)
    },
    authorize({ token, credentialStatus }) {
      if (token === null) throw new Problem('unauthenticated')
      if (credentialStatus === 'forbidden') throw new Problem('forbidden')
    },
  }
}

const ANONYMOUS: Caller = { token: null, credentialStatus: 'unknown', note: 'no Authorization header was sent' }

function toCaller(header: string, policy: CredentialPolicy): Caller {
  const credential = parseCredential(header)
  if (credential === undefined) return ANONYMOUS
  const { scheme, value } = credential
  if (scheme !== 'bearer') return { token: null, credentialStatus: 'unknown', note: describeScheme(scheme) }
  if (!TOKEN_PATTERN.test(value))
    return { token: null, credentialStatus: 'unknown', note: 'the Bearer token is malformed' }
  const credentialStatus = getCredentialStatus(value, policy)
  return ACCEPTED_STATUSES.has(credentialStatus)
    ? { token: value, credentialStatus }
    : { token: null, credentialStatus, note: `the token is ${credentialStatus}` }
}

const ACCEPTED_STATUSES: ReadonlySet<string> = new Set(['member', 'forbidden', 'other-tenant', 'no-workspace'])

function describeScheme(scheme: string): string {
  const subject = /^[a-z]{1,20}$/.test(scheme) ? `the scheme "${scheme}"` : 'an invalid scheme'
  return `${subject} was sent instead of "Bearer"`
}
