import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'

const DOCUMENTED_PATHS = [
  'triggers/new-campaign-sent',
  'triggers/new-sequence-triggered',
  'actions/trigger-sequence',
  'actions/get-sequence',
  'actions/send-text-message',
  'actions/send-template-message',
  'actions/add-tag',
  'actions/remove-tag',
  'actions/list-tags',
  'actions/list-templates',
  'actions/get-template',
  'dropdowns/sequences',
  'dropdowns/templates',
  'dropdowns/template-variables',
].map((path) => `api/v1/${path}`)

const LINKED_PATHS = ['api/v1/openapi.yaml', 'mcp']

/** Paths outside the API's own folders that Qyvo's pages or its node's page name, and that nobody describes. */
export const linkedPrefixes = ['/api/v1/openapi.yaml', '/mcp', '/api/zapier']

/** Why a path that Flowtwin does not serve is not there: the framework's words, and what the client can know besides. */
export function describeUnservedPath(route: string): string {
  if (DOCUMENTED_PATHS.includes(route)) return `Qyvo documents ${route}, but Flowtwin does not serve it yet.`
  const message = `The route ${route} could not be found.`
  if (LINKED_PATHS.includes(route)) return `${message} Qyvo links to it, but nobody documents what it answers.`
  if (!route.startsWith('api/zapier')) return message
  return `${message} The published node used it before May 2026; the API has moved to api/v1.`
}

/** The token that Flowtwin issues. */
export const credential = createIssuedToken('qyvo', 64)

/** The feed that clients poll. */
const FEED = '/api/v1/triggers/new-flow-triggered'
const PREFIXES = ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me']

export const vendorInfo: VendorInfo = {
  name: 'qyvo',
  prefixes: [...PREFIXES, ...linkedPrefixes],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: (world) => `${FEED}?flow_id=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
}
