import {
  type FetchHandler,
  getAuthority,
  isControlPath,
  isCrossSite,
  type RequestBindings,
  splitUrl,
} from './request.ts'

/** The clients that may use a server. */
export interface AccessPolicy {
  /** The address that the server listens on; in-process for a server that does not listen. */
  readonly exposure: 'loopback' | 'network' | 'in-process'
  /** The bearer token that clients on the network must send to the control API; null rejects all of them. */
  readonly token: string | null
  /** True when the control API rejects all changes. */
  readonly isReadOnly: boolean
  /** Host names, as in `isHostListed`, that requests to a loopback address may have besides loopback ones. */
  readonly allowedHosts: readonly string[]
  /** Origins of web pages that may use the vendors' paths, or `*`; empty for none. */
  readonly corsOrigins: readonly string[]
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const CROSS_SITE_ERROR = 'the browser sent this for a web page of another site; such pages may not change anything here'

/**
 * Rejects requests that only a web page of another site sends, before they reach a world: those with a host name that
 * points to this machine (DNS rebinding), and changes that the browser marks as cross-site.
 * @param reject creates the response to a rejected request
 */
export function guardHandler(
  handler: FetchHandler,
  policy: AccessPolicy,
  reject: (request: Request, error: string) => Response,
): FetchHandler {
  /** The origin of the last accepted request; clients send the same one again and again. */
  let acceptedOrigin = ''
  return (request, bindings) => {
    const { origin, path } = splitUrl(request.url)
    if (origin !== acceptedOrigin) {
      const hostProblem = describeHostProblem(origin, policy)
      if (hostProblem !== null) return reject(request, hostProblem)
      acceptedOrigin = origin
    }
    if (policy.corsOrigins.length > 0 && isSharedWith(request, policy) && !isControlPath(path))
      return shareWithOrigin(handler, request, bindings)
    if (!SAFE_METHODS.has(request.method) && isCrossSite(request)) return reject(request, CROSS_SITE_ERROR)
    return handler(request, bindings)
  }
}

/** Describes a host name that no client of this machine uses; null for one that is fine. */
function describeHostProblem(origin: string, { exposure, allowedHosts }: AccessPolicy): string | null {
  if (exposure !== 'loopback') return null
  const authority = getAuthority(origin)
  const hostname = authority.replace(/:\d+$/, '')
  if (isLoopbackHost(hostname) || isHostListed(hostname, allowedHosts)) return null
  return `the Host header is "${authority}"; use 127.0.0.1 or localhost, or start the server with --allow-host ${hostname}`
}

const LOOPBACK_HOST = /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** True for the name of a host that is this machine: localhost and names below, 127.0.0.0/8 and [::1]. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK_HOST.test(hostname)
}

/** True for a host name in a list of names; `*.example.org` lists all names below, `*` all names. */
export function isHostListed(hostname: string, list: readonly string[]): boolean {
  const name = hostname.toLowerCase()
  return list.some((entry) => {
    const listed = entry.toLowerCase()
    return listed === '*' || listed === name || (listed.startsWith('*.') && name.endsWith(listed.slice(1)))
  })
}

/** True for a request of a web page that may use the vendors' paths. */
function isSharedWith({ headers }: Request, { corsOrigins }: AccessPolicy): boolean {
  const origin = headers.get('origin')
  return origin !== null && (corsOrigins.includes('*') || corsOrigins.includes(origin))
}

/** Answers a preflight, and adds CORS headers to the vendor's response, which stays as it is otherwise. */
async function shareWithOrigin(
  handler: FetchHandler,
  request: Request,
  bindings: RequestBindings | undefined,
): Promise<Response> {
  const { headers } = request
  const common = {
    'access-control-allow-origin': headers.get('origin') ?? '',
    'access-control-allow-credentials': 'true',
  }
  const method = headers.get('access-control-request-method')
  if (request.method === 'OPTIONS' && method !== null) {
    const preflight = {
      ...common,
      'access-control-allow-methods': method,
      'access-control-allow-headers': headers.get('access-control-request-headers') ?? '',
      'access-control-allow-private-network': 'true',
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    }
    return new Response(null, { status: 204, headers: preflight })
  }
  // A page of a listed origin may create worlds, as any client.
  headers.delete('sec-fetch-site')
  const response = await handler(request, bindings)
  const names = [...response.headers.keys()].join(', ')
  for (const [name, value] of Object.entries({ ...common, 'access-control-expose-headers': names }))
    response.headers.set(name, value)
  response.headers.append('vary', 'Origin')
  return response
}
