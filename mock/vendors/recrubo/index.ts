import type { operations as AllOperations } from '../../../spec/generated/recrubo.types.ts'
import { operations } from '../../../spec/generated/recrubo.operations.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth, negotiate } from './auth.ts'
import { webhooks } from './webhook-deliveries.ts'
import { vendorInfo } from './info.ts'
import { flowRunHandlers } from './flow-run-handlers.ts'
import { faultProblems, listings } from './faults.ts'
import { isTolerated } from './tolerance.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { problems } from './problems.ts'
import { relatedHandlers } from './resource-types.ts'
import { webhookHandlers } from './webhooks.ts'

/** What clients ask for; what is sent to them has a place in the document too. */
type Operations = Omit<AllOperations, 'flowRunEvent'>

const RUN_LOCATION = { rows: '/data', id: '/id' }
const UNDERSCORE_PATH = '/public/v2/flow_runs'

/** Recrubo: flow runs as JSON:API resources, with everything a client may do to them. */
export const recrubo = defineVendor<Operations>({
  ...vendorInfo,
  runs: {
    idOf: ({ number }, world) => getIds(world).flowRun.encode(number),
    numberOf: (id, world) => getIds(world).flowRun.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => getIds(world).flow.encode(flow),
    numberOf: (id, world) => getIds(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => getFlowText(flowContent, world, flow).name,
  },
  contacts: { idOf: (contact, world) => getIds(world).messageThread.encode(contact) },
  operations,
  handlers: { ...flowRunHandlers, ...relatedHandlers, ...webhookHandlers },
  runPointers: { createFlowRun: RUN_LOCATION, readFlowRun: RUN_LOCATION, updateFlowRun: RUN_LOCATION },
  pathAliases: { listFlowRuns: [UNDERSCORE_PATH], readFlowRun: [`${UNDERSCORE_PATH}/{id}`] },
  auth: auth,
  negotiate,
  isTolerated: isTolerated,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/recrubo.document.ts')).document,
  listLayouts: listings,
  faultProblems: faultProblems,
  webhooks,
})
