import type { Reply } from '../../http/response.ts'
import type { operations } from '../../../spec/generated/rapidpro.types.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { OperationErrorReply } from '../../http/handler.ts'
import type { Problem, ProblemCode } from '../../http/problem.ts'

type ErrorResponse = OperationErrorReply<operations[keyof operations]>

/** Error bodies have one text in `detail`. There is no 401; a server error is plain text. */
export const problems = {
  'unknown-route': () => ({ status: 404, body: '<h1>Not Found</h1>', type: 'text/html' }),
  'method-not-allowed': (_, request) => createError(405, `Method "${request.method}" not allowed.`),
  'not-acceptable': () => createError(406, 'Could not satisfy the request Accept header.'),
  'unsupported-media-type': ({ message }) => createError(415, message),
  unauthenticated: ({ message }) => createError(403, message),
  forbidden: () => createError(403, 'You do not have permission to perform this action.'),
  throttled: ({ details: { retryAfter } }) => {
    if (retryAfter === undefined) return createError(429, 'Request was throttled.')
    const duration = `${retryAfter} second${retryAfter === 1 ? '' : 's'}`
    const error = createError(429, `Request was throttled. Expected available in ${duration}.`)
    return { ...error, headers: { 'retry-after': String(retryAfter) } }
  },
  'malformed-body': ({ message }) => createError(400, message),
  invalid: ({ message }) => createError(400, message),
  'not-found': ({ message }) => createError(404, message),
  conflict: createServerError,
  refused: createServerError,
  internal: createServerError,
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest) => Reply>

function createError<Status extends number>(status: Status, detail: string) {
  return { status, body: { detail } }
}

function createServerError(): ErrorResponse {
  return { status: 500, body: 'Server Error. Site administrators have been notified.' }
}
