import type { ControlAccess } from './control.ts'

/** Addresses one world of a server. */
export interface WorldConnection {
  readonly access: ControlAccess
  /** True for a server in this process, which ignores the host of requests. */
  readonly isInProcess: boolean
  readonly name: string
  /** The prefix of vendor paths: "/w/<name>", or empty for the default world. */
  readonly prefix: string
  readonly vendors: ReadonlyMap<string, VendorEndpoint>
  /** The number of worlds that were created from this one, for their default names. */
  childCount: number
}

/** The base path and credential of a vendor. */
export interface VendorEndpoint {
  readonly path: string
  readonly credential: string
  readonly authorization: string
}

export function getBaseUrl({ access, prefix }: WorldConnection): string {
  return access.origin + prefix
}

/** Creates a request to a vendor in the world, from a path or from a request to the vendor's own host. */
export function createVendorRequest(
  connection: WorldConnection,
  input: Request | URL | string,
  init?: RequestInit,
): Request {
  const original =
    input instanceof Request ? new Request(input, init) : new Request(resolveUrl(connection, input), init)
  const url = connection.isInProcess ? original.url : rewriteOrigin(connection, original.url)
  const request = url === original.url ? original : new Request(url, original)
  // A world in the path takes precedence over this header.
  request.headers.set('x-flowtwin-world', connection.name)
  return request
}

function resolveUrl(connection: WorldConnection, input: URL | string): URL {
  const isPath = typeof input === 'string' && input.startsWith('/')
  if (!isPath) return new URL(input)
  const hasWorldPrefix = connection.prefix !== '' && input.startsWith(`${connection.prefix}/`)
  return new URL((hasWorldPrefix ? connection.access.origin : getBaseUrl(connection)) + input)
}

/** Redirects a URL of another host to the same path of the world. */
function rewriteOrigin(connection: WorldConnection, url: string): string {
  const { origin, pathname, search } = new URL(url)
  return origin === connection.access.origin ? url : `${getBaseUrl(connection)}${pathname}${search}`
}
