import type { operations } from '../../spec/generated/control.types.ts'
import type { IncomingRequest } from '../http/incoming.ts'
import type { OperationErrorReply } from '../http/operation-types.ts'
import type { Issue, Problem, ProblemCode } from '../http/problem.ts'

type ErrorReply = OperationErrorReply<operations[keyof operations]>

/** Every refusal says in one sentence what was wrong, where, and what would do. */
export const problems = {
  'unknown-route': (_, { path }) => createErrorReply(404, `there is nothing at ${path}; see spec/control.yaml`),
  'method-not-allowed': ({ details }, { method, path }) => {
    const allow = (details.allow ?? []).join(', ')
    return { status: 400, body: { error: `${path} does not know ${method}; it knows ${allow}` }, headers: { allow } }
  },
  'not-acceptable': ({ message }) => createErrorReply(400, message),
  'unsupported-media-type': () => createErrorReply(415, 'send the body as application/json'),
  unauthenticated: ({ message }) => createErrorReply(403, message),
  forbidden: ({ message }) => createErrorReply(403, message),
  throttled: ({ message }) => createErrorReply(400, message),
  'malformed-body': () => createErrorReply(400, 'the body is not JSON that can be parsed'),
  invalid: ({ details }) =>
    createErrorReply(400, details.text ?? (details.issues ?? []).filter(isInformative).map(formatIssue).join('; ')),
  'not-found': ({ message }) => createErrorReply(404, message),
  conflict: ({ message }) => createErrorReply(409, message),
  refused: ({ message }) => createErrorReply(409, message),
  internal: () => ({ status: 400, body: { error: 'this is a bug of Flowtwin; the server has written it to stderr' } }),
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: IncomingRequest) => ErrorReply>

function createErrorReply<Status extends ErrorReply['status']>(status: Status, error: string) {
  return { status, body: { error } }
}

/** That the part of a conditional schema failed which another issue tells of says nothing. */
function isInformative({ rule }: Issue): boolean {
  return rule !== 'if'
}

function formatIssue({ in: place, at, rule, expected }: Issue): string {
  const wanted = expected === undefined ? '' : ` (${JSON.stringify(expected)})`
  return `${place}${at === '' ? '' : ` ${at}`} does not keep the rule "${rule}"${wanted}`
}
