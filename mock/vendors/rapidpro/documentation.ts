import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { parseAccept, matchesMediaRange } from '../../wire/media-type.ts'
import { PUBLIC_OPERATIONS } from './auth.ts'

const ENDPOINTS: Readonly<Record<string, string>> = {
  contacts: 'Lists, creates and changes contacts.',
  flow_starts: 'Lists flow starts, and starts contacts in flows.',
  flows: 'Lists flows with counts of their runs.',
  groups: 'Lists contact groups.',
  runs: 'Lists what contacts went through in flows.',
}

const JSON_TYPE = 'application/json'
const HTML_TYPE = 'text/html'

/** The endpoints without the suffix `.json`: their paths show documentation. */
export const DOCUMENTATION_PATHS: readonly string[] = Object.keys(ENDPOINTS).map((name) => `/api/v2/${name}`)

/** @throws {Problem} "not-acceptable" if `Accept` excludes the representation that path and parameters select */
export function negotiate(request: IncomingRequest, operation: OperationFacts): void {
  const type = selectMediaType(request, operation)
  const accepted = parseAccept(request.getHeader('accept'))
  if (type === null || !accepted.some((range) => matchesMediaRange(range.type, type))) {
    throw new Problem('not-acceptable')
  }
}

/**
 * Returns the media type that a request selects: by the suffix of the path, `format`, or `Accept`. Null if `Accept` permits
 * neither JSON nor HTML.
 * @throws {Problem} "not-found" for an unknown format
 */
export function selectMediaType(request: IncomingRequest, { id }: Pick<OperationFacts, 'id'>): string | null {
  if (!PUBLIC_OPERATIONS.has(id)) return JSON_TYPE
  if (/\.json\/?$/.test(request.path)) return JSON_TYPE
  const format = request.query.getLast('format') ?? ''
  if (format === 'json') return JSON_TYPE
  if (format !== '' && format !== 'api') throw new Problem('not-found', { text: 'Not found.' })
  const accepted = parseAccept(request.getHeader('accept')).map(({ type }) => type)
  if (format === 'api' || accepted.includes(HTML_TYPE)) return HTML_TYPE
  if (accepted.includes(JSON_TYPE)) return JSON_TYPE
  if (accepted.some((range) => matchesMediaRange(range, HTML_TYPE))) return HTML_TYPE
  return accepted.some((range) => matchesMediaRange(range, JSON_TYPE)) ? JSON_TYPE : null
}

/** Renders the documentation of the endpoint in the path. */
export function renderEndpointPage({ request }: HandlerContext): string {
  const name = request.path.split('/').at(-1) ?? ''
  return renderPage(`${name}.json`, `<p>${ENDPOINTS[name] ?? ''}</p>`)
}

/** Returns absolute links to all endpoints by name. */
export function createRootLinks({ request, linkPrefix }: HandlerContext): Readonly<Record<string, string>> {
  const names = Object.keys(ENDPOINTS)
  return Object.fromEntries(names.map((name) => [name, `${request.origin}${linkPrefix}/api/v2/${name}`]))
}

export function renderRootPage(context: HandlerContext): string {
  const items = Object.entries(createRootLinks(context)).map(
    ([name, link]) => `<li><a href="${link}">${name}</a>: ${ENDPOINTS[name]}</li>`,
  )
  return renderPage('API v2', `<ul>${items.join('')}</ul>`)
}

function renderPage(title: string, content: string): string {
  return `<!doctype html><title>${title}</title><h1>${title}</h1>${content}<p>Served by Flowtwin, a mock server.</p>`
}
