import type { Reply } from '../../http/response.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { Problem, ProblemCode } from '../../http/problem.ts'
import type { ListLayout } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { isDocumentationPath, listAllowedMethods, PAGE_TYPE, renderPage, rendersErrorPage } from './documentation.ts'
import { getServerVersion } from './quirks.ts'

const NO_PERMISSION = 'You do not have permission to perform this action.'

/**
 * Error bodies have one text in `detail`, or are the documentation page where the request did not select JSON. There is no
 * 401; a server error is plain text.
 */
export const problems = {
  'unknown-route': () => ({ status: 404, body: '<h1>Not Found</h1>', type: PAGE_TYPE }),
  'method-not-allowed': (_, request, world) =>
    isForbiddenOnDocumentation(request, world)
      ? createPageError(request, 403, NO_PERMISSION)
      : createPageError(request, 405, `Method "${request.method}" not allowed.`),
  'not-acceptable': (_, request) => ({ status: 406, body: renderPage(request), type: PAGE_TYPE }) as const,
  'unsupported-media-type': ({ message }) => createError(415, message),
  unauthenticated: ({ message }, request) => createPageError(request, 403, message),
  forbidden: (_, request) => createPageError(request, 403, NO_PERMISSION),
  throttled: ({ details: { retryAfter } }) => {
    if (retryAfter === undefined) return createError(429, 'Request was throttled.')
    const duration = `${retryAfter} second${retryAfter === 1 ? '' : 's'}`
    const error = createError(429, `Request was throttled. Expected available in ${duration}.`)
    return { ...error, headers: { 'retry-after': String(retryAfter) } }
  },
  'malformed-body': ({ message }) => createError(400, message),
  invalid: ({ message }) => createError(400, message),
  'not-found': ({ message }, request) => createPageError(request, 404, message),
  conflict: createServerError,
  refused: createServerError,
  internal: createServerError,
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest, world: World) => Reply>

/**
 * Documentation is for reading. The newer line forbids every other method on its path, version 9 those that the endpoint
 * itself has.
 */
function isForbiddenOnDocumentation({ path, method }: IncomingRequest, world: World): boolean {
  if (!isDocumentationPath(path)) return false
  const isOfEndpoint = listAllowedMethods(path)?.includes(method) === true
  return getServerVersion(world) === 'head' || (isOfEndpoint && method !== 'HEAD' && method !== 'OPTIONS')
}

/** An error that documentation paths have too. */
function createPageError<Status extends number>(request: IncomingRequest, status: Status, detail: string) {
  return rendersErrorPage(request)
    ? { status, body: renderPage(request), type: PAGE_TYPE }
    : createError(status, detail)
}

function createError<Status extends number>(status: Status, detail: string) {
  return { status, body: { detail }, type: 'application/json' }
}

function createServerError() {
  return { status: 500, body: 'Server Error. Site administrators have been notified.', type: PAGE_TYPE } as const
}

const LIST: ListLayout = {
  rows: '/results',
  page: 'cursor',
  cursor: { code: 'not-found', text: 'Invalid cursor' },
  next: '/next',
}

export const listings: Readonly<Record<string, ListLayout>> = {
  listRuns: { ...LIST, id: '/uuid' },
  listFlowStarts: LIST,
  listFlows: LIST,
  listContacts: LIST,
  listGroups: LIST,
  listMessages: LIST,
}

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = () => ({
  400: { code: 'invalid', text: 'The request cannot be processed.' },
  403: { code: 'forbidden' },
  404: { code: 'not-found', text: 'Not found.' },
  406: { code: 'not-acceptable' },
  415: { code: 'unsupported-media-type', text: 'Unsupported media type in request.' },
  500: { code: 'internal' },
})
