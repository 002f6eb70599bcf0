import { distinct } from '../bodies.ts'
import type { Check } from '../check.ts'
import { type Exchange, headerOf, mediaTypeOf } from '../exchange.ts'
import { type Judgement, judgeEach } from '../finding.ts'
import { duplicateMembers } from '../oracles/json-text.ts'
import { readHttpDate } from '../oracles/http-date.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { recordCheck } from './record-check.ts'

/** What every HTTP API owes, judged over everything that was exchanged: the bytes and the headers that describe them. */
export const contentChecks: readonly Check[] = [
  recordCheck({
    id: 'HTTP-004',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 8259 section 2' },
    title: 'Content that is declared as JSON parses as one JSON text',
    unit: 'answer that is declared as JSON',
    remedy: 'let the run get JSON answers',
    judge: (context) =>
      judgeEach(jsonAnswers(context), (exchange) =>
        exchange.body === undefined ? { what: 'the content is no JSON text', exchange } : null,
      ),
  }),
  recordCheck({
    id: 'HTTP-005',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 8259 section 8.1' },
    title: 'JSON is UTF-8 without a byte order mark',
    unit: 'answer that is declared as JSON',
    remedy: 'let the run get JSON answers',
    judge: (context) =>
      judgeEach(jsonAnswers(context), (exchange) => {
        if (!exchange.isUtf8) return { what: 'bytes that are no UTF-8', exchange }
        const [first, second, third] = exchange.bytes
        const marked = first === 0xef && second === 0xbb && third === 0xbf
        return marked ? { what: 'a byte order mark in front of the text', exchange } : null
      }),
  }),
  recordCheck({
    id: 'HTTP-007',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 8259 section 4' },
    title: 'No object has two members of the same name',
    unit: 'JSON text',
    remedy: 'let the run get JSON answers',
    judge: (context) =>
      judgeEach(
        distinct(jsonAnswers(context)).filter(({ body }) => body !== undefined),
        (exchange) =>
          duplicateMembers(exchange.text).map((pointer) => ({ what: 'a member name stands twice', pointer, exchange })),
      ),
  }),
  recordCheck({
    id: 'HTTP-015',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 sections 9.3.2, 15.3.5 and 15.4.5' },
    title: 'Answers to HEAD and answers 204 and 304 have no content',
    unit: 'answer that may have no content',
    remedy: 'let the run send HEAD',
    judge: (context) =>
      judgeEach(seenExactly(context).filter(hasNoContent), (exchange) =>
        exchange.bytes.length > 0 ? { what: `${exchange.method} ${exchange.status} with content`, exchange } : null,
      ),
  }),
  recordCheck({
    id: 'HTTP-016',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 8.6' },
    title: 'Content-Length, when sent, is the number of bytes received',
    unit: 'answer with Content-Length',
    remedy: 'a target that sends Content-Length',
    judge: contentLengths,
  }),
  recordCheck({
    id: 'HTTP-020',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 6.6.1' },
    title: 'The Date header is there and tells the time',
    unit: 'answer',
    remedy: 'let the run send requests',
    judge: dates,
  }),
]

function contentLengths(context: Context): Judgement {
  const described = seenExactly(context).filter(
    (exchange) => headerOf(exchange, 'content-length') !== null && headerOf(exchange, 'content-encoding') === null,
  )
  if (described.length === 0) throw notApplicable('the target sends no Content-Length')
  return judgeEach(
    described.filter((exchange) => exchange.method !== 'HEAD' && exchange.status !== 304),
    (exchange) => {
      const length = headerOf(exchange, 'content-length')
      if (length === String(exchange.bytes.length)) return null
      return {
        what: 'Content-Length is not the length',
        witness: `${length} for ${exchange.bytes.length} bytes`,
        exchange,
      }
    },
  )
}

function dates({ exchanges, profile }: Context): Judgement {
  // What is refused before the API sees it may tell another time, or none.
  const own = exchanges().filter(({ call }) => call.intent !== 'rough')
  return judgeEach(own, (exchange) => {
    const header = headerOf(exchange, 'date')
    if (header === null) return { what: 'no Date header', exchange }
    const date = readHttpDate(header)
    if (date === null) return { what: 'the Date header is no HTTP date', witness: header, exchange }
    const apart = Math.max(exchange.sentAt - date, date - exchange.receivedAt) / 1000
    if (apart <= profile.skewSeconds) return null
    return { what: `the Date header is more than ${profile.skewSeconds} s off`, witness: header, exchange }
  })
}

function jsonAnswers({ exchanges }: Context): readonly Exchange[] {
  return exchanges().filter((exchange) => {
    const type = mediaTypeOf(exchange) ?? ''
    return (type === 'application/json' || type.endsWith('+json')) && !hasNoContent(exchange)
  })
}

function hasNoContent({ method, status }: Exchange): boolean {
  return method === 'HEAD' || status === 204 || status === 304
}

function seenExactly({ client, exchanges }: Context): readonly Exchange[] {
  if (!client.exact) throw notApplicable('the network client of this run does not show it')
  return exchanges()
}
