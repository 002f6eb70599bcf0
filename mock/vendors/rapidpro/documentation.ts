import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { parseAccept, matchesMediaRange } from '../../wire/media-type.ts'
import { PUBLIC_OPERATIONS } from './auth.ts'

/** What each endpoint is for. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  contacts: 'Lists, creates and changes contacts.',
  flow_starts: 'Lists flow starts, and starts contacts in flows.',
  flows: 'Lists flows with counts of their runs.',
  groups: 'Lists contact groups.',
  runs: 'Lists what contacts went through in flows.',
}

const JSON_TYPE = 'application/json'
const HTML_TYPE = 'text/html'

/** The paths below which endpoints stand, without their suffix. */
export const DOCUMENTATION_PATHS: readonly string[] = Object.keys(ENDPOINTS).map((name) => `/api/v2/${name}`)

/** @throws {Problem} when the representation that the path and the parameters choose is not accepted */
export function negotiate(request: IncomingRequest, operation: OperationFacts): void {
  const type = selectMediaType(request, operation)
  const accepted = parseAccept(request.getHeader('accept'))
  if (type === null || !accepted.some((range) => matchesMediaRange(range.type, type)))
    throw new Problem('not-acceptable')
}

/**
 * The media type that a request chooses: by the path's suffix, by `format`, by what it accepts; null when none will do.
 * @throws {Problem} for a format that does not exist
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

/** The page of the endpoint on whose path it stands. */
export function renderEndpointPage({ request }: HandlerContext): string {
  const name = request.path.split('/').at(-1) ?? ''
  return renderPage(`${name}.json`, `<p>${ENDPOINTS[name] ?? ''}</p>`)
}

/** Absolute links to all endpoints. */
export function createRootLinks({ request, linkPrefix }: HandlerContext): Readonly<Record<string, string>> {
  const names = Object.keys(ENDPOINTS)
  return Object.fromEntries(names.map((name) => [name, `${request.origin}${linkPrefix}/api/v2/${name}`]))
}

/** The same as a page. */
export function renderRootPage(context: HandlerContext): string {
  const items = Object.entries(createRootLinks(context)).map(
    ([name, link]) => `<li><a href="${link}">${name}</a>: ${ENDPOINTS[name]}</li>`,
  )
  return renderPage('API v2', `<ul>${items.join('')}</ul>`)
}

function renderPage(title: string, content: string): string {
  return `<!doctype html><title>${title}</title><h1>${title}</h1>${content}<p>Served by Flowtwin, a stand-in.</p>`
}
