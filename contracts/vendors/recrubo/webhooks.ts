import { address, type Call } from '../../kit/call.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type Json, type JsonObject, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { MEDIA_TYPE } from './flow-runs.ts'

/** The path of the subscriptions. */
export const WEBHOOKS = '/public/v2/webhooks'

/** It lives for a moment only, and nobody listens at such a host. */
export const SUBSCRIPTION = {
  resourceType: 'flowRuns',
  event: 'update',
  fields: ['cost'],
  webhookUrl: 'https://flowtwin.example.com/hook',
} as const

const headers = { 'Content-Type': MEDIA_TYPE }

export function subscribeCall(attributes: Json, intent: Call['intent'] = 'open'): Call {
  const body = JSON.stringify({ data: { type: 'webhooks', attributes } })
  return { operation: 'createWebhook', method: 'POST', path: WEBHOOKS, body, headers, intent }
}

export function webhookCall(id: string, intent: Call['intent'] = 'open'): Call {
  return { operation: 'readWebhook', path: address(`${WEBHOOKS}/{id}`, { path: { id } }), intent }
}

export function changeCall(id: string, attributes: JsonObject): Call {
  const body = JSON.stringify({ data: { type: 'webhooks', id, attributes } })
  const path = address(`${WEBHOOKS}/{id}`, { path: { id } })
  return { operation: 'updateWebhook', method: 'PATCH', path, body, headers, intent: 'open' }
}

export function endCall(id: string, intent: Call['intent'] = 'open'): Call {
  const path = address(`${WEBHOOKS}/{id}`, { path: { id } })
  return { operation: 'deleteWebhook', method: 'DELETE', path, intent }
}

export function listedCall(): Call {
  const query = { sort: '-createdAt', 'page[size]': '200' }
  return { operation: 'listWebhooks', path: address(WEBHOOKS, { query }), intent: 'open' }
}

/** A subscription's life: how it was made, what is read of it, changed in it, and left of it. */
export interface Subscribed {
  readonly id: string
  readonly created: Exchange
  readonly read: Exchange
  readonly list: Exchange
  readonly changed: Exchange
  readonly reread: Exchange
  readonly ended: Exchange
  readonly gone: Exchange
  readonly after: Exchange
}

/** One subscription from beginning to end. The name of one attribute is a guess, so a refusal proves nothing. */
export const subscribed: Observation<Subscribed> = {
  name: 'subscribing',
  make: async ({ client }: Context) => {
    const created = await client.send(subscribeCall(SUBSCRIPTION))
    const id = textAt(created.body, 'data', 'id')
    if (!isSuccess(created) || id === undefined) throw blocked(`subscribing answered ${created.status}`)
    const [read, list] = [await client.send(webhookCall(id)), await client.send(listedCall())]
    const changed = await client.send(changeCall(id, { fields: ['cost', 'status'] }))
    const reread = await client.send(webhookCall(id))
    const ended = await client.send(endCall(id))
    const [gone, after] = [await client.send(webhookCall(id)), await client.send(listedCall())]
    return { id, created, read, list, changed, reread, ended, gone, after }
  },
}
