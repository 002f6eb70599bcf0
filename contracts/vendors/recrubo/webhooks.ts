import { buildPath, type CheckRequest } from '../../kit/call.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type Json, type JsonObject, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { MEDIA_TYPE } from './flow-runs.ts'

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
