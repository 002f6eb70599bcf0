import { defineQuirks } from '../../http/quirk.ts'

const LIST_SESSIONS = 'List sessions'
const NESTJS_SOURCE = 'no document; the operation ids look like those of NestJS'

/** What the documents leave open about lists and what stands in them. */
export const listQuirks = defineQuirks({
  defaultSize: {
    id: 'idnow.default-size',
    question: 'How many sessions does a page hold when nobody says? The sample shows 10; flows come by 20.',
    source: `${LIST_SESSIONS}: sample; Get flows: parameters`,
    evidence: 'inferred',
    defaultPosition: 'ten',
    positions: { ten: 'A page of sessions holds 10.', twenty: 'A page of sessions holds 20, as one of flows does.' },
  },
  defaultOrder: {
    id: 'idnow.default-order',
    question: 'In which order do sessions come when nobody asks for one?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: { 'oldest-first': 'By createdAt, ascending.', 'newest-first': 'By createdAt, descending.' },
  },
  sortBySessionStatus: {
    id: 'idnow.sort-by-session-status',
    question: 'Sessions have a sessionStatus, but sortBy calls it status. May sortBy use the name of the field?',
    source: `${LIST_SESSIONS}: parameters`,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'sortBy=sessionStatus is answered 400.',
      accepted: 'sortBy=sessionStatus sorts as status does.',
    },
  },
  outOfRange: {
    id: 'idnow.out-of-range',
    question: 'What becomes of a page below 1, or a size below 1 or above 100?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'Answered 400.', nearest: 'Taken for the nearest number that will do.' },
  },
  booleanSpelling: {
    id: 'idnow.boolean-spelling',
    question: 'May sortDesc be spelt otherwise than true and false?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'strict',
    positions: {
      strict: 'Anything else is answered 400.',
      lenient: '1 and 0, yes and no, in any case of letters will do too.',
    },
  },
  unknownParameters: {
    id: 'idnow.unknown-parameters',
    question: 'What becomes of query parameters that nobody documented?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: { ignored: 'They are ignored.', refused: 'They are answered 400, each by name.' },
  },
  beyondTheLast: {
    id: 'idnow.beyond-the-last-page',
    question: 'What is on a page beyond the last?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'empty',
    positions: { empty: 'Nothing: 200 with the same totals.', 'not-found': 'Answered 404.' },
  },
  pagesOfNothing: {
    id: 'idnow.pages-of-nothing',
    question: 'How many pages does an empty list have?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'zero',
    positions: { zero: 'totalPages is 0.', one: 'totalPages is 1.' },
  },
  unknownFlow: {
    id: 'idnow.unknown-flow',
    question: 'What are the sessions of a flow that nobody has?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': 'Answered 404.', empty: 'An empty list.' },
  },
  draftFlows: {
    id: 'idnow.draft-flows',
    question: 'Are flows listed that were never published? A flow’s version is optional.',
    source: 'Get flows: response',
    evidence: 'inferred',
    defaultPosition: 'hidden',
    positions: { hidden: 'Only published flows are listed.', listed: 'Drafts are listed too, without a version.' },
  },
})

