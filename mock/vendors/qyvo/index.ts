import type { operations as Operations } from '../../../spec/generated/qyvo.types.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth } from './auth.ts'
import { createContact, getContact, searchContacts, updateContact } from './contacts.ts'
import { faultProblems, listings } from './faults.ts'
import { readFlowSessionFeed, readMessageFeed } from './feeds.ts'
import { flowContent } from './flow-content.ts'
import { triggerFlow } from './flow-sessions.ts'
import { listFlowOptions, getFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { vendorInfo } from './info.ts'
import { readMe } from './me.ts'
import { problems } from './problems.ts'
import { rateLimit } from './rate-limit.ts'
import { normalizeBody } from './request-body.ts'

/** Qyvo: polled feeds of the newest sessions and messages (bare arrays), and actions on flows and contacts. */
export const qyvo = defineVendor<Operations>({
  ...vendorInfo,
  ...createVendorIds(flowContent, (world) => ({ run: getIds(world).session, flow: getIds(world).flow })),
  contacts: { formatId: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers: {
    me: (_, { caller, world }) => ({ status: 200, body: readMe(caller, world) }),
    newFlowTriggered: ({ query }, context) => readFlowSessionFeed(query.flow_id, context),
    newMessageReceived: ({ query }, context) => readMessageFeed(query.message_type, context),
    triggerFlow,
    getFlow: ({ body }, context) => ({ status: 200, body: getFlow(body.flow_id, context) }),
    listFlowOptions: (_, context) => ({ status: 200, body: listFlowOptions(context) }),
    createContact: ({ body }, context) => ({ status: 201, body: createContact(body, context) }),
    getContact: ({ body }, context) => ({ status: 200, body: getContact(body, context) }),
    updateContact: ({ body }, context) => ({ status: 200, body: updateContact(body, context) }),
    searchContacts: ({ body }, context) => ({ status: 200, body: searchContacts(body, context) }),
  },
  auth,
  normalizeBody,
  rateLimit,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/qyvo.document.ts')).document,
  listLayouts: listings,
  faultProblems,
})
