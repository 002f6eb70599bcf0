import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { Message, Webhooks } from '../../http/courier.ts'
import { JSON_API } from '../../wire/json-api.ts'
import type { KeptRecord } from '../../world/annex.ts'
import { draw, keyOf } from '../../world/chance.ts'
import type { RunEvent } from '../../world/events.ts'
import { randomIdentity } from '../../world/identity.ts'
import { HOUR, MINUTE } from '../../world/instant.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'
import { type FlowRun, flowRunSerializer } from './flow-run.ts'
import { type Address, addressOf } from './organization.ts'
import { ATTRIBUTES } from './sentences.ts'
import { WEBHOOKS } from './face.ts'
import { subscriptionOf, webhookId } from './webhook.ts'

type Payload = components['schemas']['WebhookPayload']

const EVENTS = {
  created: 'create',
  changed: 'update',
  deleted: 'delete',
} as const satisfies Record<RunEvent['kind'], Payload['data']['attributes']['event']>

/** Five further tries that end 24 hours after the first, as documented; how they are spread is our choice. */
const WAITS = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR + 25 * MINUTE]

const logIdentity = perWorld((world) => randomIdentity(world.universe.parameters.seed, 'recrubo/webhook-log'))
const toRun = flowRunSerializer({ flow: false, messageThread: false })

/** What Recrubo tells those who subscribed to flow runs. */
export const webhooks: Webhooks = {
  messages(world, events) {
    const address = addressOf(world)
    const records = [...world.records(WEBHOOKS)]
    return events.flatMap((event) => {
      const wanting = records.filter((record) => subscriptionOf(record).event === EVENTS[event.kind])
      if (wanting.length === 0) return []
      const news = newsOf(event, world)
      return wanting.flatMap((record) => messageTo(record, { news, address }, world) ?? [])
    })
  },
  waits: WAITS,
}

/** An event in the vendor's words. */
interface News {
  readonly happened: RunEvent
  readonly event: Payload['data']['attributes']['event']
  readonly resource: FlowRun
  /** The attributes that differ from before; of an update only. */
  readonly fields: readonly string[]
}

function newsOf(happened: RunEvent, world: World): News {
  const event = EVENTS[happened.kind]
  const resource = toRun(happened.run, world, '')
  const { before } = happened
  const fields = event === 'update' && before !== null ? changedFields(toRun(before, world, ''), resource) : []
  return { happened, event, resource, fields }
}

function changedFields(before: FlowRun, after: FlowRun): readonly string[] {
  const [old, now] = [Object.entries(before.attributes), new Map(Object.entries(after.attributes))]
  const changed = old.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name)))
  const names = changed.map(([name]) => name)
  return ATTRIBUTES.filter((name) => names.includes(name))
}

function messageTo(
  record: KeptRecord,
  { news, address }: { readonly news: News; readonly address: Address | null },
  world: World,
): Message | undefined {
  const subscription = subscriptionOf(record)
  const url = subscription.webhookUrl ?? address?.webhookUrl
  const { event, happened } = news
  if (url === undefined || happened.at < record.createdAt) return undefined
  if (event === 'update' && !concerns(news.fields, subscription.fields ?? [])) return undefined
  const body = JSON.stringify(payloadOf(record, news, world))
  const secret = address === null ? {} : { 'x-recrubo-webhook-secret': address.webhookSecret }
  return {
    subscription: webhookId(world, record.number),
    event: `flowRuns ${event}`,
    at: happened.at,
    url,
    headers: { 'content-type': JSON_API, ...secret },
    body: () => body,
  }
}

/** Whether an update changed anything that was asked for; an update that shows nowhere is none. */
function concerns(changed: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length === 0 ? changed.length > 0 : changed.some((name) => wanted.includes(name))
}

function payloadOf(record: KeptRecord, { happened, event, resource, fields }: News, world: World): Payload {
  const webhook = webhookId(world, record.number)
  const key = keyOf(
    world.universe.parameters.seed,
    `${webhook} ${event} ${happened.run.number} ${happened.run.revision} ${happened.at}`,
  )
  const log = draw(key, 0, 0) * 8192 + (draw(key, 1, 0) % 8192)
  return {
    data: {
      type: 'webhookPayload',
      id: logIdentity(world).encode(log),
      attributes: { webhookId: webhook, event, ...(event === 'update' ? { fields } : {}), resource },
    },
  }
}
