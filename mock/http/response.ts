import type { OperationFacts } from '../../spec/operation-facts.ts'
import { formatHttpDate } from '../wire/date-time.ts'
import { encodeBody, type Serializable } from '../wire/json.ts'
import { type Instant, SECOND } from '../world/time.ts'

/** The reply of a handler: a documented status with the body documented for it. */
export interface Reply<Status extends number = number, Body = unknown> {
  readonly status: Status
  readonly body: Serializable<Body>
  readonly headers?: Readonly<Record<string, string>>
  /** The media type, by default the one that the document gives the status. */
  readonly type?: string
  /** The instant at which the body changes though nothing in the world does. */
  readonly validUntil?: Instant
  /** A stream that replaces the body. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** A reply as it is sent, without the headers that every response has. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** The instant at which the body changes though nothing in the world does. */
  readonly validUntil?: Instant
  /** Replaces the body of a streamed response. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** Serializes a reply in the media type that the document gives its status; without a body where none is documented. */
export function serializeReply(reply: Reply, operation: OperationFacts | undefined): WireResponse {
  const { status, validUntil, stream } = reply
  const documentedType = operation?.responses[status]
  if (reply.body === null && documentedType === null) return { status, headers: reply.headers ?? {}, body: '' }
  const type = reply.type ?? documentedType ?? 'application/json'
  const body = type.includes('json') ? encodeBody(reply.body) : String(reply.body)
  const headers = { 'content-type': type, ...reply.headers }
  if (validUntil === undefined && stream === undefined) return { status, headers, body }
  return {
    status,
    headers,
    body,
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(stream === undefined ? {} : { stream }),
  }
}

/**
 * The only place that creates a Response. Plain headers and a whole body keep it on node-server's fast path, which
 * never builds the web Response.
 */
export function createResponse({ status, headers, body }: WireResponse, headOnly: boolean): Response {
  return new Response(headOnly || body.length === 0 ? null : body, { status, headers })
}

export function createStreamResponse({ status, headers }: WireResponse, stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { status, headers })
}

let lastSecond = -1
let lastDate = ''

/** The world's time as a Date header; formatted once per second. */
export function formatDateHeader(now: Instant): string {
  const second = Math.floor(now / SECOND)
  if (second !== lastSecond) {
    lastSecond = second
    lastDate = formatHttpDate(now)
  }
  return lastDate
}
