import type { RawRequest } from '../http/journal/request-record.ts'
import { Problem } from '../http/problem.ts'
import { IncomingRequest } from '../http/request.ts'
import { formatDateHeader, type WireResponse } from '../http/response.ts'
import type { VendorInfo } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { DATASET_VERSION } from '../world/random.ts'
import type { World } from '../world/world.ts'
import { type AccessPolicy, assertAllowedOrigin } from './access-policy.ts'

/** The body of `GET /_twin/v1/health`. */
export interface Health {
  readonly status: 'ready'
  readonly dataSetVersion: number
  readonly seed: string | number
  /** The default world's time, in microseconds with Z. */
  readonly now: string
  readonly clock: string
  /** Whether the control API takes no changes. */
  readonly readOnly: boolean
  readonly vendors: readonly {
    readonly name: string
    readonly url: string
    readonly credential: string
    readonly authorization: string
  }[]
}

interface HealthInput {
  readonly vendors: readonly VendorInfo[]
  readonly origin: string
  readonly readOnly: boolean
}

export function buildHealth(world: World, { vendors, origin, readOnly }: HealthInput): Health {
  return {
    status: 'ready',
    dataSetVersion: DATASET_VERSION,
    seed: world.dataset.parameters.seed,
    now: formatIsoMicroseconds(world.now),
    clock: world.clock.kind,
    readOnly,
    vendors: vendors.map(({ name, demo: { basePath, credential, authorization } }) => {
      return { name, url: `${origin}${basePath}`, credential, authorization }
    }),
  }
}

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
  const request = new IncomingRequest({ method, url: `http://${headers['host']}${url}`, headers: { get } } as Request)
  try {
    assertAllowedOrigin(request, accessPolicy)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
  const { origin } = request
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
