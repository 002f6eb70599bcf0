import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { defineProbe } from '../../kit/check-context.ts'
import { createSurvey } from '../../kit/checks/readable-api.ts'
import { createReversedOrderCheck } from '../../kit/checks/list-order.ts'
import { createInconclusive, createNotApplicable } from '../../kit/outcome.ts'
import { buildRunsRequest } from './runs.ts'
import { getWalkItems, runs, walk, type Walk, walkPages } from './walks.ts'

/** The read operations of RapidPro. */
export const survey = createSurvey({
  reads: {
    listRuns: () => ({}),
    listFlowStarts: () => ({}),
    listFlows: () => ({}),
    listContacts: () => ({}),
    listGroups: () => ({}),
    readDocumentation: () => ({}),
    readRoot: () => ({}),
  },
  skippedReads: Object.fromEntries(
    [
      'listArchives',
      'listBroadcasts',
      'listCampaigns',
      'listChannels',
      'listFields',
      'listGlobals',
      'listLabels',
      'listMessages',
      'readDefinitions',
      'readWorkspace',
    ].map((operation) => [operation, 'it returns no runs; the suite checks the endpoints around runs only']),
  ),
  listPath: ['results'],
  getId: (item) => getString(item, 'uuid') ?? formatId(getNumber(item, 'id')),
  createdAtPath: ['created_on'],
  updatedAtPath: ['modified_on'],
  detailReads: {},
  filters: [
    { operation: 'listRuns', parameter: 'contact', getValue: (item) => getString(item, 'contact', 'uuid') },
    { operation: 'listRuns', parameter: 'uuid', getValue: (item) => getString(item, 'uuid') },
    { operation: 'listContacts', parameter: 'uuid', getValue: (item) => getString(item, 'uuid') },
    { operation: 'listFlows', parameter: 'uuid', getValue: (item) => getString(item, 'uuid') },
    { operation: 'listGroups', parameter: 'uuid', getValue: (item) => getString(item, 'uuid') },
  ],
})

const invalidRequests = defineProbe<readonly InvalidRequest[]>('sending invalid parameters', () =>
  Promise.resolve([
    { request: buildRunsRequest({ uuid: INVALID_VALUE }, 'invalid'), parameter: 'uuid' },
    { request: buildRunsRequest({ cursor: INVALID_VALUE }, 'invalid'), parameter: 'cursor' },
  ]),
)

const endedItem = defineProbe<EndedItem | null>('finding an ended run', async ({ probeOnce }) => {
  // The newest, because archiving removes the oldest.
  const ended = (await probeOnce(runs)).find(({ item }) => getString(item, 'exit_type') !== undefined)
  const uuid = getString(ended?.item, 'uuid')
  return uuid === undefined
    ? null
    : { request: buildRunsRequest({ uuid }, 'open'), findItem: (body) => getObjects(body, 'results')[0] }
})

/** The checks that every vendor has, with RapidPro's requests. */
export const genericChecks = [
  createReversedOrderCheck(
    'listRuns?reverse',
    defineProbe('walking in both directions', async (context) => {
      const [forward, backward] = [
        await context.probeOnce(walk),
        await walkPages(buildRunsRequest({ reverse: 'true' }), context),
      ]
      const exchange = backward.pages.at(-1)?.exchange
      if (exchange === undefined) throw createInconclusive('there are no runs', 'one run or more')
      // Older installations ignore `reverse`, and the documentation omits it.
      if (isSameOrder(forward, backward)) throw createNotApplicable('the target ignores reverse')
      return { forward: getWalkItems(forward), backward: getWalkItems(backward), exchange }
    }),
  ),
  ...createGenericChecks({
    survey,
    equivalentQueries: [
      { operation: 'listRuns', queries: ['after=2000-01-01+00%3A00%3A00Z', 'after=2000-01-01%2000%3A00%3A00Z'] },
      { operation: 'listGroups', queries: ['name=Evening+list', 'name=Evening%20list'] },
    ],
    invalidRequests,
    endedItem,
    tenantStatement: 'listRuns/403',
  }),
]

function formatId(id: number | undefined): string | undefined {
  return id === undefined ? undefined : String(id)
}

/** True when most unchanged runs are in the same order in both walks. */
function isSameOrder(forward: Walk, backward: Walk): boolean {
  const positions = new Map(getWalkItems(backward).map(({ id, timestamp }, index) => [`${id} ${timestamp}`, index]))
  const backwardPositions = getWalkItems(forward).flatMap(
    ({ id, timestamp }) => positions.get(`${id} ${timestamp}`) ?? [],
  )
  const rising = backwardPositions
    .slice(1)
    .filter((position, index) => position > (backwardPositions[index] ?? 0)).length
  return rising * 2 > backwardPositions.length
}
