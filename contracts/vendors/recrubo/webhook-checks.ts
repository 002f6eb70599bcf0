import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { buildPath, type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, createBlocked, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPrimaryResources, MEDIA_TYPE } from './flow-runs.ts'

/** The path of the subscriptions. */
export const WEBHOOKS_PATH = '/public/v2/webhooks'

/** It lives for a moment only, and nobody listens at such a host. */
export const SUBSCRIPTION = {
  resourceType: 'flowRuns',
  event: 'update',
  fields: ['cost'],
  webhookUrl: 'https://flowtwin.example.com/hook',
} as const

const headers = { 'Content-Type': MEDIA_TYPE }

export function buildCreateWebhookRequest(attributes: Json, intent: CheckRequest['intent'] = 'open'): CheckRequest {
  const body = JSON.stringify({ data: { type: 'webhooks', attributes } })
  return { operation: 'createWebhook', method: 'POST', path: WEBHOOKS_PATH, body, headers, intent }
}

export function buildReadWebhookRequest(id: string, intent: CheckRequest['intent'] = 'open'): CheckRequest {
  return { operation: 'readWebhook', path: buildPath(`${WEBHOOKS_PATH}/{id}`, { path: { id } }), intent }
}

export function buildUpdateWebhookRequest(id: string, attributes: JsonObject): CheckRequest {
  const body = JSON.stringify({ data: { type: 'webhooks', id, attributes } })
  const path = buildPath(`${WEBHOOKS_PATH}/{id}`, { path: { id } })
  return { operation: 'updateWebhook', method: 'PATCH', path, body, headers, intent: 'open' }
}

export function buildDeleteWebhookRequest(id: string, intent: CheckRequest['intent'] = 'open'): CheckRequest {
  const path = buildPath(`${WEBHOOKS_PATH}/{id}`, { path: { id } })
  return { operation: 'deleteWebhook', method: 'DELETE', path, intent }
}

export function buildListWebhooksRequest(): CheckRequest {
  const query = { sort: '-createdAt', 'page[size]': '200' }
  return { operation: 'listWebhooks', path: buildPath(WEBHOOKS_PATH, { query }), intent: 'open' }
}

/** A subscription's life: how it was made, what is read of it, changed in it, and left of it. */
export interface WebhookLifecycle {
  readonly id: string
  readonly created: Exchange
  readonly readBack: Exchange
  readonly listAfterCreate: Exchange
  readonly updated: Exchange
  readonly readAfterUpdate: Exchange
  readonly deleted: Exchange
  readonly readAfterDelete: Exchange
  readonly listAfterDelete: Exchange
}

/** One subscription from beginning to end. The name of one attribute is a guess, so a refusal proves nothing. */
export const webhookLifecycle: Probe<WebhookLifecycle> = {
  name: 'subscribing',
  run: async ({ client }: CheckContext) => {
    const created = await client.sendRequest(buildCreateWebhookRequest(SUBSCRIPTION))
    const id = getString(created.body, 'data', 'id')
    if (!isSuccess(created) || id === undefined) throw createBlocked(`subscribing answered ${created.status}`)
    const [read, list] = [
      await client.sendRequest(buildReadWebhookRequest(id)),
      await client.sendRequest(buildListWebhooksRequest()),
    ]
    const changed = await client.sendRequest(buildUpdateWebhookRequest(id, { fields: ['cost', 'status'] }))
    const reread = await client.sendRequest(buildReadWebhookRequest(id))
    const ended = await client.sendRequest(buildDeleteWebhookRequest(id))
    const [gone, after] = [
      await client.sendRequest(buildReadWebhookRequest(id)),
      await client.sendRequest(buildListWebhooksRequest()),
    ]
    return {
      id,
      created,
      readBack: read,
      listAfterCreate: list,
      updated: changed,
      readAfterUpdate: reread,
      deleted: ended,
      readAfterDelete: gone,
      listAfterDelete: after,
    }
  },
}

const common = { level: 'SHOULD', unit: 'subscription', hint: 'leave to write', needs: ['writes'] } as const

/** The life of a subscription to what happens to flow runs. */
export const webhookChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-117',
    source: { kind: 'vendor', statement: 'createWebhook' },
    title: 'A subscription answers 201, and is read and listed as it was made',
    run: async ({ probeOnce }) => {
      const { id, created, readBack, listAfterCreate } = await probeOnce(webhookLifecycle)
      const listed = getPrimaryResources(listAfterCreate.body).find((one) => one['id'] === id)
      const status =
        created.status === 201 ? [] : [{ message: `status ${created.status} instead of 201`, exchange: created }]
      const absent =
        listed === undefined ? [{ message: 'it is not listed', example: id, exchange: listAfterCreate }] : []
      const shown = [readBack, created].flatMap((exchange) => findDifferences(exchange, SUBSCRIPTION))
      return { evidence: 1, violations: [...status, ...absent, ...shown] }
    },
  },
  {
    ...common,
    id: 'JAPI-118',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'A change of a subscription changes what it names and nothing else',
    run: async ({ probeOnce }) => {
      const { updated, readAfterUpdate } = await probeOnce(webhookLifecycle)
      if (!isSuccess(updated))
        return { evidence: 1, violations: [{ message: `status ${updated.status}`, exchange: updated }] }
      const due = { ...SUBSCRIPTION, fields: ['cost', 'status'] }
      return { evidence: 1, violations: findDifferences(readAfterUpdate, due) }
    },
  },
  {
    ...common,
    id: 'JAPI-119',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: responses' },
    title: 'A subscription that was ended answers 404, and is listed no more',
    run: async ({ probeOnce }) => {
      const { id, deleted, readAfterDelete, listAfterDelete } = await probeOnce(webhookLifecycle)
      if (!isSuccess(deleted))
        return { evidence: 1, violations: [{ message: `status ${deleted.status}`, exchange: deleted }] }
      const listed = getPrimaryResources(listAfterDelete.body).some((one) => one['id'] === id)
      const violations: Violation[] = []
      if (readAfterDelete.status !== 404)
        violations.push({
          message: `status ${readAfterDelete.status} instead of 404`,
          example: id,
          exchange: readAfterDelete,
        })
      if (listed) violations.push({ message: 'it is still listed', example: id, exchange: listAfterDelete })
      return { evidence: 1, violations }
    },
  },
  {
    ...common,
    id: 'JAPI-120',
    source: { kind: 'best-practice' },
    title: 'A subscription to no event, to an unknown one or to no kind of resource is refused',
    unit: 'subscription that must be refused',
    run: checkRejections,
  },
]

/** Members that are not what they should be. */
function findDifferences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  return Object.entries(due).flatMap(([name, value]) =>
    isSameJson(getPath(exchange.body, 'data', 'attributes', name), value)
      ? []
      : [{ message: `another ${name} than was asked for`, pointer: `/data/attributes/${name}`, exchange }],
  )
}

async function checkRejections({ probeOnce, client }: CheckContext): Promise<Judgement> {
  await probeOnce(webhookLifecycle)
  const { resourceType: _, ...untyped } = SUBSCRIPTION
  const { event: __, ...idle } = SUBSCRIPTION
  const answers: Exchange[] = []
  for (const attributes of [idle, { ...SUBSCRIPTION, event: 'flowtwin' }, untyped])
    answers.push(await client.sendRequest(buildCreateWebhookRequest(attributes, 'invalid')))
  return checkEach(answers, (exchange) =>
    isClientError(exchange)
      ? null
      : { message: `status ${exchange.status} instead of 4xx`, example: exchange.request.body ?? '', exchange },
  )
}
