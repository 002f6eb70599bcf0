import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { OperationErrorReply } from '../../http/handler.ts'
import type { Issue, Problem, ProblemCode, ProblemDetails } from '../../http/problem.ts'
import { getQuirkPosition, type Quirk } from '../../http/quirk.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { World } from '../../world/world.ts'
import { createRateLimitHeaders, MAX_REQUESTS } from './auth.ts'
import { quirks } from './quirks.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { ListLayout } from '../../http/vendor.ts'
import { FEED_SIZE } from './feeds.ts'

/** The validation message of a field with a wrong type or format; any other field must be a string. */
const FIELD_MESSAGES: Readonly<Record<string, string>> = {
  flow_id: 'must be a valid UUID',
  contact_id: 'must be a valid UUID',
  sequence_id: 'must be a valid UUID',
  template_id: 'must be a valid UUID',
  email: 'must be a valid email address',
  context: 'must be an array',
  metadata: 'must be an array',
  variables: 'must be an array',
}

/** The framework's validation messages for rules that handlers check, by rule. */
const RULE_MESSAGES: Readonly<Record<string, (label: string, other: string) => string>> = {
  required: (label) => `The ${label} field is required.`,
  required_without: (label, other) => `The ${label} field is required when ${other} is not present.`,
  required_without_all: (label, others) => `The ${label} field is required when none of ${others} are present.`,
  prohibits: (label, other) => `The ${label} field prohibits ${other} from being present.`,
  phone: (label) => `The ${label} format is invalid.`,
  in: (label) => `The selected ${label} is invalid.`,
  unknown: (label) => `The ${label} field is not allowed.`,
  max: (label, other) => `The ${label} may not be greater than ${other} kilobytes.`,
  maxLength: (label, other) => `The ${label} may not be greater than ${other} characters.`,
  minLength: (label) => `The ${label} field is required.`,
}

/** Formats issues as the framework does: one message for each invalid field. */
function formatIssues(issues: readonly Issue[]): Readonly<Record<string, readonly string[]>> {
  const errors: Record<string, readonly string[]> = {}
  for (const issue of issues) {
    const field = (issue.in === 'body' ? issue.at.slice(1) : issue.at).split('/')[0] ?? ''
    errors[field] ??= [formatIssue(field, issue)]
  }
  return errors
}

function formatIssue(field: string, { rule, expected }: Issue): string {
  const parameter = (expected as { readonly limit?: unknown } | undefined)?.limit ?? expected
  const other = typeof parameter === 'string' || typeof parameter === 'number' ? String(parameter) : ''
  return (
    RULE_MESSAGES[rule]?.(toLabel(field), toLabel(other)) ??
    `The ${toLabel(field)} ${FIELD_MESSAGES[field] ?? 'must be a string'}.`
  )
}

function toLabel(field: string): string {
  return field.replaceAll('_', ' ')
}

type ErrorResponse = OperationErrorReply<operations[keyof operations]>

/** Error responses by problem. Bodies have `message` if the framework creates them, `error` if Qyvo's own rules do. */
export const problems = {
  'unknown-route': (_, request) => ({ status: 404, body: { message: describeUnservedPath(request.path.slice(1)) } }),
  'method-not-allowed': ({ details }, request) => {
    const allow = (details.allow ?? []).join(', ')
    const message = `The ${request.method} method is not supported for route ${request.path.slice(1)}. Supported methods: ${allow}.`
    return { status: 405, body: { message }, headers: { allow } }
  },
  'not-acceptable': createServerError,
  'unsupported-media-type': createServerError,
  unauthenticated: (_, request, world) =>
    isHtmlExpected(request, world)
      ? createRedirect(`${request.origin}${request.publicPrefix}/login`)
      : {
          status: 401,
          body: createErrorBody(world, quirks['qyvo.unauthenticated-body'], 'Unauthenticated.'),
          // RFC 9110 section 15.5.2 requires a challenge with every 401.
          headers: { 'www-authenticate': 'Bearer' },
        },
  forbidden: (_, __, world) => ({
    status: 403,
    body: createErrorBody(world, quirks['qyvo.forbidden-body'], 'Invalid scope(s) provided.'),
  }),
  throttled: ({ details }, _, world) => ({
    status: 429,
    body: createErrorBody(world, quirks['qyvo.throttled-body'], 'Too Many Attempts.'),
    headers: createThrottledHeaders(details, world),
  }),
  // Only bodies beyond Flowtwin's limits: the framework reads invalid JSON as an empty body.
  'malformed-body': ({ message }) => ({ status: 422, body: { message, errors: {} } }),
  invalid: ({ details }, request, world) =>
    isHtmlExpected(request, world)
      ? createRedirect(request.getHeader('referer') ?? request.origin + request.publicPrefix)
      : { status: 422, body: createValidationError(details, world) },
  'not-found': ({ details }) => ({ status: 404, body: { error: details.text ?? 'Not found' } }),
  conflict: createServerError,
  refused: ({ details }, _, world) => ({ status: 422, body: createRefusal(details, world) }),
  internal: createServerError,
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest, world: World) => ErrorResponse>

