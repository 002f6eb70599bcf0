import { bestPractice, citeJsonApi, citeVendor, type Check, defineWriteCheck } from '../../kit/check.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { buildJsonRequest, sendAll } from '../../kit/checks/send.ts'
import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, createBlocked, createNotApplicable, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPrimaryResources, MEDIA_TYPE } from './flow-runs.ts'

/** Path of the webhook subscriptions. */
export const WEBHOOKS_PATH = '/public/v2/webhooks'

/** Attributes of the test subscription. Its host does not exist, and it is deleted at once. */
const SUBSCRIPTION = {
  resourceType: 'flowRuns',
  event: 'update',
  fields: ['cost'],
  webhookUrl: 'https://flowtwin.example.com/hook',
} as const

/** Builds the creation of a subscription; of the test subscription by default. */
export function buildCreateWebhookRequest(
  attributes: Json = SUBSCRIPTION,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  const body = { data: { type: 'webhooks', attributes } }
  return buildJsonRequest({ operation: 'createWebhook', path: WEBHOOKS_PATH, body, intent, mediaType: MEDIA_TYPE })
}

function buildUpdateWebhookRequest(id: string, attributes: JsonObject): CheckRequest {
  const [path, body] = [buildWebhookPath(id), { data: { type: 'webhooks', id, attributes } }]
  return buildJsonRequest({ operation: 'updateWebhook', method: 'PATCH', path, body, mediaType: MEDIA_TYPE })
}

function buildWebhookPath(id: string): string {
  return buildPath(`${WEBHOOKS_PATH}/{id}`, { path: { id } })
}

/** Creates a subscription. One attribute name is inferred, so a rejected creation only blocks the checks. */
const subscription = defineProbe('subscribing', async ({ client }) => {
  const other = await client.sendRequest(buildCreateWebhookRequest(SUBSCRIPTION))
  const created = await client.sendRequest(buildCreateWebhookRequest(SUBSCRIPTION))
  const id = getString(created.body, 'data', 'id')
  if (!isSuccess(created) || id === undefined) throw createBlocked(`subscribing returned ${created.status}`)
  return { id, other, created }
})

/** Reads, updates and deletes the subscription, where the target offers more than its creation. */
const webhookLifecycle = defineProbe('changing a subscription', async ({ client, operations, probeOnce }) => {
  const { id, other } = await probeOnce(subscription)
  if (!operations.isOffered('listWebhooks')) throw createNotApplicable('the target does not offer listWebhooks')
  const path = buildWebhookPath(id)
  const listPath = buildPath(WEBHOOKS_PATH, { query: { sort: '-createdAt', 'page[size]': '200' } })
  const list: CheckRequest = { operation: 'listWebhooks', path: listPath, intent: 'open' }
  const read: CheckRequest = { operation: 'readWebhook', path, intent: 'open' }
  const remove: CheckRequest = { operation: 'deleteWebhook', method: 'DELETE', path, intent: 'open' }
  const otherPath = buildWebhookPath(getString(other.body, 'data', 'id') ?? '')
  const readOther: CheckRequest = { operation: 'readWebhook', path: otherPath, intent: 'open' }
  return {
    id,
    other,
    readBack: await client.sendRequest(read),
    listAfterCreate: await client.sendRequest(list),
    updated: await client.sendRequest(buildUpdateWebhookRequest(id, { fields: ['cost', 'status'] })),
    readAfterUpdate: await client.sendRequest(read),
    otherAfterUpdate: await client.sendRequest(readOther),
    deleted: await client.sendRequest(remove),
    readAfterDelete: await client.sendRequest(read),
    listAfterDelete: await client.sendRequest(list),
    otherAfterDelete: await client.sendRequest(readOther),
  }
})

const HINT = 'run with --writes'
const common = { evidence: ['subscription', HINT] } as const

