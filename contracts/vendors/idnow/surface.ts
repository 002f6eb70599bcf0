import type { Ended } from '../../kit/checks/conditional.ts'
import { genericChecks } from '../../kit/checks/generic.ts'
import type { BadQuestion } from '../../kit/checks/refusals.ts'
import { address } from '../../kit/call.ts'
import { isObject, type Json, objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { type Seen, surveyOf, type Values } from '../../kit/surface.ts'
import { turnedCheck, unknownSortCheck } from '../../kit/checks/turning.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { placeOf, sessionsCall, sessionsOf } from './sessions.ts'
import { newestFirst, oldestFirst, sessions, sessionsOfWalk } from './walks.ts'
import { minimalDataCheck } from './minimal-data.ts'

const SESSION = '/api/v1/{environment}/sessions/{sessionId}'

/** What IDnow lets clients read. */
export const survey = surveyOf({
  reads: {
    listSessions: (_, context) => ({ ...placeOf(context) }),
    listFlows: (_, context) => ({ environment: placeOf(context).environment }),
    readSession: (seen, context) => sessionIn(seen, placeOf(context).environment),
    listDatablocks: (seen, context) => sessionIn(seen, placeOf(context).environment),
    readFile: (seen, context) => fileIn(seen, placeOf(context).environment),
    readOpenIdConfiguration: () => ({}),
    readJwks: () => ({}),
  },
  unread: { downloadFile: 'its address is signed, and given by readFile only' },
  list: ['content'],
  identity: (item) => textAt(item, 'sessionId') ?? textAt(item, 'datablockId') ?? textAt(item, 'id'),
  created: ['createdAt'],
  updated: ['updatedAt'],
  single: { readSession: 'sessionId', listDatablocks: 'sessionId', readFile: 'vaultEntryId' },
  filters: [],
})

const questions: Observation<readonly BadQuestion[]> = {
  name: 'asking with senseless parameters',
  make: (context) =>
    Promise.resolve(
      (['page', 'size'] as const).map((parameter) => ({
        call: sessionsCall(placeOf(context), { [parameter]: GARBAGE }, 'invalid'),
        parameter,
      })),
    ),
}

const ended: Observation<Ended | null> = {
  name: 'finding a session that has ended',
  make: async (context) => {
    const one = (await context.observe(sessions)).find(({ item }) => textAt(item, 'completedAt') !== undefined)
    if (one === undefined) return null
    const { operations } = context.profile
    const { environment } = placeOf(context)
    if (operations === 'all' || operations.includes('readSession')) {
      const path = address(SESSION, { path: { environment, sessionId: one.id } })
      return {
        call: { operation: 'readSession', path, intent: 'open' },
        itemOf: (body) => (isObject(body) ? body : undefined),
      }
    }
    const call = { ...one.exchange.call, intent: 'open' as const }
    return { call, itemOf: (body) => objectsAt(body, 'content').find((item) => textAt(item, 'sessionId') === one.id) }
  },
}

/** What IDnow owes as every vendor does. */
export const checks = [
  turnedCheck('listSessions?sortDesc', {
    name: 'walking in both directions',
    make: async ({ observe }) => {
      const [oldest, newest] = [await observe(oldestFirst), await observe(newestFirst)]
      const exchange = newest.pages.at(-1)?.exchange
      if (exchange === undefined || !oldest.whole || !newest.whole)
        throw inconclusive('not all pages were read', 'allow a walk of more pages')
      return { forward: sessionsOfWalk(oldest), backward: sessionsOfWalk(newest), exchange }
    },
  }),
  unknownSortCheck(
    (context) => ({
      plain: sessionsCall(placeOf(context), {}, 'open'),
      sorted: sessionsCall(placeOf(context), { sortBy: GARBAGE }, 'invalid'),
    }),
    sessionsOf,
  ),
  minimalDataCheck,
  ...genericChecks({ survey, alike: [], questions, ended, tenancy: 'listSessions' }),
]

function sessionIn(seen: Seen, environment: string): Values {
  const all = objectsAt(seen['listSessions']?.body, 'content')
  // An accepted session has gone through everything, and left its files.
  const one = all.find((item) => textAt(item, 'outcome')?.toLowerCase() === 'accepted') ?? all[0]
  const sessionId = textAt(one, 'sessionId')
  return sessionId === undefined ? null : { environment, sessionId }
}

/** The first file that a data block refers to. */
function fileIn(seen: Seen, environment: string): Values {
  const vaultEntryId = referred(seen['listDatablocks']?.body)
  return vaultEntryId === undefined ? null : { environment, vaultEntryId }
}

function referred(body: Json | undefined): string | undefined {
  if (Array.isArray(body)) return (body as readonly Json[]).map(referred).find((id) => id !== undefined)
  if (!isObject(body)) return undefined
  if (body['$ref'] === 'vault') return textAt(body, '$id')
  return Object.values(body)
    .map(referred)
    .find((id) => id !== undefined)
}
