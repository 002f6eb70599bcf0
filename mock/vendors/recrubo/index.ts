import { operations } from '../../../spec/generated/recrubo.operations.ts'
import type { operations as AllOperations } from '../../../spec/generated/recrubo.types.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth, credential, negotiate } from './auth.ts'
import { isTolerated } from './body-errors.ts'
import { flowContent } from './flow-content.ts'
import { FLOW_RUNS_PATH, flowRunHandlers } from './flow-run-handlers.ts'
import { flowHandlers } from './flows.ts'
import { getIds } from './ids.ts'
import { messageThreadHandlers } from './message-threads.ts'
import { faultProblems, listings, problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { webhooks } from './webhook-deliveries.ts'
import { webhookHandlers, WEBHOOKS_RESOURCE } from './webhooks.ts'

/** The operations of clients; the document also describes the webhook `flowRunEvent`. */
type Operations = Omit<AllOperations, 'flowRunEvent'>

const RUN_LOCATION = { rows: '/data', id: '/id' }
const UNDERSCORE_PATH = '/public/v2/flow_runs'

/** Recrubo: JSON:API with create, read, update and delete of flow runs, read-only flows and threads, and webhooks. */
export const recrubo = defineVendor<Operations>({
  name: 'recrubo',
  prefixes: ['/public/v2'],
  demo: {
    basePath: '/public/v2',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: () => `${FLOW_RUNS_PATH}?sort=-createdAt&page[size]=3&include=flow,messageThread`,
  },
  subscriptionCollection: WEBHOOKS_RESOURCE,
  quirks: Object.values(quirks),
  ...createVendorIds(flowContent, (world) => ({ run: getIds(world).flowRun, flow: getIds(world).flow })),
  contacts: { formatId: (contact, world) => getIds(world).messageThread.encode(contact) },
  operations,
  handlers: { ...flowRunHandlers, ...flowHandlers, ...messageThreadHandlers, ...webhookHandlers },
  runPointers: { createFlowRun: RUN_LOCATION, readFlowRun: RUN_LOCATION, updateFlowRun: RUN_LOCATION },
  pathAliases: { listFlowRuns: [UNDERSCORE_PATH], readFlowRun: [`${UNDERSCORE_PATH}/{id}`] },
  auth,
  negotiate,
  isTolerated,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/recrubo.document.ts')).document,
  listLayouts: listings,
  faultProblems,
  webhooks,
})
