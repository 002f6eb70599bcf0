// HTTP-024, HTTP-035
import type { CheckContext } from '../../check-context.ts'
import { type Check, bestPractice, citeStandard, informative } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isSuccess } from '../../http/exchange.ts'
import { parseHttpDate } from '../../oracles/instants.ts'
import { findDuplicateMembers, findUnsafeIntegers } from '../../oracles/json-text.ts'
import { createNotApplicable, type Violation } from '../../outcome.ts'
import { getOperation } from '../../spec/contract.ts'
import { dedupeExchanges } from '../../spec/declared-body.ts'
import { createExchangeCheck } from '../record-check.ts'

const CORRELATION_HEADERS = /^(?:x-)?(?:request|correlation|trace|amzn-trace|b3)-?id$|^traceparent$|^cf-ray$/i

const jsonText = { evidence: ['JSON text', 'let the run get JSON responses'] } as const
const jsonResponse = { evidence: ['response with a JSON media type', 'let the run get JSON responses'] } as const

/** Checks of headers and numbers, over all recorded exchanges. */
export const messageChecks: readonly Check[] = [
  createExchangeCheck('HTTP-006', citeStandard('SHOULD', 'RFC 8259 section 8.1'), {
    title: 'Content-Type has no charset other than utf-8',
    evidence: ['response with a Content-Type', 'let the run get responses with content'],
    select: ({ getExchanges }) => getExchanges().filter((exchange) => getHeader(exchange, 'content-type') !== null),
    judge: (exchange) => {
      const charset = /;\s*charset="?([^";\s]+)/i.exec(getHeader(exchange, 'content-type') ?? '')?.[1]
      return charset === undefined || /^utf-?8$/i.test(charset)
        ? null
        : { message: 'the charset is not utf-8', example: charset, exchange }
    },
  }),
  createExchangeCheck('HTTP-008', informative, {
    ...jsonText,
    title: 'Integers fit into a double',
    select: ({ getExchanges }) => dedupeExchanges(getExchanges()).filter(({ body }) => body !== undefined),
    judge: (exchange) => {
      const message = 'an integer beyond 2^53 - 1, which many clients read inexactly'
      return findUnsafeIntegers(exchange.text).map((example) => ({ message, example, exchange }))
    },
  }),
  createExchangeCheck('HTTP-009', citeStandard('MUST', 'RFC 9110 section 9.3.2'), {
    title: 'Responses to HEAD have no content',
    evidence: ['response to HEAD', 'let the run send HEAD'],
    select: (context) => getExactExchanges(context).filter(({ method }) => method === 'HEAD'),
    judge: (exchange) => (exchange.bytes.length > 0 ? { message: 'content after HEAD', exchange } : null),
  }),
  createExchangeCheck('HTTP-021', bestPractice, {
    title: 'Responses that need a credential are not cacheable by shared caches',
    evidence: ['successful response that needs a credential', 'a readable resource'],
    security: true,
    select: (context) => context.getExchanges().filter((exchange) => isProtected(exchange, context)),
    judge: findPublicCacheViolation,
  }),
  createExchangeCheck('HTTP-024', bestPractice, {
    title: 'Redirects stay on the same host and on https',
    evidence: ['redirect', 'a path that redirects'],
    security: true,
    select: ({ getExchanges }) => {
      const redirects = getExchanges().filter(({ status }) => status >= 300 && status < 400)
      return redirects.filter((exchange) => getHeader(exchange, 'location') !== null)
    },
    absenceReason: 'the target sends no redirect',
    judge: findRedirectViolation,
  }),
  createExchangeCheck('HTTP-035', informative, {
    title: 'Errors have a correlation id',
    evidence: ['error', 'let the run send invalid requests'],
    select: ({ getExchanges }) =>
      getExchanges()
        .filter(({ status }) => status >= 400)
        .slice(0, 1),
    judge: (exchange) =>
      exchange.headers.some(([name]) => CORRELATION_HEADERS.test(name))
        ? null
        : { message: 'the error has no correlation id', exchange },
  }),
]

function isProtected(exchange: Exchange, { contract }: CheckContext): boolean {
  const { operation } = exchange.request
  return isSuccess(exchange) && operation !== null && !getOperation(contract, operation).isPublic
}

function findPublicCacheViolation(exchange: Exchange): Violation | null {
  const control = getHeader(exchange, 'cache-control') ?? ''
  const isShared = /(?:^|,)\s*public\b/i.test(control) || /s-maxage\s*=\s*"?[1-9]/i.test(control)
  return isShared ? { message: 'shared caches may store the response', example: control, exchange } : null
}

