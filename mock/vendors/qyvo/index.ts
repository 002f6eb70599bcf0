import type { operations as Operations } from '../../../spec/generated/qyvo.types.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { flowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import { admission } from './admission.ts'
import { createContact, readContact, updateContact } from './contacts.ts'
import { newFlowTriggered, newMessageReceived } from './feed.ts'
import { artificial, listings } from './faults.ts'
import { flowOptions, readFlow } from './flows.ts'
import { face } from './face.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { meOf } from './me.ts'
import { problems } from './problems.ts'
import { quota } from './rate.ts'
import { bodyText } from './request-body.ts'
import { searchContacts } from './search.ts'
import { triggerFlow } from './trigger-flow.ts'

/** Qyvo: bare arrays of the newest sessions and messages, to be polled, and the actions that make them. */
export const qyvo = defineVendor<Operations>({
  ...face,
  runs: {
    idOf: ({ number, createdAt }, world) => idsOf(world).session.encode(number, createdAt),
    numberOf: (id, world) => idsOf(world).session.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => idsOf(world).flow.encode(flow),
    numberOf: (id, world) => idsOf(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => flowText(flavour, world, flow).name,
  },
  contacts: { idOf: (contact, world) => idsOf(world).contact.encode(contact) },
  operations,
  handlers: {
    me: (_, { caller, world }) => ({ status: 200, body: meOf(caller, world) }),
    newFlowTriggered: ({ query }, scene) => newFlowTriggered(query.flow_id, scene),
    newMessageReceived: ({ query }, scene) => newMessageReceived(query.message_type, scene),
    triggerFlow: ({ body }, scene) => triggerFlow(body, scene),
    getFlow: ({ body }, scene) => ({ status: 200, body: readFlow(scene, body.flow_id) }),
    listFlowOptions: (_, scene) => ({ status: 200, body: flowOptions(scene) }),
    createContact: ({ body }, scene) => ({ status: 201, body: createContact(body, scene) }),
    getContact: ({ body }, scene) => ({ status: 200, body: readContact(body, scene) }),
    updateContact: ({ body }, scene) => ({ status: 200, body: updateContact(body, scene) }),
    searchContacts: ({ body }, scene) => ({ status: 200, body: searchContacts(body, scene) }),
  },
  admission,
  bodyText,
  quota,
  answersHead: true,
  problems,
  document: async () => (await import('../../../spec/generated/qyvo.document.ts')).document,
  listings,
  artificial,
})
