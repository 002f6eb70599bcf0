import { defineQuirks } from '../../http/quirk.ts'

const FLOW_RUN_DOCS = 'Recrubo API documentation: FlowRun'

/** What is open about the form of answers. */
export const responseQuirks = defineQuirks({
  pagesOfNothing: {
    id: 'recrubo.pages-of-nothing',
    question: 'What maxPage is when nothing matches is not said.',
    source: FLOW_RUN_DOCS,
    evidence: 'decided',
    defaultPosition: 'one',
    positions: {
      one: 'there is one page, which is empty',
      none: 'there are 0 pages',
    },
  },
  chatbotPaused: {
    id: 'recrubo.chatbot-paused',
    question: 'chatbotPaused is listed for message threads, but the sample of an included thread lacks it.',
    source: 'Recrubo API documentation: MessageThread',
    evidence: 'documented',
    defaultPosition: 'resource-only',
    positions: {
      'resource-only': '/message-threads has it, included threads do not',
      everywhere: 'included threads have it too',
    },
  },
  newStatus: {
    id: 'recrubo.new-status',
    question: 'One page says that a new run is queued, another that it is created.',
    source: 'Recrubo API documentation: Triggering flows; Async requests',
    evidence: 'documented',
    defaultPosition: 'queued',
    positions: {
      queued: 'a run that waits to be started is queued',
      created: 'a run that waits to be started is created',
    },
  },
  cancelledStatus: {
    id: 'recrubo.cancelled-status',
    question: 'A status can be set to cancelled, but the list of values that it can have lacks it.',
    source: FLOW_RUN_DOCS,
    evidence: 'inferred',
    defaultPosition: 'cancelled',
    positions: {
      cancelled: 'a cancelled run is shown as cancelled',
      exception: 'a cancelled run is shown as exception',
    },
  },
  deletion: {
    id: 'recrubo.deletion',
    question: 'DELETE is listed, but its answer is not shown.',
    source: FLOW_RUN_DOCS,
    evidence: 'inferred',
    defaultPosition: 'meta',
    positions: {
      meta: '200 with an empty meta, as Graphiti answers',
      'no-content': '204 without content',
    },
  },
  pointers: {
    id: 'recrubo.error-pointers',
    question: 'Error bodies are not shown; Graphiti leaves out the leading slash that JSON:API wants in a pointer.',
    source: 'JSON:API 1.1, Error Objects; graphiti_errors',
    evidence: 'decided',
    defaultPosition: 'json-pointer',
    positions: {
      'json-pointer': '/data/attributes/flowId',
      graphiti: 'data/attributes/flowId',
    },
  },
})

const QUERY_PAGE = 'Recrubo API documentation: Filtering, sorting, pagination and including resources'

/** What is open about queries. */
export const queryQuirks = defineQuirks({
  underscorePath: {
    id: 'recrubo.underscore-path',
    question: 'Links and most samples say /flow-runs, two samples of an inclusion say /flow_runs.',
    source: 'Recrubo API documentation: FlowRun',
    evidence: 'documented',
    defaultPosition: 'aliased',
    positions: {
      aliased: '/flow_runs answers as /flow-runs does',
      refused: '/flow_runs is not found',
    },
  },
  snakeCase: {
    id: 'recrubo.snake-case-names',
    question: 'Attributes are written in camel case, but the page about filters writes filter[created_at].',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'filters, sort keys and fields may be written with underscores',
      refused: 'only camel case is known',
    },
  },
  pageSizeOverLimit: {
    id: 'recrubo.page-size-over-limit',
    question: 'Pages are said to be locked at 200; what a larger page[size] does is not said.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'more than 200 is refused with 400',
      clamped: 'more than 200 means 200',
    },
  },
  pageOutOfRange: {
    id: 'recrubo.page-out-of-range',
    question: 'What a page number or size of zero, below zero or in words does is not said.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'it is refused with 400',
      defaulted: 'it means the first page, or 25',
    },
  },
  defaultOrder: {
    id: 'recrubo.default-order',
    question: 'The order of a list without sort is not documented.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: {
      'oldest-first': 'by creation',
      'newest-first': 'by creation, the newest first',
    },
  },
  caseOfEq: {
    id: 'recrubo.case-of-eq',
    question: 'The page about filters gives eq and eql the reverse of what they mean in Graphiti.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: {
      documented: 'eq heeds the case of letters, eql does not',
      graphiti: 'eql heeds the case of letters, eq does not',
    },
  },
  match: {
    id: 'recrubo.match',
    question: 'The page about filters says that match finds members of a list; in Graphiti it finds parts of a text.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'list',
    positions: {
      list: 'match finds texts that are on the list',
      substring: 'match finds texts that contain one on the list, whatever the case',
    },
  },
  unknownFields: {
    id: 'recrubo.unknown-fields',
    question: 'JSON:API lets a server refuse or ignore names in fields[] that the type does not have.',
    source: 'JSON:API 1.1, Sparse Fieldsets',
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: {
      ignored: 'they are passed over',
      refused: 'they are refused with 400',
    },
  },
  unknownParameters: {
    id: 'recrubo.unknown-parameters',
    question: 'JSON:API demands 400 for an unknown parameter in lower-case letters; the likely framework ignores it.',
    source: 'JSON:API 1.1, Query Parameters',
    evidence: 'source',
    defaultPosition: 'refused',
    positions: {
      refused: 'it is refused with 400',
      ignored: 'it is passed over; unknown filters are still refused',
    },
  },
})

