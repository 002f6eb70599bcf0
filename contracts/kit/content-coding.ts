import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { type Exchange, headerOf } from './exchange.ts'
import type { Json } from './json.ts'
import type { WireAnswer } from './transport.ts'

/** Bounds what a small answer may unfold into. */
const limits = { maxOutputLength: 64 * 1024 * 1024 }

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gunzipSync(bytes, limits),
  'x-gzip': (bytes) => gunzipSync(bytes, limits),
  deflate: (bytes) => inflateSync(bytes, limits),
  br: (bytes) => brotliDecompressSync(bytes, limits),
}

/** The content of an answer without its Content-Encoding; as it is when the coding is unknown or does not hold. */
export function decoded({ headers, bytes }: Pick<WireAnswer, 'headers' | 'bytes'>): Uint8Array {
  const codings = (headerOf({ headers }, 'content-encoding') ?? '').toLowerCase().split(',')
  try {
    return codings
      .map((coding) => coding.trim())
      .filter((coding) => coding !== '' && coding !== 'identity')
      .toReversed()
      .reduce((content, coding) => DECODERS[coding]?.(content) ?? content, bytes)
  } catch {
    return bytes
  }
}

/** The content of an answer as text, and as JSON where it is that. */
export function readContent(answer: Pick<WireAnswer, 'headers' | 'bytes'>): Pick<Exchange, 'text' | 'isUtf8' | 'body'> {
  const content = decoded(answer)
  const text = new TextDecoder().decode(content)
  return { text, isUtf8: isUtf8(content), body: parsed(text) }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
