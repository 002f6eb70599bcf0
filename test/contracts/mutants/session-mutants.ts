import type { IdnowRow } from '../twins/idnow.ts'
import { uuid } from '../twins/twin.ts'
import { environment, pages, session } from './idnow-changes.ts'
import type { Mutant } from './mutant.ts'

/** Servers that get sessions wrong, or show those of others. */
export const sessionMutants: readonly Mutant<IdnowRow>[] = [
  {
    name: 'sessions of another flow are mixed in',
    kills: ['PAGE-019'],
    spoil: session((one, index) => index % 9 === 4 && (one['flowId'] = uuid('00f3', 2))),
  },
  {
    name: 'sessions of another environment are mixed in',
    kills: ['PAGE-020'],
    spoil: session((one, index) => index % 9 === 4 && (one['environment'] = 'staging')),
  },
  {
    name: 'an unknown environment gives the live sessions',
    kills: ['PAGE-021', 'NEG-002'],
    also: [],
    spoil: environment(),
  },
  {
    name: 'a session stands twice on a page',
    kills: ['PAGE-023'],
    also: ['PAGE-007', 'PAGE-008', 'PAGE-009', 'PAGE-016', 'PAGE-015'],
    spoil: pages((body) => {
      if (body.content.length > 1) body.content[1] = body.content[0]!
    }),
  },
  {
    name: 'a final status without completedAt',
    kills: ['PAGE-024'],
    spoil: session((one) => (one['completedAt'] = null)),
  },
  {
    name: 'an expired session has an outcome',
    kills: ['PAGE-024'],
    also: ['PAGE-026'],
    spoil: session((one) => one['sessionStatus'] === 'CREATED' && (one['outcome'] = 'rejected')),
  },
  {
    name: 'a running session was never started',
    kills: ['PAGE-025'],
    spoil: session((one) => one['sessionStatus'] === 'RUNNING' && (one['startedAt'] = null)),
  },
  {
    name: 'a session expires before it was created',
    kills: ['PAGE-025'],
    spoil: session((one) => one['expiresAt'] !== null && (one['expiresAt'] = '2020-01-01T00:00:00.000Z')),
  },
  {
    name: 'a rejected session has no last step',
    kills: ['PAGE-026'],
    spoil: session((one) => one['outcome'] === 'rejected' && (one['lastStep'] = null)),
  },
  {
    name: 'flowVersion is a text',
    kills: ['PAGE-027'],
    also: ['SCH-001'],
    spoil: session((one) => (one['flowVersion'] = '3')),
  },
  {
    name: 'updated before started',
    kills: ['TIME-003'],
    spoil: session((one) => one['startedAt'] !== null && (one['updatedAt'] = '2020-01-01T00:00:00.000Z')),
  },
  {
    name: 'the list tells how a person is called',
    kills: ['SEC-002'],
    narrow: true,
    spoil: session((one) => (one['lastName'] = 'Zulauf')),
  },
  {
    name: 'the list tells a phone number further down',
    kills: ['SEC-002'],
    narrow: true,
    spoil: session((one) => (one['subject'] = { phoneNumber: '+4915550000' })),
  },
]
