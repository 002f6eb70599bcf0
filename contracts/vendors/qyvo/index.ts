import { defineProbe } from '../../kit/check-context.ts'
import { document } from '../../../spec/generated/qyvo.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/security/authentication.ts'
import { createInvalidFilterCheck } from '../../kit/checks/http/query-parameters.ts'
import { contentChecks } from '../../kit/checks/http/http-messages.ts'
import { errorChecks, createUnknownPathProbe, createUnknownPathCheck } from '../../kit/checks/http/error-format.ts'
import { statusChecks, createMethodChecks } from '../../kit/checks/http/status-checks.ts'
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
import { actionChecks } from './action-checks.ts'
import { contactChecks } from './contact-checks.ts'
import { sessionChecks, sessionDetailChecks, lifecycleChecks } from './session-checks.ts'
import { feedChecks, feedDepthChecks, filterChecks } from './feed-checks.ts'
import { pollingChecks, timedPollingChecks } from './polling-checks.ts'
import { otherEndpointChecks } from './other-endpoint-checks.ts'
import { startChecks } from './start-checks.ts'
import { genericChecks, rateLimitChecks, survey } from './generic-checks.ts'

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
  requiredOperations: ['newFlowTriggered'],
  readableApi: survey.api,
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
    contactId: 'a contact to start flows for; by default one that the run creates',
    draftFlowId: 'an unpublished flow, to check that it cannot be started',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks(defineProbe('the feed', () => Promise.resolve({ template: FEED_PATH, path: FEED_PATH }))),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    createEmptyCollectionCheck({ response: unknownFlowFeed, arrayPath: [], mayReject: true }),
    ...createAuthenticationChecks({
      requests: defineProbe('the feed', () => Promise.resolve([buildFeedRequest()])),
      knownIds: defineProbe(orderedList.name, async ({ probeOnce }) =>
        (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      ),
      survey,
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
    ...actionChecks,
    ...contactChecks,
    ...rateLimitChecks,
    ...lifecycleChecks,
    ...timedPollingChecks,
    // Last, because they send many requests: data changes while a rate limit makes the run wait.
    ...genericChecks,
  ],
}
