import type { operations as Operations } from '../../../spec/generated/qyvo.types.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { getFlowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth } from './admission.ts'
import { createContact, getContact, updateContact } from './contacts.ts'
import { readFlowSessionFeed, readMessageFeed } from './feed.ts'
import { faultProblems, listings } from './faults.ts'
import { listFlowOptions, getFlow } from './flows.ts'
import { vendorInfo } from './face.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'
import { readMe } from './me.ts'
import { problems } from './problems.ts'
import { rateLimit } from './rate.ts'
import { normalizeBody } from './request-body.ts'
import { searchContacts } from './search.ts'
import { triggerFlow } from './trigger-flow.ts'

/** Qyvo: bare arrays of the newest sessions and messages, to be polled, and the actions that make them. */
export const qyvo = defineVendor<Operations>({
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
  contacts: { idOf: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers: {
    me: (_, { caller, world }) => ({ status: 200, body: readMe(caller, world) }),
    newFlowTriggered: ({ query }, scene) => readFlowSessionFeed(query.flow_id, scene),
    newMessageReceived: ({ query }, scene) => readMessageFeed(query.message_type, scene),
    triggerFlow: ({ body }, scene) => triggerFlow(body, scene),
    getFlow: ({ body }, scene) => ({ status: 200, body: getFlow(scene, body.flow_id) }),
    listFlowOptions: (_, scene) => ({ status: 200, body: listFlowOptions(scene) }),
    createContact: ({ body }, scene) => ({ status: 201, body: createContact(body, scene) }),
    getContact: ({ body }, scene) => ({ status: 200, body: getContact(body, scene) }),
    updateContact: ({ body }, scene) => ({ status: 200, body: updateContact(body, scene) }),
    searchContacts: ({ body }, scene) => ({ status: 200, body: searchContacts(body, scene) }),
  },
  auth: auth,
  normalizeBody: normalizeBody,
  rateLimit: rateLimit,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/qyvo.document.ts')).document,
  listLayouts: listings,
  faultProblems: faultProblems,
})
