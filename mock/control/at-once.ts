import type { RawRequest } from '../http/call.ts'
import { IncomingRequest } from '../http/incoming.ts'
import { Problem } from '../http/problem.ts'
import { formatDateHeader, type WireResponse } from '../http/sent.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { VendorInfo } from '../http/vendor.ts'
import { type AccessPolicy, assertAllowedOrigin } from './door.ts'
import { buildHealth } from './health.ts'

interface HealthContext {
  readonly served: ServedWorld
  readonly vendors: readonly VendorInfo[]
  readonly accessPolicy: AccessPolicy
}

/**
 * Answers whether the server is there, before anything else is loaded: just what the control API will answer then.
 * Undefined for whatever is not simply asked that.
 */
export function answerHealthCheck(
  { method, url, headers }: RawRequest,
  { served, vendors, accessPolicy }: HealthContext,
): WireResponse | undefined {
  if (method !== 'GET' || url !== '/_twin/v1/health' || typeof headers['host'] !== 'string') return undefined
  if (headers['authorization']?.includes('.') === true || Object.keys(headers).some(isFlowtwinHeader)) return undefined
  const get = (name: string): string | null => headers[name]?.toString() ?? null
  const incoming = new IncomingRequest({ method, url: `http://${headers['host']}${url}`, headers: { get } } as Request)
  try {
    assertAllowedOrigin(incoming, accessPolicy)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
  const { origin } = incoming
  const body = JSON.stringify(buildHealth(served.world, { vendors, origin, readOnly: accessPolicy.isReadOnly }))
  const responseHeaders = {
    'content-type': 'application/json',
    date: formatDateHeader(served.world.now),
    'x-flowtwin-world': served.name,
  }
  return { status: 200, headers: responseHeaders, body }
}

/** Whether a header asks for another world, for another instant or for a fault; a credential with a dot may ask for a world. */
function isFlowtwinHeader(name: string): boolean {
  return name.startsWith('x-flowtwin-')
}