function findRedirectViolation(exchange: Exchange, { contract, origin }: CheckContext): Violation | null {
  const location = getHeader(exchange, 'location') ?? ''
  if (!URL.canParse(location, exchange.url)) return { message: 'Location is not a URL', example: location, exchange }
  const [from, to] = [new URL(origin), new URL(location, exchange.url)]
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    return { message: 'the redirect leads from https to http', example: location, exchange }
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return { message: 'the redirect leads to another scheme', example: location, exchange }
  // An operation that documents only a redirect leads to a file store on another host.
  const { operation } = exchange.request
  const responses = operation === null ? {} : getOperation(contract, operation).responses
  const isDocumented = operation !== null && !Object.keys(responses).some((status) => status.startsWith('2'))
  return isDocumented || to.host === from.host
    ? null
    : { message: 'the redirect leads to another host', example: location, exchange }
}

/** Checks of the bytes of messages and the headers that describe them, over all recorded exchanges. */
export const contentChecks: readonly Check[] = [
  createExchangeCheck('HTTP-004', citeStandard('MUST', 'RFC 8259 section 2'), {
    ...jsonResponse,
    title: 'JSON content is valid JSON',
    select: getJsonResponses,
    judge: (exchange) => (exchange.body === undefined ? { message: 'the content is not valid JSON', exchange } : null),
  }),
  createExchangeCheck('HTTP-005', citeStandard('MUST', 'RFC 8259 section 8.1'), {
    ...jsonResponse,
    title: 'JSON is UTF-8 without a byte order mark',
    select: getJsonResponses,
    judge: (exchange) => {
      if (!exchange.isUtf8) return { message: 'the content is not UTF-8', exchange }
      const [first, second, third] = exchange.bytes
      const hasByteOrderMark = first === 0xef && second === 0xbb && third === 0xbf
      return hasByteOrderMark ? { message: 'the content starts with a byte order mark', exchange } : null
    },
  }),
  createExchangeCheck('HTTP-007', citeStandard('SHOULD', 'RFC 8259 section 4'), {
    ...jsonText,
    title: 'JSON objects have no duplicate names',
    select: (context) => dedupeExchanges(getJsonResponses(context)).filter(({ body }) => body !== undefined),
    judge: (exchange) =>
      (hasDistinctMembers(exchange) ? [] : findDuplicateMembers(exchange.text)).map((pointer) => ({
        message: 'a name is duplicated',
        pointer,
        exchange,
      })),
  }),
  createExchangeCheck('HTTP-015', citeStandard('MUST', 'RFC 9110 sections 9.3.2, 15.3.5 and 15.4.5'), {
    title: 'Responses to HEAD and responses 204 and 304 have no content',
    evidence: ['response without content', 'let the run send HEAD'],
    select: (context) => getExactExchanges(context).filter(hasNoContent),
    judge: (exchange) =>
      exchange.bytes.length > 0 ? { message: `${exchange.method} ${exchange.status} with content`, exchange } : null,
  }),
  createExchangeCheck('HTTP-016', citeStandard('MUST', 'RFC 9110 section 8.6'), {
    title: 'Content-Length is the number of bytes received',
    evidence: ['response with Content-Length', 'a target that sends Content-Length'],
    select: getSizedExchanges,
    judge: (exchange) => {
      const length = getHeader(exchange, 'content-length')
      const example = `${length} for ${exchange.bytes.length} bytes`
      return length === String(exchange.bytes.length) ? null : { message: 'Content-Length is wrong', example, exchange }
    },
  }),
  createExchangeCheck('HTTP-020', citeStandard('SHOULD', 'RFC 9110 section 6.6.1'), {
    title: 'Date is present and correct',
    evidence: ['response', 'let the run send requests'],
    // A proxy that rejects a request may send another Date or none.
    select: ({ getExchanges }) => getExchanges().filter(({ request }) => request.intent !== 'unspecified'),
    judge: findDateViolation,
  }),
]

/** Returns the responses whose Content-Length describes the bytes received. */
function getSizedExchanges(context: CheckContext): readonly Exchange[] {
  const sized = getExactExchanges(context).filter(
    (exchange) => getHeader(exchange, 'content-length') !== null && getHeader(exchange, 'content-encoding') === null,
  )
  if (sized.length === 0) throw createNotApplicable('the target sends no Content-Length')
  return sized.filter(({ method, status }) => method !== 'HEAD' && status !== 304)
}

function findDateViolation(exchange: Exchange, { profile }: CheckContext): Violation | null {
  const header = getHeader(exchange, 'date')
  if (header === null) return { message: 'no Date header', exchange }
  const date = parseHttpDate(header)
  if (date === null) return { message: 'the Date header is not an HTTP date', example: header, exchange }
  const offset = Math.max(exchange.sentAt - date, date - exchange.receivedAt) / 1000
  if (offset <= profile.skewSeconds) return null
  return { message: `the Date header is more than ${profile.skewSeconds} s off`, example: header, exchange }
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
  if (!client.isExact) throw createNotApplicable('the transport of this run does not show raw messages')
  return getExchanges()
}

/** Returns true for a text in the notation of `JSON.stringify`, which writes each member once. Parsing again is much slower. */
function hasDistinctMembers({ body, text }: Exchange): boolean {
  return JSON.stringify(body) === text
}
