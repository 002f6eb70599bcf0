import { document } from '../../../spec/generated/idnow.document.ts'
import { accessChecks } from '../../kit/checks/access.ts'
import { badFilterCheck } from '../../kit/checks/bad-filters.ts'
import { chronologyCheck } from '../../kit/checks/chronology.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import { errorChecks, extremesCheck, unknownRoute, unknownRouteCheck } from '../../kit/checks/errors.ts'
import { httpChecks } from '../../kit/checks/http.ts'
import { methodChecks } from '../../kit/checks/methods.ts'
import { orderChecks } from '../../kit/checks/order.ts'
import { emptyCollectionCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { stampChecks } from '../../kit/checks/stamps.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { tolerantProfile } from '../../kit/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { creationChecks } from './creation-checks.ts'
import { writes } from './creation.ts'
import { edgeChecks } from './edge-checks.ts'
import { envelopeChecks } from './envelope-checks.ts'
import { lifeChecks } from './life-checks.ts'
import { movingChecks } from './moving-checks.ts'
import { neighbourChecks } from './neighbour-checks.ts'
import { placeChecks } from './place-checks.ts'
import { sessionChecks } from './session-checks.ts'
import { placeOf, sessionsCall, sessionsOf, sessionsPath } from './sessions.ts'
import { walkChecks } from './walk-checks.ts'
import { beyond, firstPage, head, oldestFirst, sequence, sessions } from './walks.ts'
import { checks as genericChecks, survey } from './surface.ts'

const unknown = unknownRoute((context) => sessionsPath(context).path.replace(/\/sessions$/, ''))

const emptyPage: Observation<Exchange> = {
  name: beyond.name,
  make: async ({ observe }) => (await observe(beyond)).exchange,
}

/** IDnow: the sessions of one flow in numbered pages. */
export const idnow: Vendor = {
  name: 'idnow',
  title: 'IDnow',
  document,
  prefix: '/api/v1',
  scheme: 'Bearer',
  accept: 'application/json',
  // AMB-D1: the sample counts pages from 1, but nothing says so for this list.
  profile: { ...tolerantProfile, disputedPlaces: ['/page/number'], errorMembers: ['message', 'error'] },
  probe: firstPage,
  traffic: [survey.reads, oldestFirst, beyond, unknown, head],
  writes,
  givens: {
    flowId: 'the flow whose sessions to check',
    environment: 'live or staging; live when left out',
    clientId: 'an API client of the organization, to see that a wrong secret gets no token',
  },
  checks: [
    ...httpChecks,
    ...methodChecks({ name: 'the sessions', make: (context) => Promise.resolve(sessionsPath(context)) }),
    ...contentChecks,
    ...schemaChecks,
    emptyCollectionCheck({ asked: emptyPage, steps: ['content'], mayRefuse: true }),
    ...accessChecks({
      calls: { name: 'the sessions', make: (context) => Promise.resolve([sessionsCall(placeOf(context))]) },
      knownIds: {
        name: oldestFirst.name,
        make: async ({ observe }) => (await observe(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'listSessions',
    }),
    ...errorChecks,
    unknownRouteCheck(unknown),
    badFilterCheck({
      calls: (context) => [sessionsCall({ ...placeOf(context), environment: GARBAGE }, {}, 'invalid')],
      idsOf: (exchange) => sessionsOf(exchange).map(({ id }) => id),
      anything: async ({ observe }) => (await observe(sessions)).length > 0,
    }),
    extremesCheck((context, values) =>
      ['page', 'size'].flatMap((name) =>
        values.map((value) => sessionsCall(placeOf(context), { [name]: value }, 'invalid')),
      ),
    ),
    ...stampChecks,
    chronologyCheck({
      items: sessions,
      pairs: [
        ['createdAt', 'startedAt'],
        ['startedAt', 'updatedAt'],
        ['createdAt', 'updatedAt'],
        ['createdAt', 'completedAt'],
      ],
    }),
    ...orderChecks({ sequence, statement: 'listSessions?sortBy', paged: true }),
    ...envelopeChecks,
    ...walkChecks,
    ...edgeChecks,
    ...sessionChecks,
    ...placeChecks,
    ...neighbourChecks,
    ...creationChecks,
    ...lifeChecks,
    ...movingChecks,
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
