import type { Exchange, Headers } from '../http/exchange.ts'
import type { LedgerEntry } from '../http/ledger.ts'
import type { CheckResult, Result } from '../result.ts'
import type { RunIdentity } from './run-identity.ts'

/** A request and its answer as they may be shown: no credential, and no personal data unless full evidence is wanted. */
export interface RedactedExchange {
  readonly number: number
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly sentHeaders: Headers
  readonly sentBody: string | null
  readonly status: number
  readonly headers: Headers
  /** The decoded content. */
  readonly content: string
  /** Bytes of the content as it was sent. */
  readonly size: number
  /** Clock reading in milliseconds since 1970. */
  readonly sentAt: number
  readonly milliseconds: number
}

/** What happens in a run, told as it happens; the last event holds all that the others said. */
export type RunEvent =
  | { readonly event: 'run'; readonly run: RunIdentity; readonly vendor: string; readonly checks: number }
  | { readonly event: 'exchange'; readonly exchange: RedactedExchange }
  | { readonly event: 'check'; readonly check: CheckResult }
  | { readonly event: 'ledger'; readonly entry: LedgerEntry }
  | { readonly event: 'end'; readonly result: Result }

export type RunListener = (event: RunEvent) => void

/** What takes out of an exchange what may not be shown. */
interface Redaction {
  readonly mask: (text: string) => string
  /** The content without what belongs to people; asked for only if somebody looks. */
  readonly content: () => string
}

/** An exchange as it may be shown. */
export function redactExchange(exchange: Exchange, { mask, content }: Redaction): RedactedExchange {
  const { number, request, method, url, sentHeaders, status, headers, bytes, sentAt, receivedAt } = exchange
  let shown: string | undefined
  const maskHeaders = (all: Headers): Headers => all.map(([name, value]) => [name, mask(value)] as const)
  return {
    number,
    operation: request.operation,
    method,
    url: mask(url),
    sentHeaders: maskHeaders(sentHeaders),
    sentBody: request.body === undefined ? null : mask(request.body),
    status,
    headers: maskHeaders(headers),
    get content() {
      return (shown ??= mask(content()))
    },
    size: bytes.length,
    sentAt,
    milliseconds: receivedAt - sentAt,
  }
}
