import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { defineProbe } from '../../kit/check-context.ts'
import { type ReadResponses, createSurvey, type PathValues } from '../../kit/checks/readable-api.ts'
import { createReversedOrderCheck, createUnknownSortCheck } from '../../kit/checks/list-order.ts'
import { createInconclusive } from '../../kit/outcome.ts'
import { bodyChecks, writeConsistencyChecks } from './write-checks.ts'
import {
  buildListRequest,
  buildReadRequest,
  END_STATUSES,
  getAttributes,
  getPrimaryResources,
  readRuns,
} from './flow-runs.ts'
import { newestFirst, oldestFirst, getWalkItems } from './walks.ts'

/** The read operations of Recrubo. */
export const survey = createSurvey({
  reads: {
    listFlowRuns: () => ({}),
    listFlows: () => ({}),
    listMessageThreads: () => ({}),
    listWebhooks: () => ({}),
    readFlowRun: (responses) => getFirstId(responses, 'listFlowRuns'),
    readFlow: (responses) => getFirstId(responses, 'listFlows') ?? getFirstRelatedId(responses, 'flowId'),
    readMessageThread: (responses) =>
      getFirstId(responses, 'listMessageThreads') ?? getFirstRelatedId(responses, 'messageThreadId'),
    readWebhook: (responses) => getFirstId(responses, 'listWebhooks'),
  },
  skippedReads: {},
  listPath: ['data'],
  getId: (item) => {
    const [type, id] = [getString(item, 'type'), getString(item, 'id')]
    return type === undefined || id === undefined ? undefined : `${type} ${id}`
  },
  createdAtPath: ['attributes', 'createdAt'],
  updatedAtPath: ['attributes', 'updatedAt'],
  isVersioned: (item) => getString(item, 'attributes', 'updatedAt') !== undefined,
  detailReads: { readFlowRun: 'id', readFlow: 'id', readMessageThread: 'id', readWebhook: 'id' },
  filters: [
    {
      operation: 'listFlowRuns',
      parameter: 'filter[messageThreadId]',
      getValue: (item) => getString(item, 'attributes', 'messageThreadId'),
    },
  ],
})

const invalidRequests = defineProbe<readonly InvalidRequest[]>('sending invalid parameters', () =>
  Promise.resolve([
    { request: buildListRequest({ sort: INVALID_VALUE }, 'invalid'), parameter: 'sort' },
    { request: buildListRequest({ include: INVALID_VALUE }, 'invalid'), parameter: 'include' },
    { request: buildListRequest({ flowtwinnosuchparameter: '1' }, 'invalid'), parameter: 'flowtwinnosuchparameter' },
  ]),
)

const endedItem = defineProbe<EndedItem | null>('finding an ended run', async ({ probeOnce }) => {
  const ended = getWalkItems(await probeOnce(oldestFirst)).find(({ item }) =>
    END_STATUSES.includes(getString(item, 'attributes', 'status') ?? ''),
  )
  return ended === undefined ? null : { request: buildReadRequest(ended.id, {}, 'open'), findItem: getAttributes }
})

/** The checks that every vendor has, with Recrubo's requests, and those of its request bodies. */
export const genericChecks = [
  ...bodyChecks,
  ...writeConsistencyChecks,
  createReversedOrderCheck(
    'listFlowRuns?sort',
    defineProbe('walking in both directions', async ({ probeOnce }) => {
      const [oldest, newest] = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
      const exchange = newest.pages.at(-1)?.exchange
      if (exchange === undefined || !oldest.isComplete || !newest.isComplete)
        throw createInconclusive('not all pages were read', 'raise the page limit')
      return { forward: getWalkItems(oldest), backward: getWalkItems(newest), exchange }
    }),
  ),
  createUnknownSortCheck(
    () => ({ plain: buildListRequest({}, 'open'), sorted: buildListRequest({ sort: INVALID_VALUE }, 'invalid') }),
    readRuns,
  ),
  ...createGenericChecks({
    survey,
    equivalentQueries: [
      { operation: 'listFlowRuns', queries: ['page[size]=2', 'page%5Bsize%5D=2'] },
      { operation: 'listFlowRuns', queries: ['filter[status]=finished', 'filter%5Bstatus%5D=finished'] },
    ],
    invalidRequests,
    endedItem,
    tenantStatement: 'listFlowRuns/401',
  }),
]

function getFirstId(responses: ReadResponses, operation: string): PathValues {
  const id = getString(getPrimaryResources(responses[operation]?.body)[0], 'id')
  return id === undefined ? null : { id }
}

/** The flow or message thread of a listed run, for targets without their lists. */
function getFirstRelatedId(responses: ReadResponses, attribute: string): PathValues {
  const id = getString(getPrimaryResources(responses['listFlowRuns']?.body)[0], 'attributes', attribute)
  return id === undefined ? null : { id }
}
