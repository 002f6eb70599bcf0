import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { type JsonObject, getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import type { Probe } from '../../kit/check-context.ts'
import { createSurvey } from '../../kit/checks/readable-api.ts'
import { buildFeedRequest, sessions } from './feed.ts'

/** What Qyvo lets clients read. */
export const survey = createSurvey({
  reads: {
    newFlowTriggered: () => ({}),
    newMessageReceived: () => ({}),
    me: () => ({}),
    listFlowOptions: () => ({}),
  },
  skippedReads: {},
  listPath: [],
  getId: (item) => getString(item, 'id') ?? readNumericId(item),
  createdAtPath: ['created_at'],
  updatedAtPath: ['last_interaction_at'],
  detailReads: {},
  filters: [{ operation: 'newFlowTriggered', parameter: 'flow_id', getValue: (item) => getString(item, 'flow_id') }],
})

const invalidRequests: Probe<readonly InvalidRequest[]> = {
  name: 'asking for a malformed flow',
  run: () => Promise.resolve([{ call: buildFeedRequest({ flow_id: INVALID_VALUE }, 'invalid'), parameter: 'flow_id' }]),
}

/** The newest session that has ended. */
const endedItem: Probe<EndedItem | null> = {
  name: 'finding a session that has ended',
  run: async ({ probeOnce }) => {
    const one = (await probeOnce(sessions)).find(({ item }) => getString(item, 'status') !== 'running')
    if (one === undefined) return null
    return {
      request: buildFeedRequest(),
      findItem: (body) => getObjects(body).find((item) => getString(item, 'id') === one.id),
    }
  },
}

/** What Qyvo owes as every vendor does. */
export const genericChecks = createGenericChecks({
  survey,
  equivalentQueries: [],
  invalidRequests,
  endedItem,
  tenantStatement: 'me',
})

function readNumericId(item: JsonObject): string | undefined {
  const id = getNumber(item, 'id')
  return id === undefined ? undefined : String(id)
}
