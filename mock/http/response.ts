import type { OperationFacts } from '../../spec/operation-facts.ts'
import { encodeBody, type JsonSource } from '../wire/json.ts'
import { formatHttpDate } from '../wire/date-time.ts'
import { type Instant, SECOND } from '../world/time/instant.ts'
import type { Reply } from './operation.ts'

/** A reply as it goes over the wire, before the headers that every reply carries. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** How a body of bytes is said once more, by whoever would else have to keep it. */
  readonly bodySource?: JsonSource | null
  /** The instant at which the body changes though nothing in the world does. */
  readonly validUntil?: Instant
  /** What is sent in the place of the body, bit by bit. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** The bytes of a reply, in the media type that the document gives its status; none where it documents no body. */
export function serializeReply(reply: Reply, operation: OperationFacts | undefined): WireResponse {
  const documented = operation?.responses[reply.status]
  if (reply.body === null && documented === null)
    return { status: reply.status, headers: reply.headers ?? {}, body: '' }
  const type = reply.type ?? documented ?? 'application/json'
  const { body, bodySource } = type.includes('json')
    ? encodeBody(reply.body)
    : { body: String(reply.body), bodySource: null }
  const headers = { 'content-type': type, ...reply.headers }
  const { status, validUntil, stream } = reply
  if (validUntil === undefined && stream === undefined) return { status, headers, body, bodySource }
  return {
    status,
    headers,
    body,
    bodySource,
    ...(validUntil === undefined ? {} : { until: validUntil }),
    ...(stream === undefined ? {} : { stream }),
  }
}

/**
 * The one place where a Response is made. Plain headers and bytes, complete from the start: that keeps the reply on
 * node-server's direct way to the socket.
 */
export function createResponse({ status, headers, body }: WireResponse, headOnly: boolean): Response {
  return new Response(headOnly || body.length === 0 ? null : body, { status, headers })
}

/** A reply that comes bit by bit. */
export function createStreamResponse({ status, headers }: WireResponse, stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { status, headers })
}

let lastSecond = -1
let lastDate = ''

/** The Date header tells the world's time; the text is made once a second. */
export function formatDateHeader(now: Instant): string {
  const second = Math.floor(now / SECOND)
  if (second !== lastSecond) {
    lastSecond = second
    lastDate = formatHttpDate(now)
  }
  return lastDate
}
