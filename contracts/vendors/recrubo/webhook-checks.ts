// Checks: JAPI-117, JAPI-118, JAPI-119, JAPI-120
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { buildJsonRequest, sendAll } from '../../kit/checks/send.ts'
import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, createBlocked, type Judgement, type Violation } from '../../kit/outcome.ts'
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

function buildCreateWebhookRequest(attributes: Json, intent: CheckRequest['intent'] = 'open'): CheckRequest {
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

/** Creates, updates and deletes a subscription. One attribute name is inferred, so a rejected creation only blocks the checks. */
const webhookLifecycle = {
  name: 'subscribing',
  run: async ({ client }: CheckContext) => {
    const created = await client.sendRequest(buildCreateWebhookRequest(SUBSCRIPTION))
    const id = getString(created.body, 'data', 'id')
    if (!isSuccess(created) || id === undefined) throw createBlocked(`subscribing returned ${created.status}`)
    const path = buildWebhookPath(id)
    const listPath = buildPath(WEBHOOKS_PATH, { query: { sort: '-createdAt', 'page[size]': '200' } })
    const list: CheckRequest = { operation: 'listWebhooks', path: listPath, intent: 'open' }
    const read: CheckRequest = { operation: 'readWebhook', path, intent: 'open' }
    const remove: CheckRequest = { operation: 'deleteWebhook', method: 'DELETE', path, intent: 'open' }
    return {
      id,
      created,
      readBack: await client.sendRequest(read),
      listAfterCreate: await client.sendRequest(list),
      updated: await client.sendRequest(buildUpdateWebhookRequest(id, { fields: ['cost', 'status'] })),
      readAfterUpdate: await client.sendRequest(read),
      deleted: await client.sendRequest(remove),
      readAfterDelete: await client.sendRequest(read),
      listAfterDelete: await client.sendRequest(list),
    }
  },
}

const common = { level: 'SHOULD', unit: 'subscription', hint: 'run with --writes', needs: ['writes'] } as const

/** Webhook subscriptions for flow runs. */
export const webhookChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-117',
    source: { kind: 'vendor', statement: 'createWebhook' },
    title: 'Creating a subscription returns 201; it is read and listed as sent',
    run: async ({ probeOnce }) => {
      const { id, created, readBack, listAfterCreate } = await probeOnce(webhookLifecycle)
      const status = expectStatus(created, 201)
      const missing = { message: 'the subscription is not listed', example: id, exchange: listAfterCreate }
      return {
        evidence: 1,
        violations: [
          ...(status === null ? [] : [status]),
          ...(isListed(listAfterCreate, id) ? [] : [missing]),
          ...[readBack, created].flatMap((exchange) => findDifferences(exchange, SUBSCRIPTION)),
        ],
      }
    },
  },
  {
    ...common,
    id: 'JAPI-118',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'Updating a subscription changes only the sent attributes',
    run: async ({ probeOnce }) => {
      const { updated, readAfterUpdate } = await probeOnce(webhookLifecycle)
      if (!isSuccess(updated))
        return { evidence: 1, violations: [{ message: `status ${updated.status}`, exchange: updated }] }
      const expected = { ...SUBSCRIPTION, fields: ['cost', 'status'] }
      return { evidence: 1, violations: findDifferences(readAfterUpdate, expected) }
    },
  },
  {
    ...common,
    id: 'JAPI-119',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: responses' },
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
  },
  {
    ...common,
    id: 'JAPI-120',
    source: { kind: 'best-practice' },
    title: 'A subscription without event, with an unknown event or without resource type is rejected',
    unit: 'invalid subscription',
    run: checkRejections,
  },
]

function isListed({ body }: Exchange, id: string): boolean {
  return getPrimaryResources(body).some((subscription) => subscription['id'] === id)
}

function findDifferences(exchange: Exchange, expected: JsonObject): readonly Violation[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    isSameJson(getPath(exchange.body, 'data', 'attributes', name), value)
      ? []
      : [{ message: `${name} is not as sent`, pointer: `/data/attributes/${name}`, exchange }],
  )
}

async function checkRejections(context: CheckContext): Promise<Judgement> {
  await context.probeOnce(webhookLifecycle)
  const { resourceType: _, ...withoutType } = SUBSCRIPTION
  const { event: __, ...withoutEvent } = SUBSCRIPTION
  const invalid = [withoutEvent, { ...SUBSCRIPTION, event: 'flowtwin' }, withoutType]
  const requests = invalid.map((attributes) => buildCreateWebhookRequest(attributes, 'invalid'))
  return checkEach(await sendAll(requests, context), (exchange) =>
    expectClientError(exchange, exchange.request.body ?? ''),
  )
}
