import { defineQuirks } from '../../http/quirk.ts'

/** What is open about contacts and how they are named. */
export const contactQuirks = defineQuirks({
  contactAndPhone: {
    id: 'qyvo.contact-and-phone',
    question: 'What if a start or a lookup names the contact twice? The pages ask for exactly one.',
    source: 'Trigger flow; Get contact',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '422 in the validation shape', 'id-first': 'contact_id counts, then phone, then email' },
  },
  upsertTags: {
    id: 'qyvo.upsert-tags',
    question:
      'What do the tags of create-contact do to a contact that has some? Update contact says that it replaces them.',
    source: 'Create contact; Update contact',
    evidence: 'decided',
    defaultPosition: 'added',
    positions: { added: 'they come to those that are there', replaced: 'they replace those that are there' },
  },
  neverActive: {
    id: 'qyvo.never-active-contacts',
    question:
      'Where do contacts without a message stand in a search? Its database puts nulls first in descending order.',
    source: 'Search contacts: by last_message_at, the most recently active',
    evidence: 'decided',
    defaultPosition: 'last',
    positions: { last: 'after all others', first: 'before all others' },
  },
})

const MESSAGE_FIELDS = {
  message: 'in message, as the framework does',
  error: 'in error, as the errors page says of every error',
  both: 'in both',
} as const

/** How Qyvo refuses: its documents speak of two families of bodies, and each page of another. */
export const errorQuirks = defineQuirks({
  unauthenticatedBody: {
    id: 'qyvo.unauthenticated-body',
    question:
      'Which member says why a caller is not let in? The Me page shows message, the errors page lists an error.',
    source: 'Me; errors page',
    evidence: 'documented',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  forbiddenBody: {
    id: 'qyvo.forbidden-body',
    question: 'Which member says that a scope is missing?',
    source: 'Errors page: status only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  throttledBody: {
    id: 'qyvo.throttled-body',
    question: 'Which member says that the quota is used up?',
    source: 'Rate limits page: status and headers only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  throttledHeaders: {
    id: 'qyvo.throttled-headers',
    question:
      'Does a 429 carry the X-RateLimit headers? They are promised on success; the framework sends them always.',
    source: 'Rate limits page',
    evidence: 'documented',
    defaultPosition: 'retry-after-only',
    positions: {
      'retry-after-only': 'Retry-After alone',
      all: 'X-RateLimit-Limit and X-RateLimit-Remaining beside it',
    },
  },
  acceptWithoutJson: {
    id: 'qyvo.accept-without-json',
    question: 'How is a client refused that does not ask for JSON? The framework would send it to a page.',
    source: 'Inferred from the framework; the Me page documents JSON for a request without Accept',
    evidence: 'inferred',
    defaultPosition: 'json',
    positions: { json: 'in JSON all the same', redirect: '302, to the login page or back' },
  },
  validationMessage: {
    id: 'qyvo.validation-message',
    question: 'What does message say beside errors? Newer versions of the framework repeat the first error.',
    source: 'Errors page',
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: { documented: '“The given data was invalid.”', 'first-error': 'the first error, and how many follow' },
  },
})

/** What Qyvo's documents leave open. */
export const quirks = {
  ...errorQuirks,
  ...contactQuirks,
  ...defineQuirks({
    malformedFlowId: {
      id: 'qyvo.malformed-flow-id',
      question:
        'What does the feed answer to a flow_id that is no UUID? The parameter is typed, its check is not described.',
      source: 'New flow triggered; the errors page shows the message for another UUID',
      evidence: 'decided',
      defaultPosition: 'refused',
      positions: { refused: '422 in the validation shape', nothing: '200 and an empty array' },
    },
    unknownFlow: {
      id: 'qyvo.unknown-flow',
      question: 'What does the feed answer to a flow_id that the workspace does not have?',
      source: 'New flow triggered says nothing; ids of other workspaces are out of scope',
      evidence: 'decided',
      defaultPosition: 'nothing',
      positions: { nothing: '200 and an empty array', 'not-found': '404 with an error' },
    },
    unknownParameters: {
      id: 'qyvo.unknown-parameters',
      question: 'What becomes of query parameters that no page lists, such as limit or page?',
      source: 'The pagination page says that there are none',
      evidence: 'decided',
      defaultPosition: 'ignored',
      positions: { ignored: 'the feeds pass them over', refused: 'the feeds answer 422 in the validation shape' },
    },
    unknownMessageType: {
      id: 'qyvo.unknown-message-type',
      question: 'The page and the published node list different message types. What does any other find?',
      source: 'New message received; n8n-nodes-qyvo 0.2.0',
      evidence: 'decided',
      defaultPosition: 'nothing',
      positions: { nothing: '200 and an empty array', refused: '422 unless the page or the node lists the type' },
    },
    emptyContext: {
      id: 'qyvo.empty-context',
      question: 'How is a context without members written? PHP writes an empty array as [] unless told otherwise.',
      source: 'Inferred from the framework',
      evidence: 'inferred',
      defaultPosition: 'object',
      positions: { object: '{}', array: '[]' },
    },
    completedAt: {
      id: 'qyvo.completed-at',
      question: 'Does completed_at tell when a session expired or failed, too?',
      source: 'New flow triggered shows only a running session',
      evidence: 'decided',
      defaultPosition: 'completed-only',
      positions: { 'completed-only': 'null unless completed', 'every-end': 'set for whatever has ended' },
    },
    nodeAfterEnd: {
      id: 'qyvo.node-after-end',
      question: 'Where does a session stand once it has ended?',
      source: 'New flow triggered calls current_node_id a pointer for finding stuck sessions',
      evidence: 'decided',
      defaultPosition: 'kept',
      positions: { kept: 'at the last node it reached', null: 'nowhere: current_node_id is null' },
    },
    cancelledSessions: {
      id: 'qyvo.cancelled-sessions',
      question: 'How does Qyvo show a session that was broken off from outside? Its four statuses have no word for it.',
      source: 'New flow triggered lists running, completed, expired and failed',
      evidence: 'decided',
      defaultPosition: 'failed',
      positions: { failed: 'as failed', expired: 'as expired' },
    },
    startStatus: {
      id: 'qyvo.start-status',
      question: 'Which status does a start have? The errors page says 201 of creations and names only sequences.',
      source: 'Errors page; Trigger flow',
      evidence: 'decided',
      defaultPosition: '201',
      positions: { '200': '200 OK', '201': '201 Created' },
    },
    alreadyRunningBody: {
      id: 'qyvo.already-running-body',
      question: 'Does the answer about a running session name it?',
      source: 'Trigger flow; the page of the agents’ tools shows the status alone',
      evidence: 'decided',
      defaultPosition: 'status-only',
      positions: { 'status-only': 'only the status', 'with-id': 'the id of the running session beside it' },
    },
    flowChoices: {
      id: 'qyvo.flow-choices',
      question: 'Which flows does the picker offer?',
      source: 'n8n-nodes-qyvo 0.2.0 offers them to be started',
      evidence: 'decided',
      defaultPosition: 'published',
      positions: { published: 'only those that can be started', all: 'drafts as well' },
    },
  }),
}
