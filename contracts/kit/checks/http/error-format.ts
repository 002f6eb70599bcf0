import { bestPractice, type Check, defineCheck } from '../../check.ts'
import { acceptsJson, type CheckRequest, type Exchange, getMediaType } from '../../http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../outcome.ts'
import { isObject } from '../../json.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import { expectClientError, expectNoServerError, serverErrorRule } from '../expect.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'
import { sendAndCheck } from '../send.ts'

/** The standard format of errors (RFC 9457), which gateways and frameworks use beside the documented one. */
export const PROBLEM_TYPE = 'application/problem+json'
const UNKNOWN_SEGMENT = 'flowtwin-no-such-path'

export function createUnknownPathProbe(getPrefix: (context: CheckContext) => string): Probe<Exchange> {
  return defineProbe('reading an unknown path', async (context) => {
    const path = `${getPrefix(context)}/${UNKNOWN_SEGMENT}`
    return await context.client.sendRequest({ operation: null, path, intent: 'invalid' })
  })
}

/** Checks of the error format, over all recorded exchanges. */
export const errorChecks: readonly Check[] = [
  createExchangeCheck('ERR-001', bestPractice, {
    title: 'Errors are JSON, not HTML',
    evidence: ['error with content', 'let the run send invalid requests'],
    select: getErrorsWithContent,
    judge: (exchange) => {
      const type = getMediaType(exchange) ?? 'no Content-Type'
      if (type === 'application/json' || type.endsWith('+json')) return null
      return { message: `the error is ${type}`, example: `${exchange.status} ${exchange.request.path}`, exchange }
    },
  }),
  createRecordCheck('ERR-002', bestPractice, {
    title: 'All errors have a common field',
    evidence: ['error body', 'let the run send invalid requests'],
    run: checkErrorFields,
  }),
]

export function createUnknownPathCheck(unknownPath: Probe<Exchange>): Check {
  return defineCheck('ERR-006', bestPractice, {
    title: 'An unknown path gets 404 in JSON',
    evidence: ['unknown path', 'let the run send one'],
    run: async ({ probeOnce, profile }) =>
      checkEach([await probeOnce(unknownPath)], (exchange): Violation | null => {
        if (exchange.status !== 404) return { message: `status ${exchange.status} instead of 404`, exchange }
        const isRejected = profile.requireJsonNotFound && exchange.body === undefined
        return isRejected ? { message: 'the body is not JSON', exchange } : null
      }),
  })
}

export function createMalformedIdCheck(buildRequests: (context: CheckContext) => readonly CheckRequest[]): Check {
  return defineCheck('ERR-004', bestPractice, {
    title: 'A malformed id gets 4xx',
    evidence: ['malformed id', 'let the run send one'],
    run: sendAndCheck(buildRequests, expectClientError),
  })
}

export function createExtremeNumbersCheck(
  buildRequests: (context: CheckContext, values: readonly string[]) => readonly CheckRequest[],
): Check {
  return defineCheck('NEG-008', serverErrorRule, {
    title: 'Extreme numbers for page and size never get 5xx',
    evidence: ['extreme number', 'let the run send one'],
    run: sendAndCheck((context) => buildRequests(context, EXTREME_NUMBERS), expectNoServerError),
  })
}

const EXTREME_NUMBERS = ['0', '-1', '2147483648', '9223372036854775808', '1e309', '1.0', '0x10', 'NaN']

function getErrorsWithContent({ getExchanges, profile }: CheckContext): readonly Exchange[] {
  return getExchanges().filter(
    ({ status, bytes, method, request, sentHeaders }) =>
      status >= 400 &&
      acceptsJson({ method, sentHeaders }) &&
      // A proxy in front of the API may have rejected it.
      request.intent !== 'unspecified' &&
      bytes.length > 0 &&
      method !== 'HEAD' &&
      (profile.requireJsonNotFound || !request.path.endsWith(UNKNOWN_SEGMENT)),
  )
}

function checkErrorFields(context: CheckContext): Judgement {
  const errors = getErrorsWithContent(context).filter(({ status, body }) => status < 500 && body !== undefined)
  const getFieldNames = ({ body }: Exchange): readonly string[] => (isObject(body) ? Object.keys(body) : [])
  const ownErrors = errors.filter((error) => getMediaType(error) !== PROBLEM_TYPE)
  const [firstFields = []] = ownErrors.map(getFieldNames)
  const commonFields = firstFields.filter((name) => ownErrors.every((error) => getFieldNames(error).includes(name)))
  const expectedFields = context.profile.errorFields.length > 0 ? context.profile.errorFields : commonFields
  return checkEach(errors, (exchange) => {
    if (getFieldNames(exchange).some((name) => expectedFields.includes(name))) return null
    if (getMediaType(exchange) === PROBLEM_TYPE && getFieldNames(exchange).some(isProblemField)) return null
    if (context.profile.fieldErrorsAllowed && isFieldErrorMap(exchange)) return null
    const expected = expectedFields.length === 0 ? 'field that all errors have' : expectedFields.join(' or ')
    const example = `${exchange.status}: ${getFieldNames(exchange).join(', ')}`
    return { message: `the error has no ${expected}`, example, exchange }
  })
}

function isProblemField(name: string): boolean {
  return ['type', 'title', 'detail'].includes(name)
}

/** Checks whether the error lists problems by field name, as validation errors of a sent body do. */
function isFieldErrorMap({ request, body }: Exchange): boolean {
  return request.body !== undefined && isObject(body) && Object.values(body).every((value) => typeof value === 'object')
}
