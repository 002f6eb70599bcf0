import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import type { Probe } from '../../kit/check-context.ts'
import { createSurvey } from '../../kit/checks/readable-api.ts'
import { createReversedOrderCheck } from '../../kit/checks/list-order.ts'
import { createInconclusive, createNotApplicable } from '../../kit/outcome.ts'
import { buildRunsRequest } from './runs.ts'
import { getWalkItems, runs, walk, type Walk, walkPages } from './walks.ts'

/** What RapidPro lets clients read. */
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
  skippedReads: {},
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

const invalidRequests: Probe<readonly InvalidRequest[]> = {
  name: 'asking with senseless parameters',
  run: () =>
    Promise.resolve([
      { request: buildRunsRequest({ uuid: INVALID_VALUE }, 'invalid'), parameter: 'uuid' },
      { request: buildRunsRequest({ cursor: INVALID_VALUE }, 'invalid'), parameter: 'cursor' },
    ]),
}

const endedItem: Probe<EndedItem | null> = {
  name: 'finding a run that has ended',
  run: async ({ probeOnce }) => {
    // An archiver takes the oldest away, so the newest is taken.
    const one = (await probeOnce(runs)).find(({ item }) => getString(item, 'exit_type') !== undefined)
    const uuid = one === undefined ? undefined : getString(one.item, 'uuid')
    return uuid === undefined
      ? null
      : { request: buildRunsRequest({ uuid }, 'open'), findItem: (body) => getObjects(body, 'results')[0] }
  },
}

/** What RapidPro owes as every vendor does. */
export const genericChecks = [
  createReversedOrderCheck('listRuns?reverse', {
    name: 'walking in both directions',
    run: async (context) => {
      const [forward, backward] = [
        await context.probeOnce(walk),
        await walkPages(buildRunsRequest({ reverse: 'true' }), context),
      ]
      const exchange = backward.pages.at(-1)?.exchange
      if (exchange === undefined) throw createInconclusive('there is no run', 'a run')
      // Installations of some ages do not know it, and the documentation does not show it.
      if (isSameOrder(forward, backward)) throw createNotApplicable('the target does not know reverse')
      return { forward: getWalkItems(forward), backward: getWalkItems(backward), exchange }
    },
  }),
  ...createGenericChecks({
    survey,
    equivalentQueries: [
      { operation: 'listRuns', queries: ['after=2000-01-01+00%3A00%3A00Z', 'after=2000-01-01%2000%3A00%3A00Z'] },
      { operation: 'listGroups', queries: ['name=Evening+list', 'name=Evening%20list'] },
    ],
    invalidRequests: invalidRequests,
    endedItem: endedItem,
    tenantStatement: 'listRuns/403',
  }),
]

function formatId(id: number | undefined): string | undefined {
  return id === undefined ? undefined : String(id)
}

/** Whether most of what both walks show stands in one order; what was modified between is left out. */
function isSameOrder(forward: Walk, backward: Walk): boolean {
  const places = new Map(getWalkItems(backward).map(({ id, timestamp }, index) => [`${id} ${timestamp}`, index]))
  const seen = getWalkItems(forward).flatMap(({ id, timestamp }) => places.get(`${id} ${timestamp}`) ?? [])
  const rising = seen.slice(1).filter((place, index) => place > (seen[index] ?? 0)).length
  return rising * 2 > seen.length
}
