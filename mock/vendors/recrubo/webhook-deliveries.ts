import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { WebhookMessage, Webhooks } from '../../http/webhook-dispatcher.ts'
import { JSON_API } from '../../wire/json-api.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import type { RunEvent } from '../../world/query/events.ts'
import { createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import { HOUR, MINUTE } from '../../world/time/instant.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { type FlowRun, selectFlowRunSerializer } from './flow-runs.ts'
import { encodeWebhookId, getWebhookAddress, readSubscription, type WebhookAddress } from './webhooks.ts'
import { FLOW_RUN_ATTRIBUTES } from './validation-messages.ts'
import { WEBHOOKS_RESOURCE } from './info.ts'

type Payload = components['schemas']['WebhookPayload']

const EVENT_BY_KIND = {
  created: 'create',
  changed: 'update',
  deleted: 'delete',
} as const satisfies Record<RunEvent['kind'], Payload['data']['attributes']['event']>

/** Five further tries that end 24 hours after the first, as documented; how they are spread is our choice. */
const RETRY_DELAYS = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR + 25 * MINUTE]

const getLogIdentity = memoizePerWorld((world) =>
  createUuidV4Codec(world.dataset.parameters.seed, 'recrubo/webhook-log'),
)
const serializeFlowRun = selectFlowRunSerializer({ flow: false, messageThread: false })

/** What Recrubo tells those who subscribed to flow runs. */
export const webhooks: Webhooks = {
  buildMessages(world, events) {
    const address = getWebhookAddress(world)
    const records = [...world.getRecords(WEBHOOKS_RESOURCE)]
    return events.flatMap((event) => {
      const subscribers = records.filter((record) => readSubscription(record).event === EVENT_BY_KIND[event.kind])
      if (subscribers.length === 0) return []
      const webhookEvent = toWebhookEvent(event, world)
      return subscribers.flatMap((record) => createMessage(record, { news: webhookEvent, address }, world) ?? [])
    })
  },
  retryDelays: RETRY_DELAYS,
}

/** An event in the vendor's words. */
interface WebhookEvent {
  readonly runEvent: RunEvent
  readonly event: Payload['data']['attributes']['event']
  readonly resource: FlowRun
  /** The attributes that differ from before; of an update only. */
  readonly fields: readonly string[]
}

function toWebhookEvent(runEvent: RunEvent, world: World): WebhookEvent {
  const event = EVENT_BY_KIND[runEvent.kind]
  const resource = serializeFlowRun(runEvent.run, world, '')
  const { before } = runEvent
  const fields =
    event === 'update' && before !== null ? listChangedFields(serializeFlowRun(before, world, ''), resource) : []
  return { runEvent: runEvent, event, resource, fields }
}

function listChangedFields(before: FlowRun, after: FlowRun): readonly string[] {
  const [old, now] = [Object.entries(before.attributes), new Map(Object.entries(after.attributes))]
  const changed = old.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name)))
  const names = changed.map(([name]) => name)
  return FLOW_RUN_ATTRIBUTES.filter((name) => names.includes(name))
}

function createMessage(
  record: VendorRecord,
  { news, address }: { readonly news: WebhookEvent; readonly address: WebhookAddress | null },
  world: World,
): WebhookMessage | undefined {
  const subscription = readSubscription(record)
  const url = subscription.webhookUrl ?? address?.webhookUrl
  const { event, runEvent } = news
  if (url === undefined || runEvent.at < record.createdAt) return undefined
  if (event === 'update' && !isSubscribed(news.fields, subscription.fields ?? [])) return undefined
  const body = JSON.stringify(createPayload(record, news, world))
  const secret = address === null ? {} : { 'x-recrubo-webhook-secret': address.webhookSecret }
  return {
    subscription: encodeWebhookId(world, record.number),
    event: `flowRuns ${event}`,
    at: runEvent.at,
    url,
    headers: { 'content-type': JSON_API, ...secret },
    buildBody: () => body,
  }
}

/** Whether an update changed anything that was asked for; an update that shows nowhere is none. */
function isSubscribed(changed: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length === 0 ? changed.length > 0 : changed.some((name) => wanted.includes(name))
}

function createPayload(
  record: VendorRecord,
  { runEvent, event, resource, fields }: WebhookEvent,
  world: World,
): Payload {
  const webhook = encodeWebhookId(world, record.number)
  const key = deriveKey(
    world.dataset.parameters.seed,
    `${webhook} ${event} ${runEvent.run.number} ${runEvent.run.revision} ${runEvent.at}`,
  )
  const logNumber = randomInt(key, 0, 0) * 8192 + (randomInt(key, 1, 0) % 8192)
  return {
    data: {
      type: 'webhookPayload',
      id: getLogIdentity(world).encode(logNumber),
      attributes: { webhookId: webhook, event, ...(event === 'update' ? { fields } : {}), resource },
    },
  }
}
