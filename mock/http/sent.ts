import type { OperationFacts } from '../../spec/operation-facts.ts'
import { encode, type Sayable } from '../wire/json.ts'
import { toHttpDate } from '../wire/instants.ts'
import { type Instant, SECOND } from '../world/instant.ts'
import type { Reply } from './operation-types.ts'

/** A reply as it goes over the wire, before the headers that every reply carries. */
export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** How a body of bytes is said once more, by whoever would else have to keep it. */
  readonly sayable?: Sayable | null
  /** The instant at which the body changes though nothing in the world does. */
  readonly until?: Instant
  /** What is sent in the place of the body, bit by bit. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** The bytes of a reply, in the media type that the document gives its status; none where it documents no body. */
export function sentOf(reply: Reply, operation: OperationFacts | undefined): Sent {
  const documented = operation?.responses[reply.status]
  if (reply.body === null && documented === null)
    return { status: reply.status, headers: reply.headers ?? {}, body: '' }
  const type = reply.type ?? documented ?? 'application/json'
  const { body, sayable } = type.includes('json') ? encode(reply.body) : { body: String(reply.body), sayable: null }
  const headers = { 'content-type': type, ...reply.headers }
  const { status, until, stream } = reply
  if (until === undefined && stream === undefined) return { status, headers, body, sayable }
  return {
    status,
    headers,
    body,
    sayable,
    ...(until === undefined ? {} : { until }),
    ...(stream === undefined ? {} : { stream }),
  }
}

/**
 * The one place where a Response is made. Plain headers and bytes, complete from the start: that keeps the reply on
 * node-server's direct way to the socket.
 */
export function responseOf({ status, headers, body }: Sent, headOnly: boolean): Response {
  return new Response(headOnly || body.length === 0 ? null : body, { status, headers })
}

/** A reply that comes bit by bit. */
export function streamOf({ status, headers }: Sent, stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { status, headers })
}

let lastSecond = -1
let lastDate = ''

/** The Date header tells the world's time; the text is made once a second. */
export function dateHeader(now: Instant): string {
  const second = Math.floor(now / SECOND)
  if (second !== lastSecond) {
    lastSecond = second
    lastDate = toHttpDate(now)
  }
  return lastDate
}
