import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Issue, Problem } from '../../http/problem.ts'

type Refusal = RefusalOf<operations[keyof operations]>

/** Bodies as NestJS makes them: a code, a message or a list of messages, and the name of the code. */
export const problems = {
  'unknown-route': (_: Problem, incoming: Incoming) => ({
    status: 404,
    body: { statusCode: 404, message: `Cannot ${incoming.method} ${incoming.path}`, error: 'Not Found' },
  }),
  'method-not-allowed': ({ details }: Problem): Refusal => ({
    status: 405,
    body: { statusCode: 405, message: 'Method Not Allowed' },
    headers: { allow: (details.allow ?? []).join(', ') },
  }),
  'not-acceptable': serverError,
  'unsupported-media-type': serverError,
  unauthenticated: (): Refusal => ({ status: 401, body: { statusCode: 401, message: 'Unauthorized' } }),
  forbidden: ({ details }: Problem): Refusal => ({
    status: 403,
    body: { statusCode: 403, message: details.text ?? 'Forbidden resource', error: 'Forbidden' },
  }),
  throttled: serverError,
  'malformed-body': serverError,
  invalid: ({ details }: Problem): Refusal => ({
    status: 400,
    body: { statusCode: 400, message: (details.issues ?? []).map(sentence), error: 'Bad Request' },
  }),
  'not-found': ({ details }: Problem): Refusal => ({
    status: 404,
    body: { statusCode: 404, message: details.text ?? 'Not Found', error: 'Not Found' },
  }),
  conflict: serverError,
  refused: serverError,
  internal: serverError,
}

function serverError(): Refusal {
  return { status: 500, body: { statusCode: 500, message: 'Internal server error' } }
}

/** What class-validator says of a broken rule. */
function sentence({ at, rule, expected }: Issue): string {
  const limits = expected as {
    readonly limit?: number
    readonly allowedValues?: readonly string[]
    readonly type?: string
  }
  switch (rule) {
    case 'minimum':
      return `${at} must not be less than ${limits.limit}`
    case 'maximum':
      return `${at} must not be greater than ${limits.limit}`
    case 'enum':
      return `${at} must be one of the following values: ${limits.allowedValues?.join(', ')}`
    default:
      return `${at} must be ${limits.type === 'boolean' ? 'a boolean value' : 'an integer number'}`
  }
}
