import { defineQuirks } from '../../http/quirk.ts'
import { contactQuirks } from './contact-quirks.ts'
import { errorQuirks } from './refusal-quirks.ts'

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
