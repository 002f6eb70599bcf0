import { document } from '../../../spec/generated/rapidpro.document.ts'
import { accessChecks } from '../../kit/checks/access.ts'
import { badFilterCheck } from '../../kit/checks/bad-filters.ts'
import { chronologyCheck } from '../../kit/checks/chronology.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import { errorChecks, malformedIdCheck, unknownRoute, unknownRouteCheck } from '../../kit/checks/errors.ts'
import { httpChecks } from '../../kit/checks/http.ts'
import { methodChecks } from '../../kit/checks/methods.ts'
import { orderChecks } from '../../kit/checks/order.ts'
import { emptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { stampChecks } from '../../kit/checks/stamps.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import { tolerantProfile } from '../../kit/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { boundChecks } from './bound-checks.ts'
import { courseChecks } from './course-checks.ts'
import { cursorChecks } from './cursor-checks.ts'
import { filterChecks } from './filter-checks.ts'
import { linkChecks } from './link-checks.ts'
import { movingChecks } from './moving-checks.ts'
import { neighbourChecks } from './neighbour-checks.ts'
import { runChecks } from './run-checks.ts'
import { RUNS, runsCall, runsOf } from './runs.ts'
import { firstPage, head, nothing, runs, sequence, walk } from './slices.ts'
import { spellingChecks } from './spelling-checks.ts'
import { startChecks } from './start-checks.ts'
import { tieCheck } from './tie-check.ts'
import { walkChecks } from './walk-checks.ts'
import { checks as genericChecks, survey } from './surface.ts'
import { writes } from './workspace.ts'

const unknown = unknownRoute(() => '/api/v2')

/** RapidPro and TextIt: runs in pages behind opaque cursors. */
export const rapidpro: Vendor = {
  name: 'rapidpro',
  title: 'RapidPro',
  document,
  prefix: '/api/v2',
  scheme: 'Token',
  accept: 'application/json',
  profile: {
    ...tolerantProfile,
    // The first authenticator has no challenge, so the framework never says 401.
    refusal: [403, 401],
    wholeSecondsBare: true,
    // AMB-C1: the list of attributes has uuid, the sample has id.
    disputedPlaces: ['/results/*/id', '/results/*/uuid'],
    unknownRouteInJson: false,
    errorMembers: ['detail'],
    errorsByMember: true,
  },
  probe: firstPage,
  traffic: [survey.reads, walk, nothing, unknown, head],
  writes,
  givens: { flowId: 'a flow to lead a made-up contact into; taken from a listed run when left out' },
  checks: [
    ...httpChecks,
    ...methodChecks({ name: 'the list', make: () => Promise.resolve({ template: RUNS, path: RUNS }) }),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    emptyCollectionCheck({ asked: nothing, steps: ['results'], mayRefuse: false }),
    ...accessChecks({
      calls: { name: 'the list', make: () => Promise.resolve([runsCall()]) },
      knownIds: {
        name: walk.name,
        make: async ({ observe }) => (await observe(runs)).map(({ id }) => id).filter((id) => id.length > 8),
      },
      statement: 'listRuns/403',
    }),
    ...errorChecks,
    malformedIdCheck(() => [runsCall({ uuid: GARBAGE }, 'invalid')]),
    unknownRouteCheck(unknown),
    badFilterCheck({
      calls: () => ['flow', 'contact', 'uuid'].map((name) => runsCall({ [name]: GARBAGE }, 'invalid')),
      idsOf: (exchange) => runsOf(exchange).map(({ id }) => id),
      anything: async ({ observe }) => (await observe(runs)).length > 0,
    }),
    ...stampChecks,
    chronologyCheck({
      items: runs,
      pairs: [
        ['created_on', 'modified_on'],
        ['created_on', 'exited_on'],
      ],
    }),
    ...orderChecks({ sequence, statement: 'listRuns', paged: true }),
    ...linkChecks,
    ...walkChecks,
    tieCheck,
    ...cursorChecks,
    ...filterChecks,
    ...boundChecks,
    ...spellingChecks,
    ...runChecks,
    ...courseChecks,
    ...movingChecks,
    ...neighbourChecks,
    ...startChecks,
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
