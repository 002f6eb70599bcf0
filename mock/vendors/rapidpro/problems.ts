import type { operations } from '../../../spec/generated/rapidpro.types.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { OperationErrorReply } from '../../http/operation.ts'
import type { Problem } from '../../http/problem.ts'

type ErrorResponse = OperationErrorReply<operations[keyof operations]>

const createDetail = (text: string) => ({ detail: text })

/** Error bodies have one text in `detail`. There is no 401; a server error is plain text. */
export const problems = {
  'unknown-route': () => ({ status: 404, body: '<h1>Not Found</h1>', type: 'text/html' }),
  'method-not-allowed': (_: Problem, request: IncomingRequest): ErrorResponse => ({
    status: 405,
    body: createDetail(`Method "${request.method}" not allowed.`),
  }),
  'not-acceptable': (): ErrorResponse => ({
    status: 406,
    body: createDetail('Could not satisfy the request Accept header.'),
  }),
  'unsupported-media-type': (problem: Problem): ErrorResponse => ({ status: 415, body: createDetail(problem.message) }),
  unauthenticated: (problem: Problem): ErrorResponse => ({ status: 403, body: createDetail(problem.message) }),
  forbidden: (): ErrorResponse => ({
    status: 403,
    body: createDetail('You do not have permission to perform this action.'),
  }),
  throttled: ({ details }: Problem): ErrorResponse => {
    const seconds = details.retryAfter
    if (seconds === undefined) return { status: 429, body: createDetail('Request was throttled.') }
    const text = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
    return { status: 429, body: createDetail(text), headers: { 'retry-after': String(seconds) } }
  },
  'malformed-body': (problem: Problem): ErrorResponse => ({ status: 400, body: createDetail(problem.message) }),
  invalid: (problem: Problem): ErrorResponse => ({ status: 400, body: createDetail(problem.message) }),
  'not-found': (problem: Problem): ErrorResponse => ({ status: 404, body: createDetail(problem.message) }),
  conflict: createServerError,
  refused: createServerError,
  internal: createServerError,
}

function createServerError(): ErrorResponse {
  return { status: 500, body: 'Server Error. Site administrators have been notified.' }
}
