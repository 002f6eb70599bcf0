import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Incoming } from '../http/incoming.ts'
import { Problem } from '../http/problem.ts'

/** From where control requests may come. */
export interface Door {
  /** Where the server listens: on this machine only, beyond it, or nowhere, so that requests come from its own process. */
  readonly reach: 'loopback' | 'beyond' | 'process'
  /** The bearer token that is wanted beyond this machine; null refuses everybody there. */
  readonly token: string | null
  /** Whether nobody may change anything through the control API. */
  readonly readOnly: boolean
}

/** Operations that change nothing although they are no GET. */
const HARMLESS: ReadonlySet<string> = new Set(['waitForJournal', 'verifyJournal'])

const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Refuses what a web page could make a browser send: requests of another origin, and names that only seem to be this
 * machine (DNS rebinding).
 * @throws {Problem} "forbidden"
 */
export function guard(incoming: Incoming, { reach }: Door): void {
  if (reach === 'process') return
  const host = incoming.origin.slice(incoming.origin.indexOf('://') + 3)
  const origin = incoming.header('origin')
  if (origin !== null && origin.slice(origin.indexOf('://') + 3) !== host) {
    throw new Problem('forbidden', { text: 'requests that a web page of another origin sends are refused' })
  }
  if (reach === 'loopback' && !LOCAL_HOST.test(host)) {
    throw new Problem('forbidden', { text: `the Host header says "${host}"; ask 127.0.0.1 or localhost` })
  }
}

/**
 * Wants the token beyond this machine.
 * @throws {Problem} "forbidden"
 */
export function wantToken(given: string | null, { reach, token }: Door): void {
  if (reach === 'beyond' && (token === null || given !== token)) {
    throw new Problem('forbidden', {
      text: 'beyond this machine the control API wants the bearer token that flowtwin serve printed',
    })
  }
}

/**
 * Refuses changes where only looking is allowed, whoever asks: a page that hides its buttons protects nothing.
 * @throws {Problem} "forbidden"
 */
export function refuseChanges({ id, method }: Pick<OperationFacts, 'id' | 'method'>, { readOnly }: Door): void {
  if (!readOnly || method === 'get' || HARMLESS.has(id)) return
  throw new Problem('forbidden', {
    text: 'this server can only be looked at: it was started with "--page read-only", and its control API takes no changes',
  })
}
