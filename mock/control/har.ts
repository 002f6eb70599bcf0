import { headerList, type JournalEntry } from '../http/journal-entry.ts'
import type { Journal } from '../http/journal.ts'
import { toMilliseconds } from '../wire/instants.ts'
import { QueryString } from '../wire/query-string.ts'

/** The journal as an HTTP archive, version 1.2; what the form has no place for stands under names with an underscore. */
export function harOf(journal: Journal) {
  const entries = journal.entries()
  const { dropped, bodiesDropped } = journal
  const lost = `${dropped} older requests and the bodies of ${bodiesDropped} are no longer held`
  const comment = dropped + bodiesDropped === 0 ? {} : { comment: lost }
  return {
    log: { version: '1.2', creator: { name: 'flowtwin', version: '1' }, entries: entries.map(entryOf), ...comment },
  }
}

function entryOf(entry: JournalEntry) {
  const time = entry.realMilliseconds ?? 0
  return {
    // The world's time: it is what the answers tell.
    startedDateTime: toMilliseconds(entry.at),
    time,
    request: requestOf(entry),
    response: responseOf(entry),
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

function requestOf(entry: JournalEntry) {
  const { method, url, requestHeaders, requestBody } = entry
  const mark = url.indexOf('?')
  const query = new QueryString(mark === -1 ? '' : url.slice(mark + 1))
  const mimeType = requestHeaders?.['content-type'] ?? 'application/octet-stream'
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headerList(requestHeaders),
    queryString: query.pairs.map(([name, value]) => ({ name, value })),
    ...(requestBody === null || requestBody === '' ? {} : { postData: { mimeType, text: requestBody } }),
    headersSize: -1,
    bodySize: requestBody === null ? 0 : Buffer.byteLength(requestBody),
  }
}

function responseOf(entry: JournalEntry) {
  const { responseHeaders, responseBody, responseSize, status } = entry
  const mimeType = responseHeaders['content-type'] ?? ''
  return {
    // An archive's word for an answer that has not come.
    status: status ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headerList(responseHeaders),
    content: { size: responseSize, mimeType, ...contentOf(entry, responseBody) },
    redirectURL: '',
    headersSize: -1,
    bodySize: entry.method === 'HEAD' ? 0 : responseSize,
  }
}

function contentOf(entry: JournalEntry, body: string | null) {
  if (entry.isForgotten) return { comment: 'no longer held' }
  if (body === null) return {}
  return entry.isText ? { text: body } : { text: Buffer.from(body, 'latin1').toString('base64'), encoding: 'base64' }
}
