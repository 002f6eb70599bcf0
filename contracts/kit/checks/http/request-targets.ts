// Checks: HTTP-014, HTTP-023, HTTP-031, HTTP-032
import { bestPractice } from '../rule-source.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { sendAll, sendIfApplicable } from '../send.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { getItemIds, type ApiRead, buildOperationRequest, type Survey } from '../readable-api.ts'

const TRACE_MARKER = 'flowtwin-trace-mark'
/** Encoded path segments that URL parsers tend to rewrite. */
const ID_PATTERNS = [
  '..%2f{id}',
  '%2e%2e/{id}',
  '../{id}',
  '{id}%00',
  '{id}%2f',
  '%2f{id}',
  '{id}%2f..%2f{id}',
  '{id};a=b',
] as const

/** Creates the checks of unusual request targets, which are sent unchanged; those that the transport cannot send are skipped. */
export function createRequestTargetChecks(survey: Survey): readonly Check[] {
  return [
    createTraceCheck(survey),
    createPathVariantCheck(survey),
    createPathTraversalCheck(survey),
    createGetWithBodyCheck(survey),
  ]
}

function createTraceCheck({ reads }: Survey): Check {
  return {
    ...bestPractice,
    id: 'HTTP-014',
    title: 'TRACE does not echo request headers',
    unit: 'TRACE request',
    hint: 'a transport that can send TRACE',
    needs: ['probe-methods'],
    security: true,
    run: async ({ probeOnce, client }) => {
      const requests = (await probeOnce(reads)).slice(0, 2).map(({ request: { path } }): CheckRequest => ({
        operation: null,
        method: 'TRACE',
        path,
        headers: { 'X-Flowtwin-Mark': TRACE_MARKER },
        intent: 'probe',
      }))
      return checkEach(await sendAll(requests, { client }), (exchange) =>
        exchange.text.includes(TRACE_MARKER) ? { message: 'TRACE echoes the request', exchange } : null,
      )
    },
  }
}

function createPathVariantCheck(survey: Survey): Check {
  return {
    id: 'HTTP-023',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Path variants (trailing slash, upper case) get a status below 500 and no other resource',
    unit: 'path variant',
    hint: 'a readable resource',
    run: async (context) => {
      const pairs: { readonly plain: Exchange; readonly exchange: Exchange }[] = []
      for (const { request, exchange: plain } of (await context.probeOnce(survey.reads)).slice(0, 3)) {
        for (const path of [`${request.path}/`, request.path.toUpperCase()]) {
          const exchange = await sendIfApplicable({ ...request, operation: null, intent: 'unspecified', path }, context)
          if (exchange !== null) pairs.push({ plain, exchange })
        }
      }
      return checkEach(pairs, ({ plain, exchange }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status}`, exchange }
        const [ids, variantIds] = [getItemIds(survey.api, plain), getItemIds(survey.api, exchange)]
        return isSuccess(exchange) && ids.length > 0 && !variantIds.some((id) => ids.includes(id))
          ? { message: 'the path variant is another resource', exchange }
          : null
      })
    },
  }
}

function createPathTraversalCheck({ api, reads }: Survey): Check {
  return {
    ...bestPractice,
    id: 'HTTP-031',
    title: 'Encoded slashes, NUL and dot segments in an id are rejected',
    unit: 'manipulated id',
    hint: 'an operation that reads one item',
    security: true,
    run: async (context) => {
      const exchanges: Exchange[] = []
      const detailReads = (await context.probeOnce(reads)).filter(({ operation }) => operation.id in api.detailReads)
      if (detailReads.length === 0) throw createNotApplicable('the target has no operation that reads one item')
      for (const read of detailReads) {
        for (const pattern of ID_PATTERNS) {
          const exchange = await sendIfApplicable(buildPatternRequest(read, pattern, api.detailReads), context)
          if (exchange !== null) exchanges.push(exchange)
        }
      }
      return checkEach(exchanges, (exchange): Violation | null =>
        // A proxy may resolve dots or redirect; the item is unreachable either way.
        isClientError(exchange) || (exchange.status >= 300 && exchange.status < 400)
          ? null
          : { message: `status ${exchange.status}`, example: exchange.request.path, exchange },
      )
    },
  }
}

function buildPatternRequest(
  { operation, values }: ApiRead,
  pattern: string,
  detailReads: Survey['api']['detailReads'],
): CheckRequest {
  const name = detailReads[operation.id] ?? ''
  const { path } = buildOperationRequest(operation, { ...values, [name]: 'FLOWTWINVALUE' })
  return {
    operation: null,
    intent: 'unspecified',
    path: path.replace('FLOWTWINVALUE', pattern.replaceAll('{id}', values[name] ?? '')),
  }
}

function createGetWithBodyCheck({ reads, api }: Survey): Check {
  return {
    id: 'HTTP-032',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'The content of a GET is ignored or the request is rejected, and the connection stays usable',
    unit: 'GET with content',
    hint: 'a transport that can send GET with content',
    run: async ({ probeOnce, client }) => {
      const pairs: { readonly exchange: Exchange; readonly after: Exchange }[] = []
      for (const { request } of (await probeOnce(reads)).slice(0, 1)) {
        const exchange = await client.sendRequest({
          ...request,
          operation: null,
          intent: 'unspecified',
          body: '{"flowtwin":true}',
          headers: { 'Content-Type': 'application/json' },
        })
        pairs.push({ exchange, after: await client.sendRequest(request) })
      }
      return checkEach(pairs, ({ exchange, after }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status} to a GET with content`, exchange }
        const [ids, idsAfter] = [getItemIds(api, exchange), getItemIds(api, after)]
        return isSuccess(exchange) && ids.length > 0 && !ids.some((id) => idsAfter.includes(id))
          ? { message: 'the content changes the result of the GET', exchange }
          : null
      })
    },
  }
}
