import { defineQuirks } from '../../http/quirk.ts'

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
