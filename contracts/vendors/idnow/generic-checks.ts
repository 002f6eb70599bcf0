import { citeVendor, type Check, defineCheck } from '../../kit/check.ts'
import { defineProbe } from '../../kit/check-context.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createReversedOrderCheck, createUnknownSortCheck } from '../../kit/checks/list-order.ts'
import { createSurvey, type PathValues, type ReadResponses } from '../../kit/checks/readable-api.ts'
import { buildSessionRequest } from './sandbox.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { collectJson, getObjects, getString, isObject } from '../../kit/json.ts'
import { checkEach, createInconclusive } from '../../kit/outcome.ts'
import { buildSessionsRequest, readScope, readSessions } from './sessions.ts'
import { getWalkItems, newestFirst, oldestFirst, sessions } from './walks.ts'

/** Names of fields with personal data; the list documents none of them. */
const PERSONAL_NAMES =
  /^(?:(?:first|last|given|family|full|middle|birth|maiden)[-_]?name|name|e-?mail|phone|mobile|address|street|city|zip|post(?:al)?[-_]?code|birth[-_]?(?:date|day|place)|date[-_]?of[-_]?birth|nationality|gender|document[-_]?number|passport|iban|ssn|selfie|portrait)/i

/** The check that the list of sessions contains no personal data (data minimisation). */
const minimalDataCheck: Check = defineCheck('SEC-002', citeVendor('SHOULD', 'listSessions'), {
  title: 'Listed sessions contain no personal data',
  evidence: ['session', 'one session or more'],
  security: true,
  run: async ({ probeOnce }) =>
    checkEach(await probeOnce(sessions), ({ id, item, exchange }) =>
      collectJson(item, (_, name) =>
        name !== null && PERSONAL_NAMES.test(name)
          ? [{ message: `the list contains ${name}`, example: id, exchange }]
          : [],
      ),
    ),
})

export const survey = createSurvey({
  reads: {
    listSessions: (_, context) => ({ ...readScope(context) }),
    listFlows: (_, context) => ({ environment: readScope(context).environment }),
    readSession: (responses, context) => findSessionValues(responses, readScope(context).environment),
    listDatablocks: (responses, context) => findSessionValues(responses, readScope(context).environment),
    readFile: (responses, context) => findFileValues(responses, readScope(context).environment),
    readOpenIdConfiguration: () => ({}),
    readJwks: () => ({}),
  },
  skippedReads: { downloadFile: 'its URL is signed and returned by readFile only' },
  listPath: ['content'],
  getId: (item) => getString(item, 'sessionId') ?? getString(item, 'datablockId') ?? getString(item, 'id'),
  createdAtPath: ['createdAt'],
  updatedAtPath: ['updatedAt'],
  detailReads: { readSession: 'sessionId', listDatablocks: 'sessionId', readFile: 'vaultEntryId' },
  filters: [],
})

const invalidRequests = defineProbe<readonly InvalidRequest[]>('building requests with invalid parameters', (context) =>
  Promise.resolve(
    (['page', 'size'] as const).map((parameter) => ({
      request: buildSessionsRequest(readScope(context), { [parameter]: INVALID_VALUE }, 'invalid'),
      parameter,
    })),
  ),
)

const endedItem = defineProbe<EndedItem | null>('finding an ended session', async (context) => {
  const ended = (await context.probeOnce(sessions)).find(({ item }) => getString(item, 'completedAt') !== undefined)
  if (ended === undefined) return null
  const { environment } = readScope(context)
  if (context.operations.isOffered('readSession')) {
    const request = buildSessionRequest(environment, ended.id)
    return { request, findItem: (body) => (isObject(body) ? body : undefined) }
  }
  return {
    request: { ...ended.exchange.request, intent: 'open' },
    findItem: (body) => getObjects(body, 'content').find((item) => getString(item, 'sessionId') === ended.id),
  }
})

/** The generic checks for IDnow, and three that only IDnow needs. */
export const genericChecks = [
  createReversedOrderCheck(
    'listSessions?sortDesc',
    defineProbe('walking in both directions', async ({ probeOnce }) => {
      const [oldest, newest] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      const exchange = newest.pages.at(-1)?.exchange
      if (exchange === undefined || !oldest.isComplete || !newest.isComplete)
        throw createInconclusive('not all pages were read', 'a higher page limit')
      return { forward: getWalkItems(oldest), backward: getWalkItems(newest), exchange }
    }),
  ),
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

function findSessionValues(responses: ReadResponses, environment: string): PathValues {
  const listed = getObjects(responses['listSessions']?.body, 'content')
  // An accepted session went through all steps and has files.
  const session = listed.find((item) => getString(item, 'outcome')?.toLowerCase() === 'accepted') ?? listed[0]
  const sessionId = getString(session, 'sessionId')
  return sessionId === undefined ? null : { environment, sessionId }
}

/** The id of the first file that a data block refers to. */
function findFileValues(responses: ReadResponses, environment: string): PathValues {
  const [vaultEntryId] = collectJson(responses['listDatablocks']?.body, (value) =>
    isObject(value) && value['$ref'] === 'vault' ? [value] : [],
  ).flatMap((reference) => getString(reference, '$id') ?? [])
  return vaultEntryId === undefined ? null : { environment, vaultEntryId }
}
