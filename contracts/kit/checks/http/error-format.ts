// Checks: ERR-001, ERR-002, ERR-004, ERR-006, NEG-008
import { bestPractice } from '../rule-source.ts'
import { type CheckRequest, type Exchange, getMediaType } from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { checkEach, type Judgement, type Violation } from '../../outcome.ts'
import { isObject } from '../../json.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { expectClientError, expectNoServerError, serverErrorRule } from '../expect.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'
import { sendAndCheck } from '../send.ts'

const UNKNOWN_SEGMENT = 'flowtwin-no-such-path'

/** Creates the probe of an unknown path below a prefix. */
export function createUnknownPathProbe(getPrefix: (context: CheckContext) => string): Probe<Exchange> {
  return {
    name: 'reading an unknown path',
    run: async (context) => {
      const path = `${getPrefix(context)}/${UNKNOWN_SEGMENT}`
      return await context.client.sendRequest({ operation: null, path, intent: 'invalid' })
    },
  }
}

/** Checks of the error format, over all recorded exchanges. */
export const errorChecks: readonly Check[] = [
  createExchangeCheck({
    ...bestPractice,
    id: 'ERR-001',
    title: 'Errors are JSON, not HTML',
    unit: 'error with content',
    hint: 'let the run send invalid requests',
    select: getErrorsWithContent,
    judge: (exchange) => {
      const type = getMediaType(exchange) ?? 'no Content-Type'
      if (type === 'application/json' || type.endsWith('+json')) return null
      return { message: `the error is ${type}`, example: `${exchange.status} ${exchange.request.path}`, exchange }
    },
  }),
  createRecordCheck({
    ...bestPractice,
    id: 'ERR-002',
    title: 'All errors have a common field',
    unit: 'error body',
    hint: 'let the run send invalid requests',
    run: checkErrorFields,
  }),
]

export function createUnknownPathCheck(unknownPath: Probe<Exchange>): Check {
  return {
    ...bestPractice,
    id: 'ERR-006',
    title: 'An unknown path gets 404 in JSON',
    unit: 'unknown path',
    hint: 'let the run send one',
    run: async ({ probeOnce, profile }) =>
      checkEach([await probeOnce(unknownPath)], (exchange): Violation | null => {
        if (exchange.status !== 404) return { message: `status ${exchange.status} instead of 404`, exchange }
        const isRejected = profile.requireJsonNotFound && exchange.body === undefined
        return isRejected ? { message: 'the body is not JSON', exchange } : null
      }),
  }
}

export function createMalformedIdCheck(buildRequests: (context: CheckContext) => readonly CheckRequest[]): Check {
  return {
    ...bestPractice,
    id: 'ERR-004',
    title: 'A malformed id gets 4xx',
    unit: 'malformed id',
    hint: 'let the run send one',
    run: sendAndCheck(buildRequests, expectClientError),
  }
}

export function createExtremeNumbersCheck(
  buildRequests: (context: CheckContext, values: readonly string[]) => readonly CheckRequest[],
): Check {
  return {
    ...serverErrorRule,
    id: 'NEG-008',
    title: 'Extreme numbers for page and size never get 5xx',
    unit: 'extreme number',
    hint: 'let the run send one',
    run: sendAndCheck((context) => buildRequests(context, EXTREME_NUMBERS), expectNoServerError),
  }
}

const EXTREME_NUMBERS = ['0', '-1', '2147483648', '9223372036854775808', '1e309', '1.0', '0x10', 'NaN']

function getErrorsWithContent({ getExchanges, profile }: CheckContext): readonly Exchange[] {
  return getExchanges().filter(
    ({ status, bytes, method, request }) =>
      status >= 400 &&
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
  const [firstFields = []] = errors.map(getFieldNames)
  const commonFields = firstFields.filter((name) => errors.every((error) => getFieldNames(error).includes(name)))
  const expectedFields = context.profile.errorFields.length > 0 ? context.profile.errorFields : commonFields
  return checkEach(errors, (exchange) => {
    if (getFieldNames(exchange).some((name) => expectedFields.includes(name))) return null
    if (context.profile.fieldErrorsAllowed && isFieldErrorMap(exchange)) return null
    const expected = expectedFields.length === 0 ? 'field that all errors have' : expectedFields.join(' or ')
    const example = `${exchange.status}: ${getFieldNames(exchange).join(', ')}`
    return { message: `the error has no ${expected}`, example, exchange }
  })
}

/** Checks whether the error lists problems by field name, as validation errors of a sent body do. */
function isFieldErrorMap({ request, body }: Exchange): boolean {
  return request.body !== undefined && isObject(body) && Object.values(body).every((value) => typeof value === 'object')
}
