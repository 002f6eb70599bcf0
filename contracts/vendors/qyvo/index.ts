import { document } from '../../../spec/generated/qyvo.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/access.ts'
import { createInvalidFilterCheck } from '../../kit/checks/bad-filters.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import { errorChecks, createUnknownPathProbe, createUnknownPathCheck } from '../../kit/checks/errors.ts'
import { statusChecks } from '../../kit/checks/http.ts'
import { createMethodChecks } from '../../kit/checks/methods.ts'
import { createOrderChecks } from '../../kit/checks/order.ts'
import { createEmptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { createChronologyCheck } from '../../kit/checks/chronology.ts'
import { timestampChecks } from '../../kit/checks/stamps.ts'
import { INVALID_VALUE } from '../../kit/made-up.ts'
import { tolerantProfile } from '../../kit/profile.ts'
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
import { writes } from './actions.ts'
import { contactChecks } from './contact-checks.ts'
import { sessionDetailChecks } from './detail-checks.ts'
import { filterChecks } from './filter-checks.ts'
import { lifecycleChecks } from './life-checks.ts'
import { timedPollingChecks } from './clock-checks.ts'
import { otherEndpointChecks } from './neighbour-checks.ts'
import { pollingChecks } from './poll-checks.ts'
import { feedDepthChecks } from './reach-checks.ts'
import { sessionChecks } from './session-checks.ts'
import { startChecks } from './start-checks.ts'
import { feedChecks } from './window-checks.ts'
import { genericChecks as genericChecks, survey } from './surface.ts'

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
    // Business errors and validation errors have a member each; see vendor-apis.md section 1.7.
    errorMembers: ['message', 'error'],
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
    flowId: 'a published flow to start for a made-up contact; taken from the feed when left out',
    draftFlowId: 'a flow that is not published, to see that nobody enters it',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks({ name: 'the feed', run: () => Promise.resolve({ template: FEED_PATH, path: FEED_PATH }) }),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    createEmptyCollectionCheck({ response: unknownFlowFeed, arrayPath: [], mayReject: true }),
    ...createAuthenticationChecks({
      calls: { name: 'the feed', run: () => Promise.resolve([buildFeedRequest()]) },
      knownIds: {
        name: orderedList.name,
        run: async ({ probeOnce }) => (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'newFlowTriggered/401',
    }),
    ...errorChecks,
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      calls: () => [
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
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
