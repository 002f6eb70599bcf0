import type { Call } from '../call.ts'
import type { Check, Source } from '../check.ts'
import { type Exchange, isRefusal, isServerError, mediaTypeOf } from '../exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../finding.ts'
import { isObject } from '../json.ts'
import type { Context, Observation } from '../observation.ts'
import { recordCheck } from './record-check.ts'

const UNKNOWN_STEP = 'flowtwin-no-such-path'

/** Asks for a path that no API has, beside those that the vendor has. */
export function unknownRoute(prefixOf: (context: Context) => string): Observation<Exchange> {
  return {
    name: 'an unknown path',
    make: async (context) =>
      await context.client.send({ operation: null, path: `${prefixOf(context)}/${UNKNOWN_STEP}`, intent: 'invalid' }),
  }
}

/** How errors look, judged over everything that was exchanged. */
export const errorChecks: readonly Check[] = [
  recordCheck({
    id: 'ERR-001',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Errors are JSON, not HTML',
    unit: 'error with content',
    remedy: 'let the run be refused',
    judge: (context) =>
      judgeEach(errorsWithContent(context), (exchange) => {
        const type = mediaTypeOf(exchange) ?? 'no Content-Type'
        if (type === 'application/json' || type.endsWith('+json')) return null
        return { what: `an error with ${type}`, witness: `${exchange.status} ${exchange.call.path}`, exchange }
      }),
  }),
  recordCheck({
    id: 'ERR-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'All errors have one shape',
    unit: 'error body',
    remedy: 'let the run be refused',
    judge: shapes,
  }),
]

/** The check of a path that nobody knows. */
export function unknownRouteCheck(route: Observation<Exchange>): Check {
  return {
    id: 'ERR-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown path answers 404 in JSON',
    unit: 'unknown path',
    remedy: 'let the run ask for one',
    judge: async ({ observe, profile }) =>
      judgeEach([await observe(route)], (exchange): Violation | null => {
        if (exchange.status !== 404) return { what: `status ${exchange.status} instead of 404`, exchange }
        return profile.unknownRouteInJson && exchange.body === undefined
          ? { what: 'the body is no JSON', exchange }
          : null
      }),
  }
}

/** The check that a text which cannot be an id is refused. */
export function malformedIdCheck(calls: (context: Context) => readonly Call[]): Check {
  return refusalCheck(
    {
      id: 'ERR-004',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'A malformed id answers 4xx',
      unit: 'malformed id',
      remedy: 'let the run ask for one',
    },
    { calls, holds: isRefusal, due: '4xx' },
  )
}

/** A check of requests that must be answered in one way. */
export function refusalCheck(
  check: Omit<Check, 'judge'>,
  rule: {
    readonly calls: (context: Context) => readonly Call[]
    readonly holds: (exchange: Exchange) => boolean
    /** In words, as in "instead of 404". */
    readonly due: string
  },
): Check {
  return {
    ...check,
    judge: async (context) => {
      const answers: Exchange[] = []
      for (const call of rule.calls(context)) answers.push(await context.client.send(call))
      return judgeEach(answers, (exchange) =>
        rule.holds(exchange)
          ? null
          : { what: `status ${exchange.status} instead of ${rule.due}`, witness: exchange.call.path, exchange },
      )
    },
  }
}

/** The check that numbers at the edges do not bring the target down. */
export function extremesCheck(calls: (context: Context, values: readonly string[]) => readonly Call[]): Check {
  const source: Source = { kind: 'standard', reference: 'RFC 9110 section 15.6: a 5xx is the fault of the server' }
  return refusalCheck(
    {
      id: 'NEG-008',
      level: 'MUST',
      source,
      title: 'Extreme numbers for page and size never answer 5xx',
      unit: 'extreme number',
      remedy: 'let the run ask for one',
    },
    {
      calls: (context) => calls(context, EXTREMES),
      holds: (exchange) => !isServerError(exchange),
      due: 'anything below 500',
    },
  )
}

const EXTREMES = ['0', '-1', '2147483648', '9223372036854775808', '1e309', '1.0', '0x10', 'NaN']

function errorsWithContent({ exchanges, profile }: Context): readonly Exchange[] {
  return exchanges().filter(
    ({ status, bytes, method, call }) =>
      status >= 400 &&
      // A server in front of the API may have refused it.
      call.intent !== 'rough' &&
      bytes.length > 0 &&
      method !== 'HEAD' &&
      (profile.unknownRouteInJson || !call.path.endsWith(UNKNOWN_STEP)),
  )
}

function shapes(context: Context): Judgement {
  const errors = errorsWithContent(context).filter(({ status, body }) => status < 500 && body !== undefined)
  const namesOf = ({ body }: Exchange): readonly string[] => (isObject(body) ? Object.keys(body) : [])
  const [first] = errors
  const learnt =
    first === undefined ? [] : namesOf(first).filter((name) => errors.every((one) => namesOf(one).includes(name)))
  const due = context.profile.errorMembers.length > 0 ? context.profile.errorMembers : learnt
  return judgeEach(errors, (exchange) => {
    if (namesOf(exchange).some((name) => due.includes(name))) return null
    if (context.profile.errorsByMember && isByMember(exchange)) return null
    const expected = due.length === 0 ? 'a member that all errors have' : due.join(' or ')
    return {
      what: `an error without ${expected}`,
      witness: `${exchange.status}: ${namesOf(exchange).join(', ')}`,
      exchange,
    }
  })
}

/** What is wrong with a body that was sent, by the names of its members: lists of texts, at whatever depth. */
function isByMember({ call, body }: Exchange): boolean {
  return call.body !== undefined && isObject(body) && Object.values(body).every((value) => typeof value === 'object')
}
