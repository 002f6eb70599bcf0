import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Caller } from '../../http/scene.ts'
import { getFlowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { createAuth } from './admission.ts'
import { DOCUMENTATION_PATHS, negotiate, selectMediaType } from './documentation.ts'
import { credential, vendorInfo } from './face.ts'
import { faultProblems, listings } from './faults.ts'
import { handlers } from './handlers.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'
import { problems } from './problems.ts'
import { getRateLimit } from './quotas.ts'
import { PUBLIC_OPERATIONS } from './roles.ts'
import { getServerVersion } from './version.ts'

const ORGANIZATION_ID = '1'
const READ_METHODS = 'GET, HEAD, OPTIONS'
const READ_AND_CREATE_METHODS = 'GET, POST, HEAD, OPTIONS'

/** RapidPro and TextIt, version 9 or the newer line: pages of 250 behind opaque cursors, newest change first. */
export const rapidpro = defineVendor<Operations>({
  ...vendorInfo,
  runs: {
    idOf: ({ number }, world) => getIds(world).run.encode(number),
    numberOf: (id, world) => getIds(world).run.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => getIds(world).flow.encode(flow),
    numberOf: (id, world) => getIds(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => getFlowText(flowContent, world, flow).name,
  },
  contacts: { idOf: (contact, world) => getIds(world).contact.encode(contact) },
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
  auth: createAuth([credential]),
  negotiate,
  selectRepresentation: (incoming, operation) =>
    PUBLIC_OPERATIONS.has(operation.id) ? (selectMediaType(incoming, operation) ?? undefined) : undefined,
  rawBodyOperations: ['createFlowStart', 'writeContact'],
  rateLimit: getRateLimit,
  supportsHead: false,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/rapidpro.document.ts')).document,
  listLayouts: listings,
  faultProblems: faultProblems,
  buildHeaders: createHeaders,
})

/** A path that the framework's router does not know gets none of the framework's headers. */
function createHeaders(
  caller: Caller | null,
  world: World,
  pathOperations: readonly OperationFacts[],
): Readonly<Record<string, string>> {
  if (pathOperations.length === 0) return {}
  const headers = { vary: 'Accept', allow: pathOperations.length === 1 ? READ_METHODS : READ_AND_CREATE_METHODS }
  if (caller?.token == null) return headers
  return getServerVersion(world) === 'v9'
    ? { ...headers, 'x-temba-org': ORGANIZATION_ID }
    : { ...headers, 'x-temba-workspace': getIds(world).workspace }
}
