import type { operations as AllOperations } from '../../../spec/generated/recrubo.types.ts'
import { operations } from '../../../spec/generated/recrubo.operations.ts'
import { flowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import { admission, negotiate } from './admission.ts'
import { webhooks } from './deliveries.ts'
import { face } from './face.ts'
import { flowRunHandlers } from './flow-run-handlers.ts'
import { artificial, listings } from './faults.ts'
import { forgives } from './leniency.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { relatedHandlers } from './related-handlers.ts'
import { webhookHandlers } from './webhook-handlers.ts'

/** What clients ask for; what is sent to them has a place in the document too. */
type Operations = Omit<AllOperations, 'flowRunEvent'>

const RUN = { rows: '/data', id: '/id' }
const UNDERSCORE = '/public/v2/flow_runs'

/** Recrubo: flow runs as JSON:API resources, with everything a client may do to them. */
export const recrubo = defineVendor<Operations>({
  ...face,
  runs: {
    idOf: ({ number }, world) => idsOf(world).flowRun.encode(number),
    numberOf: (id, world) => idsOf(world).flowRun.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => idsOf(world).flow.encode(flow),
    numberOf: (id, world) => idsOf(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => flowText(flavour, world, flow).name,
  },
  contacts: { idOf: (contact, world) => idsOf(world).messageThread.encode(contact) },
  operations,
  handlers: { ...flowRunHandlers, ...relatedHandlers, ...webhookHandlers },
  showing: { createFlowRun: RUN, readFlowRun: RUN, updateFlowRun: RUN },
  aliases: { listFlowRuns: [UNDERSCORE], readFlowRun: [`${UNDERSCORE}/{id}`] },
  admission,
  negotiate,
  forgives,
  answersHead: true,
  problems,
  document: async () => (await import('../../../spec/generated/recrubo.document.ts')).document,
  listings,
  artificial,
  webhooks,
})
