import { defineProbe } from '../../kit/check-context.ts'
import { document } from '../../../spec/generated/rapidpro.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/security/authentication.ts'
import { createInvalidFilterCheck } from '../../kit/checks/http/query-parameters.ts'
import { createChronologyCheck, timestampChecks } from '../../kit/checks/data/timestamps.ts'
import { contentChecks } from '../../kit/checks/http/http-messages.ts'
import {
  errorChecks,
  createMalformedIdCheck,
  createUnknownPathProbe,
  createUnknownPathCheck,
} from '../../kit/checks/http/error-format.ts'
import { statusChecks, createMethodChecks } from '../../kit/checks/http/status-checks.ts'
import { createOrderChecks } from '../../kit/checks/list-order.ts'
import { createEmptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/data/schema.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { tolerantProfile } from '../../kit/config/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { combinationChecks } from './combination-checks.ts'
import { timeFilterChecks } from './time-filter-checks.ts'
import { cursorChecks, linkChecks } from './cursor-checks.ts'
import { filterChecks, filterVariantChecks } from './filter-checks.ts'
import { changingListChecks, tieCheck, walkChecks } from './walk-checks.ts'
import { parameterFormatChecks } from './parameter-format-checks.ts'
import { otherListChecks } from './other-list-checks.ts'
import { otherEndpointChecks } from './other-endpoint-checks.ts'
import { runChecks } from './run-checks.ts'
import { buildRunsRequest, readRuns, RUNS_PATH, writes } from './runs.ts'
import { firstPage, headResponse, emptyList, runs, orderedList, walk } from './walks.ts'
import { startChecks } from './start-checks.ts'
import { writtenDataChecks } from './written-data-checks.ts'
import { genericChecks, survey } from './generic-checks.ts'

const unknownPath = createUnknownPathProbe(() => '/api/v2')

/** RapidPro and TextIt: runs in pages with opaque cursors. */
export const rapidpro: Vendor = {
  name: 'rapidpro',
  title: 'RapidPro',
  document,
  prefix: '/api/v2',
  scheme: 'Token',
  accept: 'application/json',
  profile: {
    ...tolerantProfile,
    // The first authenticator has no challenge, so the framework returns 403.
    authErrorStatuses: [403, 401],
    allowMissingFraction: true,
    // AMB-C1: the list of attributes has uuid, the example has id.
    disputedPointers: ['/results/*/id', '/results/*/uuid'],
    requireJsonNotFound: false,
    errorFields: ['detail'],
    fieldErrorsAllowed: true,
  },
  accessProbe: firstPage,
  requiredOperations: ['listRuns'],
  readableApi: survey.api,
  trafficProbes: [survey.reads, walk, emptyList, unknownPath, headResponse],
  writes,
  requiredIds: {
    flowId: 'the flow to start a test contact in; default: the flow of a listed run',
    contactId: 'a contact to start in flows; default: one that the run creates',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks(defineProbe('the list', () => Promise.resolve({ template: RUNS_PATH, path: RUNS_PATH }))),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    createEmptyCollectionCheck({ response: emptyList, arrayPath: ['results'], mayReject: false }),
    ...createAuthenticationChecks({
      requests: defineProbe('the list', () => Promise.resolve([buildRunsRequest()])),
      knownIds: defineProbe(walk.name, async ({ probeOnce }) =>
        (await probeOnce(runs)).map(({ id }) => id).filter((id) => id.length > 8),
      ),
      survey,
      statement: 'listRuns/403',
    }),
    ...errorChecks,
    createMalformedIdCheck(() => [buildRunsRequest({ uuid: INVALID_VALUE }, 'invalid')]),
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      buildRequests: () =>
        ['flow', 'contact', 'uuid'].map((name) => buildRunsRequest({ [name]: INVALID_VALUE }, 'invalid')),
      readIds: (exchange) => readRuns(exchange).map(({ id }) => id),
      hasItems: async ({ probeOnce }) => (await probeOnce(runs)).length > 0,
    }),
    ...timestampChecks,
    createChronologyCheck({
      items: runs,
      pairs: [
        ['created_on', 'modified_on'],
        ['created_on', 'exited_on'],
      ],
    }),
    ...createOrderChecks({ list: orderedList, statement: 'listRuns', isPaged: true }),
    ...linkChecks,
    ...walkChecks,
    tieCheck,
    ...cursorChecks,
    ...filterChecks,
    ...timeFilterChecks,
    ...filterVariantChecks,
    ...combinationChecks,
    ...parameterFormatChecks,
    ...runChecks,
    ...changingListChecks,
    ...otherEndpointChecks,
    ...otherListChecks,
    ...startChecks,
    ...writtenDataChecks,
    // Last, because they send many requests: data changes while rate limits delay them.
    ...genericChecks,
  ],
}