/** Webhook subscriptions for flow runs. */
export const webhookChecks: readonly Check[] = [
  defineWriteCheck('JAPI-117', citeVendor('SHOULD', 'createWebhook'), {
    ...common,
    title: 'Creating a subscription returns 201; it is read and listed as sent',
    run: async ({ probeOnce, operations }) => {
      const { id, created } = await probeOnce(subscription)
      const status = expectStatus(created, 201)
      const own = [...(status === null ? [] : [status]), ...findDifferences(created, id, SUBSCRIPTION)]
      if (!operations.isOffered('listWebhooks')) return { evidence: 1, violations: own }
      const { readBack, listAfterCreate } = await probeOnce(webhookLifecycle)
      const missing = { message: 'the subscription is not listed', example: id, exchange: listAfterCreate }
      return {
        evidence: 1,
        violations: [
          ...own,
          ...(isListed(listAfterCreate, id) ? [] : [missing]),
          ...[readBack, listAfterCreate].flatMap((exchange) => findDifferences(exchange, id, SUBSCRIPTION)),
        ],
      }
    },
  }),
  defineWriteCheck('JAPI-118', citeJsonApi('SHOULD', 'Updating Resources: update-interpret-resource-attributes'), {
    ...common,
    title: 'Updating a subscription changes only the sent attributes',
    run: async ({ probeOnce }) => {
      const { id, updated, readAfterUpdate } = await probeOnce(webhookLifecycle)
      if (!isSuccess(updated))
        return { evidence: 1, violations: [{ message: `status ${updated.status}`, exchange: updated }] }
      const expected = { ...SUBSCRIPTION, fields: ['cost', 'status'] }
      return { evidence: 1, violations: findDifferences(readAfterUpdate, id, expected) }
    },
  }),
  defineWriteCheck('JAPI-119', citeJsonApi('SHOULD', 'Deleting Resources: responses'), {
    ...common,
    title: 'A deleted subscription returns 404 and is no longer listed',
    run: async ({ probeOnce }) => {
      const { id, deleted, readAfterDelete, listAfterDelete } = await probeOnce(webhookLifecycle)
      if (!isSuccess(deleted))
        return { evidence: 1, violations: [{ message: `status ${deleted.status}`, exchange: deleted }] }
      const status = expectStatus(readAfterDelete, 404, id)
      const listed = { message: 'the subscription is still listed', example: id, exchange: listAfterDelete }
      return {
        evidence: 1,
        violations: [...(status === null ? [] : [status]), ...(isListed(listAfterDelete, id) ? [listed] : [])],
      }
    },
  }),
  defineWriteCheck('JAPI-120', bestPractice, {
    ...common,
    title: 'A subscription without event, with an unknown event or without resource type is rejected',
    evidence: ['invalid subscription', HINT],
    run: checkRejections,
  }),
  defineWriteCheck('JAPI-137', bestPractice, {
    ...common,
    title: 'Updating or deleting a subscription leaves another one unchanged',
    run: async ({ probeOnce }) => {
      const { other, otherAfterUpdate, otherAfterDelete } = await probeOnce(webhookLifecycle)
      return checkEach(isSuccess(other) ? [otherAfterUpdate, otherAfterDelete] : [], (exchange) =>
        isSameJson(getPath(exchange.body, 'data'), getPath(other.body, 'data'))
          ? null
          : { message: 'another subscription changed', exchange },
      )
    },
  }),
  defineWriteCheck('JAPI-138', citeJsonApi('MUST', 'Creating Resources: create-responses-409-bad-type'), {
    ...common,
    title: 'A subscription of another type is rejected',
    evidence: ['subscription of another type', HINT],
    run: async ({ probeOnce, client }) => {
      await probeOnce(webhookLifecycle)
      const request = buildCreateWebhookRequest(SUBSCRIPTION, 'invalid')
      const body = JSON.stringify({ data: { type: 'flowRuns', attributes: SUBSCRIPTION } })
      return checkEach([await client.sendRequest({ ...request, body })], (exchange) => expectStatus(exchange, 409))
    },
  }),
]

function isListed({ body }: Exchange, id: string): boolean {
  return getPrimaryResources(body).some((subscription) => subscription['id'] === id)
}

/** Compares the attributes of a subscription in a single read or a list; one that is not listed is reported elsewhere. */
function findDifferences(exchange: Exchange, id: string, expected: JsonObject): readonly Violation[] {
  const subscription = getPrimaryResources(exchange.body).find((resource) => resource['id'] === id)
  return Object.entries(subscription === undefined ? {} : expected).flatMap(([name, value]) =>
    isSameJson(getPath(subscription, 'attributes', name), value)
      ? []
      : [{ message: `${name} is not as sent`, pointer: `/data/*/attributes/${name}`, exchange }],
  )
}

async function checkRejections(context: CheckContext): Promise<Judgement> {
  await context.probeOnce(subscription)
  const { resourceType: _, ...withoutType } = SUBSCRIPTION
  const { event: __, ...withoutEvent } = SUBSCRIPTION
  const created = await context.client.sendRequest(buildCreateWebhookRequest(SUBSCRIPTION))
  const id = getString(created.body, 'data', 'id')
  const invalid = [
    withoutEvent,
    withoutType,
    { ...SUBSCRIPTION, event: 'flowtwin' },
    { ...SUBSCRIPTION, createdAt: '2020-01-01T00:00:00+00:00' },
  ]
  const requests = [
    ...invalid.map((attributes) => buildCreateWebhookRequest(attributes, 'invalid')),
    ...(id === undefined ? [] : [buildUpdateWebhookRequest(id, { event: 'flowtwin' })]),
  ]
  return checkEach(await sendAll(requests, context), (exchange) =>
    expectClientError(exchange, exchange.request.body ?? ''),
  )
}
