import { credentialOf, originOf } from '../wire/credentials.ts'
import { Problem } from './problem.ts'
import type { Admission } from './vendor.ts'

/** A token as RFC 6750 section 2.1 allows it, and the bar that Laravel puts into its own. */
const TOKEN = /^[A-Za-z0-9._~+/|-]{1,4096}=*$/

/**
 * Bearer tokens: any well-formed one will do, so that a client's own test credential works, except one that looks like
 * an issued one and is not. Who sends none that will do is anonymous, and may use nothing.
 */
export function bearerAdmission(issued: readonly string[]): Admission {
  return {
    identify(incoming) {
      const credential = credentialOf(incoming.header('authorization'))
      const token = credential?.scheme === 'bearer' && TOKEN.test(credential.value) ? credential.value : null
      return { token: token === null || originOf(token, issued) === 'forged' ? null : token }
    },
    permit(caller) {
      if (caller.token === null) throw new Problem('unauthenticated')
    },
  }
}
