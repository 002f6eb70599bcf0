import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationErrorReply } from '../../http/handler.ts'
import type { Issue, Problem, ProblemCode } from '../../http/problem.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { ListLayout } from '../../http/vendor.ts'

interface Expected {
  readonly limit?: number
  readonly allowedValues?: readonly string[]
  readonly type?: string
}

/** The messages of class-validator by rule; any other rule is about the type. */
const RULE_MESSAGES: Readonly<Record<string, (at: string, expected: Expected) => string>> = {
  minimum: (at, { limit }) => `${at} must not be less than ${limit}`,
  maximum: (at, { limit }) => `${at} must not be greater than ${limit}`,
  maxLength: (at, { limit }) => `${at} must be shorter than or equal to ${limit} characters`,
  minLength: (at) => `${at} should not be empty`,
  enum: (at, { allowedValues }) => `${at} must be one of the following values: ${allowedValues?.join(', ')}`,
  required: (at) => `${at} should not be empty`,
  unknown: (at) => `property ${at} should not exist`,
  url: (at) => `${at} must be a URL address`,
  listed: (at) => `${at} is not on the list of the API client`,
  unpublished: (at) => `${at} names a flow that was never published`,
}

function formatIssue(issue: Issue): string {
  const at = issue.in === 'body' ? issue.at.slice(1).replaceAll('/', '.') : issue.at
  const expected = (issue.expected ?? {}) as Expected
  const formatRule = RULE_MESSAGES[issue.rule]
  if (formatRule !== undefined) return formatRule(at, expected)
  return `${at === '' ? 'the body' : at} must be ${TYPE_NAMES[expected.type ?? ''] ?? 'valid'}`
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

const TOKEN_PATH = '/oidc/token'

const STATUS_TEXTS = { 400: 'Bad Request', 413: 'Payload Too Large' } as const

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
  'malformed-body': ({ details }) => {
    const statusCode = details.status === 413 ? 413 : 400
    const message = details.text ?? 'The body is not valid JSON'
    return { status: 400, body: { statusCode, message, error: STATUS_TEXTS[statusCode] } }
  },
  invalid: ({ details: { issues = [] } }, request) =>
    request.path === TOKEN_PATH
      ? createTokenError('invalid_request')
      : { status: 400, body: { statusCode: 400, message: issues.map(formatIssue), error: 'Bad Request' } },
  'not-found': ({ details }) => createError(404, details.text ?? 'Not Found', 'Not Found'),
  conflict: createServerError,
  refused: ({ details }) => createTokenError((details.text ?? 'invalid_request') as keyof typeof TOKEN_ERRORS),
  internal: ({ details }) =>
    details.status === 503
      ? { status: 500, body: { statusCode: 503, message: 'Service Unavailable' } }
      : createServerError(),
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest) => ErrorResponse>

/** Creates an error of the token endpoint, in the format of RFC 6749. */
function createTokenError(error: keyof typeof TOKEN_ERRORS) {
  const body = { error, error_description: TOKEN_ERRORS[error] }
  const headers = { 'cache-control': 'no-store', pragma: 'no-cache' }
  if (error !== 'invalid_client') return { status: 400, body, headers } as const
  // RFC 9110 section 15.5.2 requires a challenge with every 401, RFC 6749 section 5.2 only if the client sent Basic.
  return { status: 401, body, headers: { ...headers, 'www-authenticate': 'Basic realm="oidc"' } } as const
}

function createError<Status extends number>(status: Status, message: string, error?: string) {
  return { status, body: { statusCode: status, message, ...(error === undefined ? {} : { error }) } }
}

function createServerError(): ErrorResponse {
  return createError(500, 'Internal server error')
}

const PAGED_LISTING: ListLayout = {
  rows: '/content',
  page: 'page',
  size: 'size',
  total: { at: '/page/totalElements', pages: '/page/totalPages', size: '/page/size' },
}

/** The list responses, for faults that change rows, totals and pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  listSessions: { ...PAGED_LISTING, id: '/sessionId' },
  listFlows: PAGED_LISTING,
  listDatablocks: { rows: '/dataBlocks' },
}

const INVALID_PAGE: Issue = { in: 'query', at: 'page', rule: 'minimum', expected: { limit: 1 } }

/** The problems that a fault rule can raise, by status; the token endpoint has the error codes of RFC 6749. */
export const faultProblems: FaultProblems = ({ id, method }) =>
  id === 'issueToken'
    ? {
        400: { code: 'refused', text: 'invalid_request' },
        401: { code: 'refused', text: 'invalid_client' },
        500: { code: 'internal' },
      }
    : {
        400: method === 'get' ? { code: 'invalid', issues: [INVALID_PAGE] } : { code: 'malformed-body' },
        401: { code: 'unauthenticated' },
        403: { code: 'forbidden' },
        404: { code: 'not-found' },
        500: { code: 'internal' },
      }
