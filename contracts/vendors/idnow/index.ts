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
import { statusChecks, createMethodChecks } from '../../kit/checks/http/status-checks.ts'
import { createOrderChecks } from '../../kit/checks/list-order.ts'
import { createEmptyCollectionCheck, schemaChecks } from '../../kit/checks/data/schema.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { defineProbe } from '../../kit/check-context.ts'
import { tolerantProfile } from '../../kit/config/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { combinationChecks } from './combination-checks.ts'
import { creationChecks } from './creation-checks.ts'
import { toOtherEnvironment, writes } from './sandbox.ts'
import { listRequestChecks, pageParameterChecks } from './list-request-checks.ts'
import { pageChecks } from './page-checks.ts'
import { lifecycleChecks, sessionChecks } from './session-checks.ts'
import { concurrencyChecks, walkChecks } from './walk-checks.ts'
import { otherEndpointChecks } from './other-endpoint-checks.ts'
import { findScope, readScope, buildSessionsRequest, readSessions, resolveSessionsPath } from './sessions.ts'
import { pageBeyondLast, firstPage, headResponse, oldestFirst, orderedList, sessions } from './walks.ts'
import { sessionTimeChecks } from './session-time-checks.ts'
import { writtenDataChecks } from './written-data-checks.ts'
import { genericChecks, survey } from './generic-checks.ts'

const unknownPath = createUnknownPathProbe((context) => resolveSessionsPath(context).path.replace(/\/sessions$/, ''))

const emptyPage = defineProbe<Exchange>(
  pageBeyondLast.name,
  async ({ probeOnce }) => (await probeOnce(pageBeyondLast)).exchange,
)

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
  findIds: findScope,
  accessProbe: firstPage,
  requiredOperations: ['listSessions'],
  readableApi: survey.api,
  trafficProbes: [survey.reads, oldestFirst, pageBeyondLast, unknownPath, headResponse],
  writes,
  requiredIds: {
    flowId: 'the flow whose sessions to check; by default one of the list of flows',
    environment: 'live or staging; by default the first one that the credential can read',
    clientId: 'an API client of the organization, to check that a wrong secret gets no token',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks(defineProbe('the sessions', (context) => Promise.resolve(resolveSessionsPath(context)))),
    ...contentChecks,
    ...schemaChecks,
    createEmptyCollectionCheck({ response: emptyPage, arrayPath: ['content'], mayReject: true }),
    ...createAuthenticationChecks({
      requests: defineProbe('the sessions', (context) => {
        const scope = readScope(context)
        return Promise.resolve([scope, toOtherEnvironment(scope)].map((each) => buildSessionsRequest(each)))
      }),
      knownIds: defineProbe(oldestFirst.name, async ({ probeOnce }) =>
        (await probeOnce(sessions)).map(({ id }) => id).filter((id) => id !== ''),
      ),
      survey,
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
    ...combinationChecks,
    ...sessionChecks,
    ...sessionTimeChecks,
    ...listRequestChecks,
    ...otherEndpointChecks,
    ...creationChecks,
    ...writtenDataChecks,
    ...lifecycleChecks,
    ...concurrencyChecks,
    // Last, because they send many requests: data changes while a rate limit makes the run wait.
    ...genericChecks,
  ],
}
