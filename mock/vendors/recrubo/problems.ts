import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { OperationErrorReply } from '../../http/handler.ts'
import type { Issue, Problem, ProblemCode } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { JSON_API } from '../../wire/media-type.ts'
import type { World } from '../../world/world.ts'
import { createBodyErrors, createErrorObject, type ErrorObject, type ErrorStatus } from './body-errors.ts'
import { quirks } from './quirks.ts'
import type { ListLayout } from '../../http/vendor.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'

/** Resources that Recrubo documents or links to and Flowtwin does not serve. */
const UNSERVED_RESOURCES: readonly string[] = [
  'candidates',
  'conversations',
  'flow-generations',
  'message-templates',
  'messages',
  'node-actions',
  'node-transitions',
  'nodes',
  'users',
  'vacancies',
  'vacancy',
  'vacancy-analyses',
  'webhook-logs',
  'management',
]

/** The `detail` of the 404 for a path without an operation. */
function describeUnservedPath(path: string): string {
  const resource = getResourceSegment(path)
  return UNSERVED_RESOURCES.includes(resource)
    ? `Recrubo has ${resource}, but Flowtwin does not serve them, so ${path} is not found`
    : `${path} is not a documented path`
}

/** The `detail` of the 404 for an unknown id in a path: "FlowRun not found" for /flow-runs/{id}. */
function describeNotFound(path: string): string {
  const plural = getResourceSegment(path).replaceAll(/(?:^|[-_])([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return `${plural.slice(0, -1)} not found`
}

/** The first path segment below the vendor's prefix; a world's prefix may precede that. */
function getResourceSegment(path: string): string {
  return path.slice(path.indexOf('/public/v2') + '/public/v2/'.length).split('/')[0] ?? ''
}

type ErrorResponse = OperationErrorReply<operations[Exclude<keyof operations, 'flowRunEvent'>]>

/** Every error response is a JSON:API document with at least one error object, worded as in Graphiti. */
export const problems = {
  'unknown-route': (_, request) => ({ ...createError(404, describeUnservedPath(request.path)), type: JSON_API }),
  'method-not-allowed': ({ details }, request) => {
    const allow = (details.allow ?? []).toSorted()
    const methods = [allow.slice(0, -1).join(', '), allow.at(-1)].filter(Boolean).join(' or ')
    const error = createError(405, `${request.method} is not allowed here; use ${methods}`)
    return { ...error, headers: { allow: allow.join(', ') } }
  },
  'not-acceptable': () =>
    createError(406, `each ${JSON_API} in Accept has parameters; send one without`, { header: 'Accept' }),
  'unsupported-media-type': ({ message }) => createError(415, message, { header: 'Content-Type' }),
  unauthenticated: () => ({
    ...createError(401, 'access denied', { header: 'Authorization' }),
    // RFC 9110 section 15.5.2 requires a challenge with every 401.
    headers: { 'www-authenticate': 'Bearer' },
  }),
  forbidden: () => createError(403, 'access denied'),
  throttled: createServerError,
  'malformed-body': ({ details: { text = 'the body is not valid JSON', status } }) => {
    return { status: 400, body: { errors: [createErrorObject(status ?? 400, text)] } }
  },
  invalid: (problem, request, world) => {
    const issues = problem.details.issues ?? []
    // A path parameter that is not a UUID matches no resource.
    if (issues.some((issue) => issue.in === 'path')) return createError(404, describeNotFound(request.path))
    if (issues.some((issue) => issue.in === 'body')) return createBodyErrorResponse(issues, world)
    const errors = issues.map((issue) => {
      const detail = problem.details.text ?? formatQueryIssue(issue, request.query.getLast(issue.at) ?? '')
      return createErrorObject(400, detail, { parameter: issue.at })
    })
    return { status: 400, body: { errors } }
  },
  'not-found': ({ message }) => createError(404, message),
  conflict: createServerError,
  refused: ({ details }, _, world) => createBodyErrorResponse(details.issues ?? [], world),
  internal: ({ details }: Problem): ErrorResponse => {
    const errors = [createErrorObject(details.status ?? 500, SERVER_ERROR)]
    return { status: 500, body: { errors } }
  },
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest, world: World) => ErrorResponse>

function createError<Status extends Exclude<ErrorStatus, 503>>(
  status: Status,
  detail: string,
  source?: ErrorObject['source'],
) {
  return { status, body: { errors: [createErrorObject(status, detail, source)] } }
}

const SERVER_ERROR = 'the server could not answer this request; try again later'

function createServerError(): ErrorResponse {
  return createError(500, SERVER_ERROR)
}

function createBodyErrorResponse(issues: readonly Issue[], world: World): ErrorResponse {
  const bodyIssues = issues.filter((issue) => issue.in === 'body')
  const { status, errors } = createBodyErrors(bodyIssues, world)
  const omitsSlash = getQuirkPosition(world, quirks['recrubo.error-pointers']) === 'graphiti'
  return { status, body: { errors: omitsSlash ? errors.map(removePointerSlash) : errors } }
}

function removePointerSlash(error: ErrorObject): ErrorObject {
  const pointer = error.source?.pointer
  return pointer === undefined ? error : { ...error, source: { pointer: pointer.slice(1) } }
}

const SORTABLE_ATTRIBUTES = ['createdAt', 'updatedAt', 'status', 'name', 'created_at', 'updated_at']

/** The `detail` for a parameter that violates its schema. */
function formatQueryIssue({ at, rule }: Issue, value: string): string {
  const findUnknown = (known: readonly string[]) =>
    value.split(',').find((name) => !known.includes(name.replace('-', '')))
  if (at === 'include')
    return `${findUnknown(['flow', 'messageThread'])} cannot be included; flow and messageThread can`
  if (at === 'sort') return `${findUnknown(SORTABLE_ATTRIBUTES) ?? value} cannot be sorted by`
  if (rule === 'maximum') return `a page of ${value} is more than the maximum of 200`
  return at.startsWith('page') ? `${at} must be an integer from 1 up` : `${at} must be a list of names`
}

const LIST: ListLayout = {
  rows: '/data',
  page: 'page[number]',
  size: 'page[size]',
  total: { at: '/meta/total', pages: '/meta/maxPage', size: '/meta/currentSize' },
}

export const listings: Readonly<Record<string, ListLayout>> = {
  listFlowRuns: { ...LIST, id: '/id' },
  listFlows: LIST,
  listMessageThreads: LIST,
  listWebhooks: LIST,
}

const WRONG_PARAMETER: Issue = { in: 'query', at: 'sort', rule: 'enum' }
const WRONG_TYPE: Issue = { in: 'body', at: '/data/type', rule: 'const' }

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = ({ id }) => {
  const attribute = id.endsWith('FlowRun') ? 'state' : 'webhookUrl'
  const wrongValue: Issue = { in: 'body', at: `/data/attributes/${attribute}`, rule: 'type' }
  return {
    400: { code: 'invalid', issues: [WRONG_PARAMETER], text: 'the sort order cannot be used' },
    401: { code: 'unauthenticated' },
    403: { code: 'forbidden' },
    404: { code: 'not-found', text: 'not found' },
    406: { code: 'not-acceptable' },
    409: { code: 'refused', issues: [WRONG_TYPE] },
    415: { code: 'unsupported-media-type', text: `send the body as ${JSON_API}` },
    422: { code: 'refused', issues: [wrongValue] },
    500: { code: 'internal' },
  }
}
