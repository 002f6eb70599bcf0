import { Buffer } from 'node:buffer'
import { FlowtwinError } from '../errors.ts'
import type { Headers } from './exchange.ts'

/** The `fetch` function of a server, for a check in memory. */
export type Send = (request: Request) => Promise<Response>

/** One request as it is sent, without later normalisation. */
export interface WireRequest {
  readonly method: string
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query, sent unchanged with dot segments and encoded slashes. */
  readonly target: string
  /** In order; names may repeat. */
  readonly headers: Headers
  readonly body?: string
  /** Longest time for the whole response. */
  readonly timeoutSeconds: number
}

/** One response: header lines in order with repetitions, and the content without chunks but otherwise as sent. */
export interface WireResponse {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** Sends requests to the target. Redirects are never followed, so that the credential stays with the target. */
export interface Transport {
  readonly send: (request: WireRequest) => Promise<WireResponse>
  /** True when responses are shown exactly, with wrong lengths and forbidden content. */
  readonly isExact: boolean
  /** True when it replays recorded exchanges, which are not evidence twice. */
  readonly isReplay?: boolean
}

/** The transport does not support a request; a check that needs it does not apply. */
export class UnsupportedRequestError extends FlowtwinError {
  readonly code = 'unsupported-request'
}

/** Creates a transport for a server in memory. Requests that the standard `Request` rejects or rewrites are unsupported. */
export function createInMemoryTransport(send: Send): Transport {
  return {
    isExact: true,
    send: async (wire) => {
      const response = await send(toFetchRequest(wire))
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { status: response.status, headers: [...response.headers], bytes }
    },
  }
}

function toFetchRequest({ method, origin, target, headers, body, timeoutSeconds }: WireRequest): Request {
  const url = new URL(`${origin}${target}`)
  if (url.hash !== '' || unescapeUrl(url.href) !== unescapeUrl(`${origin}${target}`)) {
    throw new UnsupportedRequestError(`a target in memory cannot receive ${target} unchanged`)
  }
  const names = headers.map(([name]) => name.toLowerCase())
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined)
    throw new UnsupportedRequestError(`a target in memory cannot receive the header ${repeated} twice`)
  try {
    return new Request(url, {
      method,
      redirect: 'manual',
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    })
  } catch (error) {
    throw new UnsupportedRequestError(`${method} ${target} cannot be sent in memory`, { cause: error })
  }
}

/** Removes the percent-escapes of a URL, so that two spellings compare equal. */
function unescapeUrl(url: string): string {
  return url.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
