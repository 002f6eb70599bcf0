import type { ControlAccess } from './control.ts'

/** Where a world is, and what is known of its twin. */
export interface WorldConnection {
  readonly access: ControlAccess
  /** Whether the twin answers in this process, whatever host a request names. */
  readonly isInProcess: boolean
  readonly name: string
  /** What stands before a vendor's path: "/w/<name>", or nothing for the default world. */
  readonly prefix: string
  readonly vendors: ReadonlyMap<string, VendorEndpoint>
  /** Worlds that were made from this one, for their names. */
  readonly count: { made: number }
}

/** Where a vendor is, and how it lets clients in. */
export interface VendorEndpoint {
  /** The base URL's path. */
  readonly path: string
  readonly credential: string
  readonly authorization: string
}

export function getBaseUrl({ access, prefix }: WorldConnection): string {
  return access.origin + prefix
}

/** The request that asks a vendor in a world. */
export function createVendorRequest(
  connection: WorldConnection,
  input: Request | URL | string,
  init?: RequestInit,
): Request {
  const original =
    input instanceof Request ? new Request(input, init) : new Request(resolveUrl(connection, input), init)
  const url = connection.isInProcess ? original.url : rewriteOrigin(connection, original.url)
  const request = url === original.url ? original : new Request(url, original)
  // A path that names a world comes before the header.
  request.headers.set('x-flowtwin-world', connection.name)
  return request
}

function resolveUrl(connection: WorldConnection, input: URL | string): URL {
  const isPath = typeof input === 'string' && input.startsWith('/')
  if (!isPath) return new URL(input)
  const hasWorldPrefix = connection.prefix !== '' && input.startsWith(`${connection.prefix}/`)
  return new URL((hasWorldPrefix ? connection.access.origin : getBaseUrl(connection)) + input)
}

/** A request that was meant for another host goes to the same path of the world. */
function rewriteOrigin(connection: WorldConnection, url: string): string {
  const { origin, pathname, search } = new URL(url)
  return origin === connection.access.origin ? url : `${getBaseUrl(connection)}${pathname}${search}`
}
