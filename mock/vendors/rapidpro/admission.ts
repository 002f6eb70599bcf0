import { Problem } from '../../http/problem.ts'
import type { Admission } from '../../http/vendor.ts'
import { credentialOf, originOf } from '../../wire/credentials.ts'

/** Keys have at most 40 characters. */
const KEY = /^[A-Za-z0-9]{1,40}$/
const ANONYMOUS = { token: null }

/**
 * Token or Basic credentials. A malformed or wrong one is refused when it is looked at; no credential, or another
 * scheme, makes the caller anonymous, who is refused only once the method is known to be right.
 */
export function tokenAdmission(issued: readonly string[]): Admission {
  function refuseUnknown(key: string, text: string): void {
    if (!KEY.test(key) || originOf(key, issued) === 'forged') throw refusal(text)
  }

  function fromToken(value: string) {
    if (value === '') throw refusal('Invalid token header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid token header. Token string should not contain spaces.')
    if (/[^\u0021-\u007e]/.test(value))
      throw refusal('Invalid token header. Token string should not contain invalid characters.')
    refuseUnknown(value, 'Invalid token')
    return { token: value }
  }

  function fromBasic(value: string) {
    if (value === '') throw refusal('Invalid basic header. No credentials provided.')
    if (/\s/.test(value)) throw refusal('Invalid basic header. Credentials string should not contain spaces.')
    if (value.length % 4 === 1) throw refusal('Invalid basic header. Credentials not correctly base64 encoded.')
    const decoded = Buffer.from(value, 'base64').toString('utf8')
    const key = decoded.slice(decoded.indexOf(':') + 1)
    refuseUnknown(decoded.includes(':') ? key : '', 'Invalid token or email')
    return { token: key }
  }

  return {
    identify(incoming) {
      const credential = credentialOf(incoming.header('authorization'))
      if (credential?.scheme === 'token') return fromToken(credential.value)
      if (credential?.scheme === 'basic') return fromBasic(credential.value)
      return ANONYMOUS
    },
    permit(caller) {
      if (caller.token === null) throw refusal('Authentication credentials were not provided.')
    },
  }
}

function refusal(text: string): Problem {
  return new Problem('unauthenticated', { text })
}
