import { toInstant, formatInstant } from '../oracles/instants.ts'
import type { RedactedExchange } from '../run/run-check.ts'
import { SUITE_VERSION } from '../run/run-identity.ts'
import { serializeJson } from '../printable-text.ts'

/** Renders the redacted exchanges of a run as HAR 1.2. */
export function renderHar(exchanges: readonly RedactedExchange[], warnings: readonly string[] = []): string {
  const creator = { name: 'flowtwin verify', version: SUITE_VERSION }
  const comment = warnings.length === 0 ? {} : { comment: warnings.join(' ') }
  return `${serializeJson({ log: { version: '1.2', creator, entries: exchanges.map(toEntry), ...comment } })}\n`
}

function toEntry(exchange: RedactedExchange): object {
  const { number, operation, sentAt, milliseconds } = exchange
  return {
    startedDateTime: formatInstant(toInstant(sentAt)),
    time: milliseconds,
    request: toRequest(exchange),
    response: toResponse(exchange),
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: `request ${number}${operation === null ? '' : `, ${operation}`}`,
  }
}

function toRequest({ method, url, sentHeaders, sentBody }: RedactedExchange): object {
  const type = sentHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toNameValuePairs(sentHeaders),
    queryString: URL.canParse(url) ? toNameValuePairs([...new URL(url).searchParams]) : [],
    ...(sentBody === null ? {} : { postData: { mimeType: type, text: sentBody } }),
    headersSize: -1,
    bodySize: sentBody === null ? 0 : Buffer.byteLength(sentBody),
  }
}

function toResponse({ status, headers, content, size }: RedactedExchange): object {
  const findHeader = (header: string): string => headers.find(([name]) => name.toLowerCase() === header)?.[1] ?? ''
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toNameValuePairs(headers),
    content: { size, mimeType: findHeader('content-type'), text: content },
    redirectURL: findHeader('location'),
    headersSize: -1,
    bodySize: size,
  }
}

function toNameValuePairs(pairs: readonly (readonly [string, string])[]): readonly object[] {
  return pairs.map(([name, value]) => ({ name, value }))
}
