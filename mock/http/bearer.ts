import { credentialOf, standingOf } from '../wire/credentials.ts'
import { Problem } from './problem.ts'
import type { Admission } from './vendor.ts'

/** A token as RFC 6750 section 2.1 allows it, and the bar that Laravel puts into its own. */
const TOKEN = /^[A-Za-z0-9._~+/|-]{1,4096}=*$/

/**
 * Bearer tokens. Who sends none that will do is anonymous, and may use nothing; the journal says what was wrong with it,
 * because the vendor does not.
 */
export function bearerAdmission(issued: readonly string[]): Admission {
  return {
    identify(incoming, { strict }) {
      const credential = credentialOf(incoming.header('authorization'))
      if (credential === undefined)
        return { token: null, standing: 'unknown', note: 'no Authorization header was sent' }
      const { scheme, value } = credential
      if (scheme !== 'bearer') return { token: null, standing: 'unknown', note: schemeNote(scheme) }
      if (!TOKEN.test(value)) return { token: null, standing: 'unknown', note: 'the Bearer token is malformed' }
      const standing = standingOf(value, { issued, strict })
      return LET_IN.has(standing)
        ? { token: value, standing }
        : { token: null, standing, note: `the token is ${standing}` }
    },
    permit({ token, standing }) {
      if (token === null) throw new Problem('unauthenticated')
      if (standing === 'forbidden') throw new Problem('forbidden')
    },
  }
}

const LET_IN: ReadonlySet<string> = new Set(['member', 'forbidden', 'other-tenant', 'no-workspace'])

function schemeNote(scheme: string): string {
  const sent = /^[a-z]{1,20}$/.test(scheme) ? `the scheme "${scheme}"` : 'something that is no scheme'
  return `${sent} was sent where "Bearer" is wanted`
}
