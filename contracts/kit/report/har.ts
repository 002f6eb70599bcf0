import { instantOf, writeInstant } from '../oracles/instant.ts'
import type { ShownExchange } from '../run-event.ts'
import { SUITE_VERSION } from '../suite-version.ts'

/** The requests of a run and their answers as HAR 1.2, redacted as they came in. */
export function harReport(exchanges: readonly ShownExchange[]): string {
  const creator = { name: 'flowtwin verify', version: SUITE_VERSION }
  return `${JSON.stringify({ log: { version: '1.2', creator, entries: exchanges.map(entryOf) } }, null, 2)}\n`
}

function entryOf(exchange: ShownExchange): object {
  const { number, operation, sentAt, milliseconds } = exchange
  return {
    startedDateTime: writeInstant(instantOf(sentAt)),
    time: milliseconds,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: `request ${number}${operation === null ? '' : `, ${operation}`}`,
  }
}

function requestOf({ method, url, sentHeaders, sentBody }: ShownExchange): object {
  const type = sentHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(sentHeaders),
    queryString: URL.canParse(url) ? named([...new URL(url).searchParams]) : [],
    ...(sentBody === null ? {} : { postData: { mimeType: type, text: sentBody } }),
    headersSize: -1,
    bodySize: sentBody === null ? 0 : Buffer.byteLength(sentBody),
  }
}

function responseOf({ status, headers, content, size }: ShownExchange): object {
  const header = (wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(headers),
    content: { size, mimeType: header('content-type'), text: content },
    redirectURL: header('location'),
    headersSize: -1,
    bodySize: size,
  }
}

function named(pairs: readonly (readonly [string, string])[]): readonly object[] {
  return pairs.map(([name, value]) => ({ name, value }))
}
