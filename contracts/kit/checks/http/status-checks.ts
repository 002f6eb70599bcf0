import type { Check } from '../../check.ts'
import { type Contract, getDeclaredResponse, getOperation } from '../../spec/contract.ts'
import { type Exchange, isSuccess, getMediaType } from '../../http/exchange.ts'
import { type Judgement, checkEach, type Violation } from '../../outcome.ts'
import { toLevel } from '../../spec/evidence.ts'
import type { CheckContext } from '../../check-context.ts'
import { createRecordCheck } from '../record-check.ts'

/** What every HTTP API owes, judged over everything that was exchanged: statuses and media types. */
export const statusChecks: readonly Check[] = [
  createRecordCheck({
    id: 'HTTP-001',
    level: 'MUST',
    source: { kind: 'document' },
    title: 'Each documented operation with valid input answers its documented success status',
    unit: 'valid request',
    hint: 'let the run send valid requests',
    run: checkSuccessStatus,
  }),
  createRecordCheck({
    id: 'HTTP-002',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'OpenAPI 3.1.0 section 4.8.16: the Responses Object covers known errors' },
    title: 'Every status seen is declared for its operation',
    unit: 'answer of a documented operation',
    hint: 'let the run send requests to documented operations',
    run: (context) =>
      checkEach(getOperationExchanges(context), (exchange) =>
        findDeclaredResponse(exchange, context.contract) === null &&
        !isAcceptedStatus(exchange, context) &&
        !isAcceptedRejection(exchange, context)
          ? { message: `status ${exchange.status} is declared nowhere`, example: describeRequest(exchange), exchange }
          : null,
      ),
  }),
  createRecordCheck({
    id: 'HTTP-003',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 8.3' },
    title: 'Content carries a Content-Type that is declared for its status',
    unit: 'answer with content',
    hint: 'let the run get answers with content',
    run: (context) =>
      checkEach(
        getOperationExchanges(context).filter((exchange) => exchange.bytes.length > 0 && exchange.method !== 'HEAD'),
        (exchange) => findContentTypeViolation(exchange, context.contract),
      ),
  }),
]

function checkSuccessStatus(context: CheckContext): Judgement {
  const valid = getOperationExchanges(context).filter(
    (exchange) => exchange.request.intent === 'valid' || (exchange.request.intent === 'open' && isSuccess(exchange)),
  )
  // What was read once may have been deleted when it is read again.
  const first = new Map(
    valid
      .filter(isSuccess)
      .toReversed()
      .map((exchange) => [describeRequest(exchange), exchange.number]),
  )
  const isGone = (exchange: Exchange): boolean =>
    exchange.status === 404 && (first.get(describeRequest(exchange)) ?? Infinity) < exchange.number
  return checkEach(
    valid.filter((exchange) => !isGone(exchange)),
    (exchange) => {
      const { responses } = getOperation(context.contract, exchange.request.operation ?? '')
      const documented = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      if (documented.some(([status]) => status === String(exchange.status)) || isAcceptedStatus(exchange, context))
        return null
      const levels = documented.map(([, { evidence }]) => toLevel(evidence))
      const due = documented.map(([status]) => status).join(' or ')
      return {
        message: `status ${exchange.status} instead of ${due}`,
        level: levels[0] ?? 'INFO',
        example: describeRequest(exchange),
        exchange,
      }
    },
  )
}

function isAcceptedStatus({ request, status }: Exchange, { profile }: CheckContext): boolean {
  return profile.successStatuses[request.operation ?? '']?.includes(status) === true
}

/** One status or the other for a wrong credential: the profile says which are meant. */
function isAcceptedRejection({ request, status }: Exchange, { profile }: CheckContext): boolean {
  return (request.credential ?? 'own') !== 'own' && profile.authErrorStatuses.includes(status)
}

function findContentTypeViolation(exchange: Exchange, contract: Contract): Violation | null {
  const type = getMediaType(exchange)
  if (type === null) return { message: 'content without a Content-Type', example: describeRequest(exchange), exchange }
  const declared = Object.keys(findDeclaredResponse(exchange, contract)?.content ?? {})
  if (declared.length === 0 || declared.includes(type)) return null
  return {
    message: `Content-Type ${type} instead of ${declared.join(' or ')}`,
    example: describeRequest(exchange),
    exchange,
  }
}

function findDeclaredResponse(exchange: Exchange, contract: Contract): ReturnType<typeof getDeclaredResponse> {
  return getDeclaredResponse(getOperation(contract, exchange.request.operation ?? ''), exchange.status)
}

function getOperationExchanges({ getExchanges }: CheckContext): readonly Exchange[] {
  return getExchanges().filter(({ request, status }) => request.operation !== null && status !== 429 && status !== 503)
}

function describeRequest(exchange: Exchange): string {
  return `${exchange.method} ${exchange.request.path}`
}
