import type { OperationFacts } from '../../spec/operation-facts.ts'
import { encode } from '../wire/json.ts'
import { toHttpDate } from '../wire/instants.ts'
import { type Instant, SECOND } from '../world/instant.ts'
import type { Reply } from './operation-types.ts'

/** A reply as it goes over the wire, before the headers that every reply carries. */
export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const NO_CONTENT = 204

/** The bytes of a reply, in the media type that the document gives its status. */
export function sentOf(reply: Reply, operation: OperationFacts | undefined): Sent {
  if (reply.status === NO_CONTENT) return { status: reply.status, headers: reply.headers ?? {}, body: '' }
  const type = reply.type ?? operation?.responses[reply.status] ?? 'application/json'
  const body = type.includes('json') ? encode(reply.body) : String(reply.body)
  const contentType = { 'content-type': type }
  return {
    status: reply.status,
    headers: reply.headers === undefined ? contentType : { ...contentType, ...reply.headers },
    body,
  }
}

/**
 * The one place where a Response is made. Plain headers and bytes, complete from the start: that keeps the reply on
 * node-server's direct way to the socket.
 */
export function responseOf({ status, headers, body }: Sent, headOnly: boolean): Response {
  return new Response(headOnly || status === NO_CONTENT ? null : body, { status, headers })
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
