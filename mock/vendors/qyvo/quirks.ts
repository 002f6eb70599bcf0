import { defineQuirks } from '../../http/quirk.ts'

const MESSAGE_FIELDS = {
  message: 'in message, as the framework writes it',
  error: 'in error, as the errors page documents for every error',
  both: 'in both',
} as const

/** The quirks of Qyvo: questions that its documents leave open or answer in two ways. */
export const quirks = defineQuirks({
  // Open questions about error responses: the pages document two forms of bodies and contradict each other.
  'qyvo.unauthenticated-body': {
    question: 'Which field has the text of a 401? The Me page shows message, the errors page lists error.',
    source: 'Me; errors page',
    evidence: 'documented',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  'qyvo.forbidden-body': {
    question: 'Which field has the text of a 403?',
    source: 'Errors page: status only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  'qyvo.throttled-body': {
    question: 'Which field has the text of a 429?',
    source: 'Rate limits page: status and headers only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  'qyvo.throttled-headers': {
    question:
      'Does a 429 have the X-RateLimit headers? They are documented for success; the framework always sends them.',
    source: 'Rate limits page',
    evidence: 'documented',
    defaultPosition: 'retry-after-only',
    positions: {
      'retry-after-only': 'only Retry-After',
      all: 'Retry-After, X-RateLimit-Limit and X-RateLimit-Remaining',
    },
  },
  'qyvo.accept-without-json': {
    question: 'Which error response does a client get that does not accept JSON? The framework redirects to a page.',
    source: 'Inferred from the framework; the Me page documents JSON for a request without Accept',
    evidence: 'inferred',
    defaultPosition: 'json',
    positions: { json: 'the JSON error', redirect: '302 to the login page, or back to the referrer' },
  },
  'qyvo.validation-message': {
    question: 'Which text is in message next to errors? Newer versions of the framework repeat the first error.',
    source: 'Errors page',
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: {
      documented: '“The given data was invalid.”',
      'first-error': 'the first error and the number of others',
    },
  },
  // Open questions about contacts and references to them.
  'qyvo.contact-and-phone': {
    question: 'What happens if a request names its contact by more than one field? The pages require exactly one.',
    source: 'Trigger flow; Get contact',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: '422 with validation errors',
      'id-first': 'the first of contact_id, phone and email is used',
    },
  },
  'qyvo.upsert-tags': {
    question:
      'Does create-contact add its tags to those of an existing contact, or replace them? Update contact replaces them.',
    source: 'Create contact; Update contact',
    evidence: 'decided',
    defaultPosition: 'added',
    positions: { added: 'the tags are added', replaced: 'the tags are replaced' },
  },
  'qyvo.never-active-contacts': {
    question:
      'Where does a search sort contacts without a message? The database sorts nulls first in descending order.',
    source: 'Search contacts: by last_message_at, the most recently active',
    evidence: 'decided',
    defaultPosition: 'last',
    positions: { last: 'after all others', first: 'before all others' },
  },
  // Open questions about feeds, sessions and flows.
  'qyvo.malformed-flow-id': {
    question:
      'What does a feed return for a flow_id or sequence_id that is not a UUID? The type is documented, its validation is not.',
    source: 'New flow triggered; the errors page shows the message for another UUID',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '422 with validation errors', nothing: '200 and an empty array' },
  },
  'qyvo.unknown-flow': {
    question: 'What does a feed return for the id of an unknown flow or sequence?',
    source: 'Not mentioned by New flow triggered; ids of other workspaces are out of scope',
    evidence: 'decided',
    defaultPosition: 'nothing',
    positions: { nothing: '200 and an empty array', 'not-found': '404' },
  },
  'qyvo.unknown-parameters': {
    question: 'Do the feeds ignore or refuse undocumented query parameters, such as limit or page?',
    source: 'The pagination page says that there are none',
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: { ignored: 'they are ignored', refused: '422 with validation errors' },
  },
  'qyvo.unknown-message-type': {
    question:
      'What does the feed return for an unknown message_type? The page and the published node list different types.',
    source: 'New message received; n8n-nodes-qyvo 0.2.0',
    evidence: 'decided',
    defaultPosition: 'nothing',
    positions: { nothing: '200 and an empty array', refused: '422 for a type that neither lists' },
  },
  'qyvo.empty-context': {
    question: 'How is an empty context serialized? By default, PHP serializes an empty array as [].',
    source: 'Inferred from the framework',
    evidence: 'inferred',
    defaultPosition: 'object',
    positions: { object: '{}', array: '[]' },
  },
  'qyvo.completed-at': {
    question: 'Is completed_at also set for expired and failed sessions?',
    source: 'New flow triggered shows only a running session',
    evidence: 'decided',
    defaultPosition: 'completed-only',
    positions: { 'completed-only': 'null unless completed', 'every-end': 'set for every ended session' },
  },
  'qyvo.node-after-end': {
    question: 'What is the current_node_id of an ended session?',
    source: 'New flow triggered calls current_node_id a pointer for finding stuck sessions',
    evidence: 'decided',
    defaultPosition: 'kept',
    positions: { kept: 'the last node that the session reached', null: 'null' },
  },
  'qyvo.cancelled-sessions': {
    question: 'Which status does a cancelled session have? None of the four documented statuses means cancelled.',
    source: 'New flow triggered lists running, completed, expired and failed',
    evidence: 'decided',
    defaultPosition: 'failed',
    positions: { failed: 'failed', expired: 'expired' },
  },
  'qyvo.start-status': {
    question:
      'Which status does trigger-flow return? The errors page documents 201 for creations, naming only sequences.',
    source: 'Errors page; Trigger flow',
    evidence: 'decided',
    defaultPosition: '201',
    positions: { '200': '200 OK', '201': '201 Created' },
  },
  'qyvo.already-running-body': {
    question: 'Does an already_running response contain the id of the running session?',
    source: 'Trigger flow; the page of the agents’ tools shows the status alone',
    evidence: 'decided',
    defaultPosition: 'status-only',
    positions: { 'status-only': 'no, only the status', 'with-id': 'yes' },
  },
  'qyvo.flow-choices': {
    question: 'Which flows does the flow picker list?',
    source: 'n8n-nodes-qyvo 0.2.0 offers them to be started',
    evidence: 'decided',
    defaultPosition: 'published',
    positions: { published: 'published flows', all: 'published flows and drafts' },
  },
  // Open questions about messages, templates, sequences and tags.
  'qyvo.rejected-message-body': {
    question: 'Where is the code of a message that WhatsApp rejected? The errors page says that the code propagates.',
    source: 'Errors page; Send text message names 131047',
    evidence: 'decided',
    defaultPosition: 'code',
    positions: { code: 'in code, beside error', text: 'at the start of error' },
  },
  'qyvo.unapproved-template': {
    question: 'What happens to a message with a template that is not approved?',
    source: 'Send template message requires an approved template',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '422 with error', 'not-found': '404, as for an unknown template' },
  },
  'qyvo.unknown-template-status': {
    question: 'What does list-templates return for a status that its page does not list?',
    source: 'List templates',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '422 with validation errors', nothing: '200 and an empty array' },
  },
  'qyvo.template-choices': {
    question: 'Which templates does the template picker list?',
    source: 'n8n-nodes-qyvo 0.2.0 offers them to be sent',
    evidence: 'decided',
    defaultPosition: 'approved',
    positions: { approved: 'approved templates', all: 'all templates' },
  },
  'qyvo.sequence-choices': {
    question: 'Which sequences does the sequence picker list?',
    source: 'n8n-nodes-qyvo 0.2.0 offers them to be started',
    evidence: 'decided',
    defaultPosition: 'published',
    positions: { published: 'published sequences', all: 'published sequences and drafts' },
  },
})
