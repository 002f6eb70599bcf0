import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Caller } from '../../http/scene.ts'
import { flowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import type { World } from '../../world/world.ts'
import { tokenAdmission } from './admission.ts'
import { DOCUMENTATION_PATHS, negotiate, representationOf } from './documentation.ts'
import { credential, face } from './face.ts'
import { artificial, listings } from './faults.ts'
import { handlers } from './handlers.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { quotaOf } from './quotas.ts'
import { PUBLIC } from './roles.ts'
import { versionOf } from './version.ts'

const WORKSPACE = '1'
const READ = 'GET, HEAD, OPTIONS'
const READ_AND_CREATE = 'GET, POST, HEAD, OPTIONS'

/** RapidPro and TextIt, version 9 or the newer line: pages of 250 behind opaque cursors, newest change first. */
export const rapidpro = defineVendor<Operations>({
  ...face,
  runs: {
    idOf: ({ number }, world) => idsOf(world).run.encode(number),
    numberOf: (id, world) => idsOf(world).run.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => idsOf(world).flow.encode(flow),
    numberOf: (id, world) => idsOf(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => flowText(flavour, world, flow).name,
  },
  contacts: { idOf: (contact, world) => idsOf(world).contact.encode(contact) },
  operations,
  handlers,
  aliases: {
    listRuns: ['/api/v2/runs.json/'],
    listFlowStarts: ['/api/v2/flow_starts.json/'],
    listFlows: ['/api/v2/flows.json/'],
    listContacts: ['/api/v2/contacts.json/'],
    listGroups: ['/api/v2/groups.json/'],
    readDocumentation: DOCUMENTATION_PATHS,
    readRoot: ['/api/v2/', '/api/v2'],
  },
  admission: tokenAdmission([credential]),
  negotiate,
  representation: (incoming, operation) =>
    PUBLIC.has(operation.id) ? (representationOf(incoming, operation) ?? undefined) : undefined,
  readsContent: ['createFlowStart', 'writeContact'],
  quota: quotaOf,
  answersHead: false,
  problems,
  document: async () => (await import('../../../spec/generated/rapidpro.document.ts')).document,
  listings,
  artificial,
  headers: headersOf,
})

/** A path that the framework's router does not know gets none of the framework's headers. */
function headersOf(
  caller: Caller | null,
  world: World,
  ofPath: readonly OperationFacts[],
): Readonly<Record<string, string>> {
  if (ofPath.length === 0) return {}
  const allowed = { vary: 'Accept', allow: ofPath.length === 1 ? READ : READ_AND_CREATE }
  if (caller?.token == null) return allowed
  return versionOf(world) === 'v9'
    ? { ...allowed, 'x-temba-org': WORKSPACE }
    : { ...allowed, 'x-temba-workspace': idsOf(world).workspace }
}
