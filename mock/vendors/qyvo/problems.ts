import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { IncomingRequest } from '../../http/incoming.ts'
import type { OperationErrorReply } from '../../http/operation-types.ts'
import type { Problem, ProblemCode, ProblemDetails } from '../../http/problem.ts'
import { getQuirkPosition, type Quirk } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'
import { createRateLimitHeaders, MAX_REQUESTS } from './rate.ts'
import { formatIssues } from './sentences.ts'
import { describeUnservedPath } from './unserved.ts'

type ErrorResponse = OperationErrorReply<operations[keyof operations]>

/** Qyvo's two families of error bodies: `message` from the framework, `error` from the business rules. */
export const problems = {
  'unknown-route': (_, incoming) => ({ status: 404, body: { message: describeUnservedPath(getRoute(incoming)) } }),
  'method-not-allowed': ({ details }, incoming) => {
    const allow = (details.allow ?? []).join(', ')
    const message = `The ${incoming.method} method is not supported for route ${getRoute(incoming)}. Supported methods: ${allow}.`
    return { status: 405, body: { message }, headers: { allow } }
  },
  'not-acceptable': createServerError,
  'unsupported-media-type': createServerError,
  unauthenticated: (_, incoming, world) =>
    isHtmlExpected(incoming, world)
      ? createRedirect(`${incoming.origin}/login`)
      : {
          status: 401,
          body: createErrorBody(world, quirks.unauthenticatedBody, 'Unauthenticated.'),
          // RFC 9110 section 15.5.2 wants a challenge with every 401.
          headers: { 'www-authenticate': 'Bearer' },
        },
  forbidden: (_, __, world) => ({
    status: 403,
    body: createErrorBody(world, quirks.forbiddenBody, 'Invalid scope(s) provided.'),
  }),
  throttled: ({ details }, _, world) => ({
    status: 429,
    body: createErrorBody(world, quirks.throttledBody, 'Too Many Attempts.'),
    headers: createThrottledHeaders(details, world),
  }),
  'malformed-body': createServerError,
  invalid: ({ details }, incoming, world) =>
    isHtmlExpected(incoming, world)
      ? createRedirect(incoming.getHeader('referer') ?? incoming.origin)
      : { status: 422, body: createValidationError(details, world) },
  'not-found': ({ details }) => ({ status: 404, body: { error: details.text ?? 'Not found' } }),
  conflict: createServerError,
  refused: ({ details }) => ({ status: 422, body: { error: details.text ?? 'Unprocessable' } }),
  internal: createServerError,
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: IncomingRequest, world: World) => ErrorResponse>

function createServerError(): ErrorResponse {
  return { status: 500, body: { message: 'Server Error' } }
}

/** Whether the framework would take the client for a browser: it looks for JSON in Accept. */
function isHtmlExpected(incoming: IncomingRequest, world: World): boolean {
  if (getQuirkPosition(world, quirks.acceptWithoutJson) === 'json') return false
  return !/[/+]json\b/.test(incoming.getHeader('accept') ?? '')
}

function createRedirect(location: string): ErrorResponse {
  const body = `<!DOCTYPE html><title>Redirecting</title><a href="${escapeHtml(location)}">${escapeHtml(location)}</a>`
  return { status: 302, body, headers: { location } }
}

type ErrorBody = { readonly message: string } | { readonly error: string }

function createErrorBody(world: World, quirk: Quirk<'message' | 'error' | 'both'>, text: string): ErrorBody {
  const bodies = { message: { message: text }, error: { error: text }, both: { message: text, error: text } }
  return bodies[getQuirkPosition(world, quirk)]
}

function createThrottledHeaders(
  { retryAfter, limit = MAX_REQUESTS }: ProblemDetails,
  world: World,
): Readonly<Record<string, string>> {
  const headers = { 'retry-after': String(retryAfter ?? 1) }
  if (getQuirkPosition(world, quirks.throttledHeaders) === 'retry-after-only') return headers
  return { ...headers, ...createRateLimitHeaders({ limit, remaining: 0 }) }
}

function createValidationError({ issues = [] }: ProblemDetails, world: World) {
  const errors = formatIssues(issues)
  const [first = '', ...others] = Object.values(errors).flat()
  const suffix = others.length === 0 ? '' : ` (and ${others.length} more error${others.length === 1 ? '' : 's'})`
  const isDocumented = getQuirkPosition(world, quirks.validationMessage) === 'documented'
  return { message: isDocumented ? 'The given data was invalid.' : `${first}${suffix}`, errors }
}

function getRoute(incoming: IncomingRequest): string {
  return incoming.path.slice(1)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
