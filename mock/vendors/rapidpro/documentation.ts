import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Incoming } from '../../http/incoming.ts'
import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { acceptedTypes, covers } from '../../wire/media-type.ts'
import { PUBLIC } from './roles.ts'

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
export function negotiate(incoming: Incoming, operation: OperationFacts): void {
  const type = representationOf(incoming, operation)
  const accepted = acceptedTypes(incoming.header('accept'))
  if (type === null || !accepted.some((range) => covers(range.type, type))) throw new Problem('not-acceptable')
}

/**
 * The media type that a request chooses: by the path's suffix, by `format`, by what it accepts; null when none will do.
 * @throws {Problem} for a format that does not exist
 */
export function representationOf(incoming: Incoming, { id }: Pick<OperationFacts, 'id'>): string | null {
  if (!PUBLIC.has(id)) return JSON_TYPE
  if (/\.json\/?$/.test(incoming.path)) return JSON_TYPE
  const format = incoming.query.last('format') ?? ''
  if (format === 'json') return JSON_TYPE
  if (format !== '' && format !== 'api') throw new Problem('not-found', { text: 'Not found.' })
  const accepted = acceptedTypes(incoming.header('accept')).map(({ type }) => type)
  if (format === 'api' || accepted.includes(HTML_TYPE)) return HTML_TYPE
  if (accepted.includes(JSON_TYPE)) return JSON_TYPE
  if (accepted.some((range) => covers(range, HTML_TYPE))) return HTML_TYPE
  return accepted.some((range) => covers(range, JSON_TYPE)) ? JSON_TYPE : null
}

/** The page of the endpoint on whose path it stands. */
export function pageOf({ incoming }: Scene): string {
  const name = incoming.path.split('/').at(-1) ?? ''
  return page(`${name}.json`, `<p>${ENDPOINTS[name] ?? ''}</p>`)
}

/** Absolute links to all endpoints. */
export function linksOfRoot({ incoming, prefix }: Scene): Readonly<Record<string, string>> {
  const names = Object.keys(ENDPOINTS)
  return Object.fromEntries(names.map((name) => [name, `${incoming.origin}${prefix}/api/v2/${name}`]))
}

/** The same as a page. */
export function rootPage(scene: Scene): string {
  const items = Object.entries(linksOfRoot(scene)).map(
    ([name, link]) => `<li><a href="${link}">${name}</a>: ${ENDPOINTS[name]}</li>`,
  )
  return page('API v2', `<ul>${items.join('')}</ul>`)
}

function page(title: string, content: string): string {
  return `<!doctype html><title>${title}</title><h1>${title}</h1>${content}<p>Served by Flowtwin, a stand-in.</p>`
}
