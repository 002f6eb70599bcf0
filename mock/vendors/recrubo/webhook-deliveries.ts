import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { WebhookMessage, Webhooks } from '../../http/webhook-dispatcher.ts'
import { JSON_API } from '../../wire/media-type.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import type { RunEvent } from '../../world/query/events.ts'
import { HOUR, MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { type FlowRun, selectFlowRunSerializer } from './flow-runs.ts'
import { getIds } from './ids.ts'
import { getWebhookAddress, readSubscription, WEBHOOKS_RESOURCE } from './webhooks.ts'
import { FLOW_RUN_ATTRIBUTES } from './query.ts'

type Payload = components['schemas']['WebhookPayload']

const EVENT_BY_KIND = {
  created: 'create',
  changed: 'update',
  deleted: 'delete',
} as const satisfies Record<RunEvent['kind'], Payload['data']['attributes']['event']>

/** Documented: five retries within 24 hours of the first attempt. The single delays are Flowtwin's decision. */
const RETRY_DELAYS = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR + 25 * MINUTE]

const serializeFlowRun = selectFlowRunSerializer({ flow: false, messageThread: false })

export const webhooks: Webhooks = {
  buildMessages(world, events) {
    const records = [...world.getRecords(WEBHOOKS_RESOURCE)]
    return events.flatMap((event) => {
      const subscribed = records.filter((record) => readSubscription(record).event === EVENT_BY_KIND[event.kind])
      if (subscribed.length === 0) return []
      const webhookEvent = toWebhookEvent(event, world)
      return subscribed.flatMap((record) => createMessage(record, webhookEvent, world) ?? [])
    })
  },
  // Every attempt has the same body.
  buildBody: (_world, { content }) => JSON.stringify(content),
  retryDelays: RETRY_DELAYS,
}

/** A run event as the vendor reports it; `fields` are the changed attributes of an update. */
type WebhookEvent = ReturnType<typeof toWebhookEvent>

function toWebhookEvent({ kind, at, run, before }: RunEvent, world: World) {
  const event = EVENT_BY_KIND[kind]
  const resource = serializeFlowRun(run, world, '')
  const isUpdate = event === 'update' && before !== null
  return {
    at,
    run,
    event,
    resource,
    fields: isUpdate ? listChangedFields(serializeFlowRun(before, world, ''), resource) : [],
  }
}

function listChangedFields(before: FlowRun, after: FlowRun): readonly string[] {
  const [oldValues, newValues] = [new Map(Object.entries(before.attributes)), new Map(Object.entries(after.attributes))]
  return FLOW_RUN_ATTRIBUTES.filter(
    (name) => JSON.stringify(oldValues.get(name)) !== JSON.stringify(newValues.get(name)),
  )
}

/** Returns undefined if the subscription has no URL, is newer than the event, or does not select the changed fields. */
function createMessage(record: VendorRecord, webhookEvent: WebhookEvent, world: World): WebhookMessage | undefined {
  const { at, run, event, resource, fields } = webhookEvent
  const subscription = readSubscription(record)
  const address = getWebhookAddress(world)
  const url = subscription.webhookUrl ?? address?.webhookUrl
  if (url === undefined || at < record.createdAt) return undefined
  if (event === 'update' && !isSubscribed(fields, subscription.fields ?? [])) return undefined
  const webhookId = getIds(world).webhook.encode(record.number)
  const key = deriveKey(world.dataset.parameters.seed, `${webhookId} ${event} ${run.number} ${run.revision} ${at}`)
  const logNumber = randomInt(key, 0, 0) * 8192 + (randomInt(key, 1, 0) % 8192)
  const data: Payload['data'] = {
    type: 'webhookPayload',
    id: getIds(world).webhookLog.encode(logNumber),
    attributes: { webhookId, event, ...(event === 'update' ? { fields } : {}), resource },
  }
  const secret = address === null ? {} : { 'x-recrubo-webhook-secret': address.webhookSecret }
  const headers = { 'content-type': JSON_API, ...secret }
  return { subscription: webhookId, event: `flowRuns ${event}`, at, url, headers, content: { data } }
}

/** Returns true if an update changed a selected field; without a selection, any field. */
function isSubscribed(changed: readonly string[], selected: readonly string[]): boolean {
  return selected.length === 0 ? changed.length > 0 : changed.some((name) => selected.includes(name))
}
