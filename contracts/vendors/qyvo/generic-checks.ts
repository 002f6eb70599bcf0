import type { EndedItem } from '../../kit/checks/http/repeated-reads.ts'
import { createGenericChecks } from '../../kit/checks/generic-checks.ts'
import type { InvalidRequest } from '../../kit/checks/http/error-responses.ts'
import { getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import type { Probe } from '../../kit/check-context.ts'
import { createSurvey } from '../../kit/checks/readable-api.ts'
import { buildFeedRequest, sessions } from './feed.ts'

export const survey = createSurvey({
  reads: {
    newFlowTriggered: () => ({}),
    newMessageReceived: () => ({}),
    me: () => ({}),
    listFlowOptions: () => ({}),
  },
  skippedReads: {},
  listPath: [],
  getId: (item) => getString(item, 'id') ?? getNumber(item, 'id')?.toString(),
  createdAtPath: ['created_at'],
  updatedAtPath: ['last_interaction_at'],
  detailReads: {},
  filters: [{ operation: 'newFlowTriggered', parameter: 'flow_id', getValue: (item) => getString(item, 'flow_id') }],
})

const invalidRequests: Probe<readonly InvalidRequest[]> = {
  name: 'building a request with a malformed flow id',
  run: () =>
    Promise.resolve([{ request: buildFeedRequest({ flow_id: INVALID_VALUE }, 'invalid'), parameter: 'flow_id' }]),
}

/** Finds the newest session that has ended. */
const endedItem: Probe<EndedItem | null> = {
  name: 'finding an ended session',
  run: async ({ probeOnce }) => {
    const ended = (await probeOnce(sessions)).find(({ item }) => getString(item, 'status') !== 'running')
    if (ended === undefined) return null
    return {
      request: buildFeedRequest(),
      findItem: (body) => getObjects(body).find((item) => getString(item, 'id') === ended.id),
    }
  },
}

export const genericChecks = createGenericChecks({
  survey,
  equivalentQueries: [],
  invalidRequests,
  endedItem,
  tenantStatement: 'me',
})
