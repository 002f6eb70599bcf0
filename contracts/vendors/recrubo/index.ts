import { document } from '../../../spec/generated/recrubo.document.ts'
import { accessChecks } from '../../kit/checks/access.ts'
import { badFilterCheck } from '../../kit/checks/bad-filters.ts'
import { chronologyCheck } from '../../kit/checks/chronology.ts'
import { contentChecks } from '../../kit/checks/content.ts'
import {
  errorChecks,
  extremesCheck,
  malformedIdCheck,
  unknownRoute,
  unknownRouteCheck,
} from '../../kit/checks/errors.ts'
import { httpChecks } from '../../kit/checks/http.ts'
import { methodChecks } from '../../kit/checks/methods.ts'
import { orderChecks } from '../../kit/checks/order.ts'
import { emptyCollectionCheck, freeMapCheck, schemaChecks } from '../../kit/checks/schema.ts'
import { stampChecks } from '../../kit/checks/stamps.ts'
import { type Json, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import { tolerantProfile } from '../../kit/profile.ts'
import type { Vendor } from '../../kit/vendor.ts'
import { belowIt, type Collection } from '../../kit/writes.ts'
import { creationChecks } from './creation-checks.ts'
import { deletionChecks } from './deletion-checks.ts'
import { documentChecks } from './document-checks.ts'
import { endingChecks } from './ending-checks.ts'
import { erasureChecks } from './erasure-checks.ts'
import { listCall, MEDIA_TYPE, readCall, RUNS, runsOf } from './flow-runs.ts'
import { furtherCreationChecks } from './further-creation-checks.ts'
import { includeChecks } from './include-checks.ts'
import { lifeChecks } from './life-checks.ts'
import { memberChecks } from './member-checks.ts'
import { namingChecks } from './naming-checks.ts'
import { neighbourChecks } from './neighbour-checks.ts'
import { pagingChecks } from './paging-checks.ts'
import { queryChecks } from './query-checks.ts'
import { refusedChangeChecks } from './refused-change-checks.ts'
import { refusedCreationChecks } from './refused-creation-checks.ts'
import { relatedChecks } from './related-checks.ts'
import { selectionChecks } from './selection-checks.ts'
import { datedRuns, firstPage, head, nothing, oldestFirst, oneThread, sequence, singleRead } from './walks.ts'
import { checks as genericChecks, survey } from './surface.ts'
import { webhookChecks } from './webhook-checks.ts'
import { WEBHOOKS } from './webhooks.ts'

const unknown = unknownRoute(() => '/public/v2')
const createdId = (body: Json | undefined): string | undefined => textAt(body, 'data', 'id')
const webhooks: Collection = { path: WEBHOOKS, createdId, itemPath: belowIt(WEBHOOKS) }
const runs: Collection = { path: RUNS, createdId, itemPath: belowIt(RUNS) }

/** Recrubo: flow runs in JSON:API, which clients may create, change and delete. */
export const recrubo: Vendor = {
  name: 'recrubo',
  title: 'Recrubo',
  document,
  prefix: '/public/v2',
  scheme: 'Bearer',
  accept: MEDIA_TYPE,
  profile: {
    ...tolerantProfile,
    // JSON:API lets a server answer a change or a deletion without content, or later.
    successes: { updateFlowRun: [204], deleteFlowRun: [202, 204] },
    errorMembers: ['errors'],
    // One page of the vendor says queued, another created; and a system may be quick.
    freshStatuses: ['queued', 'created', 'running'],
  },
  probe: firstPage,
  traffic: [survey.reads, oldestFirst, oneThread, singleRead, nothing, unknown, head],
  writes: { collections: [runs, webhooks], lookups: [] },
  givens: {
    flowId: 'the flow to start runs of; taken from a listed run when left out',
    messageThreadId: 'the message thread to start them in; taken from a listed run when left out',
  },
  checks: [
    ...httpChecks,
    ...methodChecks({ name: 'the list', make: () => Promise.resolve({ template: RUNS, path: RUNS }) }),
    ...contentChecks,
    ...schemaChecks,
    freeMapCheck,
    emptyCollectionCheck({ asked: nothing, steps: ['data'], mayRefuse: false }),
    ...accessChecks({
      calls: {
        name: 'the list and one run',
        make: async ({ observe }) => [
          listCall(),
          ...(await observe(datedRuns)).slice(0, 1).map(({ id }) => readCall(id)),
        ],
      },
      knownIds: {
        name: oldestFirst.name,
        make: async ({ observe }) => (await observe(datedRuns)).map(({ id }) => id).filter((id) => id !== ''),
      },
      statement: 'listFlowRuns/401',
    }),
    ...errorChecks,
    malformedIdCheck(() => [readCall(GARBAGE, {}, 'invalid')]),
    unknownRouteCheck(unknown),
    badFilterCheck({
      calls: () =>
        ['filter[messageThreadId]', 'filter[status]'].map((name) => listCall({ [name]: GARBAGE }, 'invalid')),
      idsOf: (exchange) => runsOf(exchange).map(({ id }) => id),
      anything: async ({ observe }) => (await observe(datedRuns)).length > 0,
    }),
    extremesCheck((_, values) =>
      ['page[number]', 'page[size]'].flatMap((name) => values.map((value) => listCall({ [name]: value }, 'invalid'))),
    ),
    ...stampChecks,
    chronologyCheck({ items: datedRuns, pairs: [['createdAt', 'updatedAt']] }),
    ...orderChecks({ sequence, statement: 'listFlowRuns?sort', paged: true }),
    ...documentChecks,
    ...memberChecks,
    ...namingChecks,
    ...includeChecks,
    ...queryChecks,
    ...pagingChecks,
    ...selectionChecks,
    ...relatedChecks,
    ...neighbourChecks,
    ...creationChecks,
    ...refusedCreationChecks,
    ...furtherCreationChecks,
    ...refusedChangeChecks,
    ...endingChecks,
    ...erasureChecks,
    ...deletionChecks,
    ...webhookChecks,
    ...lifeChecks,
    // Last, because they ask much: where a quota makes a run wait, data moves on meanwhile.
    ...genericChecks,
  ],
}
