import { defineQuirks } from '../../http/quirk.ts'

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
