import type { IncomingRequest } from '../../http/incoming.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/scene.ts'
import { ROLE_TOKENS } from './roles.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Who a session cookie stands for: `sessionid` with one of the credentials that stand for a role. Another session is
 * nobody's.
 * @throws {Problem} for a change that does not repeat the cookie `csrftoken` in `X-CSRFToken`
 */
export function authenticateSession(incoming: IncomingRequest): Caller | undefined {
  const header = incoming.getHeader('cookie')
  if (header === null) return undefined
  const cookies = new Map(header.split(';').map((pair) => [pair.split('=')[0]?.trim(), pair.split('=')[1]?.trim()]))
  const session = cookies.get('sessionid') ?? ''
  const role = ROLE_TOKENS.get(session)
  if (role === undefined) return undefined
  const csrfToken = cookies.get('csrftoken')
  if (
    !SAFE_METHODS.has(incoming.method) &&
    (csrfToken === undefined || incoming.getHeader('x-csrftoken') !== csrfToken)
  ) {
    throw new Problem('unauthenticated', {
      text: `CSRF Failed: CSRF ${csrfToken === undefined ? 'cookie not set' : 'token missing'}.`,
    })
  }
  return { token: session, credentialStatus: 'member', claims: { role, session: true } }
}
