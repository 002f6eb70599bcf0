import { distinct } from '../bodies.ts'
import type { Check } from '../check.ts'
import { operationOf } from '../contract.ts'
import { type Exchange, headerOf, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { unsafeIntegers } from '../oracles/json-text.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { recordCheck } from './record-check.ts'

const CORRELATION = /^(?:x-)?(?:request|correlation|trace|amzn-trace|b3)-?id$|^traceparent$|^cf-ray$/i

/** What the headers and numbers of all answers owe to those who read them, judged over everything that was exchanged. */
export const messageChecks: readonly Check[] = [
  recordCheck({
    id: 'HTTP-006',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 8259 section 8.1' },
    title: 'A Content-Type names no charset but utf-8',
    unit: 'answer with a Content-Type',
    remedy: 'let the run get answers with content',
    judge: ({ exchanges }) =>
      judgeEach(
        exchanges().filter((exchange) => headerOf(exchange, 'content-type') !== null),
        (exchange) => {
          const charset = /;\s*charset="?([^";\s]+)/i.exec(headerOf(exchange, 'content-type') ?? '')?.[1]
          return charset === undefined || /^utf-?8$/i.test(charset)
            ? null
            : { what: 'another charset than utf-8', witness: charset, exchange }
        },
      ),
  }),
  recordCheck({
    id: 'HTTP-008',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'No integer is too large for a double to hold',
    unit: 'JSON text',
    remedy: 'let the run get JSON answers',
    judge: ({ exchanges }) =>
      judgeEach(
        distinct(exchanges()).filter(({ body }) => body !== undefined),
        (exchange) =>
          unsafeIntegers(exchange.text).map((witness) => ({
            what: 'an integer beyond 2^53 - 1, which many clients read as another',
            witness,
            exchange,
          })),
      ),
  }),
  recordCheck({
    id: 'HTTP-009',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 9.3.2' },
    title: 'An answer to HEAD never has content',
    unit: 'answer to HEAD',
    remedy: 'let the run send HEAD',
    judge: ({ client, exchanges }) => {
      if (!client.exact) throw notApplicable('the network client of this run does not show it')
      return judgeEach(
        exchanges().filter(({ method }) => method === 'HEAD'),
        (exchange) => (exchange.bytes.length > 0 ? { what: 'content after HEAD', exchange } : null),
      )
    },
  }),
  recordCheck({
    id: 'HTTP-021',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'What only the right credential may see is not marked as cacheable for everybody',
    unit: 'successful answer to a credential',
    remedy: 'let the run read something',
    security: true,
    judge: (context) =>
      judgeEach(
        context.exchanges().filter((one) => isGuarded(one, context)),
        publicly,
      ),
  }),
  recordCheck({
    id: 'HTTP-024',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Redirects stay on the host and keep https',
    unit: 'redirect',
    remedy: 'a path that redirects',
    security: true,
    judge: (context) => {
      const redirects = context
        .exchanges()
        .filter((one) => one.status >= 300 && one.status < 400 && headerOf(one, 'location') !== null)
      if (redirects.length === 0) throw notApplicable('the target redirects nowhere')
      return judgeEach(redirects, (exchange) => astray(exchange, context))
    },
  }),
  recordCheck({
    id: 'HTTP-035',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Failures carry an id by which the vendor finds them again',
    unit: 'failure',
    remedy: 'let the run be refused',
    judge: ({ exchanges }) =>
      judgeEach(
        exchanges()
          .filter(({ status }) => status >= 400)
          .slice(0, 1),
        (exchange) =>
          exchange.headers.some(([name]) => CORRELATION.test(name))
            ? null
            : { what: 'a failure without a correlation id', exchange },
      ),
  }),
]

function isGuarded(exchange: Exchange, { contract }: Context): boolean {
  const { operation } = exchange.call
  return isSuccess(exchange) && operation !== null && !operationOf(contract, operation).open
}

function publicly(exchange: Exchange): Violation | null {
  const control = headerOf(exchange, 'cache-control') ?? ''
  const shared = /(?:^|,)\s*public\b/i.test(control) || /s-maxage\s*=\s*"?[1-9]/i.test(control)
  return shared ? { what: 'caches for everybody may keep the answer', witness: control, exchange } : null
}

function astray(exchange: Exchange, { contract, origin }: Context): Violation | null {
  const location = headerOf(exchange, 'location') ?? ''
  if (!URL.canParse(location, exchange.url)) return { what: 'a redirect to no URL', witness: location, exchange }
  const [from, to] = [new URL(origin), new URL(location, exchange.url)]
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    return { what: 'a redirect from https to http', witness: location, exchange }
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return { what: 'a redirect to another scheme', witness: location, exchange }
  // Where the document has nothing but a redirect, it leads to a store of files.
  const { operation } = exchange.call
  const responses = operation === null ? {} : operationOf(contract, operation).responses
  const meant = operation !== null && !Object.keys(responses).some((status) => status.startsWith('2'))
  return meant || to.host === from.host ? null : { what: 'a redirect to another host', witness: location, exchange }
}
