import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { OperationErrorReply } from '../http/handler.ts'
import { describeIssues } from '../http/issue-text.ts'
import type { Problem, ProblemCode } from '../http/problem.ts'
import type { IncomingRequest } from '../http/request.ts'

type ErrorReply = OperationErrorReply<Operations[keyof Operations]>

/** The error responses of the control API: one sentence with the problem, the field and the remedy. */
export const problems = {
  'unknown-route': (_, { path }) => createErrorReply(404, `${path} does not exist; spec/control.yaml lists all paths`),
  'method-not-allowed': ({ details }, { method, path }) => {
    const allow = (details.allow ?? []).join(', ')
    const error = `${method} is not allowed for ${path}; allowed: ${allow}`
    return { status: 405, body: { error }, headers: { allow } }
  },
  'not-acceptable': ({ message }) => createErrorReply(400, message),
  'unsupported-media-type': () => createErrorReply(415, 'send the body with content-type application/json'),
  unauthenticated: ({ message }) => createErrorReply(403, message),
  forbidden: ({ message }) => createErrorReply(403, message),
  throttled: ({ message }) => createErrorReply(400, message),
  'malformed-body': ({ details }) => createErrorReply(400, details.text ?? 'the body is not valid JSON'),
  invalid: ({ details }) => createErrorReply(400, details.text ?? describeIssues(details.issues ?? [])),
  'not-found': ({ message }) => createErrorReply(404, message),
  conflict: ({ message }) => createErrorReply(409, message),
  refused: ({ message }) => createErrorReply(409, message),
  internal: ({ details }) =>
    createErrorReply(500, details.text ?? 'internal error in Flowtwin; see the stderr of the server'),
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest) => ErrorReply>

function createErrorReply<Status extends ErrorReply['status']>(status: Status, error: string) {
  return { status, body: { error } }
}