/** What the documents leave open about one session and its data. */
export const sessionQuirks = defineQuirks({
  outcomeCase: {
    id: 'idnow.outcome-case',
    question: 'Is an outcome written accepted or ACCEPTED? Revisions of the documentation differ.',
    source: 'Get session results, two revisions',
    evidence: 'documented',
    defaultPosition: 'lower',
    positions: {
      lower: 'accepted and rejected, as in the newest.',
      upper: 'ACCEPTED and REJECTED, as in an older one.',
    },
  },
  expiresAtOfEnded: {
    id: 'idnow.expires-at-of-ended',
    question: 'Does a session that has ended still say when it would have expired? The sample shows null.',
    source: 'List sessions: sample; Create session: response',
    evidence: 'inferred',
    defaultPosition: 'null',
    positions: { null: 'expiresAt is null once a session has ended.', kept: 'expiresAt keeps its last value.' },
  },
  lastStepOfAccepted: {
    id: 'idnow.last-step-of-accepted',
    question:
      'Does an accepted session show its last step? A note names only the others, the sample is an accepted one.',
    source: 'List sessions: notes and sample',
    evidence: 'documented',
    defaultPosition: 'shown',
    positions: {
      shown: 'lastStep is there whenever a step ran.',
      'left-out': 'lastStep of an accepted session is null.',
    },
  },
  startedAt: {
    id: 'idnow.started-at',
    question: 'Is startedAt the instant of the first step, or of the creation as in the sample?',
    source: 'List sessions: sample',
    evidence: 'inferred',
    defaultPosition: 'first-step',
    positions: { 'first-step': 'When processing began.', creation: 'createdAt, once processing has begun.' },
  },
  metadataEcho: {
    id: 'idnow.metadata-echo',
    question: 'Does a session repeat its metadata? A published client reads the subject there.',
    source: 'A third-party integration; Get session results names only subjectId',
    evidence: 'decided',
    defaultPosition: 'left-out',
    positions: {
      'left-out': 'subjectId stands at the top only.',
      shown: 'A session that is read has its metadata too.',
    },
  },
  results: {
    id: 'idnow.results',
    question: 'Does an ended session list its results? Only the newest revision says so.',
    source: 'Get session results, two revisions',
    evidence: 'documented',
    defaultPosition: 'shown',
    positions: { shown: 'results refers to the data blocks of an ended session.', 'left-out': 'There are no results.' },
  },
  retention: {
    id: 'idnow.retention',
    question: 'When are data blocks deleted? Their status and content allow for it, nothing says when.',
    source: 'Get data blocks: response',
    evidence: 'decided',
    defaultPosition: 'kept',
    positions: {
      kept: 'They are all STORED.',
      'thirty-days': 'Thirty days after the end of the session they are DELETED, with null for content.',
    },
  },
})

const CREATE_SESSION = 'Create session'

/** What the documents leave open about creating sessions, and about who may do what. */
export const writeQuirks = defineQuirks({
  metadata: {
    id: 'idnow.metadata',
    question: 'What has metadata to hold? Revisions of the documentation differ.',
    source: `${CREATE_SESSION}, two revisions`,
    evidence: 'documented',
    defaultPosition: 'required',
    positions: {
      required: 'It is required with a subjectId, and knows only that and locale.',
      optional: 'It may be left out, and holds any names with texts.',
    },
  },
  redirectUrl: {
    id: 'idnow.redirect-url',
    question: 'Which redirect URLs will do?',
    source: 'API clients; Create session: body',
    evidence: 'documented',
    defaultPosition: 'listed',
    positions: {
      listed: 'Those on the list of the API client, letter by letter; a client that Flowtwin does not know lists any.',
      any: 'Every absolute URL.',
    },
  },
  firstStatus: {
    id: 'idnow.first-status',
    question: 'What is the status of a session that was just created? A guide shows RUNNING, the reference CREATED.',
    source: `${CREATE_SESSION}; Sessions guide`,
    evidence: 'documented',
    defaultPosition: 'created',
    positions: { created: 'The answer to a creation says CREATED.', running: 'The answer to a creation says RUNNING.' },
  },
  draftCreation: {
    id: 'idnow.draft-creation',
    question: 'How is a session of a flow refused that was never published?',
    source: CREATE_SESSION,
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': 'As an unknown flow: 404.', 'bad-request': 'As a wrong request: 400.' },
  },
  creationPermission: {
    id: 'idnow.creation-permission',
    question: 'Which permission does a creation need?',
    source: 'API clients: permissions',
    evidence: 'inferred',
    defaultPosition: 'flows.execute',
    positions: { 'flows.execute': 'flows.execute.', 'api.write': 'api.write.' },
  },
  otherEnvironment: {
    id: 'idnow.other-environment',
    question: 'How is a client refused that asks for the environment which is not its own?',
    source: 'API clients; Quickstart guide',
    evidence: 'decided',
    defaultPosition: 'forbidden',
    positions: { forbidden: '403.', 'not-found': '404, as if there were nothing.' },
  },
})

/** Everything that the documents leave open. */
export const quirks = { ...listQuirks, ...sessionQuirks, ...writeQuirks }
