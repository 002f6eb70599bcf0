import { document } from '../../../spec/generated/qyvo.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/security/authentication.ts'
import { createInvalidFilterCheck } from '../../kit/checks/http/query-parameters.ts'
import { contentChecks } from '../../kit/checks/http/http-messages.ts'
import { errorChecks, createUnknownPathProbe, createUnknownPathCheck } from '../../kit/checks/http/error-format.ts'
import { statusChecks } from '../../kit/checks/http/status-checks.ts'
import { createMethodChecks } from '../../kit/checks/http/methods.ts'
import { createOrderChecks } from '../../kit/checks/list-order.ts'
import { createEmptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/data/schema.ts'
import { createChronologyCheck, timestampChecks } from '../../kit/checks/data/timestamps.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { tolerantProfile } from '../../kit/config/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import {
  FEED_PATH,
  feed,
  buildFeedRequest,
  headResponse,
  malformedFlowFeed,
  filteredFeed,
  sessions,
  readSessions,
  unknownFlowFeed,
  orderedList,
} from './feed.ts'
import { writes } from './sandbox.ts'
import { contactChecks } from './contact-checks.ts'
import { sessionChecks, sessionDetailChecks } from './session-checks.ts'
import { feedChecks, feedDepthChecks, filterChecks } from './feed-checks.ts'
import { lifecycleChecks } from './lifecycle-checks.ts'
import { pollingChecks, timedPollingChecks } from './polling-checks.ts'
import { otherEndpointChecks } from './other-endpoint-checks.ts'
import { startChecks } from './start-checks.ts'
import { genericChecks, survey } from './generic-checks.ts'

const unknownPath = createUnknownPathProbe(() => '/api/v1/triggers')

/** Qyvo: a feed of flow sessions that clients poll. */
export const qyvo: Vendor = {
  name: 'qyvo',
  title: 'Qyvo',
  document,
  prefix: '/api/v1',
  scheme: 'Bearer',
  accept: 'application/json',
  profile: {
    ...tolerantProfile,
    idForm: 'uuid-or-ulid',
    emptyMapAsArray: true,
    // Business errors and validation errors use different fields; see vendor-apis.md section 1.7.
    errorFields: ['message', 'error'],
  },
  accessProbe: feed,
  trafficProbes: [
    survey.reads,
    orderedList,
    filteredFeed,
    unknownFlowFeed,
    malformedFlowFeed,
    unknownPath,
    headResponse,
  ],
  writes,
  requiredIds: {
    flowId: 'a published flow to start for a test contact; by default the first one of the feed',
    draftFlowId: 'an unpublished flow, to check that it cannot be started',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks({ name: 'the feed', run: () => Promise.resolve({ template: FEED_PATH, path: FEED_PATH }) }),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    createEmptyCollectionCheck({ response: unknownFlowFeed, arrayPath: [], mayReject: true }),
    ...createAuthenticationChecks({
      requests: { name: 'the feed', run: () => Promise.resolve([buildFeedRequest()]) },
      knownIds: {
        name: orderedList.name,
        run: async ({ probeOnce }) => (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'newFlowTriggered/401',
    }),
    ...errorChecks,
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      buildRequests: () => [
        buildFeedRequest({ flow_id: INVALID_VALUE }, 'invalid'),
        buildFeedRequest({ flow_id: '*' }, 'invalid'),
      ],
      readIds: (exchange) => readSessions(exchange).map(({ id }) => id),
      hasItems: async ({ probeOnce }) => (await probeOnce(sessions)).length > 0,
    }),
    ...timestampChecks,
    createChronologyCheck({
      items: sessions,
      pairs: [
        ['created_at', 'last_interaction_at'],
        ['created_at', 'completed_at'],
      ],
    }),
    ...createOrderChecks({ list: orderedList, statement: 'newFlowTriggered/200', isPaged: false }),
    ...feedChecks,
    ...filterChecks,
    ...sessionChecks,
    ...sessionDetailChecks,
    ...feedDepthChecks,
    ...pollingChecks,
    ...otherEndpointChecks,
    ...startChecks,
    ...contactChecks,
    ...lifecycleChecks,
    ...timedPollingChecks,
    // Last, because they send many requests: data changes while a rate limit makes the run wait.
    ...genericChecks,
  ],
}
