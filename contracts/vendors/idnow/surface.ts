import type { EndedItem } from '../../kit/checks/conditional.ts'
import { createGenericChecks } from '../../kit/checks/generic.ts'
import type { InvalidRequest } from '../../kit/checks/refusals.ts'
import { buildPath } from '../../kit/call.ts'
import { isObject, type Json, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/made-up.ts'
import type { Probe } from '../../kit/observation.ts'
import { type ReadResponses, createSurvey, type PathValues } from '../../kit/surface.ts'
import { createReversedOrderCheck, createUnknownSortCheck } from '../../kit/checks/turning.ts'
import { createInconclusive } from '../../kit/outcome.ts'
import { readScope, buildSessionsRequest, readSessions } from './sessions.ts'
import { newestFirst, oldestFirst, sessions, getWalkItems } from './walks.ts'
import { minimalDataCheck } from './minimal-data.ts'

const SINGLE_SESSION_PATH = '/api/v1/{environment}/sessions/{sessionId}'

/** What IDnow lets clients read. */
export const survey = createSurvey({
  reads: {
    listSessions: (_, context) => ({ ...readScope(context) }),
    listFlows: (_, context) => ({ environment: readScope(context).environment }),
    readSession: (seen, context) => findSessionValues(seen, readScope(context).environment),
    listDatablocks: (seen, context) => findSessionValues(seen, readScope(context).environment),
    readFile: (seen, context) => findFileValues(seen, readScope(context).environment),
    readOpenIdConfiguration: () => ({}),
    readJwks: () => ({}),
  },
  skippedReads: { downloadFile: 'its address is signed, and given by readFile only' },
  listPath: ['content'],
  getId: (item) => getString(item, 'sessionId') ?? getString(item, 'datablockId') ?? getString(item, 'id'),
  createdAtPath: ['createdAt'],
  updatedAtPath: ['updatedAt'],
  detailReads: { readSession: 'sessionId', listDatablocks: 'sessionId', readFile: 'vaultEntryId' },
  filters: [],
})

const invalidRequests: Probe<readonly InvalidRequest[]> = {
  name: 'asking with senseless parameters',
  run: (context) =>
    Promise.resolve(
      (['page', 'size'] as const).map((parameter) => ({
        call: buildSessionsRequest(readScope(context), { [parameter]: INVALID_VALUE }, 'invalid'),
        parameter,
      })),
    ),
}

const endedItem: Probe<EndedItem | null> = {
  name: 'finding a session that has ended',
  run: async (context) => {
    const one = (await context.probeOnce(sessions)).find(({ item }) => getString(item, 'completedAt') !== undefined)
    if (one === undefined) return null
    const { operations } = context.profile
    const { environment } = readScope(context)
    if (operations === 'all' || operations.includes('readSession')) {
      const path = buildPath(SINGLE_SESSION_PATH, { path: { environment, sessionId: one.id } })
      return {
        call: { operation: 'readSession', path, intent: 'open' },
        findItem: (body) => (isObject(body) ? body : undefined),
      }
    }
    const call = { ...one.exchange.request, intent: 'open' as const }
    return {
      call,
      findItem: (body) => getObjects(body, 'content').find((item) => getString(item, 'sessionId') === one.id),
    }
  },
}

/** What IDnow owes as every vendor does. */
export const genericChecks = [
  createReversedOrderCheck('listSessions?sortDesc', {
    name: 'walking in both directions',
    run: async ({ probeOnce }) => {
      const [oldest, newest] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      const exchange = newest.pages.at(-1)?.exchange
      if (exchange === undefined || !oldest.isComplete || !newest.isComplete)
        throw createInconclusive('not all pages were read', 'allow a walk of more pages')
      return { forward: getWalkItems(oldest), backward: getWalkItems(newest), exchange }
    },
  }),
  createUnknownSortCheck(
    (context) => ({
      plain: buildSessionsRequest(readScope(context), {}, 'open'),
      sorted: buildSessionsRequest(readScope(context), { sortBy: INVALID_VALUE }, 'invalid'),
    }),
    readSessions,
  ),
  minimalDataCheck,
  ...createGenericChecks({
    survey,
    equivalentQueries: [],
    invalidRequests: invalidRequests,
    endedItem: endedItem,
    tenantStatement: 'listSessions',
  }),
]

function findSessionValues(seen: ReadResponses, environment: string): PathValues {
  const all = getObjects(seen['listSessions']?.body, 'content')
  // An accepted session has gone through everything, and left its files.
  const one = all.find((item) => getString(item, 'outcome')?.toLowerCase() === 'accepted') ?? all[0]
  const sessionId = getString(one, 'sessionId')
  return sessionId === undefined ? null : { environment, sessionId }
}

/** The first file that a data block refers to. */
function findFileValues(seen: ReadResponses, environment: string): PathValues {
  const vaultEntryId = findVaultId(seen['listDatablocks']?.body)
  return vaultEntryId === undefined ? null : { environment, vaultEntryId }
}

function findVaultId(body: Json | undefined): string | undefined {
  if (Array.isArray(body)) return (body as readonly Json[]).map(findVaultId).find((id) => id !== undefined)
  if (!isObject(body)) return undefined
  if (body['$ref'] === 'vault') return getString(body, '$id')
  return Object.values(body)
    .map(findVaultId)
    .find((id) => id !== undefined)
}
