import type { Ended } from '../../kit/checks/conditional.ts'
import { genericChecks } from '../../kit/checks/generic.ts'
import type { BadQuestion } from '../../kit/checks/refusals.ts'
import { type JsonObject, at, isObject, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { type Seen, surveyOf, type Values } from '../../kit/surface.ts'
import { turnedCheck, unknownSortCheck } from '../../kit/checks/turning.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { bodyChecks } from './body-checks.ts'
import { writtenChecks } from './written-checks.ts'
import { listCall, readCall, primaryOf, runsOf } from './flow-runs.ts'
import { newestFirst, oldestFirst, runsOfWalk } from './walks.ts'

/** What Recrubo lets clients read. */
export const survey = surveyOf({
  reads: {
    listFlowRuns: () => ({}),
    listFlows: () => ({}),
    listMessageThreads: () => ({}),
    listWebhooks: () => ({}),
    readFlowRun: (seen) => firstOf(seen, 'listFlowRuns'),
    readFlow: (seen) => firstOf(seen, 'listFlows'),
    readMessageThread: (seen) => firstOf(seen, 'listMessageThreads'),
    readWebhook: (seen) => firstOf(seen, 'listWebhooks'),
  },
  unread: {},
  list: ['data'],
  identity: (item) => {
    const [type, id] = [textAt(item, 'type'), textAt(item, 'id')]
    return type === undefined || id === undefined ? undefined : `${type} ${id}`
  },
  created: ['attributes', 'createdAt'],
  updated: ['attributes', 'updatedAt'],
  single: { readFlowRun: 'id', readFlow: 'id', readMessageThread: 'id', readWebhook: 'id' },
  filters: [
    {
      operation: 'listFlowRuns',
      parameter: 'filter[messageThreadId]',
      value: (item) => textAt(item, 'attributes', 'messageThreadId'),
    },
  ],
})

const questions: Observation<readonly BadQuestion[]> = {
  name: 'asking with senseless parameters',
  make: () =>
    Promise.resolve([
      { call: listCall({ sort: GARBAGE }, 'invalid'), parameter: 'sort' },
      { call: listCall({ include: GARBAGE }, 'invalid'), parameter: 'include' },
      { call: listCall({ flowtwinnosuchparameter: '1' }, 'invalid'), parameter: 'flowtwinnosuchparameter' },
    ]),
}

const ENDED = ['finished', 'timeout', 'exception', 'cancelled']

const ended: Observation<Ended | null> = {
  name: 'finding a run that has ended',
  make: async ({ observe }) => {
    const one = runsOfWalk(await observe(oldestFirst)).find(({ item }) =>
      ENDED.includes(textAt(item, 'attributes', 'status') ?? ''),
    )
    return one === undefined ? null : { call: readCall(one.id, {}, 'open'), itemOf: attributes }
  },
}

/** What Recrubo owes as every vendor does. */
export const checks = [
  ...bodyChecks,
  ...writtenChecks,
  turnedCheck('listFlowRuns?sort', {
    name: 'walking in both directions',
    make: async ({ observe }) => {
      const [oldest, newest] = [await observe(oldestFirst), await observe(newestFirst)]
      const exchange = newest.pages.at(-1)?.exchange
      if (exchange === undefined || !oldest.whole || !newest.whole)
        throw inconclusive('not all pages were read', 'allow a walk of more pages')
      return { forward: runsOfWalk(oldest), backward: runsOfWalk(newest), exchange }
    },
  }),
  unknownSortCheck(() => ({ plain: listCall({}, 'open'), sorted: listCall({ sort: GARBAGE }, 'invalid') }), runsOf),
  ...genericChecks({
    survey,
    alike: [
      { operation: 'listFlowRuns', ways: ['page[size]=2', 'page%5Bsize%5D=2'] },
      { operation: 'listFlowRuns', ways: ['filter[status]=finished', 'filter%5Bstatus%5D=finished'] },
    ],
    questions,
    ended,
    tenancy: 'listFlowRuns/401',
  }),
]

function firstOf(seen: Seen, operation: string): Values {
  const id = textAt(primaryOf(seen[operation]?.body)[0], 'id')
  return id === undefined ? null : { id }
}

function attributes(body: Parameters<Ended['itemOf']>[0]): JsonObject | undefined {
  const found = at(body, 'data', 'attributes')
  return isObject(found) ? found : undefined
}
