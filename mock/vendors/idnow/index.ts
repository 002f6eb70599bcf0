import type { operations as AllOperations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import { defineVendor } from '../../http/vendor.ts'
import { createAuth } from './auth.ts'
import { createSession } from './create-session.ts'
import { listDatablocks } from './datablocks.ts'
import { credential, vendorInfo } from './info.ts'
import { faultProblems, listings } from './faults.ts'
import { downloadFile, readFile } from './files.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { listFlows, listSessions, normalizeQueryValue } from './lists.ts'
import { problems } from './problems.ts'
import { readSession } from './session-detail.ts'
import { issueToken, readJwks, readOpenIdConfiguration } from './tokens.ts'
import { webhooks } from './webhook-deliveries.ts'

const SESSION = { rows: '', id: '/sessionId' }

/** What subscribers are sent is nothing that the twin answers. */
type Operations = Omit<AllOperations, 'sessionEvent'>

/** IDnow's Trust Platform: flows, their sessions in numbered pages, and the tokens that let clients in. */
export const idnow = defineVendor<Operations>({
  ...vendorInfo,
  runs: {
    idOf: ({ number, createdAt }, world) => getIds(world).session.encode(number, createdAt),
    numberOf: (id, world) => getIds(world).session.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => getIds(world).flow.encode(flow),
    numberOf: (id, world) => getIds(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => getFlowText(flowContent, world, flow).name,
  },
  operations,
  handlers: {
    issueToken,
    readOpenIdConfiguration,
    readJwks,
    listFlows,
    listSessions,
    createSession,
    readSession,
    listDatablocks,
    readFile,
    downloadFile,
  },
  runPointers: { createSession: SESSION, readSession: SESSION },
  auth: createAuth([credential]),
  normalizeQueryValue: normalizeQueryValue,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/idnow.document.ts')).document,
  listLayouts: listings,
  faultProblems: faultProblems,
  webhooks,
})
