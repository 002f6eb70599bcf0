import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { headerOf } from './exchange.ts'
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
