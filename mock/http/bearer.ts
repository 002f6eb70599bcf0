import { credentialOf, type CredentialPolicy, standingOf } from '../wire/credentials.ts'
import { remembering } from '../wire/remembering.ts'
import { Problem } from './problem.ts'
import type { Caller } from './scene.ts'
import type { Admission } from './vendor.ts'

/** A token as RFC 6750 section 2.1 allows it, and the bar that Laravel puts into its own. */
const TOKEN = /^[A-Za-z0-9._~+/|-]{1,4096}=*$/

/**
 * Bearer tokens. Who sends none that will do is anonymous, and may use nothing; the journal says what was wrong with it,
 * because the vendor does not.
 */
export function bearerAdmission(issued: readonly string[]): Admission {
  const strictly = remembering((header) => callerOf(header, { issued, strict: true }))
  const relaxedly = remembering((header) => callerOf(header, { issued, strict: false }))
  return {
    identify(incoming, { strict }) {
      const header = incoming.header('authorization')
      if (header === null) return NOBODY
      return strict ? strictly(header) : relaxedly(header)
    },
    permit({ token, standing }) {
      if (token === null) throw new Problem('unauthenticated')
      if (standing === 'forbidden') throw new Problem('forbidden')
    },
  }
}

const NOBODY: Caller = { token: null, standing: 'unknown', note: 'no Authorization header was sent' }

function callerOf(header: string, policy: CredentialPolicy): Caller {
  const credential = credentialOf(header)
  if (credential === undefined) return NOBODY
  const { scheme, value } = credential
  if (scheme !== 'bearer') return { token: null, standing: 'unknown', note: schemeNote(scheme) }
  if (!TOKEN.test(value)) return { token: null, standing: 'unknown', note: 'the Bearer token is malformed' }
  const standing = standingOf(value, policy)
  return LET_IN.has(standing) ? { token: value, standing } : { token: null, standing, note: `the token is ${standing}` }
}

const LET_IN: ReadonlySet<string> = new Set(['member', 'forbidden', 'other-tenant', 'no-workspace'])

function schemeNote(scheme: string): string {
  const sent = /^[a-z]{1,20}$/.test(scheme) ? `the scheme "${scheme}"` : 'something that is no scheme'
  return `${sent} was sent where "Bearer" is wanted`
}
