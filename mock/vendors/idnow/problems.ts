import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationErrorReply } from '../../http/handler.ts'
import type { Issue, Problem, ProblemCode } from '../../http/problem.ts'
import type { IncomingRequest } from '../../http/request.ts'

/** Formats an issue as class-validator does. */
function formatIssue(issue: Issue): string {
  const { rule } = issue
  const at = issue.in === 'body' ? issue.at.slice(1).replaceAll('/', '.') : issue.at
  const expected = issue.expected as { limit?: number; allowedValues?: readonly string[]; type?: string } | undefined
  const { limit, allowedValues, type } = expected ?? {}
  switch (rule) {
    case 'minimum':
      return `${at} must not be less than ${limit}`
    case 'maximum':
      return `${at} must not be greater than ${limit}`
    case 'maxLength':
      return `${at} must be shorter than or equal to ${limit} characters`
    case 'enum':
      return `${at} must be one of the following values: ${allowedValues?.join(', ')}`
    case 'minLength':
    case 'required':
      return `${at} should not be empty`
    case 'unknown':
      return `property ${at} should not exist`
    case 'url':
      return `${at} must be a URL address`
    case 'listed':
      return `${at} is not on the list of the API client`
    case 'unpublished':
      return `${at} names a flow that was never published`
    default:
      return `${at === '' ? 'the body' : at} must be ${TYPE_NAMES[type ?? ''] ?? 'valid'}`
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  boolean: 'a boolean value',
  integer: 'an integer number',
  object: 'an object',
  string: 'a string',
}

type ErrorResponse = OperationErrorReply<operations[Exclude<keyof operations, 'sessionEvent'>]>

/** The error codes of RFC 6749 section 5.2 with their descriptions. */
const TOKEN_ERRORS = {
  invalid_request: 'The request lacks a parameter, repeats one or is otherwise malformed.',
  invalid_client: 'Client authentication failed.',
  unsupported_grant_type: 'The grant type is not supported.',
  invalid_scope: 'The scope is unknown or exceeds what the client was granted.',
} as const

/** Error responses by problem. Bodies have NestJS's form: status code, message or list of messages, status text. */
export const problems = {
  'unknown-route': (_, request) => createError(404, `Cannot ${request.method} ${request.path}`, 'Not Found'),
  'method-not-allowed': ({ details }) => ({
    ...createError(405, 'Method Not Allowed'),
    headers: { allow: (details.allow ?? []).join(', ') },
  }),
  'not-acceptable': createServerError,
  'unsupported-media-type': createServerError,
  // RFC 9110 section 15.5.2 requires a challenge with every 401.
  unauthenticated: () => ({ ...createError(401, 'Unauthorized'), headers: { 'www-authenticate': 'Bearer' } }),
  forbidden: ({ details }) => createError(403, details.text ?? 'Forbidden resource', 'Forbidden'),
  throttled: createServerError,
  'malformed-body': () => createError(400, 'The body is not valid JSON', 'Bad Request'),
  invalid: ({ details: { issues = [] } }) => ({
    status: 400,
    body: { statusCode: 400, message: issues.map(formatIssue), error: 'Bad Request' },
  }),
  'not-found': ({ details }) => createError(404, details.text ?? 'Not Found', 'Not Found'),
  conflict: createServerError,
  /** Errors of the token endpoint, in the format of RFC 6749. */
  refused: ({ details }) => {
    const error = (details.text ?? 'invalid_request') as keyof typeof TOKEN_ERRORS
    const body = { error, error_description: TOKEN_ERRORS[error] }
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' }
    if (error !== 'invalid_client') return { status: 400, body, headers }
    // RFC 9110 section 15.5.2 requires a challenge with every 401, RFC 6749 section 5.2 only if the client sent Basic.
    return { status: 401, body, headers: { ...headers, 'www-authenticate': 'Basic realm="oidc"' } }
  },
  internal: createServerError,
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest) => ErrorResponse>

function createError<Status extends number>(status: Status, message: string, error?: string) {
  return { status, body: { statusCode: status, message, ...(error === undefined ? {} : { error }) } }
}

function createServerError(): ErrorResponse {
  return createError(500, 'Internal server error')
}
