import { document } from '../../../spec/generated/qyvo.document.ts'
import { accessChecks } from '../../kit/checks/access.ts'
import { badFilterCheck } from '../../kit/checks/bad-filters.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import { errorChecks, unknownRoute, unknownRouteCheck } from '../../kit/checks/errors.ts'
import { httpChecks } from '../../kit/checks/http.ts'
import { methodChecks } from '../../kit/checks/methods.ts'
import { orderChecks } from '../../kit/checks/order.ts'
import { emptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { chronologyCheck } from '../../kit/checks/chronology.ts'
import { stampChecks } from '../../kit/checks/stamps.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import { tolerantProfile } from '../../kit/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import {
  FEED,
  feed,
  feedCall,
  head,
  malformedFlow,
  oneFlow,
  sessions,
  sessionsOf,
  unknownFlow,
  window,
} from './feed.ts'
import { writes } from './actions.ts'
import { contactChecks } from './contact-checks.ts'
import { detailChecks } from './detail-checks.ts'
import { filterChecks } from './filter-checks.ts'
import { lifeChecks } from './life-checks.ts'
import { clockChecks } from './clock-checks.ts'
import { neighbourChecks } from './neighbour-checks.ts'
import { pollChecks } from './poll-checks.ts'
import { reachChecks } from './reach-checks.ts'
import { sessionChecks } from './session-checks.ts'
import { startChecks } from './start-checks.ts'
import { windowChecks } from './window-checks.ts'
import { checks as genericChecks, survey } from './surface.ts'

const unknown = unknownRoute(() => '/api/v1/triggers')

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
  probe: feed,
  traffic: [survey.reads, window, oneFlow, unknownFlow, malformedFlow, unknown, head],
  writes,
  givens: {
    flowId: 'a published flow to start for a made-up contact; taken from the feed when left out',
    draftFlowId: 'a flow that is not published, to see that nobody enters it',
  },
  checks: [
    ...httpChecks,
    ...methodChecks({ name: 'the feed', make: () => Promise.resolve({ template: FEED, path: FEED }) }),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    emptyCollectionCheck({ asked: unknownFlow, steps: [], mayRefuse: true }),
    ...accessChecks({
      calls: { name: 'the feed', make: () => Promise.resolve([feedCall()]) },
      knownIds: {
        name: window.name,
        make: async ({ observe }) => (await observe(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'newFlowTriggered/401',
    }),
    ...errorChecks,
    unknownRouteCheck(unknown),
    badFilterCheck({
      calls: () => [feedCall({ flow_id: GARBAGE }, 'invalid'), feedCall({ flow_id: '*' }, 'invalid')],
      idsOf: (exchange) => sessionsOf(exchange).map(({ id }) => id),
      anything: async ({ observe }) => (await observe(sessions)).length > 0,
    }),
    ...stampChecks,
    chronologyCheck({
      items: sessions,
      pairs: [
        ['created_at', 'last_interaction_at'],
        ['created_at', 'completed_at'],
      ],
    }),
    ...orderChecks({ sequence: window, statement: 'newFlowTriggered/200', paged: false }),
    ...windowChecks,
    ...filterChecks,
    ...sessionChecks,
    ...detailChecks,
    ...reachChecks,
    ...pollChecks,
    ...neighbourChecks,
    ...startChecks,
    ...contactChecks,
    ...lifeChecks,
    ...clockChecks,
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
