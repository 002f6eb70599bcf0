import type { operations as Operations } from '../../../spec/generated/qyvo.types.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { createVendorIds } from '../../content/vendor-ids.ts'
import { defineVendor } from '../../http/vendor.ts'
import { auth, credential, rateLimit, readMe } from './auth.ts'
import { addTag, createContact, getContact, listTags, removeTag, searchContacts, updateContact } from './contacts.ts'
import { readCampaignFeed, readFlowSessionFeed, readMessageFeed, readSequenceSessionFeed } from './feeds.ts'
import { flowContent } from './flow-content.ts'
import { triggerFlow } from './flow-sessions.ts'
import { listFlowOptions, getFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { faultProblems, listings, problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { isCheckedByHandler, normalizeBody } from './request-body.ts'
import { sendTemplateMessage, sendTextMessage } from './messages.ts'
import { getSequence, listSequenceOptions, triggerSequence } from './sequences.ts'
import { getTemplate, listTemplateOptions, listTemplates, listTemplateVariables } from './templates.ts'

const API_PREFIXES = ['/api/v1/triggers', '/api/v1/actions', '/api/v1/dropdowns', '/api/v1/me']

/** Paths that Qyvo's pages, or the page of its n8n node, link to without a description. */
const LINKED_PREFIXES = ['/api/v1/openapi.yaml', '/mcp', '/api/zapier']

/** Qyvo: polled feeds (bare arrays), actions on flows, sequences, messages, templates, contacts and tags, and pickers. */
export const qyvo = defineVendor<Operations>({
  name: 'qyvo',
  prefixes: [...API_PREFIXES, ...LINKED_PREFIXES],
  demo: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: (world) => `/api/v1/triggers/new-flow-triggered?flow_id=${getIds(world).flow.encode(0)}`,
  },
  quirks: Object.values(quirks),
  ...createVendorIds(flowContent, (world) => ({ run: getIds(world).session, flow: getIds(world).flow })),
  contacts: { formatId: (contact, world) => getIds(world).contact.encode(contact) },
  operations,
  handlers: {
    me: (_, { caller, world }) => ({ status: 200, body: readMe(caller, world) }),
    newFlowTriggered: ({ query }, context) => readFlowSessionFeed(query.flow_id, context),
    newMessageReceived: ({ query }, context) => readMessageFeed(query.message_type, context),
    newCampaignSent: (_, context) => readCampaignFeed(context),
    newSequenceTriggered: ({ query }, context) => readSequenceSessionFeed(query.sequence_id, context),
    triggerFlow,
    getFlow: ({ body }, context) => ({ status: 200, body: getFlow(body.flow_id, context) }),
    listFlowOptions: (_, context) => ({ status: 200, body: listFlowOptions(context) }),
    createContact: ({ body }, context) => ({ status: 201, body: createContact(body, context) }),
    getContact: ({ body }, context) => ({ status: 200, body: getContact(body, context) }),
    updateContact: ({ body }, context) => ({ status: 200, body: updateContact(body, context) }),
    searchContacts: ({ body }, context) => ({ status: 200, body: searchContacts(body, context) }),
    addTag: ({ body }, context) => ({ status: 200, body: addTag(body, context) }),
    removeTag: ({ body }, context) => ({ status: 200, body: removeTag(body, context) }),
    listTags: ({ body }, context) => ({ status: 200, body: listTags(body, context) }),
    triggerSequence,
    getSequence: ({ body }, context) => ({ status: 200, body: getSequence(body.sequence_id, context) }),
    listSequenceOptions: (_, context) => ({ status: 200, body: listSequenceOptions(context) }),
    sendTextMessage: ({ body }, context) => ({ status: 200, body: sendTextMessage(body, context) }),
    sendTemplateMessage: ({ body }, context) => ({ status: 200, body: sendTemplateMessage(body, context) }),
    listTemplates: ({ body }, context) => ({ status: 200, body: listTemplates(body, context) }),
    getTemplate: ({ body }, context) => ({ status: 200, body: getTemplate(body.template_id, context) }),
    listTemplateOptions: (_, context) => ({ status: 200, body: listTemplateOptions(context) }),
    listTemplateVariables: ({ query }, context) => ({
      status: 200,
      body: listTemplateVariables(query.template_id, context),
    }),
  },
  auth,
  normalizeBody,
  isTolerated: isCheckedByHandler,
  rateLimit,
  supportsHead: true,
  problems,
  loadDocument: async () => (await import('../../../spec/generated/qyvo.document.ts')).document,
  listLayouts: listings,
  faultProblems,
})
