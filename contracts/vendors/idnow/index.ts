import { document } from '../../../spec/generated/idnow.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/access.ts'
import { createInvalidFilterCheck } from '../../kit/checks/bad-filters.ts'
import { createChronologyCheck } from '../../kit/checks/chronology.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import {
  errorChecks,
  createExtremeNumbersCheck,
  createUnknownPathProbe,
  createUnknownPathCheck,
} from '../../kit/checks/errors.ts'
import { statusChecks } from '../../kit/checks/http.ts'
import { createMethodChecks } from '../../kit/checks/methods.ts'
import { createOrderChecks } from '../../kit/checks/order.ts'
import { createEmptyCollectionCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { timestampChecks } from '../../kit/checks/stamps.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { INVALID_VALUE } from '../../kit/made-up.ts'
import type { Probe } from '../../kit/observation.ts'
import { tolerantProfile } from '../../kit/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { creationChecks } from './creation-checks.ts'
import { writes } from './creation.ts'
import { pageParameterChecks } from './edge-checks.ts'
import { pageChecks } from './envelope-checks.ts'
import { lifecycleChecks } from './life-checks.ts'
import { concurrencyChecks } from './moving-checks.ts'
import { otherEndpointChecks } from './neighbour-checks.ts'
import { listRequestChecks } from './place-checks.ts'
import { sessionChecks } from './session-checks.ts'
import { readScope, buildSessionsRequest, readSessions, resolveSessionsPath } from './sessions.ts'
import { walkChecks } from './walk-checks.ts'
import { pageBeyondLast, firstPage, headResponse, oldestFirst, orderedList, sessions } from './walks.ts'
import { genericChecks as genericChecks, survey } from './surface.ts'

const unknownPath = createUnknownPathProbe((context) => resolveSessionsPath(context).path.replace(/\/sessions$/, ''))

const emptyPage: Probe<Exchange> = {
  name: pageBeyondLast.name,
  run: async ({ probeOnce }) => (await probeOnce(pageBeyondLast)).exchange,
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
  accessProbe: firstPage,
  trafficProbes: [survey.reads, oldestFirst, pageBeyondLast, unknownPath, headResponse],
  writes,
  requiredIds: {
    flowId: 'the flow whose sessions to check',
    environment: 'live or staging; live when left out',
    clientId: 'an API client of the organization, to see that a wrong secret gets no token',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks({ name: 'the sessions', run: (context) => Promise.resolve(resolveSessionsPath(context)) }),
    ...contentChecks,
    ...schemaChecks,
    createEmptyCollectionCheck({ response: emptyPage, arrayPath: ['content'], mayReject: true }),
    ...createAuthenticationChecks({
      calls: { name: 'the sessions', run: (context) => Promise.resolve([buildSessionsRequest(readScope(context))]) },
      knownIds: {
        name: oldestFirst.name,
        run: async ({ probeOnce }) => (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'listSessions',
    }),
    ...errorChecks,
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      calls: (context) => [buildSessionsRequest({ ...readScope(context), environment: INVALID_VALUE }, {}, 'invalid')],
      readIds: (exchange) => readSessions(exchange).map(({ id }) => id),
      hasItems: async ({ probeOnce }) => (await probeOnce(sessions)).length > 0,
    }),
    createExtremeNumbersCheck((context, values) =>
      ['page', 'size'].flatMap((name) =>
        values.map((value) => buildSessionsRequest(readScope(context), { [name]: value }, 'invalid')),
      ),
    ),
    ...timestampChecks,
    createChronologyCheck({
      items: sessions,
      pairs: [
        ['createdAt', 'startedAt'],
        ['startedAt', 'updatedAt'],
        ['createdAt', 'updatedAt'],
        ['createdAt', 'completedAt'],
      ],
    }),
    ...createOrderChecks({ list: orderedList, statement: 'listSessions?sortBy', isPaged: true }),
    ...pageChecks,
    ...walkChecks,
    ...pageParameterChecks,
    ...sessionChecks,
    ...listRequestChecks,
    ...otherEndpointChecks,
    ...creationChecks,
    ...lifecycleChecks,
    ...concurrencyChecks,
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
