import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { IncomingRequest } from '../http/request.ts'
import { Problem } from '../http/problem.ts'

/** The clients that may use the control API. */
export interface AccessPolicy {
  /** The address that the server listens on; in-process for a server that does not listen. */
  readonly exposure: 'loopback' | 'network' | 'in-process'
  /** The bearer token that clients on the network must send; null rejects all of them. */
  readonly token: string | null
  /** True when the control API rejects all changes. */
  readonly isReadOnly: boolean
}

/** POST operations that change nothing. */
const READ_ONLY_OPERATIONS: ReadonlySet<string> = new Set(['waitForJournal', 'verifyJournal'])

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Rejects requests from web pages of other origins, and host names that point to this machine (DNS rebinding).
 * @throws {Problem} "forbidden"
 */
export function assertAllowedOrigin(request: IncomingRequest, { exposure }: AccessPolicy): void {
  if (exposure === 'in-process') return
  const host = stripScheme(request.origin)
  const origin = request.getHeader('origin')
  if (origin !== null && stripScheme(origin) !== host) {
    throw new Problem('forbidden', { text: 'requests from web pages of another origin are not allowed' })
  }
  if (exposure === 'loopback' && !LOOPBACK_HOST.test(host)) {
    throw new Problem('forbidden', { text: `the Host header is "${host}"; use 127.0.0.1 or localhost` })
  }
}

function stripScheme(origin: string): string {
  return origin.slice(origin.indexOf('://') + 3)
}

/** @throws {Problem} "forbidden" for a client on the network without the token */
export function assertToken(credential: string | null, { exposure, token }: AccessPolicy): void {
  if (exposure === 'network' && (token === null || credential !== token)) {
    throw new Problem('forbidden', {
      text: 'the control API requires a token on network addresses; send the bearer token that "flowtwin serve" printed',
    })
  }
}

/** @throws {Problem} "forbidden" for a change to a read-only server */
export function assertWritable(
  { id, method }: Pick<OperationFacts, 'id' | 'method'>,
  { isReadOnly }: AccessPolicy,
): void {
  if (!isReadOnly || method === 'get' || READ_ONLY_OPERATIONS.has(id)) return
  throw new Problem('forbidden', {
    text: 'the server is read-only; start it without "--page read-only" to change worlds',
  })
}
