import type { CheckRequest } from './call.ts'
import type { Json } from './json.ts'

export type Headers = readonly (readonly [string, string])[]

/** One request and its answer, as the recorder keeps them. The own credential is never in it: `$TOKEN` stands in its place. */
export interface Exchange {
  /** Counts from 1 in the order of sending. */
  readonly number: number
  readonly request: CheckRequest
  readonly method: string
  readonly url: string
  readonly sentHeaders: Headers
  readonly status: number
  readonly headers: Headers
  /** The content as it was sent, without chunks but still encoded where Content-Encoding says so. */
  readonly bytes: Uint8Array
  /** The decoded content as UTF-8; bytes that are none show as U+FFFD. */
  readonly text: string
  readonly isUtf8: boolean
  /** The body when it is JSON text, else undefined. */
  readonly body: Json | undefined
  /** Clock readings in milliseconds. */
  readonly sentAt: number
  readonly receivedAt: number
}

/** The value of a response header, or null; of several lines the first. */
export function getHeader(exchange: Pick<Exchange, 'headers'>, name: string): string | null {
  return exchange.headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ?? null
}

/** The media type of the response in lower case and without parameters, or null. */
export function getMediaType(exchange: Pick<Exchange, 'headers'>): string | null {
  return getHeader(exchange, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? null
}

export function isSuccess({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** Whether the target refused the request as the client's fault. Asking too often (429) is no judgement of the request. */
export function isClientError({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 400 && status < 500 && status !== 429
}

/** Whether the answer is of no use because the target or something before it failed. */
export function isServerError({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 500 && status !== 501
}
