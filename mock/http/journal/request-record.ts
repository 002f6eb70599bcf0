import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Instant, RealTime } from '../../world/time.ts'
import type { Problem } from '../problem.ts'
import { type Caller, IncomingRequest, type ReceivedHeaders } from '../request.ts'

/** The facts of a vendor that entries and hints show. */
export interface RecordedVendor {
  readonly name: string
  readonly operations: readonly OperationFacts[]
  readonly demo: { readonly authorization: string; readonly credential: string }
}

/** The stored facts of a request. The `Request` itself is not stored, because it refers to node's request and socket. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  /** Null once dropped. */
  headers: ReceivedHeaders | null
  /** The vendor whose path it is; undefined for a path of none. */
  readonly vendor: RecordedVendor | undefined
  readonly operation: OperationFacts | undefined
}

/** The response to a request, without its body. */
export interface RecordedResponse {
  /** Virtual time of the response. */
  readonly at: Instant
  /** The number of the last operation before the response. */
  readonly revision: number
  readonly caller: Caller | null
  readonly note: string | null
  /** The reason for an error response of the vendor. */
  readonly problem?: Pick<Problem, 'code' | 'details'> | null
  /** The fault rules that took part, separated by commas. */
  readonly fault: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

export interface RecordedBodies {
  /** As sent; null where none was read. */
  readonly requestBody: string | null
  readonly responseBody: string | Uint8Array
  /** True for a response body that the response cache keeps anyway. */
  readonly isReused?: boolean
}

/** A journal's record of one request: references only; everything derived is computed when the journal is read. */
export interface RequestRecord extends RecordedRequest {
  readonly sequence: number
  /** Virtual time of the receipt. */
  readonly at: Instant
  readonly startedAt: RealTime
  /** Null while the request is in progress. */
  response: RecordedResponse | null
  /** Null where none was read, and once dropped. */
  requestBody: string | null
  /** Null while the request is in progress, and once dropped. */
  responseBody: string | Uint8Array | null
  endedAt: RealTime
  /** Length of the response body, kept when the body is dropped. */
  responseSize: number
  /** True once the bodies were dropped to make room for newer ones. */
  isBodyDropped: boolean
}

/** The parsed URL of a recorded request; headers and body are not available. */
export function toIncomingRequest({ method, url }: Pick<RequestRecord, 'method' | 'url'>): IncomingRequest {
  return new IncomingRequest({ method, url } as Request)
}

export function listHeaderPairs(headers: ReceivedHeaders | null): readonly (readonly [string, string])[] {
  if (headers === null) return []
  if (headers instanceof Headers) return [...headers]
  const pairs: (readonly [string, string])[] = []
  for (const [name, value = []] of Object.entries(headers))
    for (const one of typeof value === 'string' ? [value] : value) pairs.push([name, one])
  return pairs
}

/** The response body as text; each byte of a binary body is one character. Null where there is none. */
export function readResponseBody(record: RequestRecord): string | null {
  const { responseBody } = record
  if (responseBody === null || responseBody.length === 0) return null
  if (typeof responseBody === 'string') return responseBody
  const { buffer, byteOffset, length } = responseBody
  return Buffer.from(buffer, byteOffset, length).toString(isTextResponse(record) ? 'utf8' : 'latin1')
}

/** True for a response with a textual media type, or none. */
export function isTextResponse({ response }: RequestRecord): boolean {
  const type = response?.headers['content-type'] ?? ''
  return type === '' || /^text\/|json|xml|urlencoded/.test(type)
}
