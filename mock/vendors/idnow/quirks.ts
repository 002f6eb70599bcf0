import { defineQuirks } from '../../http/quirk.ts'

const LIST_SESSIONS = 'List sessions'
const NESTJS_SOURCE = 'not documented; the operation ids look like those of NestJS'

const CREATE_SESSION = 'Create session'

/** The quirks of IDnow: questions that its documents leave open or answer in two ways. */
export const quirks = defineQuirks({
  // Open questions about lists and their rows.
  'idnow.default-size': {
    question: 'What is the default page size for sessions? The sample shows 10; for flows it is 20.',
    source: `${LIST_SESSIONS}: sample; Get flows: parameters`,
    evidence: 'inferred',
    defaultPosition: 'ten',
    positions: { ten: '10 sessions.', twenty: '20 sessions, as for flows.' },
  },
  'idnow.default-order': {
    question: 'What is the default order of sessions?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: { 'oldest-first': 'By createdAt, ascending.', 'newest-first': 'By createdAt, descending.' },
  },
  'idnow.sort-by-session-status': {
    question: 'Does sortBy accept the field name sessionStatus? Only the value status is documented.',
    source: `${LIST_SESSIONS}: parameters`,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'sortBy=sessionStatus returns 400.',
      accepted: 'sortBy=sessionStatus is the same as sortBy=status.',
    },
  },
  'idnow.out-of-range': {
    question: 'What does a page below 1, or a size below 1 or above 100, return?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '400.', nearest: 'The same as the nearest valid number.' },
  },
  'idnow.boolean-spelling': {
    question: 'Does sortDesc accept other spellings than true and false?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'strict',
    positions: {
      strict: 'Other spellings return 400.',
      lenient: '1, 0, yes and no are accepted too, in any case of letters.',
    },
  },
  'idnow.unknown-parameters': {
    question: 'Are undocumented query parameters ignored or refused?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: { ignored: 'They are ignored.', refused: '400 with one message for each.' },
  },
  'idnow.beyond-the-last-page': {
    question: 'What does a page beyond the last return?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'empty',
    positions: { empty: '200 without rows, with the same totals.', 'not-found': '404.' },
  },
  'idnow.pages-of-nothing': {
    question: 'How many pages does an empty list have?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'zero',
    positions: { zero: 'totalPages is 0.', one: 'totalPages is 1.' },
  },
  'idnow.unknown-flow': {
    question: 'What does the list of sessions return for an unknown flow?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': '404.', empty: 'An empty list.' },
  },
  'idnow.draft-flows': {
    question: 'Does the list of flows contain drafts? The version of a flow is optional.',
    source: 'Get flows: response',
    evidence: 'inferred',
    defaultPosition: 'hidden',
    positions: { hidden: 'No.', listed: 'Yes, without a version.' },
  },
  // Open questions about one session and its data.
  'idnow.outcome-case': {
    question: 'Are outcomes lower or upper case? Revisions of the documentation differ.',
    source: 'Get session results, two revisions',
    evidence: 'documented',
    defaultPosition: 'lower',
    positions: {
      lower: 'accepted and rejected, as in the newest revision.',
      upper: 'ACCEPTED and REJECTED, as in an older revision.',
    },
  },
  'idnow.expires-at-of-ended': {
    question: 'What is expiresAt of an ended session? The sample shows null.',
    source: 'List sessions: sample; Create session: response',
    evidence: 'inferred',
    defaultPosition: 'null',
    positions: { null: 'null.', kept: 'Its last value.' },
  },
  'idnow.last-step-of-accepted': {
    question:
      'Does an accepted session have a lastStep? A note mentions only the other outcomes; the sample is accepted.',
    source: 'List sessions: notes and sample',
    evidence: 'documented',
    defaultPosition: 'shown',
    positions: {
      shown: 'lastStep is set as soon as a step ran.',
      'left-out': 'lastStep is null in an accepted session.',
    },
  },
  'idnow.started-at': {
    question: 'Is startedAt the time of the first step, or of the creation as in the sample?',
    source: 'List sessions: sample',
    evidence: 'inferred',
    defaultPosition: 'first-step',
    positions: { 'first-step': 'The first step.', creation: 'The creation; null until the first step.' },
  },
  'idnow.metadata-echo': {
    question: 'Does a session contain its metadata? A published client reads subjectId there.',
    source: 'A third-party integration; Get session results names only subjectId',
    evidence: 'decided',
    defaultPosition: 'left-out',
    positions: { 'left-out': 'No; subjectId is a field of the session.', shown: 'Yes, if the session is read by id.' },
  },
  'idnow.results': {
    question: 'Does an ended session contain results? Only the newest revision documents them.',
    source: 'Get session results, two revisions',
    evidence: 'documented',
    defaultPosition: 'shown',
    positions: { shown: 'Yes: references to its data blocks.', 'left-out': 'No.' },
  },
  'idnow.retention': {
    question: 'When are data blocks deleted? The status DELETED is documented, the retention period is not.',
    source: 'Get data blocks: response',
    evidence: 'decided',
    defaultPosition: 'kept',
    positions: { kept: 'Never.', 'thirty-days': '30 days after the end of the session: status DELETED, content null.' },
  },
  // Open questions about the creation of sessions, and about permissions.
  'idnow.metadata': {
    question: 'Is metadata required, and which members may it have? Revisions of the documentation differ.',
    source: `${CREATE_SESSION}, two revisions`,
    evidence: 'documented',
    defaultPosition: 'required',
    positions: {
      required: 'Required, with subjectId and optionally locale.',
      optional: 'Optional, with any members of type string.',
    },
  },
  'idnow.redirect-url': {
    question: 'Which redirect URLs are accepted?',
    source: 'API clients; Create session: body',
    evidence: 'documented',
    defaultPosition: 'listed',
    positions: {
      listed: 'Those in the list of the API client, compared exactly; for an unknown client, every absolute URL.',
      any: 'Every absolute URL.',
    },
  },
  'idnow.first-status': {
    question: 'Which status does a new session have? A guide shows RUNNING, the reference CREATED.',
    source: `${CREATE_SESSION}; Sessions guide`,
    evidence: 'documented',
    defaultPosition: 'created',
    positions: { created: 'CREATED in the response.', running: 'RUNNING in the response.' },
  },
  'idnow.draft-creation': {
    question: 'Which error does the creation of a session for a draft flow return?',
    source: CREATE_SESSION,
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': '404, as for an unknown flow.', 'bad-request': '400.' },
  },
  'idnow.creation-permission': {
    question: 'Which permission does the creation of a session require?',
    source: 'API clients: permissions',
    evidence: 'inferred',
    defaultPosition: 'flows.execute',
    positions: { 'flows.execute': 'flows.execute.', 'api.write': 'api.write.' },
  },
  'idnow.other-environment': {
    question: 'Which error does a request for the other environment than the client’s own return?',
    source: 'API clients; Quickstart guide',
    evidence: 'decided',
    defaultPosition: 'forbidden',
    positions: { forbidden: '403.', 'not-found': '404.' },
  },
  'idnow.webhook-issuer': {
    question: 'What is the claim iss of a webhook message? The pages say only that it is IDnow.',
    source: 'Secure webhooks; Webhook events',
    evidence: 'decided',
    defaultPosition: 'mock',
    positions: {
      mock: 'urn:flowtwin:idnow, which no real message has',
      production: 'https://auth.eu.platform.idnow.io/oidc',
      sandbox: 'https://auth.eu.platform.idnow.sx/oidc',
    },
  },
})
