import type { IncomingRequest } from './incoming.ts'
import { HttpError } from './twin-refusal.ts'

/** Bytes that a body may have: of a vendor's request, and of the control API's, which takes whole capsules. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024
export const MAX_CONTROL_BODY_BYTES = 32 * 1024 * 1024

/**
 * The text of a body; of one that is too large nothing beyond the bound is read.
 * @throws {TwinRefusal} 413
 */
export async function readBodyText({ request, getHeader }: ReadableBody, maxBytes: number): Promise<string> {
  const length = getHeader('content-length')
  if (length !== null && Number(length) > maxBytes) throw createBodyTooLargeError(maxBytes)
  // Over the network a body without a length comes in chunks; one within this process was held in memory already.
  if (getHeader('transfer-encoding') === null || request.body === null) return request.text()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // The lib's types leave out that node's streams can be iterated.
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw createBodyTooLargeError(maxBytes)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** The text of a body that was read ahead, as a request would tell it: a byte order mark is none of it. */
export function decodeBodyText(bytes: Buffer): string {
  const text = bytes.toString()
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

interface ReadableBody {
  readonly request: Request
  readonly getHeader: (name: string) => string | null
}

/** What is read of a request. */
export function toReadableBody(incoming: IncomingRequest): ReadableBody {
  return { request: incoming.raw, getHeader: (name) => incoming.getHeader(name) }
}

function createBodyTooLargeError(maxBytes: number): HttpError {
  return new HttpError(`the body is larger than ${maxBytes / 1024 / 1024} MiB; send less`, {
    status: 413,
    headers: { 'x-flowtwin-refused': 'body', connection: 'close' },
  })
}
