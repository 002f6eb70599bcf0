import type { Caller } from '../../http/request.ts'
import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { auth, PUBLIC_OPERATIONS } from './auth.ts'
import { DOCUMENTATION_PATHS, negotiate, selectMediaType } from './documentation.ts'
import { faultProblems, listings } from './faults.ts'
import { flowContent } from './flow-content.ts'
import { handlers } from './handlers.ts'
import { getIds } from './ids.ts'
import { vendorInfo } from './info.ts'
import { problems } from './problems.ts'
import { getServerVersion } from './quirks.ts'
import { getRateLimit } from './rate-limit.ts'

/** RapidPro and TextIt: cursor pages of 250 rows, the latest change first; version 9 or the newer line. */
export const rapidpro = defineVendor<Operations>({
  ...vendorInfo,
  ...createVendorIds(flowContent, getIds),
  contacts: { formatId: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers,
  pathAliases: {
    listRuns: ['/api/v2/runs.json/'],
    listFlowStarts: ['/api/v2/flow_starts.json/'],
    listFlows: ['/api/v2/flows.json/'],
    listContacts: ['/api/v2/contacts.json/'],
    listGroups: ['/api/v2/groups.json/'],
    readDocumentation: DOCUMENTATION_PATHS,
    readRoot: ['/api/v2/', '/api/v2'],
  },
  auth,
  negotiate,
  selectRepresentation: (request, operation) =>
    PUBLIC_OPERATIONS.has(operation.id) ? (selectMediaType(request, operation) ?? undefined) : undefined,
  rawBodyOperations: ['createFlowStart', 'writeContact'],
  rateLimit: getRateLimit,
  supportsHead: false,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/rapidpro.document.ts')).document,
  listLayouts: listings,
  faultProblems,
  buildHeaders: createHeaders,
})

/** The headers of the framework; its router answers unknown paths without them. */
function createHeaders(
  caller: Caller | null,
  world: World,
  pathOperations: readonly OperationFacts[],
): Readonly<Record<string, string>> {
  if (pathOperations.length === 0) return {}
  const allow = pathOperations.length === 1 ? 'GET, HEAD, OPTIONS' : 'GET, POST, HEAD, OPTIONS'
  const headers = { vary: 'Accept', allow }
  if (caller?.token == null) return headers
  return getServerVersion(world) === 'v9'
    ? { ...headers, 'x-temba-org': '1' }
    : { ...headers, 'x-temba-workspace': getIds(world).workspace }
}
