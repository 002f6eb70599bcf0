import type { Incoming } from './incoming.ts'
import { TwinRefusal } from './twin-refusal.ts'

/** Bytes that a body may have: of a vendor's request, and of the control API's, which takes whole capsules. */
export const MOST_BYTES = 8 * 1024 * 1024
export const MOST_CONTROL_BYTES = 32 * 1024 * 1024

/**
 * The text of a body; of one that is too large nothing beyond the bound is read.
 * @throws {TwinRefusal} 413
 */
export async function boundedText({ request, header }: BodyOf, most: number): Promise<string> {
  const length = header('content-length')
  if (length !== null && Number(length) > most) throw tooLarge(most)
  // Over the network a body without a length comes in chunks; one within this process was held in memory already.
  if (header('transfer-encoding') === null || request.body === null) return request.text()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // The lib's types leave out that node's streams can be iterated.
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > most) throw tooLarge(most)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** The text of a body that was read ahead, as a request would tell it: a byte order mark is none of it. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString()
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

interface BodyOf {
  readonly request: Request
  readonly header: (name: string) => string | null
}

/** What is read of a request. */
export function bodyOf(incoming: Incoming): BodyOf {
  return { request: incoming.request, header: (name) => incoming.header(name) }
}

function tooLarge(most: number): TwinRefusal {
  return new TwinRefusal(`the body is larger than ${most / 1024 / 1024} MiB; send less`, {
    status: 413,
    headers: { 'x-flowtwin-refused': 'body', connection: 'close' },
  })
}
