import type { Exchange, Headers } from '../http/exchange.ts'
import type { LedgerEntry } from '../http/ledger.ts'
import type { CheckResult, Result } from '../result.ts'
import type { RunIdentity } from './run-identity.ts'

/** A request and its response without credentials, and without personal data unless the evidence is full. */
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
  /** Size of the content as sent, in bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly milliseconds: number
}

/** An event of a run; the last one contains the whole result. */
export type RunEvent =
  | { readonly event: 'run'; readonly run: RunIdentity; readonly vendor: string; readonly checks: number }
  | { readonly event: 'exchange'; readonly exchange: RedactedExchange }
  | { readonly event: 'check'; readonly check: CheckResult }
  | { readonly event: 'ledger'; readonly entry: LedgerEntry }
  | { readonly event: 'end'; readonly result: Result }

export type RunListener = (event: RunEvent) => void

/** Returns an exchange without secrets; `getContent` returns its content without personal data, once it is read. */
export function redactExchange(
  exchange: Exchange,
  mask: (text: string) => string,
  getContent: () => string,
): RedactedExchange {
  const { number, request, method, url, sentHeaders, status, headers, bytes, sentAt, receivedAt } = exchange
  let content: string | undefined
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
      return (content ??= mask(getContent()))
    },
    size: bytes.length,
    sentAt,
    milliseconds: receivedAt - sentAt,
  }
}
