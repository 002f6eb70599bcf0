import { defineQuirks } from '../../http/quirk.ts'

const FLOW_RUN_PAGE = 'Recrubo API documentation: FlowRun'
const QUERY_PAGE = 'Recrubo API documentation: Filtering, sorting, pagination and including resources'

/** Questions that Recrubo's documents leave open or answer in two ways. */
export const quirks = defineQuirks({
  // Open questions about query parameters.
  'recrubo.underscore-path': {
    question: 'Is /flow_runs a path? Links and most samples use /flow-runs; two samples of `include` use /flow_runs.',
    source: FLOW_RUN_PAGE,
    evidence: 'documented',
    defaultPosition: 'aliased',
    positions: { aliased: '/flow_runs is an alias of /flow-runs', refused: '/flow_runs is not found' },
  },
  'recrubo.snake-case-names': {
    question: 'Are snake-case names accepted? Attributes are camel case, but the filter page uses filter[created_at].',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'accepted',
    positions: { accepted: 'filters, sort keys and fields may be snake case', refused: 'only camel case is accepted' },
  },
  'recrubo.page-size-over-limit': {
    question: 'What does a page[size] above 200 do? The page states the limit of 200, but no consequence.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'more than 200 is rejected with 400', clamped: 'more than 200 means 200' },
  },
  'recrubo.page-out-of-range': {
    question: 'What does a page number or size of zero, below zero or without digits do? Not documented.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'it is rejected with 400', defaulted: 'it means the default: page 1, or 25 rows' },
  },
  'recrubo.default-order': {
    question: 'In which order is a list without sort? Not documented.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: { 'oldest-first': 'by creation, the oldest first', 'newest-first': 'by creation, the newest first' },
  },
  'recrubo.case-of-eq': {
    question: 'Which of eq and eql is case-sensitive? The filter page states the reverse of Graphiti.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: { documented: 'eq is case-sensitive, eql is not', graphiti: 'eql is case-sensitive, eq is not' },
  },
  'recrubo.match': {
    question: 'What does match compare? The filter page says members of a list; Graphiti finds substrings.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'list',
    positions: {
      list: 'match finds texts that are in the list',
      substring: 'match finds texts that contain an item of the list, case-insensitive',
    },
  },
  'recrubo.unknown-fields': {
    question: 'Are unknown names in fields[] rejected? JSON:API permits both.',
    source: 'JSON:API 1.1, Sparse Fieldsets',
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: { ignored: 'they are ignored', refused: 'they are rejected with 400' },
  },
  'recrubo.unknown-parameters': {
    question:
      'Are unknown parameters in lower-case letters rejected? JSON:API requires 400; the likely framework ignores them.',
    source: 'JSON:API 1.1, Query Parameters',
    evidence: 'source',
    defaultPosition: 'refused',
    positions: {
      refused: 'they are rejected with 400',
      ignored: 'they are ignored; unknown filters are still rejected',
    },
  },
  // Open questions about the form of responses.
  'recrubo.pages-of-nothing': {
    question: 'What is maxPage when nothing matches? Not documented.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'one',
    positions: { one: '1: a single empty page', none: '0' },
  },
  'recrubo.chatbot-paused': {
    question:
      'Do included threads have chatbotPaused? The resource lists it; the sample of an included thread lacks it.',
    source: 'Recrubo API documentation: MessageThread',
    evidence: 'documented',
    defaultPosition: 'resource-only',
    positions: {
      'resource-only': '/message-threads has it, included threads do not',
      everywhere: 'included threads have it too',
    },
  },
  'recrubo.new-status': {
    question: 'Which status does a new run have? One page says queued, another created.',
    source: 'Recrubo API documentation: Triggering flows; Async requests',
    evidence: 'documented',
    defaultPosition: 'queued',
    positions: { queued: 'a run that has not started is queued', created: 'a run that has not started is created' },
  },
  'recrubo.cancelled-status': {
    question: 'Which status does a cancelled run have? cancelled can be written, but is not in the list of values.',
    source: FLOW_RUN_PAGE,
    evidence: 'inferred',
    defaultPosition: 'cancelled',
    positions: {
      cancelled: 'a cancelled run is shown as cancelled',
      exception: 'a cancelled run is shown as exception',
    },
  },
  'recrubo.deletion': {
    question: 'What is the response to DELETE? The operation is listed without one.',
    source: FLOW_RUN_PAGE,
    evidence: 'inferred',
    defaultPosition: 'meta',
    positions: { meta: '200 with an empty meta, as in Graphiti', 'no-content': '204 without content' },
  },
  'recrubo.error-pointers': {
    question:
      'Do error pointers begin with a slash? No error body is shown; JSON:API requires the slash, Graphiti omits it.',
    source: 'JSON:API 1.1, Error Objects; graphiti_errors',
    evidence: 'decided',
    defaultPosition: 'json-pointer',
    positions: { 'json-pointer': '/data/attributes/flowId', graphiti: 'data/attributes/flowId' },
  },
  // Open questions about request bodies and writes.
  'recrubo.plain-json': {
    question: 'Is application/json accepted for bodies? The documentation asks for the JSON:API media type.',
    source: 'Recrubo API documentation: Introduction',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'application/json is rejected with 415', accepted: 'application/json is accepted' },
  },
  'recrubo.unwritable-attribute': {
    question: 'Which status rejects a read-only attribute? The documentation says "an error" without a number.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'forbidden',
    positions: { forbidden: '403, as in JSON:API for unsupported requests', 'bad-request': '400, as in Graphiti' },
  },
  'recrubo.opening-message': {
    question: 'Which status rejects an update of the opening message? The documentation says an error above 404.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'unprocessable',
    positions: { unprocessable: '422', conflict: '409' },
  },
  'recrubo.unknown-reference': {
    question:
      'Which status rejects a flow or thread that does not exist? JSON:API requires 404; Graphiti applications often use 422.',
    source: 'JSON:API 1.1, Creating Resources',
    evidence: 'source',
    defaultPosition: 'not-found',
    positions: { 'not-found': '404 with a pointer', unprocessable: '422 with a pointer' },
  },
  'recrubo.undocumented-attributes': {
    question: 'Are context and publicApiInitiated accepted? A generated sample sends them; nothing describes them.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'they are rejected like any unknown attribute', ignored: 'they are ignored' },
  },
  'recrubo.client-id': {
    question: 'May a client send an id on creation? A generated sample does; JSON:API requires 403 if unsupported.',
    source: 'JSON:API 1.1, Client-Generated IDs',
    evidence: 'source',
    defaultPosition: 'refused',
    positions: { refused: 'an id is rejected with 403', ignored: 'an id is ignored' },
  },
  'recrubo.state-as-text': {
    question: 'May state be a string of JSON? It is an object, but a generated sample sends a string.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'a string is rejected with 422', parsed: 'a string that holds a JSON object is parsed' },
  },
  'recrubo.missing-initial-message': {
    question:
      'May initialMessage be absent? It is required and may be empty, but one sentence mentions runs without it.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'an absent initialMessage is rejected with 422',
      empty: 'an absent initialMessage means {}',
    },
  },
  'recrubo.whatsapp-template': {
    question:
      'Is a non-template message rejected on WhatsApp? A template is required, but no consequence is documented.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'required',
    positions: {
      required: 'on WhatsApp a non-template message is rejected with 422',
      optional: 'any message is accepted, as within 24 hours of the last reply',
    },
  },
  'recrubo.missing-schedule': {
    question:
      'Must state.scheduleId be sent to a flow with a custom scheduling step? The documentation says it can be.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'the run starts without a schedule',
      refused: 'a run of such a flow without scheduleId is rejected with 422',
    },
  },
  'recrubo.status-of-an-ended-run': {
    question: 'Can the status of an ended run be set again? Not documented.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'it is rejected with 422', ignored: 'the response is 200 and the status stays the same' },
  },
  'recrubo.state-while-queued': {
    question: 'Can the state of a queued run be updated? The documentation requires only that the run is not running.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'the state of a queued run can be replaced',
      refused: 'only the state of an ended run can be replaced',
    },
  },
  'recrubo.status-with-state': {
    question: 'Which is applied first, status or state? One sample ends a run and replaces its state in one request.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'status-first',
    positions: {
      'status-first': 'the run ends, then its state is replaced',
      'state-first': 'a new state of a running run is rejected, and the whole request with it',
    },
  },
  'recrubo.state-replacement': {
    question: 'Does a new state replace the old one, or is it merged into it? Not documented.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'whole',
    positions: {
      whole: 'the new state replaces the old one',
      merged: 'members that the new state does not name are kept',
    },
  },
  'recrubo.absent-candidate': {
    question: 'How is the relationship to the candidate of a thread without one serialized?',
    source: 'The sample has the related link null, which JSON:API 1.1 permits and 1.0 does not',
    evidence: 'documented',
    defaultPosition: 'linkage',
    positions: {
      linkage: 'with the linkage null and without links, valid in both versions',
      'null-link': 'with the related link null, as in the sample',
    },
  },
})
