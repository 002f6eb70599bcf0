import type { Ended } from '../../kit/checks/conditional.ts'
import { genericChecks } from '../../kit/checks/generic.ts'
import type { BadQuestion } from '../../kit/checks/refusals.ts'
import { type JsonObject, numberAt, objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { surveyOf } from '../../kit/surface.ts'
import { feedCall, sessions } from './feed.ts'

/** What Qyvo lets clients read. */
export const survey = surveyOf({
  reads: {
    newFlowTriggered: () => ({}),
    newMessageReceived: () => ({}),
    me: () => ({}),
    listFlowOptions: () => ({}),
  },
  unread: {},
  list: [],
  identity: (item) => textAt(item, 'id') ?? numbered(item),
  created: ['created_at'],
  updated: ['last_interaction_at'],
  single: {},
  filters: [{ operation: 'newFlowTriggered', parameter: 'flow_id', value: (item) => textAt(item, 'flow_id') }],
})

const questions: Observation<readonly BadQuestion[]> = {
  name: 'asking for a malformed flow',
  make: () => Promise.resolve([{ call: feedCall({ flow_id: GARBAGE }, 'invalid'), parameter: 'flow_id' }]),
}

/** The newest session that has ended. */
const ended: Observation<Ended | null> = {
  name: 'finding a session that has ended',
  make: async ({ observe }) => {
    const one = (await observe(sessions)).find(({ item }) => textAt(item, 'status') !== 'running')
    if (one === undefined) return null
    return { call: feedCall(), itemOf: (body) => objectsAt(body).find((item) => textAt(item, 'id') === one.id) }
  },
}

/** What Qyvo owes as every vendor does. */
export const checks = genericChecks({ survey, alike: [], questions, ended, tenancy: 'me' })

function numbered(item: JsonObject): string | undefined {
  const id = numberAt(item, 'id')
  return id === undefined ? undefined : String(id)
}
