import { isUtf8 } from 'node:buffer'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { type Exchange, getHeader } from './exchange.ts'
import type { Json } from '../json.ts'
import type { WireResponse } from './transport.ts'

/** Limits the size to which a small response may decompress. */
const DECODE_OPTIONS = { maxOutputLength: 64 * 1024 * 1024 }

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gunzipSync(bytes, DECODE_OPTIONS),
  'x-gzip': (bytes) => gunzipSync(bytes, DECODE_OPTIONS),
  deflate: (bytes) => inflateSync(bytes, DECODE_OPTIONS),
  br: (bytes) => brotliDecompressSync(bytes, DECODE_OPTIONS),
}

/** Decodes the Content-Encoding of a response; returns the bytes unchanged for an unknown or invalid coding. */
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

/** Decodes the content of a response to text, and to JSON where it parses. */
export function parseContent(
  response: Pick<WireResponse, 'headers' | 'bytes'>,
): Pick<Exchange, 'text' | 'isUtf8' | 'body'> {
  const content = decodeContent(response)
  const text = new TextDecoder().decode(content)
  return { text, isUtf8: isUtf8(content), body: parseJson(text) }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
