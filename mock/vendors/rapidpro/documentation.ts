import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { matchesWildcards } from '../../wire/media-type.ts'
import { memoizeByText } from '../../world/collections/memoize.ts'
import { getServerVersion } from './quirks.ts'

const ENDPOINTS: Readonly<Record<string, string>> = {
  archives: 'Lists archives of old messages and runs.',
  broadcasts: 'Lists messages that were sent to many contacts.',
  campaigns: 'Lists campaigns.',
  channels: 'Lists channels.',
  contacts: 'Lists, creates, changes and deletes contacts.',
  definitions: 'Exports flows.',
  fields: 'Lists, creates and changes contact fields.',
  flow_starts: 'Lists flow starts, and starts contacts in flows.',
  flows: 'Lists flows with counts of their runs.',
  globals: 'Lists global values.',
  groups: 'Lists, creates, renames and deletes contact groups.',
  labels: 'Lists message labels.',
  messages: 'Lists messages.',
  runs: 'Lists what contacts went through in flows.',
  workspace: 'Shows the workspace.',
}

const ROOT = '/api/v2'
const JSON_TYPE = 'application/json'
const HTML_TYPE = 'text/html'

/** The media type of the pages that the framework renders. */
export const PAGE_TYPE = 'text/html; charset=utf-8'

/** The endpoints without the suffix `.json`: their paths show documentation. */
export const DOCUMENTATION_PATHS: readonly string[] = Object.keys(ENDPOINTS).map((name) => `${ROOT}/${name}`)

/** Paths that redirect to another one: the installation's own `/api`, the root without its slash, the page of the explorer. */
export const REDIRECTED_PATHS: readonly string[] = ['/api', '/api/', ROOT, `${ROOT}/explorer/`]

/** The name of the endpoint that a path serves or documents; undefined for the root and for redirected paths. */
function findEndpoint(path: string): string | undefined {
  return /^\/api\/v2\/([a-z_]+)(?:\.json\/?)?$/.exec(path)?.[1]
}

export function isDocumentationPath(path: string): boolean {
  return DOCUMENTATION_PATHS.includes(path)
}

/** The methods of the endpoint of a path, as its Allow header lists them; undefined for a path that has none. */
export const listAllowedMethods = memoizeByText((path: string): readonly string[] | undefined => {
  if (REDIRECTED_PATHS.includes(path)) return undefined
  const name = findEndpoint(path)
  const endpointPath = `${ROOT}/${name === 'org' ? 'workspace' : name}.json`
  const served = operations.filter((operation) => operation.path === endpointPath).map(({ method }) => method)
  const methods = ['post', 'delete'].filter((method) => served.includes(method)).map((method) => method.toUpperCase())
  return ['GET', ...methods, 'HEAD', 'OPTIONS']
})

/** @throws {Problem} "not-acceptable" if `Accept` excludes all representations of the path, "not-found" for an unknown format */
export function negotiate(request: IncomingRequest): void {
  if (selectMediaType(request) === null) throw new Problem('not-acceptable')
}

/**
 * Returns the media type that a request selects, by the rules of the framework: the suffix of the path or `format` name the
 * representations, `Accept` selects the first of the most specific range. Weights are ignored. Null if none is acceptable.
 * @throws {Problem} "not-found" for an unknown format
 */
function selectMediaType(request: IncomingRequest): string | null {
  const accept = request.getHeader('accept') ?? '*/*'
  if (request.path.includes('.json')) return selectByAccept(`${JSON_TYPE} ${accept}`)
  const format = request.query.getLast('format') ?? ''
  if (format === 'json') return selectByAccept(`${JSON_TYPE} ${accept}`)
  if (format === 'api') return selectByAccept(`${HTML_TYPE} ${accept}`)
  if (format !== '') throw new Problem('not-found', { text: 'Not found.' })
  return selectByAccept(`${HTML_TYPE},${JSON_TYPE} ${accept}`)
}

