import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { checkEach, CheckStoppedError, createNotApplicable, type Violation } from '../../outcome.ts'
import type { CheckContext } from '../../check-context.ts'
import { getItemIds, type ApiRead, buildOperationRequest, type Survey } from '../readable-api.ts'

const TRACE_MARKER = 'flowtwin-trace-mark'
/** Steps and bytes that parsers of addresses like to rewrite; already encoded. */
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

/** Requests that are sent exactly as they stand here; what a way to the target cannot carry is left out. */
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
    id: 'HTTP-014',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'TRACE sends no header of a request back',
    unit: 'TRACE request',
    hint: 'a way to the target that can carry TRACE',
    needs: ['probe-methods'],
    security: true,
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      for (const { request } of (await probeOnce(reads)).slice(0, 2))
        answers.push(
          await client.sendRequest({
            operation: null,
            method: 'TRACE',
            path: request.path,
            headers: { 'X-Flowtwin-Mark': TRACE_MARKER },
            intent: 'probe',
          }),
        )
      return checkEach(answers, (exchange) =>
        exchange.text.includes(TRACE_MARKER) ? { message: 'TRACE repeats the request', exchange } : null,
      )
    },
  }
}

function createPathVariantCheck(survey: Survey): Check {
  return {
    id: 'HTTP-023',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Other spellings of a path are answered below 500, and are not another resource',
    unit: 'path in another spelling',
    hint: 'something that can be read',
    run: async (context) => {
      const pairs: { readonly plain: Exchange; readonly exchange: Exchange }[] = []
      for (const { request, exchange: plain } of (await context.probeOnce(survey.reads)).slice(0, 3)) {
        for (const path of [`${request.path}/`, request.path.toUpperCase()]) {
          const exchange = await sendIfPossible({ ...request, operation: null, intent: 'unspecified', path }, context)
          if (exchange !== null) pairs.push({ plain, exchange })
        }
      }
      return checkEach(pairs, ({ plain, exchange }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status}`, exchange }
        const [own, other] = [getItemIds(survey.api, plain), getItemIds(survey.api, exchange)]
        return isSuccess(exchange) && own.length > 0 && !other.some((id) => own.includes(id))
          ? { message: 'another spelling is another resource', exchange }
          : null
      })
    },
  }
}

function createPathTraversalCheck({ api, reads }: Survey): Check {
  return {
    id: 'HTTP-031',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Encoded slashes, NUL and dot segments in an id lead nowhere',
    unit: 'id with something else in it',
    hint: 'an operation that reads one thing',
    security: true,
    run: async (context) => {
      const answers: Exchange[] = []
      const single = (await context.probeOnce(reads)).filter(({ operation }) => operation.id in api.detailReads)
      if (single.length === 0) throw createNotApplicable('the target has no operation that reads one thing')
      for (const read of single) {
        for (const step of ID_PATTERNS) {
          const exchange = await sendIfPossible(buildPatternRequest(read, step, api.detailReads), context)
          if (exchange !== null) answers.push(exchange)
        }
      }
      return checkEach(answers, (exchange): Violation | null =>
        // A server in front may resolve dots or send the client elsewhere; it leads nowhere either way.
        isClientError(exchange) || (exchange.status >= 300 && exchange.status < 400)
          ? null
          : { message: `status ${exchange.status}`, example: exchange.request.path, exchange },
      )
    },
  }
}

function buildPatternRequest(
  { operation, values }: ApiRead,
  step: string,
  single: Survey['api']['detailReads'],
): CheckRequest {
  const name = single[operation.id] ?? ''
  const { path } = buildOperationRequest(operation, { ...values, [name]: 'FLOWTWINVALUE' })
  return {
    operation: null,
    intent: 'unspecified',
    path: path.replace('FLOWTWINVALUE', step.replaceAll('{id}', values[name] ?? '')),
  }
}

function createGetWithBodyCheck({ reads, api }: Survey): Check {
  return {
    id: 'HTTP-032',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'A GET with content is answered as without or refused, and the connection stays good',
    unit: 'GET with content',
    hint: 'a way to the target that can carry it',
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
        const [one, other] = [getItemIds(api, exchange), getItemIds(api, after)]
        return isSuccess(exchange) && one.length > 0 && !one.some((id) => other.includes(id))
          ? { message: 'content changes what a GET gives', exchange }
          : null
      })
    },
  }
}

/** Null for what this way to the target cannot carry. */
async function sendIfPossible(call: CheckRequest, { client }: CheckContext): Promise<Exchange | null> {
  try {
    return await client.sendRequest(call)
  } catch (error) {
    if (error instanceof CheckStoppedError && error.outcome.kind === 'not-applicable') return null
    throw error
  }
}
