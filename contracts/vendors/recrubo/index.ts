import { defineProbe } from '../../kit/check-context.ts'
import { document } from '../../../spec/generated/recrubo.document.ts'
import { createAuthenticationChecks } from '../../kit/checks/security/authentication.ts'
import { createInvalidFilterCheck } from '../../kit/checks/http/query-parameters.ts'
import { createChronologyCheck, timestampChecks } from '../../kit/checks/data/timestamps.ts'
import { contentChecks } from '../../kit/checks/http/http-messages.ts'
import {
  errorChecks,
  createExtremeNumbersCheck,
  createMalformedIdCheck,
  createUnknownPathProbe,
  createUnknownPathCheck,
} from '../../kit/checks/http/error-format.ts'
import { statusChecks, createMethodChecks } from '../../kit/checks/http/status-checks.ts'
import { createOrderChecks } from '../../kit/checks/list-order.ts'
import { createEmptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/data/schema.ts'
import { type Json, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { tolerantProfile } from '../../kit/config/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { createItemPathBuilder, type WritableCollection } from '../../kit/http/guard.ts'
import { creationChecks, creationVariantChecks } from './creation-checks.ts'
import { deletionChecks } from './deletion-checks.ts'
import { documentChecks } from './document-checks.ts'
import { runEndChecks, stateUpdateChecks } from './update-checks.ts'
import { buildListRequest, MEDIA_TYPE, buildReadRequest, RUNS_PATH, readRuns } from './flow-runs.ts'
import { includeChecks } from './include-checks.ts'
import { listQueryChecks } from './list-query-checks.ts'
import { lifecycleChecks } from './lifecycle-checks.ts'
import { memberChecks, namingChecks } from './member-checks.ts'
import { otherEndpointChecks, relatedChecks, relatedListChecks } from './other-endpoint-checks.ts'
import { pagingChecks } from './paging-checks.ts'
import { queryChecks, selectionChecks } from './query-checks.ts'
import { invalidCreationChecks, invalidUpdateChecks } from './invalid-write-checks.ts'
import {
  datedRuns,
  firstPage,
  headResponse,
  emptyList,
  oldestFirst,
  threadWalk,
  orderedList,
  sampleRead,
} from './walks.ts'
import { genericChecks, survey } from './generic-checks.ts'
import { webhookChecks, WEBHOOKS_PATH } from './webhook-checks.ts'

const unknownPath = createUnknownPathProbe(() => '/public/v2')
const readCreatedId = (body: Json | undefined): string | undefined => getString(body, 'data', 'id')
const webhookCollection: WritableCollection = {
  path: WEBHOOKS_PATH,
  parseCreatedId: readCreatedId,
  buildItemPath: createItemPathBuilder(WEBHOOKS_PATH),
}
const runCollection: WritableCollection = {
  path: RUNS_PATH,
  parseCreatedId: readCreatedId,
  buildItemPath: createItemPathBuilder(RUNS_PATH),
}

/** Recrubo: flow runs in JSON:API with create, update and delete. */
export const recrubo: Vendor = {
  name: 'recrubo',
  title: 'Recrubo',
  document,
  prefix: '/public/v2',
  scheme: 'Bearer',
  accept: MEDIA_TYPE,
  profile: {
    ...tolerantProfile,
    // JSON:API allows 204 and 202 for updates and deletions.
    successStatuses: { updateFlowRun: [204], deleteFlowRun: [202, 204] },
    errorFields: ['errors'],
    // The vendor's documents name queued and created, and a run may start at once.
    initialStatuses: ['queued', 'created', 'running'],
  },
  accessProbe: firstPage,
  requiredOperations: ['listFlowRuns', 'createFlowRun', 'readFlowRun', 'updateFlowRun', 'deleteFlowRun'],
  readableApi: survey.api,
  trafficProbes: [survey.reads, oldestFirst, threadWalk, sampleRead, emptyList, unknownPath, headResponse],
  writes: { collections: [runCollection, webhookCollection], lookups: [] },
  requiredIds: {
    flowId: 'the flow of test runs; default: the flow of a listed run',
    messageThreadId: 'the message thread of test runs; default: that of a listed run',
  },
  checks: [
    ...statusChecks,
    ...createMethodChecks(defineProbe('the list', () => Promise.resolve({ template: RUNS_PATH, path: RUNS_PATH }))),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    createEmptyCollectionCheck({ response: emptyList, arrayPath: ['data'], mayReject: false }),
    ...createAuthenticationChecks({
      requests: defineProbe('the list and one run', async ({ probeOnce }) => [
        buildListRequest(),
        ...(await probeOnce(datedRuns)).slice(0, 1).map(({ id }) => buildReadRequest(id)),
      ]),
      knownIds: defineProbe(oldestFirst.name, async ({ probeOnce }) =>
        (await probeOnce(datedRuns)).map(({ id }) => id).filter((id) => id !== ''),
      ),
      survey,
      // The samples of the flow run page print the key alone.
      mayOmitScheme: true,
      statement: 'listFlowRuns/401',
    }),
    ...errorChecks,
    createMalformedIdCheck(() => [buildReadRequest(INVALID_VALUE, {}, 'invalid')]),
    createUnknownPathCheck(unknownPath),
    createInvalidFilterCheck({
      buildRequests: () =>
        ['filter[messageThreadId]', 'filter[status]'].map((name) =>
          buildListRequest({ [name]: INVALID_VALUE }, 'invalid'),
        ),
      readIds: (exchange) => readRuns(exchange).map(({ id }) => id),
      hasItems: async ({ probeOnce }) => (await probeOnce(datedRuns)).length > 0,
    }),
    createExtremeNumbersCheck((_, values) =>
      ['page[number]', 'page[size]'].flatMap((name) =>
        values.map((value) => buildListRequest({ [name]: value }, 'invalid')),
      ),
    ),
    ...timestampChecks,
    createChronologyCheck({ items: datedRuns, pairs: [['createdAt', 'updatedAt']] }),
    ...createOrderChecks({ list: orderedList, statement: 'listFlowRuns?sort', isPaged: true }),
    ...documentChecks,
    ...memberChecks,
    ...namingChecks,
    ...includeChecks,
    ...queryChecks,
    ...pagingChecks,
    ...selectionChecks,
    ...listQueryChecks,
    ...relatedChecks,
    ...otherEndpointChecks,
    ...relatedListChecks,
    ...creationChecks,
    ...invalidCreationChecks,
    ...creationVariantChecks,
    ...invalidUpdateChecks,
    ...runEndChecks,
    ...stateUpdateChecks,
    ...deletionChecks,
    ...webhookChecks,
    ...lifecycleChecks,
    // Last, because they send many requests: data changes while rate limits delay them.
    ...genericChecks,
  ],
}
