import { dedupeExchanges } from '../bodies.ts'
import type { Check } from '../check.ts'
import { type Exchange, getHeader, getMediaType } from '../exchange.ts'
import { type Judgement, checkEach } from '../finding.ts'
import { findDuplicateMembers } from '../oracles/json-text.ts'
import { parseHttpDate } from '../oracles/http-date.ts'
import type { CheckContext } from '../observation.ts'
import { createNotApplicable } from '../outcome.ts'
import { createRecordCheck } from './record-check.ts'

/** What every HTTP API owes, judged over everything that was exchanged: the bytes and the headers that describe them. */
export const contentChecks: readonly Check[] = [
  createRecordCheck({
    id: 'HTTP-004',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 8259 section 2' },
    title: 'Content that is declared as JSON parses as one JSON text',
    unit: 'answer that is declared as JSON',
    remedy: 'let the run get JSON answers',
    run: (context) =>
      checkEach(getJsonResponses(context), (exchange) =>
        exchange.body === undefined ? { message: 'the content is no JSON text', exchange } : null,
      ),
  }),
  createRecordCheck({
    id: 'HTTP-005',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 8259 section 8.1' },
    title: 'JSON is UTF-8 without a byte order mark',
    unit: 'answer that is declared as JSON',
    remedy: 'let the run get JSON answers',
    run: (context) =>
      checkEach(getJsonResponses(context), (exchange) => {
        if (!exchange.isUtf8) return { message: 'bytes that are no UTF-8', exchange }
        const [first, second, third] = exchange.bytes
        const marked = first === 0xef && second === 0xbb && third === 0xbf
        return marked ? { message: 'a byte order mark in front of the text', exchange } : null
      }),
  }),
  createRecordCheck({
    id: 'HTTP-007',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 8259 section 4' },
    title: 'No object has two members of the same name',
    unit: 'JSON text',
    remedy: 'let the run get JSON answers',
    run: (context) =>
      checkEach(
        dedupeExchanges(getJsonResponses(context)).filter(({ body }) => body !== undefined),
        (exchange) =>
          findDuplicateMembers(exchange.text).map((pointer) => ({
            message: 'a member name stands twice',
            pointer,
            exchange,
          })),
      ),
  }),
  createRecordCheck({
    id: 'HTTP-015',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 sections 9.3.2, 15.3.5 and 15.4.5' },
    title: 'Answers to HEAD and answers 204 and 304 have no content',
    unit: 'answer that may have no content',
    remedy: 'let the run send HEAD',
    run: (context) =>
      checkEach(getExactExchanges(context).filter(hasNoContent), (exchange) =>
        exchange.bytes.length > 0 ? { message: `${exchange.method} ${exchange.status} with content`, exchange } : null,
      ),
  }),
  createRecordCheck({
    id: 'HTTP-016',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 8.6' },
    title: 'Content-Length, when sent, is the number of bytes received',
    unit: 'answer with Content-Length',
    remedy: 'a target that sends Content-Length',
    run: checkContentLength,
  }),
  createRecordCheck({
    id: 'HTTP-020',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 6.6.1' },
    title: 'The Date header is there and tells the time',
    unit: 'answer',
    remedy: 'let the run send requests',
    run: checkDateHeader,
  }),
]

function checkContentLength(context: CheckContext): Judgement {
  const described = getExactExchanges(context).filter(
    (exchange) => getHeader(exchange, 'content-length') !== null && getHeader(exchange, 'content-encoding') === null,
  )
  if (described.length === 0) throw createNotApplicable('the target sends no Content-Length')
  return checkEach(
    described.filter((exchange) => exchange.method !== 'HEAD' && exchange.status !== 304),
    (exchange) => {
      const length = getHeader(exchange, 'content-length')
      if (length === String(exchange.bytes.length)) return null
      return {
        message: 'Content-Length is not the length',
        witness: `${length} for ${exchange.bytes.length} bytes`,
        exchange,
      }
    },
  )
}

function checkDateHeader({ getExchanges, profile }: CheckContext): Judgement {
  // What is refused before the API sees it may tell another time, or none.
  const own = getExchanges().filter(({ request }) => request.intent !== 'rough')
  return checkEach(own, (exchange) => {
    const header = getHeader(exchange, 'date')
    if (header === null) return { message: 'no Date header', exchange }
    const date = parseHttpDate(header)
    if (date === null) return { message: 'the Date header is no HTTP date', witness: header, exchange }
    const apart = Math.max(exchange.sentAt - date, date - exchange.receivedAt) / 1000
    if (apart <= profile.skewSeconds) return null
    return { message: `the Date header is more than ${profile.skewSeconds} s off`, witness: header, exchange }
  })
}

function getJsonResponses({ getExchanges }: CheckContext): readonly Exchange[] {
  return getExchanges().filter((exchange) => {
    const type = getMediaType(exchange) ?? ''
    return (type === 'application/json' || type.endsWith('+json')) && !hasNoContent(exchange)
  })
}

function hasNoContent({ method, status }: Exchange): boolean {
  return method === 'HEAD' || status === 204 || status === 304
}

function getExactExchanges({ client, getExchanges }: CheckContext): readonly Exchange[] {
  if (!client.isExact) throw createNotApplicable('the network client of this run does not show it')
  return getExchanges()
}
