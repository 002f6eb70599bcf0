import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { type Exchange, getHeader } from './exchange.ts'
import type { Json } from '../json.ts'
import type { WireResponse } from './transport.ts'

/** Bounds what a small answer may unfold into. */
const DECODE_OPTIONS = { maxOutputLength: 64 * 1024 * 1024 }

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gunzipSync(bytes, DECODE_OPTIONS),
  'x-gzip': (bytes) => gunzipSync(bytes, DECODE_OPTIONS),
  deflate: (bytes) => inflateSync(bytes, DECODE_OPTIONS),
  br: (bytes) => brotliDecompressSync(bytes, DECODE_OPTIONS),
}

/** The content of an answer without its Content-Encoding; as it is when the coding is unknown or does not hold. */
export function decodeContent({ headers, bytes }: Pick<WireResponse, 'headers' | 'bytes'>): Uint8Array {
  const codings = (getHeader({ headers }, 'content-encoding') ?? '').toLowerCase().split(',')
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
export function parseContent(
  answer: Pick<WireResponse, 'headers' | 'bytes'>,
): Pick<Exchange, 'text' | 'isUtf8' | 'body'> {
  const content = decodeContent(answer)
  const text = new TextDecoder().decode(content)
  return { text, isUtf8: isUtf8(content), body: parseJson(text) }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
