import { bestPractice, citeDocument, citeStandard, type Check, defineCheck } from '../../check.ts'
import { dedupeExchanges } from '../../spec/declared-body.ts'
import { type CheckRequest, type Exchange, getHeader, isClientError, isSuccess } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { collectJson, describeShape, getPath } from '../../json.ts'
import { toLevel } from '../../spec/evidence.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import { parseHttpDate } from '../../oracles/instants.ts'
import { buildOperationRequest, type Survey } from '../readable-api.ts'
import { createExchangeCheck } from '../record-check.ts'
import { mapInOrder, sendAll } from '../send.ts'

/** A request that must be rejected, with the name of the invalid parameter. */
export interface InvalidRequest {
  readonly request: CheckRequest
  readonly parameter: string
}

interface RejectedRequest {
  readonly invalidRequest: InvalidRequest
  readonly exchange: Exchange
}

/** The number of times that the client waits for Retry-After (contracts/kit/http/client.ts). */
const MAX_WAITS = 3

/** Creates the checks of error responses: status, message and consistency. */
export function createErrorResponseChecks(
  survey: Survey,
  invalidRequests: Probe<readonly InvalidRequest[]>,
): readonly Check[] {
  const rejectedRequests = defineProbe<readonly RejectedRequest[]>(
    'sending invalid requests',
    async ({ probeOnce, client }) =>
      await mapInOrder(await probeOnce(invalidRequests), async (invalidRequest) => {
        return { invalidRequest, exchange: await client.sendRequest(invalidRequest.request) }
      }),
  )
  return [
    createUnknownIdCheck(survey),
    defineCheck('ERR-005', bestPractice, {
      title: 'Error responses contain a message and name the invalid parameter',
      evidence: ['rejected request', 'a request that the target rejects'],
      run: async ({ probeOnce }) => {
        const rejected = (await probeOnce(rejectedRequests)).filter(({ exchange }) => isClientError(exchange))
        if (rejected.length === 0) throw createNotApplicable('the target rejects no request with an invalid parameter')
        return checkEach(rejected, findErrorMessageViolation)
      },
    }),
    createExchangeCheck('ERR-007', bestPractice, {
      title: 'Successful responses contain no error',
      evidence: ['successful JSON response', 'let the run get JSON responses'],
      select: ({ getExchanges }) =>
        dedupeExchanges(getExchanges()).filter((exchange) => isSuccess(exchange) && exchange.body !== undefined),
      judge: findHiddenError,
    }),
    createExchangeCheck('ERR-008', citeStandard('SHOULD', 'RFC 6585 section 4; RFC 9110 section 10.2.3'), {
      title: 'A 429 has Retry-After, and the request succeeds after that time',
      evidence: ['response with 429', 'a target that limits the request rate'],
      select: ({ getExchanges }) => getExchanges().filter(({ status }) => status === 429),
      absenceReason: 'the target never responded with 429',
      judge: findRetryAfterViolation,
    }),
    defineCheck('ERR-009', bestPractice, {
      title: 'A repeated invalid request gets the same error',
      evidence: ['invalid request that was sent pairs', 'a request that the target rejects'],
      run: async ({ probeOnce, client }) => {
        const pairs = await mapInOrder(await probeOnce(rejectedRequests), async ({ invalidRequest, exchange }) => {
          return { first: exchange, second: await client.sendRequest(invalidRequest.request) }
        })
        return checkEach(pairs, ({ first, second }) => {
          if (first.status === second.status && describeShape(first.body) === describeShape(second.body)) return null
          const example = `${first.status}, ${second.status}`
          return { message: 'a repeated invalid request gets another error', example, exchange: second }
        })
      },
    }),
  ]
}

/** Creates the check of unknown ids, for every operation that reads one item. */
function createUnknownIdCheck({ api, reads }: Survey): Check {
  return defineCheck('ERR-003', citeDocument('MUST'), {
    title: 'An unknown id gets 404',
    evidence: ['unknown id', 'an operation that reads one item'],
    run: async ({ probeOnce, client, contract }) => {
      const requests = (await probeOnce(reads)).flatMap(({ operation, values }): readonly CheckRequest[] => {
        const name = api.detailReads[operation.id]
        if (name === undefined) return []
        return [{ ...buildOperationRequest(operation, { ...values, [name]: UNKNOWN_UUID }), intent: 'invalid' }]
      })
      const exchanges = await sendAll(requests, { client })
      if (exchanges.length === 0) throw createNotApplicable('the target has no operation that reads one item')
      return checkEach(exchanges, (exchange) => {
        if (exchange.status === 404) return null
        const declared = contract.operations.find(({ id }) => id === exchange.request.operation)?.responses['404']
        const level = declared === undefined ? 'SHOULD' : toLevel(declared.evidence)
        return { message: `status ${exchange.status} instead of 404`, level, example: exchange.request.path, exchange }
      })
    },
  })
}

function findErrorMessageViolation({ invalidRequest: { parameter }, exchange }: RejectedRequest): Violation | null {
  const messages = collectJson(exchange.body, (value) => (typeof value === 'string' ? [value] : []))
  if (!messages.some((text) => /\p{L}{2,}/u.test(text))) return { message: 'the error contains no message', exchange }
  return exchange.text.includes(parameter)
    ? null
    : { message: 'the error does not name the invalid parameter', level: 'INFO', example: parameter, exchange }
}

function findHiddenError(exchange: Exchange): Violation | null {
  const [error, errors, success] = ['error', 'errors', 'success'].map((name) => getPath(exchange.body, name))
  const hasError = [error, errors].some(
    (value) => value !== undefined && value !== null && JSON.stringify(value).length > 2,
  )
  return hasError || success === false
    ? { message: `status ${exchange.status} with an error in the body`, example: exchange.request.path, exchange }
    : null
}

function findRetryAfterViolation(exchange: Exchange, { getExchanges }: CheckContext): Violation | null {
  const retryAfter = getHeader(exchange, 'retry-after')
  // RFC 6585 makes it optional.
  if (retryAfter === null) return { message: 'no Retry-After', level: 'INFO', exchange }
  if (!/^\d+$/.test(retryAfter) && parseHttpDate(retryAfter) === null)
    return { message: 'Retry-After is neither seconds nor a date', example: retryAfter, exchange }
  const attempts = getExchanges().filter(({ request }) => request === exchange.request)
  return attempts.length > MAX_WAITS && attempts.every(({ status }) => status === 429)
    ? { message: 'rejected again after waiting Retry-After', example: retryAfter, exchange }
    : null
}
