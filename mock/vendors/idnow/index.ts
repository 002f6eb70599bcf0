import type { operations as AllOperations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth, credential } from './auth.ts'
import { createSession } from './create-session.ts'
import { downloadFile, listDatablocks, readFile } from './datablocks.ts'
import { flowContent, listFlows } from './flows.ts'
import { getIds } from './ids.ts'
import { normalizeQueryValue } from './list-query.ts'
import { faultProblems, listings, problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { listSessions, readSession } from './session-handlers.ts'
import { apiClients, issueToken, readJwks, readOpenIdConfiguration } from './tokens.ts'
import { SUBSCRIPTIONS, webhooks } from './webhook-deliveries.ts'

/** The place of the run in the response of an operation on one session. */
const SESSION = { rows: '', id: '/sessionId' }

/** All operations but the webhook, which this server sends. */
type Operations = Omit<AllOperations, 'sessionEvent'>

/** IDnow's Trust Platform: flows, sessions in numbered pages, data blocks, files, access tokens and webhooks. */
export const idnow = defineVendor<Operations>({
  name: 'idnow',
  prefixes: ['/api/v1/flows', '/api/v1/live', '/api/v1/staging', '/oidc', '/vault', '/player'],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    clients: apiClients.map(({ id, secret, environment }) => ({ id, secret, about: `${environment} only` })),
    buildExamplePath: (world) =>
      `/api/v1/flows/${getIds(world).flow.encode(0)}/live/sessions?sortBy=createdAt&sortDesc=true`,
  },
  subscriptionCollection: SUBSCRIPTIONS,
  quirks: Object.values(quirks),
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
