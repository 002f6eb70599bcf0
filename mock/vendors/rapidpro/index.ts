import type { Caller, IncomingRequest } from '../../http/request.ts'
import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { auth, credential, getRateLimit } from './auth.ts'
import {
  DOCUMENTATION_PATHS,
  listAllowedMethods,
  negotiate,
  REDIRECTED_PATHS,
  selectRepresentation,
} from './documentation.ts'
import { flowContent } from './flow-content.ts'
import { handlers } from './handlers.ts'
import { getIds } from './ids.ts'
import { faultProblems, listings, problems } from './problems.ts'
import { getServerVersion, quirks } from './quirks.ts'

/** RapidPro and TextIt: cursor pages of 250 rows, the latest change first; version 9 or the newer line. */
export const rapidpro = defineVendor<Operations>({
  name: 'rapidpro',
  prefixes: ['/api/v2'],
  demo: {
    basePath: '/api/v2',
    credential,
    authorization: `Token ${credential}`,
    buildExamplePath: (world) => `/api/v2/runs.json?flow=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
  ...createVendorIds(flowContent, getIds),
  contacts: { formatId: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers,
  pathAliases: {
    ...Object.fromEntries(operations.map(({ id, path }) => [id, [`${path}/`]])),
    readWorkspace: ['/api/v2/workspace.json/', '/api/v2/org.json', '/api/v2/org.json/'],
    readDocumentation: DOCUMENTATION_PATHS,
    readRoot: ['/api/v2/', ...REDIRECTED_PATHS],
  },
  auth,
  negotiate,
  selectRepresentation,
  rawBodyOperations: ['createFlowStart', 'writeContact', 'writeGroup', 'writeField'],
  rateLimit: getRateLimit,
  supportsHead: false,
  extraMethods: { readRoot: ['HEAD', 'OPTIONS'] },
  problems,
  loadDocument: async () => (await import('../../../spec/generated/rapidpro.document.ts')).document,
  listLayouts: listings,
  faultProblems,
  buildHeaders: createHeaders,
})

/** The headers of the framework; its router answers unknown paths and redirects without those of endpoints. */
function createHeaders(
  caller: Caller | null,
  world: World,
  pathOperations: readonly OperationFacts[],
  request: IncomingRequest,
): Readonly<Record<string, string>> {
  const methods = pathOperations.length === 0 ? undefined : listAllowedMethods(request.path)
  if (methods === undefined) return { vary: 'Cookie' }
  const headers: Record<string, string> = { vary: 'Accept, Cookie', allow: methods.join(', ') }
  if (caller?.token == null) return headers
  if (getServerVersion(world) === 'v9') headers['x-temba-org'] = '1'
  else headers['x-temba-workspace'] = getIds(world).workspace
  return headers
}
