import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import { type Check, defineCheck, bestPractice, informative } from '../../check.ts'
import type { CheckContext } from '../../check-context.ts'
import { mapInOrder, sendAndCheck, sendIfApplicable } from '../send.ts'
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
  const { api, reads } = survey
  return [
    defineCheck('HTTP-014', bestPractice, {
      title: 'TRACE does not echo request headers',
      evidence: ['TRACE request', 'a transport that can send TRACE'],
      needs: ['probe-methods'],
      security: true,
      run: sendAndCheck(
        async ({ probeOnce }) =>
          (await probeOnce(reads)).slice(0, 2).map(({ request: { path } }) => {
            const headers = { 'X-Flowtwin-Mark': TRACE_MARKER }
            return { operation: null, method: 'TRACE', path, headers, intent: 'probe' }
          }),
        (exchange) => (exchange.text.includes(TRACE_MARKER) ? { message: 'TRACE echoes the request', exchange } : null),
      ),
    }),
    defineCheck('HTTP-023', informative, {
      title: 'Path variants (trailing slash, upper case) get a status below 500 and no other resource',
      evidence: ['path variant', 'a readable resource'],
      run: async (context) => {
        const variants = (await context.probeOnce(reads))
          .slice(0, 3)
          .flatMap(({ request, exchange: plain }) =>
            [`${request.path}/`, request.path.toUpperCase()].map((path) => ({ plain, request: { ...request, path } })),
          )
        const pairs = await sendApplicable(variants, context)
        return checkEach(pairs, ({ plain, exchange }) => {
          if (isServerError(exchange)) return { message: `status ${exchange.status}`, exchange }
          return isOtherResource(survey, exchange, plain)
            ? { message: 'the path variant is another resource', exchange }
            : null
        })
      },
    }),
    defineCheck('HTTP-031', bestPractice, {
      title: 'Encoded slashes, NUL and dot segments in an id are rejected',
      evidence: ['manipulated id', 'an operation that reads one item'],
      security: true,
      run: async (context) => {
        const detailReads = (await context.probeOnce(reads)).filter(({ operation }) => operation.id in api.detailReads)
        if (detailReads.length === 0) throw createNotApplicable('the target has no operation that reads one item')
        const requests = detailReads.flatMap((read) =>
          ID_PATTERNS.map((pattern) => ({ request: buildPatternRequest(read, pattern, survey) })),
        )
        return checkEach(await sendApplicable(requests, context), ({ exchange }): Violation | null =>
          // A proxy may resolve dots or redirect; the item is unreachable either way.
          isClientError(exchange) || (exchange.status >= 300 && exchange.status < 400)
            ? null
            : { message: `status ${exchange.status}`, example: exchange.request.path, exchange },
        )
      },
    }),
    createGetWithBodyCheck(survey),
  ]
}

/** Sends those requests that the transport can send, outside of the documented operations. */
async function sendApplicable<Row extends { readonly request: CheckRequest }>(
  rows: readonly Row[],
  context: CheckContext,
): Promise<readonly (Row & { readonly exchange: Exchange })[]> {
  const responses = await mapInOrder(rows, async (row) => {
    const request: CheckRequest = { ...row.request, operation: null, intent: 'unspecified' }
    return { row, exchange: await sendIfApplicable(request, context) }
  })
  return responses.flatMap(({ row, exchange }) => (exchange === null ? [] : [{ ...row, exchange }]))
}

/** Checks whether a successful response contains items, but none of another response. */
function isOtherResource({ api }: Survey, exchange: Exchange, other: Exchange): boolean {
  const [ids, otherIds] = [getItemIds(api, exchange), getItemIds(api, other)]
  return isSuccess(exchange) && ids.length > 0 && !ids.some((id) => otherIds.includes(id))
}

function buildPatternRequest({ operation, values }: ApiRead, pattern: string, { api }: Survey): CheckRequest {
  const name = api.detailReads[operation.id] ?? ''
  const request = buildOperationRequest(operation, { ...values, [name]: 'FLOWTWINVALUE' })
  return { ...request, path: request.path.replace('FLOWTWINVALUE', pattern.replaceAll('{id}', values[name] ?? '')) }
}

function createGetWithBodyCheck(survey: Survey): Check {
  return defineCheck('HTTP-032', informative, {
    title: 'The content of a GET is ignored or the request is rejected, and the connection stays usable',
    evidence: ['GET with content', 'a transport that can send GET with content'],
    run: async ({ probeOnce, client }) => {
      const pairs = await mapInOrder((await probeOnce(survey.reads)).slice(0, 1), async ({ request }) => {
        const exchange = await client.sendRequest({
          ...request,
          operation: null,
          intent: 'unspecified',
          body: '{"flowtwin":true}',
          headers: { 'Content-Type': 'application/json' },
        })
        return { exchange, after: await client.sendRequest(request) }
      })
      return checkEach(pairs, ({ exchange, after }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status} to a GET with content`, exchange }
        return isOtherResource(survey, exchange, after)
          ? { message: 'the content changes the result of the GET', exchange }
          : null
      })
    },
  })
}
