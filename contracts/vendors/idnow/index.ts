import { document } from '../../../spec/generated/idnow.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/security/authentication.ts'
import { createInvalidFilterCheck } from '../../kit/checks/http/query-parameters.ts'
import { createChronologyCheck, timestampChecks } from '../../kit/checks/data/timestamps.ts'
import { contentChecks } from '../../kit/checks/http/http-messages.ts'
import {
  errorChecks,
  createExtremeNumbersCheck,
  createUnknownPathProbe,
  createUnknownPathCheck,
} from '../../kit/checks/http/error-format.ts'
import { statusChecks } from '../../kit/checks/http/status-checks.ts'
import { createMethodChecks } from '../../kit/checks/http/methods.ts'
import { createOrderChecks } from '../../kit/checks/list-order.ts'
import { createEmptyCollectionCheck, schemaChecks } from '../../kit/checks/data/schema.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import type { Probe } from '../../kit/check-context.ts'
import { tolerantProfile } from '../../kit/config/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { creationChecks } from './creation-checks.ts'
import { writes } from './sandbox.ts'
import { listRequestChecks, pageParameterChecks } from './list-request-checks.ts'
import { pageChecks } from './page-checks.ts'
import { lifecycleChecks } from './lifecycle-checks.ts'
import { concurrencyChecks, walkChecks } from './walk-checks.ts'
import { otherEndpointChecks } from './other-endpoint-checks.ts'
import { sessionChecks } from './session-checks.ts'
import { readScope, buildSessionsRequest, readSessions, resolveSessionsPath } from './sessions.ts'
import { pageBeyondLast, firstPage, headResponse, oldestFirst, orderedList, sessions } from './walks.ts'
import { genericChecks, survey } from './generic-checks.ts'

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
  // AMB-D1: the sample counts pages from 1, but the document does not state it for this list.
  profile: { ...tolerantProfile, disputedPointers: ['/page/number'], errorFields: ['message', 'error'] },
  accessProbe: firstPage,
  trafficProbes: [survey.reads, oldestFirst, pageBeyondLast, unknownPath, headResponse],
  writes,
  requiredIds: {
    flowId: 'the flow whose sessions to check',
    environment: 'live or staging; live by default',
    clientId: 'an API client of the organization, to check that a wrong secret gets no token',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks({ name: 'the sessions', run: (context) => Promise.resolve(resolveSessionsPath(context)) }),
    ...contentChecks,
    ...schemaChecks,
    createEmptyCollectionCheck({ response: emptyPage, arrayPath: ['content'], mayReject: true }),
    ...createAuthenticationChecks({
      requests: { name: 'the sessions', run: (context) => Promise.resolve([buildSessionsRequest(readScope(context))]) },
      knownIds: {
        name: oldestFirst.name,
        run: async ({ probeOnce }) => (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'listSessions',
    }),
    ...errorChecks,
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      buildRequests: (context) => [
        buildSessionsRequest({ ...readScope(context), environment: INVALID_VALUE }, {}, 'invalid'),
      ],
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
    // Last, because they send many requests: data changes while a rate limit makes the run wait.
    ...genericChecks,
  ],
}
