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