/** Selects by a text of the offered types, a space and the Accept header: clients send the same header again and again. */
const selectByAccept = memoizeByText((text): string | null => {
  const [offered = ''] = text.split(' ')
  const ranges = text
    .slice(offered.length + 1)
    .split(',')
    .map((range) => range.trim())
  const byPrecedence = ranges.toSorted((left, right) => getPrecedence(right) - getPrecedence(left))
  for (const range of byPrecedence) {
    const equal = byPrecedence.filter((other) => getPrecedence(other) === getPrecedence(range))
    const type = offered
      .split(',')
      .find((one) => equal.some((other) => matchesWildcards(other.split(';')[0]?.trim().toLowerCase() ?? '', one)))
    if (type !== undefined) return type
  }
  return null
})

function getPrecedence(range: string): number {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  if (type.startsWith('*/')) return 0
  if (type.endsWith('/*')) return 1
  return parameters.every((parameter) => parameter === '' || parameter.startsWith('q=')) ? 2 : 3
}

/** True for a request whose errors are rendered as a page: one that selected the page, or no representation. */
export function rendersErrorPage(request: IncomingRequest): boolean {
  try {
    return selectMediaType(request) !== JSON_TYPE
  } catch (error) {
    if (error instanceof Problem) return true
    throw error
  }
}

/** Renders the documentation of the endpoint in the path; for the root, the list of all endpoints. */
export function renderPage(request: IncomingRequest, links: Readonly<Record<string, string>> = {}): string {
  const name = findEndpoint(request.path)
  const title = name === undefined ? 'RapidPro API v2' : `${toTitle(name)} Endpoint`
  const items = Object.entries(links).map(
    ([endpoint, link]) => `<li><a href="${link}">${endpoint}</a>: ${ENDPOINTS[endpoint]}</li>`,
  )
  const content = name === undefined ? `<ul>${items.join('')}</ul>` : `<p>${ENDPOINTS[name] ?? ''}</p>`
  return `<!doctype html><title>${title}</title><h1>${title}</h1>${content}<p>Served by Flowtwin, a mock server.</p>`
}

function toTitle(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/** Replies with the documentation of an endpoint: a page, or an empty array. */
export function replyWithDocumentation({ request, world, caller }: HandlerContext) {
  if (selectMediaType(request) === HTML_TYPE)
    return { status: 200, body: renderPage(request), type: PAGE_TYPE } as const
  // Version 9 shows only the page without a credential.
  if (getServerVersion(world) === 'v9' && caller.token === null) {
    throw new Problem('unauthenticated', { text: 'Authentication credentials were not provided.' })
  }
  return { status: 200, body: [], type: JSON_TYPE } as const
}

/** Replies with absolute links to all endpoints, a page of them, the root's description for OPTIONS, or a redirect. */
export function replyWithRoot(context: HandlerContext) {
  const { request, linkPrefix } = context
  const location = findRedirect(context)
  if (location !== undefined) {
    const status = location === '/api/' || request.path === ROOT ? 301 : 302
    return { status, body: '', type: PAGE_TYPE, headers: { location: `${linkPrefix}${location}` } } as const
  }
  if (request.method === 'OPTIONS') return { status: 200, body: DESCRIPTION, type: JSON_TYPE } as const
  const links = Object.fromEntries(
    Object.keys(ENDPOINTS).map((name) => [name, `${request.origin}${linkPrefix}${ROOT}/${name}`]),
  )
  return selectMediaType(request) === HTML_TYPE
    ? ({ status: 200, body: renderPage(request, links), type: PAGE_TYPE } as const)
    : ({ status: 200, body: links, type: JSON_TYPE } as const)
}

const DESCRIPTION = {
  name: 'RapidPro API v2',
  description: '',
  renders: [HTML_TYPE, JSON_TYPE],
  parses: [JSON_TYPE, 'application/x-www-form-urlencoded', 'multipart/form-data'],
}

function findRedirect({ request: { path }, world }: HandlerContext): string | undefined {
  if (path === '/api') return '/api/'
  if (path === '/api/' || path === ROOT) return `${ROOT}/`
  if (path !== `${ROOT}/explorer/`) return undefined
  return `/${getServerVersion(world) === 'v9' ? 'users' : 'accounts'}/login/?next=${path}`
}

/** Names the representation and the method of a public operation, for the cache of responses. */
export function selectRepresentation(request: IncomingRequest, { id }: OperationFacts): string | undefined {
  return PUBLIC_OPERATIONS.has(id) ? `${request.method} ${selectMediaType(request) ?? ''}` : undefined
}

/** Operations without authorization. */
export const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set(['readDocumentation', 'readRoot'])
