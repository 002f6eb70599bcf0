import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { type JsonSource, reserializeBody } from '../../wire/json.ts'
import type { RealTime } from '../../world/time/clock.ts'
import type { Instant } from '../../world/time/instant.ts'
import { IncomingRequest } from '../request.ts'
import type { Caller } from '../handler-context.ts'
import type { Vendor } from '../vendor.ts'

/** Headers as node reads them, or as a request in process has them. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** What node has read of a request that came over a socket: plain data, on which nothing else hangs. */
export interface ReceivedRequest {
  readonly headers: ReceivedHeaders
  /** The whole body, where it was read before the request was handed on. */
  readonly rawBody?: Buffer
}

/** A request as node gives it, before anything has been made of it. */
export interface RawRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** What a request brings, as the journal keeps it: the request itself, with all that hangs on it, is let go. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  /** Null once they have been let go. */
  headers: ReceivedHeaders | null
  /** The vendor whose path it is; none for a path of nobody. */
  readonly vendor: Vendor | undefined
  readonly operation: OperationFacts | undefined
}

/** What became of a request. */
export interface RecordedResponse {
  /** Virtual time of the answer, and the number of the last operation before it. */
  readonly at: Instant
  readonly revision: number
  readonly caller: Caller | null
  readonly note: string | null
  /** The fault that was put into the answer on purpose. */
  readonly fault: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** What a request and its answer carried. */
export interface RecordedBodies {
  /** The request's body as it was sent; null where none was read. */
  readonly requestBody: string | null
  /** The answer's; bytes may be written over once it has gone out. */
  readonly responseBody: string | Uint8Array
  /** How bytes are said once more, where anybody knows. */
  readonly bodySource?: JsonSource | null | undefined
}

/** One request on its way through a world: references only, nothing is read or copied before somebody looks. */
export interface RequestRecord extends RecordedRequest {
  readonly sequence: number
  /** Virtual time of the receipt. */
  readonly at: Instant
  readonly startedAt: RealTime
  /** Null while the request is under way. */
  response: RecordedResponse | null
  /** The request's body; null where none was read, or once it has been let go. */
  requestBody: string | null
  /** The answer's body, or how it is said once more; null until there is one, and once it has been let go. */
  responseBody: string | Uint8Array | JsonSource | null
  endedAt: RealTime
  /** Length of the answer's body, which may be held no longer. */
  responseSize: number
  /** Whether its bodies had to make room for newer ones. */
  isBodyDropped: boolean
}

/** The request taken apart again. */
export function toIncomingRequest({ method, url }: RequestRecord): IncomingRequest {
  // Of a request that is over nothing else can be asked.
  return new IncomingRequest({ method, url } as Request)
}

export function listHeaderPairs(headers: ReceivedHeaders | null): readonly (readonly [string, string])[] {
  if (headers === null) return []
  if (headers instanceof Headers) return [...headers]
  return Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as const))
}

/**
 * The answer's body as text; bytes that are no text stand as one character each. Null where there is none.
 * @param maxLength so many characters will do, from the beginning
 */
export function readResponseBody(record: RequestRecord, maxLength = Infinity): string | null {
  const { responseBody } = record
  if (responseBody === null || responseBody.length === 0) return null
  if (typeof responseBody === 'string') return responseBody
  if (responseBody instanceof Uint8Array)
    return Buffer.from(responseBody.buffer, responseBody.byteOffset, responseBody.length).toString(
      isTextResponse(record) ? 'utf8' : 'latin1',
    )
  const text = reserializeBody(responseBody, maxLength)
  return isTextResponse(record) ? text : Buffer.from(text).toString('latin1')
}

/** Whether the answer's body is text. */
export function isTextResponse({ response }: RequestRecord): boolean {
  const type = response?.headers['content-type'] ?? ''
  return type === '' || /^text\/|json|xml|urlencoded/.test(type)
}
