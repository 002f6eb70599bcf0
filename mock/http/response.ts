import type { OperationFacts } from '../../spec/operation-facts.ts'
import { formatHttpDate } from '../wire/date-time.ts'
import { type Serializable, SerializedJson } from '../wire/json.ts'
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
  /** True for a body that the response cache keeps and sends again. */
  readonly isReused?: boolean
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

/** The JSON of a body: UTF-8 where some of it is encoded already, else text. */
export function encodeBody(body: unknown): string | Buffer {
  if (body instanceof SerializedJson) return joinPieces(body.pieces)
  if (typeof body !== 'object' || body === null || !hasSerializedMember(body)) return JSON.stringify(body)
  const pieces: (string | Buffer)[] = []
  for (const [name, member] of Object.entries(body)) {
    if (member === undefined) continue
    pieces.push(`${pieces.length === 0 ? '{' : ','}"${name}":`)
    if (member instanceof SerializedJson) pieces.push(...member.pieces)
    else pieces.push(JSON.stringify(member))
  }
  pieces.push('}')
  return joinPieces(pieces)
}

function hasSerializedMember(body: object): boolean {
  for (const name in body) if ((body as Readonly<Record<string, unknown>>)[name] instanceof SerializedJson) return true
  return false
}

function joinPieces(pieces: readonly (string | Buffer)[]): string | Buffer {
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('')
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
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
