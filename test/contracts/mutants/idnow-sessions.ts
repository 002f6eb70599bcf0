import type { IdnowRow } from '../twins/idnow.ts'
import { createUuid } from '../twins/twin.ts'
import { serveLiveForUnknownEnvironment, changeSessionPages, changeSessions } from './idnow-mutations.ts'
import type { Mutant } from './mutant.ts'

/** Mutants of session fields, and of the flow and environment in the path. */
export const idnowSessionMutants: readonly Mutant<IdnowRow>[] = [
  {
    name: 'sessions of another flow are mixed in',
    killedBy: ['PAGE-019'],
    mutate: changeSessions((session, index) => index % 9 === 4 && (session['flowId'] = createUuid('00f3', 2))),
  },
  {
    name: 'sessions of another environment are mixed in',
    killedBy: ['PAGE-020'],
    mutate: changeSessions((session, index) => index % 9 === 4 && (session['environment'] = 'staging')),
  },
  {
    name: 'an unknown environment returns the live sessions',
    killedBy: ['PAGE-021', 'NEG-002'],
    alsoKilledBy: [],
    mutate: serveLiveForUnknownEnvironment(),
  },
  {
    name: 'a page lists a session twice',
    killedBy: ['PAGE-023'],
    alsoKilledBy: ['PAGE-007', 'PAGE-008', 'PAGE-009', 'PAGE-016', 'PAGE-015'],
    mutate: changeSessionPages((body) => {
      if (body.content.length > 1) body.content[1] = body.content[0]!
    }),
  },
  {
    name: 'an ended session lacks completedAt',
    killedBy: ['PAGE-024'],
    mutate: changeSessions((session) => (session['completedAt'] = null)),
  },
  {
    name: 'an expired session has an outcome',
    killedBy: ['PAGE-024'],
    alsoKilledBy: ['PAGE-026'],
    mutate: changeSessions((session) => session['sessionStatus'] === 'CREATED' && (session['outcome'] = 'rejected')),
  },
  {
    name: 'startedAt of a running session is null',
    killedBy: ['PAGE-025'],
    mutate: changeSessions((session) => session['sessionStatus'] === 'RUNNING' && (session['startedAt'] = null)),
  },
  {
    name: 'expiresAt is earlier than createdAt',
    killedBy: ['PAGE-025'],
    mutate: changeSessions(
      (session) => session['expiresAt'] !== null && (session['expiresAt'] = '2020-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'lastStep is null for a rejected session',
    killedBy: ['PAGE-026'],
    mutate: changeSessions((session) => session['outcome'] === 'rejected' && (session['lastStep'] = null)),
  },
  {
    name: 'flowVersion is a string',
    killedBy: ['PAGE-027'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeSessions((session) => (session['flowVersion'] = '3')),
  },
  {
    name: 'updatedAt is earlier than startedAt',
    killedBy: ['TIME-003'],
    mutate: changeSessions(
      (session) => session['startedAt'] !== null && (session['updatedAt'] = '2020-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'the list contains a last name',
    killedBy: ['SEC-002'],
    isNarrow: true,
    mutate: changeSessions((session) => (session['lastName'] = 'Zulauf')),
  },
  {
    name: 'the list contains a nested phone number',
    killedBy: ['SEC-002'],
    isNarrow: true,
    mutate: changeSessions((session) => (session['subject'] = { phoneNumber: '+4915550000' })),
  },
]
