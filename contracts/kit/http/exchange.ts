import type { Json } from '../json.ts'
import { parseHttpDate } from '../oracles/instants.ts'

/**
 * What stands in the Authorization header: the run's own credential, that one with a character more or less, nothing, or a
 * made-up text that is no secret.
 */
export type Credential =
  | 'own'
  | 'longer'
  | 'shorter'
  | 'none'
  | { readonly header: string }
  /** The own credential behind another way of writing its scheme. */
  | { readonly scheme: string }
  /** The own credential as a parameter of the query instead of a header. */
  | { readonly parameter: string }
  /** Another credential that the run was given. */
  | { readonly other: OtherCredential }

/** Credentials beside the own one that a run may be given: of another tenant, one that has expired, one that may only read. */
export type OtherCredential = 'second' | 'expired' | 'readOnly'

/** One request as a check states it. */
export interface CheckRequest {
  /** The operationId that the answer is judged by; null for a path that the document does not know. */
  readonly operation: string | null
  readonly method?: string
  /**
   * Path and query below the base URL of the target. It is sent as it stands here, dot segments, encoded slashes and `+`
   * included; where the way to the target cannot carry it, or the method, the check does not apply.
   */
  readonly path: string
  /** A list is sent as that many lines of the same name, an empty list leaves a usual header out. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly credential?: Credential
  /**
   * `valid`: the documented success is due. `invalid`: a refusal is. `open`: either will do, or nobody says which.
   * `rough`: something that may be refused before the API sees it. `probe`: a method that nobody documented.
   */
  readonly intent: 'valid' | 'invalid' | 'open' | 'rough' | 'probe' | 'clean-up'
}

/** Values for the {placeholders} of a path and for its query. */
export interface PathAndQueryValues {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

/** Fills a path template; every value is percent-encoded, so `+` never turns into a space. */
export function buildPath(template: string, { path = {}, query = {} }: PathAndQueryValues = {}): string {
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? `{${name}}`))
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`
}

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

/** What stands in a recorded request where the credential was, also as the shell variable that holds it. */
export const TOKEN = '$TOKEN'

/** The same for the credential without its last character, in the words of a POSIX shell. */
export const SHORTER_TOKEN = '${TOKEN%?}'

/** Headers that say nothing about the request that a person would want to repeat. */
const OMITTED_HEADERS = ['accept-encoding', 'user-agent']

/** One line for a POSIX shell that sends the same request again; the credential comes from the variable TOKEN. */
export function renderCurl({
  method,
  getUrl: url,
  sentHeaders,
  raw: request,
}: Pick<Exchange, 'method' | 'url' | 'sentHeaders' | 'request'>): string {
  const headers = sentHeaders
    .filter(([name]) => !OMITTED_HEADERS.includes(name.toLowerCase()))
    .map(
      ([name, value]) =>
        ` -H ${name === 'Authorization' ? quoteAroundToken(`${name}: ${value}`) : quoteShell(`${name}: ${value}`)}`,
    )
  const verb = (request.body === undefined ? { GET: '', HEAD: ' -I' }[method] : undefined) ?? ` -X ${method}`
  // curl, too, would rather tidy a path up.
  const exact = /\/\.{1,2}(?=[/?]|$)/.test(url) ? ' --path-as-is' : ''
  const body = request.body === undefined ? '' : ` --data-raw ${quoteShell(request.body)}`
  // -g: brackets in a query are meant, not a range of addresses.
  return `curl -gsSi${exact}${verb} ${quoteShell(url)}${headers.join('')}${body}`
}

/** A text as one word of a POSIX shell. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A text as one word of a POSIX shell in which the token stays a variable. */
export function quoteAroundToken(text: string): string {
  const parts = text.split(/(\$TOKEN|\$\{TOKEN%\?\})/).filter((part) => part !== '')
  return parts.map((part) => (part === TOKEN || part === SHORTER_TOKEN ? `"${part}"` : quoteShell(part))).join('')
}

/** What time it was for the target when it answered, in milliseconds: its own word for it, else our clock. */
export function readServerTime(exchange: Pick<Exchange, 'headers' | 'receivedAt'>): number {
  return parseHttpDate(getHeader(exchange, 'date') ?? '') ?? exchange.receivedAt
}
