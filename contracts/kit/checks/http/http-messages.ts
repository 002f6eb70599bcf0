import type { CheckContext } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isSuccess } from '../../http/exchange.ts'
import { parseHttpDate } from '../../oracles/instants.ts'
import { findDuplicateMembers, findUnsafeIntegers } from '../../oracles/json-text.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { dedupeExchanges } from '../../spec/declared-body.ts'
import { createRecordCheck } from '../record-check.ts'

const CORRELATION_HEADERS = /^(?:x-)?(?:request|correlation|trace|amzn-trace|b3)-?id$|^traceparent$|^cf-ray$/i

/** What the headers and numbers of all answers owe to those who read them, judged over everything that was exchanged. */
export const messageChecks: readonly Check[] = [
  createRecordCheck({
    id: 'HTTP-006',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 8259 section 8.1' },
    title: 'A Content-Type names no charset but utf-8',
    unit: 'answer with a Content-Type',
    hint: 'let the run get answers with content',
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges().filter((exchange) => getHeader(exchange, 'content-type') !== null),
        (exchange) => {
          const charset = /;\s*charset="?([^";\s]+)/i.exec(getHeader(exchange, 'content-type') ?? '')?.[1]
          return charset === undefined || /^utf-?8$/i.test(charset)
            ? null
            : { message: 'another charset than utf-8', example: charset, exchange }
        },
      ),
  }),
  createRecordCheck({
    id: 'HTTP-008',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'No integer is too large for a double to hold',
    unit: 'JSON text',
    hint: 'let the run get JSON answers',
    run: ({ getExchanges }) =>
      checkEach(
        dedupeExchanges(getExchanges()).filter(({ body }) => body !== undefined),
        (exchange) =>
          findUnsafeIntegers(exchange.text).map((example) => ({
            message: 'an integer beyond 2^53 - 1, which many clients read as another',
            example,
            exchange,
          })),
      ),
  }),
  createRecordCheck({
    id: 'HTTP-009',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 9.3.2' },
    title: 'An answer to HEAD never has content',
    unit: 'answer to HEAD',
    hint: 'let the run send HEAD',
    run: ({ client, getExchanges }) => {
      if (!client.isExact) throw createNotApplicable('the network client of this run does not show it')
      return checkEach(
        getExchanges().filter(({ method }) => method === 'HEAD'),
        (exchange) => (exchange.bytes.length > 0 ? { message: 'content after HEAD', exchange } : null),
      )
    },
  }),
  createRecordCheck({
    id: 'HTTP-021',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'What only the right credential may see is not marked as cacheable for everybody',
    unit: 'successful answer to a credential',
    hint: 'let the run read something',
    security: true,
    run: (context) =>
      checkEach(
        context.getExchanges().filter((one) => isProtected(one, context)),
        findPublicCacheViolation,
      ),
  }),
  createRecordCheck({
    id: 'HTTP-024',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Redirects stay on the host and keep https',
    unit: 'redirect',
    hint: 'a path that redirects',
    security: true,
    run: (context) => {
      const redirects = context
        .getExchanges()
        .filter((one) => one.status >= 300 && one.status < 400 && getHeader(one, 'location') !== null)
      if (redirects.length === 0) throw createNotApplicable('the target redirects nowhere')
      return checkEach(redirects, (exchange) => findRedirectViolation(exchange, context))
    },
  }),
  createRecordCheck({
    id: 'HTTP-035',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Failures carry an id by which the vendor finds them again',
    unit: 'failure',
    hint: 'let the run be refused',
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges()
          .filter(({ status }) => status >= 400)
          .slice(0, 1),
        (exchange) =>
          exchange.headers.some(([name]) => CORRELATION_HEADERS.test(name))
            ? null
            : { message: 'a failure without a correlation id', exchange },
      ),
  }),
]

function isProtected(exchange: Exchange, { contract }: CheckContext): boolean {
  const { operation } = exchange.request
  return isSuccess(exchange) && operation !== null && !getOperation(contract, operation).isPublic
}

function findPublicCacheViolation(exchange: Exchange): Violation | null {
  const control = getHeader(exchange, 'cache-control') ?? ''
  const shared = /(?:^|,)\s*public\b/i.test(control) || /s-maxage\s*=\s*"?[1-9]/i.test(control)
  return shared ? { message: 'caches for everybody may keep the answer', example: control, exchange } : null
}

function findRedirectViolation(exchange: Exchange, { contract, origin }: CheckContext): Violation | null {
  const location = getHeader(exchange, 'location') ?? ''
  if (!URL.canParse(location, exchange.url)) return { message: 'a redirect to no URL', example: location, exchange }
  const [from, to] = [new URL(origin), new URL(location, exchange.url)]
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    return { message: 'a redirect from https to http', example: location, exchange }
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return { message: 'a redirect to another scheme', example: location, exchange }
  // Where the document has nothing but a redirect, it leads to a store of files.
  const { operation } = exchange.request
  const responses = operation === null ? {} : getOperation(contract, operation).responses
  const isDocumented = operation !== null && !Object.keys(responses).some((status) => status.startsWith('2'))
  return isDocumented || to.host === from.host
    ? null
    : { message: 'a redirect to another host', example: location, exchange }
}

/** What every HTTP API owes, judged over everything that was exchanged: the bytes and the headers that describe them. */
export const contentChecks: readonly Check[] = [
  createRecordCheck({
    id: 'HTTP-004',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 8259 section 2' },
    title: 'Content that is declared as JSON parses as one JSON text',
    unit: 'answer that is declared as JSON',
    hint: 'let the run get JSON answers',
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
    hint: 'let the run get JSON answers',
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
    hint: 'let the run get JSON answers',
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
    hint: 'let the run send HEAD',
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
    hint: 'a target that sends Content-Length',
    run: checkContentLength,
  }),
  createRecordCheck({
    id: 'HTTP-020',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 6.6.1' },
    title: 'The Date header is there and tells the time',
    unit: 'answer',
    hint: 'let the run send requests',
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
        example: `${length} for ${exchange.bytes.length} bytes`,
        exchange,
      }
    },
  )
}

function checkDateHeader({ getExchanges, profile }: CheckContext): Judgement {
  // What is refused before the API sees it may tell another time, or none.
  const own = getExchanges().filter(({ request }) => request.intent !== 'unspecified')
  return checkEach(own, (exchange) => {
    const header = getHeader(exchange, 'date')
    if (header === null) return { message: 'no Date header', exchange }
    const date = parseHttpDate(header)
    if (date === null) return { message: 'the Date header is no HTTP date', example: header, exchange }
    const apart = Math.max(exchange.sentAt - date, date - exchange.receivedAt) / 1000
    if (apart <= profile.skewSeconds) return null
    return { message: `the Date header is more than ${profile.skewSeconds} s off`, example: header, exchange }
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
