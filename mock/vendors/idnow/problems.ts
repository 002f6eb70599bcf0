import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Problem } from '../../http/problem.ts'
import { sentence } from './sentences.ts'

type Refusal = RefusalOf<operations[Exclude<keyof operations, 'sessionEvent'>]>

/** The words of RFC 6749 section 5.2 for what can be wrong with a request for a token. */
const tokenErrors = {
  invalid_request: 'The request lacks a parameter, repeats one or is otherwise malformed.',
  invalid_client: 'Client authentication failed.',
  unsupported_grant_type: 'The grant type is not supported.',
  invalid_scope: 'The scope is unknown or exceeds what the client was granted.',
} as const

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
  unauthenticated: (): Refusal => ({
    status: 401,
    body: { statusCode: 401, message: 'Unauthorized' },
    // RFC 9110 section 15.5.2 wants a challenge with every 401.
    headers: { 'www-authenticate': 'Bearer' },
  }),
  forbidden: ({ details }: Problem): Refusal => ({
    status: 403,
    body: { statusCode: 403, message: details.text ?? 'Forbidden resource', error: 'Forbidden' },
  }),
  throttled: serverError,
  'malformed-body': (): Refusal => ({
    status: 400,
    body: { statusCode: 400, message: 'The body is not valid JSON', error: 'Bad Request' },
  }),
  invalid: ({ details }: Problem): Refusal => ({
    status: 400,
    body: { statusCode: 400, message: (details.issues ?? []).map(sentence), error: 'Bad Request' },
  }),
  'not-found': ({ details }: Problem): Refusal => ({
    status: 404,
    body: { statusCode: 404, message: details.text ?? 'Not Found', error: 'Not Found' },
  }),
  conflict: serverError,
  /** Refusals of tokens, which are dressed as RFC 6749 says and not as the rest. */
  refused: ({ details }: Problem): Refusal => {
    const error = (details.text ?? 'invalid_request') as keyof typeof tokenErrors
    const body = { error, error_description: tokenErrors[error] }
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' }
    if (error !== 'invalid_client') return { status: 400, body, headers }
    // RFC 9110 section 15.5.2 wants a challenge with every 401, RFC 6749 section 5.2 where the client sent one.
    return { status: 401, body, headers: { ...headers, 'www-authenticate': 'Basic realm="oidc"' } }
  },
  internal: serverError,
}

function serverError(): Refusal {
  return { status: 500, body: { statusCode: 500, message: 'Internal server error' } }
}
