import type { ControlAccess } from './control.ts'

/** Where a world is, and what is known of its twin. */
export interface Place {
  readonly access: ControlAccess
  /** Whether the twin answers in this process, whatever host a request names. */
  readonly inProcess: boolean
  readonly name: string
  /** What stands before a vendor's path: "/w/<name>", or nothing for the default world. */
  readonly prefix: string
  readonly vendors: ReadonlyMap<string, VendorPlace>
  /** Worlds that were made from this one, for their names. */
  readonly count: { made: number }
}

/** Where a vendor is, and how it lets clients in. */
export interface VendorPlace {
  /** The base URL's path. */
  readonly path: string
  readonly credential: string
  readonly authorization: string
}

export function rootOf({ access, prefix }: Place): string {
  return access.origin + prefix
}

/** The request that asks a vendor in a world. */
export function requestFor(place: Place, input: Request | URL | string, init?: RequestInit): Request {
  const asked = input instanceof Request ? new Request(input, init) : new Request(urlFor(place, input), init)
  const url = place.inProcess ? asked.url : onServer(place, asked.url)
  const request = url === asked.url ? asked : new Request(url, asked)
  // A path that names a world comes before the header.
  request.headers.set('x-flowtwin-world', place.name)
  return request
}

function urlFor(place: Place, input: URL | string): URL {
  const isPath = typeof input === 'string' && input.startsWith('/')
  if (!isPath) return new URL(input)
  const isWhole = place.prefix !== '' && input.startsWith(`${place.prefix}/`)
  return new URL((isWhole ? place.access.origin : rootOf(place)) + input)
}

/** A request that was meant for another host goes to the same path of the world. */
function onServer(place: Place, url: string): string {
  const { origin, pathname, search } = new URL(url)
  return origin === place.access.origin ? url : `${rootOf(place)}${pathname}${search}`
}
