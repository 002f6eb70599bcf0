import { Problem } from '../../http/problem.ts'
import type { Admission } from '../../http/vendor.ts'
import { credentialOf, type Standing, standingOf } from '../../wire/credentials.ts'

/** Keys have at most 40 characters. */
const KEY = /^[A-Za-z0-9]{1,40}$/
const ANONYMOUS = { token: null, standing: 'unknown' } as const

/**
 * Token or Basic credentials. A malformed or wrong one is refused when it is looked at; no credential, or another
 * scheme, makes the caller anonymous, who is refused only once the method is known to be right.
 */
export function tokenAdmission(issued: readonly string[]): Admission {
  function standing(key: string, strict: boolean, text: string): Standing {
    const found = KEY.test(key) ? standingOf(key, { issued, strict }) : 'unknown'
    if (found === 'unknown' || found === 'expired' || found === 'revoked') throw refusal(text, `the token is ${found}`)
    return found
  }

  function fromToken(value: string, strict: boolean) {
    if (value === '') throw refusal('Invalid token header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid token header. Token string should not contain spaces.')
    if (/[^\u0021-\u007e]/.test(value))
      throw refusal('Invalid token header. Token string should not contain invalid characters.')
    return { token: value, standing: standing(value, strict, 'Invalid token') }
  }

  function fromBasic(value: string, strict: boolean) {
    if (value === '') throw refusal('Invalid basic header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid basic header. Credentials string should not contain spaces.')
    if (value.length % 4 === 1) throw refusal('Invalid basic header. Credentials not correctly base64 encoded.')
    const decoded = Buffer.from(value, 'base64').toString('utf8')
    const key = decoded.slice(decoded.indexOf(':') + 1)
    return { token: key, standing: standing(decoded.includes(':') ? key : '', strict, 'Invalid token or email') }
  }

  return {
    identify(incoming, { strict }) {
      const credential = credentialOf(incoming.header('authorization'))
      if (credential?.scheme === 'token') return fromToken(credential.value, strict)
      if (credential?.scheme === 'basic') return fromBasic(credential.value, strict)
      return credential === undefined
        ? ANONYMOUS
        : { ...ANONYMOUS, note: 'a scheme other than "Token" or "Basic" was sent' }
    },
    permit({ token, standing: own }) {
      if (token === null) throw refusal('Authentication credentials were not provided.')
      if (own === 'forbidden') throw new Problem('forbidden')
    },
  }
}

function refusal(text: string, note?: string): Problem {
  return new Problem('unauthenticated', note === undefined ? { text } : { text, note })
}
