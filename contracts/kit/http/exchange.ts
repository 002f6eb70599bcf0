import type { Json } from '../json.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import { escapeUnprintable } from '../printable-text.ts'
import { getHeaderPlaceholder } from './connection.ts'

/** Authorization of a request: the run's own credential, that one changed, none, or another form. */
export type Credential =
  | 'own'
  /** One character more or less. */
  | 'longer'
  | 'shorter'
  /** Lower-case letters for capitals and capitals for lower-case letters; does not apply without letters. */
  | 'swapped-case'
  | 'none'
  /** A fixed header value that is no secret. */
  | { readonly header: string }
  /** The own credential with another scheme; without one for an empty text. */
  | { readonly scheme: string }
  /** The own credential in a query parameter instead of the header. */
  | { readonly parameter: string }
  /** A further credential of the run. */
  | { readonly other: OtherCredential }

/** Further credentials of a run: of another tenant, an expired one, a read-only one. */
export type OtherCredential = 'second' | 'expired' | 'readOnly'

/** One request of a check. */
export interface CheckRequest {
  /** The operationId whose declared responses apply; null for an undocumented path. */
  readonly operation: string | null
  readonly method?: string
  /**
   * Path and query below the base URL, sent unchanged with dot segments, encoded slashes and `+`; where the transport does
   * not support it, or the method, the check does not apply.
   */
  readonly path: string
  /** A list is sent as several lines of the same name; an empty list omits a default header. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly credential?: Credential
  /**
   * `valid`: expects the documented success. `invalid`: expects a client error. `open`: both are accepted.
   * `unspecified`: may be rejected before it reaches the API. `probe`: an undocumented method. `discovery`: finds out
   * whether the target offers the operation, and is no evidence for checks.
   */
  readonly intent: 'valid' | 'invalid' | 'open' | 'unspecified' | 'probe' | 'discovery' | 'clean-up'
}

/** Values for the {placeholders} of a path and for its query. */
export interface PathAndQueryValues {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

/** Fills a path template; values are percent-encoded, so that `+` never becomes a space. */
export function buildPath(template: string, { path = {}, query = {} }: PathAndQueryValues = {}): string {
  const filledPath = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? `{${name}}`),
  )
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? filledPath : `${filledPath}?${pairs.join('&')}`
}

export type Headers = readonly (readonly [string, string])[]

/** One request with its response. `$TOKEN` replaces the own credential in it. */
export interface Exchange {
  /** Counts from 1 in the order of sending. */
  readonly number: number
  readonly request: CheckRequest
  readonly method: string
  readonly url: string
  readonly sentHeaders: Headers
  readonly status: number
  readonly headers: Headers
  /** The content without chunks, still with its Content-Encoding. */
  readonly bytes: Uint8Array
  /** The decoded content as UTF-8; invalid bytes become U+FFFD. */
  readonly text: string
  readonly isUtf8: boolean
  /** The parsed body; undefined when it is not JSON. */
  readonly body: Json | undefined
  /** Clock readings in milliseconds. */
  readonly sentAt: number
  readonly receivedAt: number
}

/** Returns the first value of a response header, or null. */
export function getHeader(exchange: Pick<Exchange, 'headers'>, name: string): string | null {
  return exchange.headers.find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1] ?? null
}

/** Returns the media type of the response in lower case without parameters, or null. */
export function getMediaType(exchange: Pick<Exchange, 'headers'>): string | null {
  return getHeader(exchange, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? null
}

export function isSuccess({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** Returns true when the request asked for JSON: HTML that was asked for, or a web server's page for TRACE, is no fault. */
export function acceptsJson({ method, sentHeaders }: Pick<Exchange, 'method' | 'sentHeaders'>): boolean {
  const accept = sentHeaders.find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? '*/*'
  return method !== 'TRACE' && /json|\*\/\*/.test(accept)
}

/** Returns true for a client error; 429 is no judgement of the request itself. */
export function isClientError({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 400 && status < 500 && status !== 429
}

/** Returns true for a failure of the target or a gateway; 501 is an answer. */
export function isServerError({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 500 && status !== 501
}

/** Replaces the credential in recorded requests; as a shell variable it holds the credential. */
export const TOKEN = '$TOKEN'

/** The credential without its last character, as a POSIX shell expands it. */
export const SHORTER_TOKEN = '${TOKEN%?}'

/** The credential with the case of its letters swapped, as a POSIX shell expands it. */
export const SWAPPED_TOKEN = '$(printf %s "$TOKEN" | tr a-zA-Z A-Za-z)'

const TOKEN_FORMS: readonly string[] = [TOKEN, SHORTER_TOKEN, SWAPPED_TOKEN]

/** Headers that curl lines omit. */
const OMITTED_HEADERS = ['accept-encoding', 'user-agent']

/** Renders a request as a curl command for a shell; the credential comes from a variable. */
export function renderCurl(
  { method, url, sentHeaders, request }: Pick<Exchange, 'method' | 'url' | 'sentHeaders' | 'request'>,
  tokenVariable = 'TOKEN',
): string {
  const headers = sentHeaders
    .filter(([name, value]) => !OMITTED_HEADERS.includes(name.toLowerCase()) || value === getHeaderPlaceholder(name))
    .map(([name, value]) => ` -H ${quoteHeader(name, value, tokenVariable)}`)
  const methodOption = (request.body === undefined ? { GET: '', HEAD: ' -I' }[method] : undefined) ?? ` -X ${method}`
  // curl normalizes dot segments by default.
  const pathOption = /\/\.{1,2}(?=[/?]|$)/.test(url) ? ' --path-as-is' : ''
  const body = request.body === undefined ? '' : ` --data-raw ${quoteShell(request.body)}`
  // -g: brackets in a query are literal, no range of URLs.
  return `curl -gsSi${pathOption}${methodOption} ${quoteShell(url)}${headers.join('')}${body}`
}

/** Quotes a text as one word of a shell, unprintable characters as escapes. */
function quoteShell(text: string): string {
  const isPrintable = escapeUnprintable(text) === text
  if (isPrintable) return `'${text.replaceAll("'", String.raw`'\''`)}'`
  return `$'${escapeUnprintable(text.replaceAll(/[\\']/g, String.raw`\$&`))}'`
}

/** Quotes a header as one word of a POSIX shell in which its secret remains a variable. */
function quoteHeader(name: string, value: string, tokenVariable: string): string {
  if (value === getHeaderPlaceholder(name)) return `${quoteShell(`${name}: `)}"${value}"`
  if (name !== 'Authorization') return quoteShell(`${name}: ${value}`)
  const parts = `${name}: ${value}`.split(/(\$\(printf [^)]*\)|\$TOKEN|\$\{TOKEN%\?\})/).filter((part) => part !== '')
  return parts
    .map((part) => (TOKEN_FORMS.includes(part) ? `"${part.replace('TOKEN', tokenVariable)}"` : quoteShell(part)))
    .join('')
}

/** Returns the time of a response in milliseconds: its Date header, else the local clock. */
export function readServerTime(exchange: Pick<Exchange, 'headers' | 'receivedAt'>): number {
  return parseHttpDate(getHeader(exchange, 'date') ?? '') ?? exchange.receivedAt
}
