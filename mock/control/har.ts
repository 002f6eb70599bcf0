import { toHeaderList, type JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import { formatIsoMilliseconds } from '../wire/date-time.ts'
import { QueryString } from '../wire/query-string.ts'

/**
 * Converts the journal to an HTTP archive, version 1.2. Fields that HAR does not define begin with an underscore. Yields
 * after each entry.
 */
export function* iterateHar(journal: Journal) {
  const entries: ReturnType<typeof toHarEntry>[] = []
  for (const entry of journal.listJournalEntries()) {
    entries.push(toHarEntry(entry))
    yield
  }
  const { dropped, bodiesDropped } = journal
  const lossNotice = `${dropped} older requests and the bodies of ${bodiesDropped} requests were dropped`
  const comment = dropped + bodiesDropped === 0 ? {} : { comment: lossNotice }
  return {
    log: { version: '1.2', creator: { name: 'flowtwin', version: '1' }, entries, ...comment },
  }
}

function toHarEntry(entry: JournalEntry) {
  const time = entry.realMilliseconds ?? 0
  return {
    // Virtual time, as in the responses.
    startedDateTime: formatIsoMilliseconds(entry.at),
    time,
    request: toHarRequest(entry),
    response: toHarResponse(entry),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    _sequence: entry.sequence,
    _state: entry.state,
    _vendor: entry.vendor,
    _operation: entry.operation,
    _fault: entry.fault,
    _note: entry.note,
  }
}

function toHarRequest(entry: JournalEntry) {
  const { method, url, requestHeaders, requestBody } = entry
  const queryStart = url.indexOf('?')
  const query = new QueryString(queryStart === -1 ? '' : url.slice(queryStart + 1))
  const mimeType = requestHeaders?.['content-type'] ?? 'application/octet-stream'
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHeaderList(requestHeaders),
    queryString: query.pairs.map(([name, value]) => ({ name, value })),
    ...(requestBody === null || requestBody === '' ? {} : { postData: { mimeType, text: requestBody } }),
    headersSize: -1,
    bodySize: requestBody === null ? 0 : Buffer.byteLength(requestBody),
  }
}

function toHarResponse(entry: JournalEntry) {
  const { responseHeaders, responseBody, responseSize, status } = entry
  const mimeType = responseHeaders['content-type'] ?? ''
  return {
    // 0 is HAR's status of a pending request.
    status: status ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHeaderList(responseHeaders),
    content: { size: responseSize, mimeType, ...toHarContent(entry, responseBody) },
    redirectURL: '',
    headersSize: -1,
    bodySize: entry.method === 'HEAD' ? 0 : responseSize,
  }
}

function toHarContent(entry: JournalEntry, body: string | null) {
  if (entry.isBodyDropped) return { comment: 'dropped' }
  if (body === null) return {}
  return entry.isText ? { text: body } : { text: Buffer.from(body, 'latin1').toString('base64'), encoding: 'base64' }
}
