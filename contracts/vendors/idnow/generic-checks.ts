import type { Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createReversedOrderCheck, createUnknownSortCheck } from '../../kit/checks/list-order.ts'
import { createSurvey, type PathValues, type ReadResponses } from '../../kit/checks/readable-api.ts'
import { buildPath } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { getObjects, getString, isObject, type Json } from '../../kit/json.ts'
import { checkEach, createInconclusive } from '../../kit/outcome.ts'
import { buildSessionsRequest, readScope, readSessions } from './sessions.ts'
import { getWalkItems, newestFirst, oldestFirst, sessions } from './walks.ts'

/** Members by which a person could be known; the list documents none of them. */
const PERSONAL_NAMES =
  /^(?:(?:first|last|given|family|full|middle|birth|maiden)[-_]?name|name|e-?mail|phone|mobile|address|street|city|zip|post(?:al)?[-_]?code|birth[-_]?(?:date|day|place)|date[-_]?of[-_]?birth|nationality|gender|document[-_]?number|passport|iban|ssn|selfie|portrait)/i

/** The check that the list of sessions says nothing about persons (data minimisation). */
export const minimalDataCheck: Check = {
  id: 'SEC-002',
  level: 'SHOULD',
  source: { kind: 'vendor', statement: 'listSessions' },
  title: 'A listed session has no member by which a person could be known',
  unit: 'session',
  hint: 'sessions to look at',
  security: true,
  run: async ({ probeOnce }) =>
    checkEach(await probeOnce(sessions), ({ id, item, exchange }) =>
      collectNames(item)
        .filter((name) => PERSONAL_NAMES.test(name))
        .map((name) => ({ message: `the list tells ${name}`, example: id, exchange })),
    ),
}

function collectNames(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(collectNames)
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...collectNames(inner)]) : []
}

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
        request: { operation: 'readSession', path, intent: 'open' },
        findItem: (body) => (isObject(body) ? body : undefined),
      }
    }
    const call = { ...one.exchange.request, intent: 'open' as const }
    return {
      request: call,
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
    invalidRequests,
    endedItem,
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
