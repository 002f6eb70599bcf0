import type { Ended } from '../../kit/checks/conditional.ts'
import { genericChecks } from '../../kit/checks/generic.ts'
import type { BadQuestion } from '../../kit/checks/refusals.ts'
import { type JsonObject, at, isObject, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { type Seen, surveyOf, type Values } from '../../kit/surface.ts'
import { listCall, readCall, primaryOf } from './flow-runs.ts'
import { oldestFirst, runsOfWalk } from './walks.ts'

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
export const checks = genericChecks({
  survey,
  alike: [
    { operation: 'listFlowRuns', ways: ['page[size]=2', 'page%5Bsize%5D=2'] },
    { operation: 'listFlowRuns', ways: ['filter[status]=finished', 'filter%5Bstatus%5D=finished'] },
  ],
  questions,
  ended,
  tenancy: 'listFlowRuns/401',
})

function firstOf(seen: Seen, operation: string): Values {
  const id = textAt(primaryOf(seen[operation]?.body)[0], 'id')
  return id === undefined ? null : { id }
}

function attributes(body: Parameters<Ended['itemOf']>[0]): JsonObject | undefined {
  const found = at(body, 'data', 'attributes')
  return isObject(found) ? found : undefined
}
