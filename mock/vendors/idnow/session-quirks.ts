import { defineQuirks } from '../../http/quirk.ts'

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
