import { type FetchHandler, type ReceivedHeaders, splitUrl } from '../request.ts'

/** The address of a server as its clients write it. */
export interface PublicAddress {
  /** Scheme and authority. */
  readonly origin: string
  /** The path before the vendors' paths, which the proxy removes; empty for none. */
  readonly prefix: string
}

/** Splits a public URL, such as https://example.org/mocks. */
export function parsePublicUrl(url: string): PublicAddress {
  const { origin, pathname } = new URL(url)
  return { origin, prefix: pathname.replace(/\/+$/, '') }
}

/**
 * Gives requests the address under which a proxy publishes the server, so that links in responses lead through the proxy.
 * @param fixed the address of all requests; null takes it from the headers that the proxy sets
 */
export function applyPublicAddress(handler: FetchHandler, fixed: PublicAddress | null): FetchHandler {
  return (request, bindings) => {
    const { origin } = splitUrl(request.url)
    const address = fixed ?? readForwardedAddress(origin, bindings?.incoming?.headers ?? request.headers)
    if (address.origin !== origin) {
      const url = address.origin + request.url.slice(origin.length)
      Object.defineProperty(request, 'url', { value: url })
    }
    return handler(request, address.prefix === '' ? bindings : { ...bindings, publicPrefix: address.prefix })
  }
}

const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i
const PREFIX = /^(\/[\w.~%-]+)+$/

/** Reads `X-Forwarded-*` and `Forwarded`, of which the first value is that of the client. Invalid values are ignored. */
function readForwardedAddress(origin: string, headers: ReceivedHeaders): PublicAddress {
  const read = (name: string): string => {
    const value = headers instanceof Headers ? headers.get(name) : headers[name]
    const [first = ''] = String(value ?? '').split(',')
    return first.trim()
  }
  const forwarded = read('forwarded')
  const proto = (read('x-forwarded-proto') || readForwardedPair(forwarded, 'proto')).toLowerCase()
  const host = (read('x-forwarded-host') || readForwardedPair(forwarded, 'host')).toLowerCase()
  const prefix = read('x-forwarded-prefix').replace(/\/+$/, '')
  const [scheme = '', authority = ''] = origin.split('://')
  return {
    origin: `${proto === 'http' || proto === 'https' ? proto : scheme}://${HOST.test(host) ? host : authority}`,
    prefix: PREFIX.test(prefix) ? prefix : '',
  }
}

/** Reads a pair such as `host="example.org:8443"` of RFC 7239. */
function readForwardedPair(forwarded: string, name: string): string {
  const [, quoted, token] = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(forwarded) ?? []
  return quoted ?? token ?? ''
}
