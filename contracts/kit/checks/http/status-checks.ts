import { citeDocument, citeStandard, type Check, defineCheck } from '../../check.ts'
import { getDeclaredResponse, getOperation } from '../../spec/contract.ts'
import { acceptsJson, type Exchange, isSuccess, getMediaType, getHeader } from '../../http/exchange.ts'
import { PROBLEM_TYPE } from './error-format.ts'
import { type Judgement, checkEach, type Violation, createNotApplicable } from '../../outcome.ts'
import { toLevel } from '../../spec/evidence.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'
import { UNSUPPORTED_METHOD_STATUSES } from '../expect.ts'
import { sendAll } from '../send.ts'

/** Checks of statuses and media types, over all recorded exchanges. */
export const statusChecks: readonly Check[] = [
  createRecordCheck('HTTP-001', citeDocument('MUST'), {
    title: 'Valid requests get the documented success status',
    evidence: ['valid request', 'let the run send valid requests'],
    run: checkSuccessStatus,
  }),
  createExchangeCheck(
    'HTTP-002',
    citeStandard('SHOULD', 'OpenAPI 3.1.0 section 4.8.16: the Responses Object covers known errors'),
    {
      title: 'Every status is documented for its operation',
      evidence: ['response of a documented operation', 'let the run send requests to documented operations'],
      select: getOperationExchanges,
      judge: (exchange, context) =>
        findDeclaredResponse(exchange, context) === null &&
        !isAcceptedStatus(exchange, context) &&
        !isAcceptedRejection(exchange, context)
          ? { message: `status ${exchange.status} is not documented`, example: describeRequest(exchange), exchange }
          : null,
    },
  ),
  createExchangeCheck('HTTP-003', citeStandard('SHOULD', 'RFC 9110 section 8.3'), {
    title: 'Content has a documented Content-Type',
    evidence: ['response with content', 'let the run get responses with content'],
    select: (context) =>
      getOperationExchanges(context).filter(
        (exchange) =>
          exchange.bytes.length > 0 && exchange.method !== 'HEAD' && (isSuccess(exchange) || acceptsJson(exchange)),
      ),
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
  const isProblem = exchange.status >= 400 && type === PROBLEM_TYPE
  if (declared.length === 0 || declared.includes(type) || isProblem) return null
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

/** Methods that have no effect without a body, should the target accept them. */
const PROBED_METHODS = ['PUT', 'PATCH']

const common = {
  needs: ['probe-methods'],
  evidence: ['undocumented method', 'a path that documents neither PUT nor PATCH'],
} as const

/** Creates the checks of undocumented methods on an existing resource. */
export function createMethodChecks(
  resource: Probe<{ readonly template: string; readonly path: string }>,
): readonly Check[] {
  const responses = defineProbe<readonly Exchange[]>('sending undocumented methods', async (context) => {
    const { template, path } = await context.probeOnce(resource)
    const documented = context.contract.operations.filter((operation) => operation.path === template)
    const methods = PROBED_METHODS.filter((name) => !documented.some(({ method }) => method === name))
    return await sendAll(
      methods.map((method) => ({ operation: null, method, path, intent: 'probe' })),
      context,
    )
  })
  return [
    defineCheck('HTTP-012', citeStandard('MUST', 'RFC 9110 section 15.5.6'), {
      ...common,
      title: 'A 405 has Allow, which lists GET',
      run: async ({ probeOnce }) => {
        const rejected = (await probeOnce(responses)).filter(({ status }) => status === 405)
        if (rejected.length === 0) throw createNotApplicable('no undocumented method gets 405')
        return checkEach(rejected, (exchange) => {
          const allow = getHeader(exchange, 'allow')
          if (allow === null) return { message: 'no Allow', example: exchange.method, exchange }
          const listed = allow.split(',').map((method) => method.trim())
          return listed.includes('GET') ? null : { message: 'Allow does not list GET', example: allow, exchange }
        })
      },
    }),
    defineCheck('HTTP-013', citeStandard('SHOULD', 'RFC 9110 section 15.5.6'), {
      ...common,
      title: 'Undocumented methods on an existing resource get 405 and never succeed',
      run: async ({ probeOnce }) =>
        checkEach(await probeOnce(responses), (exchange) =>
          UNSUPPORTED_METHOD_STATUSES.includes(exchange.status)
            ? null
            : { message: `status ${exchange.status} instead of 405`, example: exchange.method, exchange },
        ),
    }),
  ]
}
