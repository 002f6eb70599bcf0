import { type CheckRequest, type Exchange, getMediaType, isClientError, isServerError } from '../../http/exchange.ts'
import type { Check, CheckSource } from '../../check.ts'
import { checkEach, type Judgement, type Violation } from '../../outcome.ts'
import { isObject } from '../../json.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { createRecordCheck } from '../record-check.ts'

const UNKNOWN_SEGMENT = 'flowtwin-no-such-path'

/** Asks for a path that no API has, beside those that the vendor has. */
export function createUnknownPathProbe(getPrefix: (context: CheckContext) => string): Probe<Exchange> {
  return {
    name: 'an unknown path',
    run: async (context) =>
      await context.client.sendRequest({
        operation: null,
        path: `${getPrefix(context)}/${UNKNOWN_SEGMENT}`,
        intent: 'invalid',
      }),
  }
}

/** How errors look, judged over everything that was exchanged. */
export const errorChecks: readonly Check[] = [
  createRecordCheck({
    id: 'ERR-001',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Errors are JSON, not HTML',
    unit: 'error with content',
    remedy: 'let the run be refused',
    run: (context) =>
      checkEach(getErrorsWithContent(context), (exchange) => {
        const type = getMediaType(exchange) ?? 'no Content-Type'
        if (type === 'application/json' || type.endsWith('+json')) return null
        return { message: `an error with ${type}`, witness: `${exchange.status} ${exchange.request.path}`, exchange }
      }),
  }),
  createRecordCheck({
    id: 'ERR-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'All errors have one shape',
    unit: 'error body',
    remedy: 'let the run be refused',
    run: checkErrorFields,
  }),
]

/** The check of a path that nobody knows. */
export function createUnknownPathCheck(route: Probe<Exchange>): Check {
  return {
    id: 'ERR-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown path answers 404 in JSON',
    unit: 'unknown path',
    remedy: 'let the run ask for one',
    run: async ({ probeOnce, profile }) =>
      checkEach([await probeOnce(route)], (exchange): Violation | null => {
        if (exchange.status !== 404) return { message: `status ${exchange.status} instead of 404`, exchange }
        return profile.unknownRouteInJson && exchange.body === undefined
          ? { message: 'the body is no JSON', exchange }
          : null
      }),
  }
}

/** The check that a text which cannot be an id is refused. */
export function createMalformedIdCheck(calls: (context: CheckContext) => readonly CheckRequest[]): Check {
  return createStatusCheck(
    {
      id: 'ERR-004',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A malformed id answers 4xx',
      unit: 'malformed id',
      remedy: 'let the run ask for one',
    },
    { calls, holds: isClientError, due: '4xx' },
  )
}

/** A check of requests that must be answered in one way. */
export function createStatusCheck(
  check: Omit<Check, 'run'>,
  rule: {
    readonly calls: (context: CheckContext) => readonly CheckRequest[]
    readonly holds: (exchange: Exchange) => boolean
    /** In words, as in "instead of 404". */
    readonly due: string
  },
): Check {
  return {
    ...check,
    run: async (context) => {
      const answers: Exchange[] = []
      for (const call of rule.calls(context)) answers.push(await context.client.sendRequest(call))
      return checkEach(answers, (exchange) =>
        rule.holds(exchange)
          ? null
          : { message: `status ${exchange.status} instead of ${rule.due}`, witness: exchange.request.path, exchange },
      )
    },
  }
}

/** The check that numbers at the edges do not bring the target down. */
export function createExtremeNumbersCheck(
  calls: (context: CheckContext, values: readonly string[]) => readonly CheckRequest[],
): Check {
  const source: CheckSource = { kind: 'standard', reference: 'RFC 9110 section 15.6: a 5xx is the fault of the server' }
  return createStatusCheck(
    {
      id: 'NEG-008',
      level: 'MUST',
      source,
      title: 'Extreme numbers for page and size never answer 5xx',
      unit: 'extreme number',
      remedy: 'let the run ask for one',
    },
    {
      calls: (context) => calls(context, EXTREME_NUMBERS),
      holds: (exchange) => !isServerError(exchange),
      due: 'anything below 500',
    },
  )
}

const EXTREME_NUMBERS = ['0', '-1', '2147483648', '9223372036854775808', '1e309', '1.0', '0x10', 'NaN']

function getErrorsWithContent({ getExchanges, profile }: CheckContext): readonly Exchange[] {
  return getExchanges().filter(
    ({ status, bytes, method, request }) =>
      status >= 400 &&
      // A server in front of the API may have refused it.
      request.intent !== 'rough' &&
      bytes.length > 0 &&
      method !== 'HEAD' &&
      (profile.unknownRouteInJson || !request.path.endsWith(UNKNOWN_SEGMENT)),
  )
}

function checkErrorFields(context: CheckContext): Judgement {
  const errors = getErrorsWithContent(context).filter(({ status, body }) => status < 500 && body !== undefined)
  const getFieldNames = ({ body }: Exchange): readonly string[] => (isObject(body) ? Object.keys(body) : [])
  const [first] = errors
  const commonFields =
    first === undefined
      ? []
      : getFieldNames(first).filter((name) => errors.every((one) => getFieldNames(one).includes(name)))
  const due = context.profile.errorMembers.length > 0 ? context.profile.errorMembers : commonFields
  return checkEach(errors, (exchange) => {
    if (getFieldNames(exchange).some((name) => due.includes(name))) return null
    if (context.profile.errorsByMember && isFieldErrorMap(exchange)) return null
    const expected = due.length === 0 ? 'a member that all errors have' : due.join(' or ')
    return {
      message: `an error without ${expected}`,
      witness: `${exchange.status}: ${getFieldNames(exchange).join(', ')}`,
      exchange,
    }
  })
}

/** What is wrong with a body that was sent, by the names of its members: lists of texts, at whatever depth. */
function isFieldErrorMap({ request, body }: Exchange): boolean {
  return request.body !== undefined && isObject(body) && Object.values(body).every((value) => typeof value === 'object')
}
