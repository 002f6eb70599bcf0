import { dedupeExchanges } from '../bodies.ts'
import type { Check } from '../check.ts'
import { getOperation } from '../contract.ts'
import { type Exchange, getHeader, isSuccess } from '../exchange.ts'
import { checkEach, type Violation } from '../finding.ts'
import { findUnsafeIntegers } from '../oracles/json-text.ts'
import type { CheckContext } from '../observation.ts'
import { createNotApplicable } from '../outcome.ts'
import { createRecordCheck } from './record-check.ts'

const CORRELATION_HEADERS = /^(?:x-)?(?:request|correlation|trace|amzn-trace|b3)-?id$|^traceparent$|^cf-ray$/i

/** What the headers and numbers of all answers owe to those who read them, judged over everything that was exchanged. */
export const messageChecks: readonly Check[] = [
  createRecordCheck({
    id: 'HTTP-006',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 8259 section 8.1' },
    title: 'A Content-Type names no charset but utf-8',
    unit: 'answer with a Content-Type',
    remedy: 'let the run get answers with content',
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges().filter((exchange) => getHeader(exchange, 'content-type') !== null),
        (exchange) => {
          const charset = /;\s*charset="?([^";\s]+)/i.exec(getHeader(exchange, 'content-type') ?? '')?.[1]
          return charset === undefined || /^utf-?8$/i.test(charset)
            ? null
            : { message: 'another charset than utf-8', witness: charset, exchange }
        },
      ),
  }),
  createRecordCheck({
    id: 'HTTP-008',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'No integer is too large for a double to hold',
    unit: 'JSON text',
    remedy: 'let the run get JSON answers',
    run: ({ getExchanges }) =>
      checkEach(
        dedupeExchanges(getExchanges()).filter(({ body }) => body !== undefined),
        (exchange) =>
          findUnsafeIntegers(exchange.text).map((witness) => ({
            message: 'an integer beyond 2^53 - 1, which many clients read as another',
            witness,
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
    remedy: 'let the run send HEAD',
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
    source: { kind: 'house' },
    title: 'What only the right credential may see is not marked as cacheable for everybody',
    unit: 'successful answer to a credential',
    remedy: 'let the run read something',
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
    source: { kind: 'house' },
    title: 'Redirects stay on the host and keep https',
    unit: 'redirect',
    remedy: 'a path that redirects',
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
    source: { kind: 'house' },
    title: 'Failures carry an id by which the vendor finds them again',
    unit: 'failure',
    remedy: 'let the run be refused',
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
  return shared ? { message: 'caches for everybody may keep the answer', witness: control, exchange } : null
}

function findRedirectViolation(exchange: Exchange, { contract, origin }: CheckContext): Violation | null {
  const location = getHeader(exchange, 'location') ?? ''
  if (!URL.canParse(location, exchange.url)) return { message: 'a redirect to no URL', witness: location, exchange }
  const [from, to] = [new URL(origin), new URL(location, exchange.url)]
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    return { message: 'a redirect from https to http', witness: location, exchange }
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return { message: 'a redirect to another scheme', witness: location, exchange }
  // Where the document has nothing but a redirect, it leads to a store of files.
  const { operation } = exchange.request
  const responses = operation === null ? {} : getOperation(contract, operation).responses
  const isDocumented = operation !== null && !Object.keys(responses).some((status) => status.startsWith('2'))
  return isDocumented || to.host === from.host
    ? null
    : { message: 'a redirect to another host', witness: location, exchange }
}