function createServerError(): ErrorResponse {
  return { status: 500, body: { message: 'Server Error' } }
}

/** Returns true if the framework takes the client for a browser: Accept does not contain a JSON type. */
function isHtmlExpected(request: IncomingRequest, world: World): boolean {
  if (getQuirkPosition(world, quirks['qyvo.accept-without-json']) === 'json') return false
  return !/[/+]json\b/.test(request.getHeader('accept') ?? '')
}

function createRedirect(location: string): ErrorResponse {
  const body = `<!DOCTYPE html><title>Redirecting</title><a href="${escapeHtml(location)}">${escapeHtml(location)}</a>`
  return { status: 302, body, headers: { location } }
}

function createErrorBody(world: World, quirk: Quirk<'message' | 'error' | 'both'>, text: string) {
  const bodies = { message: { message: text }, error: { error: text }, both: { message: text, error: text } }
  return bodies[getQuirkPosition(world, quirk)]
}

/**
 * Creates the body of a rejection by a rule. Its issues are missing variables of a template, or the code of a message that
 * WhatsApp rejected.
 */
function createRefusal({ text = 'Unprocessable', issues = [] }: ProblemDetails, world: World) {
  const [first] = issues
  if (first === undefined) return { error: text }
  if (first.rule === 'meta-code') {
    const code = Number(first.expected)
    const isCodeInText = getQuirkPosition(world, quirks['qyvo.rejected-message-body']) === 'text'
    return isCodeInText ? { error: `${code} ${text}` } : { error: text, code }
  }
  // Only sendTemplateMessage creates the other issues; they all expect the same placeholders.
  const expected_placeholders = [...(first.expected as readonly string[])]
  return { error: text, expected_placeholders, missing: issues.map(({ at }) => at.slice('/variables/'.length)) }
}

function createThrottledHeaders({ retryAfter, limit = MAX_REQUESTS }: ProblemDetails, world: World) {
  const headers = { 'retry-after': String(retryAfter ?? 1) }
  if (getQuirkPosition(world, quirks['qyvo.throttled-headers']) === 'retry-after-only') return headers
  return { ...headers, ...createRateLimitHeaders({ limit, remaining: 0 }) }
}

function createValidationError({ issues = [] }: ProblemDetails, world: World) {
  const errors = formatIssues(issues)
  const [first = '', ...others] = Object.values(errors).flat()
  const suffix = others.length === 0 ? '' : ` (and ${others.length} more error${others.length === 1 ? '' : 's'})`
  const isDocumented = getQuirkPosition(world, quirks['qyvo.validation-message']) === 'documented'
  return { message: isDocumented ? 'The given data was invalid.' : `${first}${suffix}`, errors }
}

const LINKED_PATHS = ['api/v1/openapi.yaml', 'mcp']

/** Returns the message of a 404 for an unknown path: the framework's text, and a hint where Flowtwin has one. */
function describeUnservedPath(route: string): string {
  const message = `The route ${route} could not be found.`
  if (LINKED_PATHS.includes(route)) return `${message} Qyvo links to it, but its response is not documented.`
  if (!route.startsWith('api/zapier')) return message
  return `${message} The published node used it before May 2026; the API has moved to api/v1.`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** The list responses, for faults that change rows. All are bare arrays without pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  newFlowTriggered: { rows: '', id: '/id', window: FEED_SIZE },
  newMessageReceived: { rows: '' },
  newCampaignSent: { rows: '' },
  newSequenceTriggered: { rows: '' },
  listFlowOptions: { rows: '' },
  listSequenceOptions: { rows: '' },
  listTemplateOptions: { rows: '' },
  listTemplateVariables: { rows: '' },
  listTemplates: { rows: '' },
  listTags: { rows: '' },
  searchContacts: { rows: '' },
}

/** The operations that name a flow, sequence, template or contact and so can return 404. */
const REFERENCING_OPERATIONS: ReadonlySet<string> = new Set([
  'newFlowTriggered',
  'triggerFlow',
  'getFlow',
  'getContact',
  'updateContact',
  'addTag',
  'removeTag',
  'newSequenceTriggered',
  'triggerSequence',
  'getSequence',
  'sendTemplateMessage',
  'getTemplate',
  'listTemplateVariables',
])

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = ({ id }) => ({
  401: { code: 'unauthenticated' },
  403: { code: 'forbidden' },
  ...(REFERENCING_OPERATIONS.has(id) ? { 404: { code: 'not-found', text: 'Not found' } } : {}),
  422: { code: 'refused', text: 'The request cannot be processed' },
  500: { code: 'internal' },
})