const FLOW_RUN_PAGE = 'Recrubo API documentation: FlowRun'

/** What is open about writing. */
export const writeQuirks = defineQuirks({
  plainJson: {
    id: 'recrubo.plain-json',
    question: 'The documentation asks for the JSON:API media type; whether plain JSON is refused is not said.',
    source: 'Recrubo API documentation: Introduction',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'a body as application/json is refused with 415',
      accepted: 'a body as application/json is read like any other',
    },
  },
  unwritable: {
    id: 'recrubo.unwritable-attribute',
    question: 'Writing an attribute that cannot be written is an error without a number.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'forbidden',
    positions: {
      forbidden: '403, as JSON:API says of what is not supported',
      'bad-request': '400, as Graphiti answers',
    },
  },
  openingMessage: {
    id: 'recrubo.opening-message',
    question: 'That the opening message cannot be updated is an error without a number, greater than 404.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'unprocessable',
    positions: {
      unprocessable: '422',
      conflict: '409',
    },
  },
  unknownReference: {
    id: 'recrubo.unknown-reference',
    question: 'JSON:API demands 404 for a flow or thread that does not exist; applications of Graphiti often say 422.',
    source: 'JSON:API 1.1, Creating Resources',
    evidence: 'source',
    defaultPosition: 'not-found',
    positions: {
      'not-found': '404 with a pointer',
      unprocessable: '422 with a pointer',
    },
  },
  undocumentedAttributes: {
    id: 'recrubo.undocumented-attributes',
    question: 'A generated sample sends context and publicApiInitiated, which are described nowhere.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'they are refused like any unknown attribute',
      ignored: 'they are passed over',
    },
  },
  clientId: {
    id: 'recrubo.client-id',
    question: 'A generated sample sends an id on creation; JSON:API demands 403 where clients may not choose one.',
    source: 'JSON:API 1.1, Client-Generated IDs',
    evidence: 'source',
    defaultPosition: 'refused',
    positions: {
      refused: 'an id is refused with 403',
      ignored: 'an id is passed over',
    },
  },
  stateAsText: {
    id: 'recrubo.state-as-text',
    question: 'state is an object, but a generated sample sends JSON inside a text.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'a text is refused with 422',
      parsed: 'a text that holds a JSON object is taken for it',
    },
  },
  missingMessage: {
    id: 'recrubo.missing-initial-message',
    question: 'initialMessage is required and may be empty, yet one sentence speaks of runs without it.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'leaving it out is refused with 422',
      empty: 'leaving it out means {}',
    },
  },
  template: {
    id: 'recrubo.whatsapp-template',
    question: 'WhatsApp is said to need a template; what another message does is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'required',
    positions: {
      required: 'another message than a template is refused with 422 on WhatsApp',
      optional: 'any message will do, as inside the 24 hours after the last answer',
    },
  },
  missingSchedule: {
    id: 'recrubo.missing-schedule',
    question: 'A flow with a custom scheduling step can be given state.scheduleId; what happens without is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'the run starts without a schedule',
      refused: 'a run of such a flow without scheduleId is refused with 422',
    },
  },
  endedRun: {
    id: 'recrubo.status-of-an-ended-run',
    question: 'Whether the status of a run that has ended can be set again is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'it is refused with 422',
      ignored: 'the answer is 200 and the run keeps its status',
    },
  },
  stateWhileQueued: {
    id: 'recrubo.state-while-queued',
    question: 'The state can be updated once a run is not running; whether that holds before it starts is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'the state of a run that waits can be replaced',
      refused: 'only the state of a run that has ended can be replaced',
    },
  },
  statusWithState: {
    id: 'recrubo.status-with-state',
    question: 'One sample ends a run and replaces its state in one request; which comes first is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'status-first',
    positions: {
      'status-first': 'the run ends, then its state is replaced',
      'state-first': 'the state of the running run is refused, and with it the whole request',
    },
  },
  stateReplacement: {
    id: 'recrubo.state-replacement',
    question: 'Whether a new state takes the place of the old one or is laid over it is not said.',
    source: FLOW_RUN_PAGE,
    evidence: 'decided',
    defaultPosition: 'whole',
    positions: {
      whole: 'the new state is all there is afterwards',
      merged: 'members that the new state does not name stay',
    },
  },
})

/** What Recrubo's documents leave open, or say in two ways. */
export const quirks = { ...queryQuirks, ...responseQuirks, ...writeQuirks }
