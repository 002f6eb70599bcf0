// Checks: HTTP-001, HTTP-002, HTTP-003
import { citeDocument, citeStandard } from '../rule-source.ts'
import type { Check } from '../../check.ts'
import { getDeclaredResponse, getOperation } from '../../spec/contract.ts'
import { type Exchange, isSuccess, getMediaType } from '../../http/exchange.ts'
import { type Judgement, checkEach, type Violation } from '../../outcome.ts'
import { toLevel } from '../../spec/evidence.ts'
import type { CheckContext } from '../../check-context.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'

/** Checks of statuses and media types, over all recorded exchanges. */
export const statusChecks: readonly Check[] = [
  createRecordCheck({
    ...citeDocument('MUST'),
    id: 'HTTP-001',
    title: 'Valid requests get the documented success status',
    unit: 'valid request',
    hint: 'let the run send valid requests',
    run: checkSuccessStatus,
  }),
  createExchangeCheck({
    ...citeStandard('SHOULD', 'OpenAPI 3.1.0 section 4.8.16: the Responses Object covers known errors'),
    id: 'HTTP-002',
    title: 'Every status is documented for its operation',
    unit: 'response of a documented operation',
    hint: 'let the run send requests to documented operations',
    select: getOperationExchanges,
    judge: (exchange, context) =>
      findDeclaredResponse(exchange, context) === null &&
      !isAcceptedStatus(exchange, context) &&
      !isAcceptedRejection(exchange, context)
        ? { message: `status ${exchange.status} is not documented`, example: describeRequest(exchange), exchange }
        : null,
  }),
  createExchangeCheck({
    ...citeStandard('SHOULD', 'RFC 9110 section 8.3'),
    id: 'HTTP-003',
    title: 'Content has a documented Content-Type',
    unit: 'response with content',
    hint: 'let the run get responses with content',
    select: (context) =>
      getOperationExchanges(context).filter(({ bytes, method }) => bytes.length > 0 && method !== 'HEAD'),
    judge: findContentTypeViolation,
  }),
]

function checkSuccessStatus(context: CheckContext): Judgement {
  const valid = getOperationExchanges(context).filter(
    (exchange) => exchange.request.intent === 'valid' || (exchange.request.intent === 'open' && isSuccess(exchange)),
  )
  // An item may have been deleted between two reads.
  const firstSuccesses = new Map(
    valid
      .filter(isSuccess)
      .toReversed()
      .map((exchange) => [describeRequest(exchange), exchange.number]),
  )
  const isGone = (exchange: Exchange): boolean =>
    exchange.status === 404 && (firstSuccesses.get(describeRequest(exchange)) ?? Infinity) < exchange.number
  return checkEach(
    valid.filter((exchange) => !isGone(exchange)),
    (exchange) => {
      const { responses } = getOperation(context.contract, exchange.request.operation ?? '')
      const documented = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      if (documented.some(([status]) => status === String(exchange.status)) || isAcceptedStatus(exchange, context))
        return null
      const [level = 'INFO'] = documented.map(([, { evidence }]) => toLevel(evidence))
      const expected = documented.map(([status]) => status).join(' or ')
      const message = `status ${exchange.status} instead of ${expected}`
      return { message, level, example: describeRequest(exchange), exchange }
    },
  )
}

function isAcceptedStatus({ request, status }: Exchange, { profile }: CheckContext): boolean {
  return profile.successStatuses[request.operation ?? '']?.includes(status) === true
}

/** Checks whether the profile allows the status for an invalid credential. */
function isAcceptedRejection({ request, status }: Exchange, { profile }: CheckContext): boolean {
  return (request.credential ?? 'own') !== 'own' && profile.authErrorStatuses.includes(status)
}

function findContentTypeViolation(exchange: Exchange, context: CheckContext): Violation | null {
  const [type, example] = [getMediaType(exchange), describeRequest(exchange)]
  if (type === null) return { message: 'no Content-Type', example, exchange }
  const declared = Object.keys(findDeclaredResponse(exchange, context)?.content ?? {})
  if (declared.length === 0 || declared.includes(type)) return null
  return { message: `Content-Type ${type} instead of ${declared.join(' or ')}`, example, exchange }
}

function findDeclaredResponse(exchange: Exchange, { contract }: CheckContext): ReturnType<typeof getDeclaredResponse> {
  return getDeclaredResponse(getOperation(contract, exchange.request.operation ?? ''), exchange.status)
}

function getOperationExchanges({ getExchanges }: CheckContext): readonly Exchange[] {
  return getExchanges().filter(({ request, status }) => request.operation !== null && status !== 429 && status !== 503)
}

function describeRequest(exchange: Exchange): string {
  return `${exchange.method} ${exchange.request.path}`
}
