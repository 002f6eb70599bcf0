import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { IncomingRequest } from '../http/request.ts'
import { Problem } from '../http/problem.ts'

/** From where control requests may come. */
export interface AccessPolicy {
  /** Where the server listens: on this machine only, beyond it, or nowhere, so that requests come from its own process. */
  readonly exposure: 'loopback' | 'beyond' | 'process'
  /** The bearer token that is wanted beyond this machine; null refuses everybody there. */
  readonly token: string | null
  /** Whether nobody may change anything through the control API. */
  readonly isReadOnly: boolean
}

/** Operations that change nothing although they are no GET. */
const READ_ONLY_OPERATIONS: ReadonlySet<string> = new Set(['waitForJournal', 'verifyJournal'])

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Refuses what a web page could make a browser send: requests of another origin, and names that only seem to be this
 * machine (DNS rebinding).
 * @throws {Problem} "forbidden"
 */
export function assertAllowedOrigin(request: IncomingRequest, { exposure }: AccessPolicy): void {
  if (exposure === 'process') return
  const host = request.origin.slice(request.origin.indexOf('://') + 3)
  const origin = request.getHeader('origin')
  if (origin !== null && origin.slice(origin.indexOf('://') + 3) !== host) {
    throw new Problem('forbidden', { text: 'requests that a web page of another origin sends are refused' })
  }
  if (exposure === 'loopback' && !LOOPBACK_HOST.test(host)) {
    throw new Problem('forbidden', { text: `the Host header says "${host}"; ask 127.0.0.1 or localhost` })
  }
}

/**
 * Wants the token beyond this machine.
 * @throws {Problem} "forbidden"
 */
export function assertToken(credential: string | null, { exposure, token }: AccessPolicy): void {
  if (exposure === 'beyond' && (token === null || credential !== token)) {
    throw new Problem('forbidden', {
      text: 'beyond this machine the control API wants the bearer token that flowtwin serve printed',
    })
  }
}

/**
 * Refuses changes where only looking is allowed, whoever asks: a page that hides its buttons protects nothing.
 * @throws {Problem} "forbidden"
 */
export function assertWritable(
  { id, method }: Pick<OperationFacts, 'id' | 'method'>,
  { isReadOnly }: AccessPolicy,
): void {
  if (!isReadOnly || method === 'get' || READ_ONLY_OPERATIONS.has(id)) return
  throw new Problem('forbidden', {
    text: 'this server can only be looked at: it was started with "--page read-only", and its control API takes no changes',
  })
}
