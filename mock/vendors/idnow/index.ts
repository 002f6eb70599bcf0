import type { operations as AllOperations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth } from './auth.ts'
import { createSession } from './create-session.ts'
import { downloadFile, listDatablocks, readFile } from './datablocks.ts'
import { faultProblems, listings } from './faults.ts'
import { flowContent, listFlows } from './flows.ts'
import { getIds } from './ids.ts'
import { vendorInfo } from './info.ts'
import { normalizeQueryValue } from './list-query.ts'
import { problems } from './problems.ts'
import { listSessions, readSession } from './session-handlers.ts'
import { issueToken, readJwks, readOpenIdConfiguration } from './tokens.ts'
import { webhooks } from './webhook-deliveries.ts'

/** The place of the run in the response of an operation on one session. */
const SESSION = { rows: '', id: '/sessionId' }

/** All operations but the webhook, which this server sends. */
type Operations = Omit<AllOperations, 'sessionEvent'>

/** IDnow's Trust Platform: flows, sessions in numbered pages, data blocks, files, access tokens and webhooks. */
export const idnow = defineVendor<Operations>({
  ...vendorInfo,
  ...createVendorIds(flowContent, (world) => ({ run: getIds(world).session, flow: getIds(world).flow })),
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
  auth,
  normalizeQueryValue,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/idnow.document.ts')).document,
  listLayouts: listings,
  faultProblems,
  webhooks,
})
