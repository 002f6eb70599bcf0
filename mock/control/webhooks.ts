import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import type { WebhookDispatcher } from '../http/webhook-dispatcher.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { VendorRecord } from '../world/state/side-state.ts'
import type { WorldContext } from './flows.ts'
import { createInvalidProblem } from './input.ts'

type Webhook = components['schemas']['Webhook']

const DEFAULT_VENDOR = 'idnow'

/** A vendor whose subscriptions are records that no operation of the vendor creates. */
interface Subscriber {
  readonly vendor: string
  readonly collection: string
  readonly events: readonly string[]
}

/** Returns the webhooks of all vendors without an operation for it, in order of creation. */
export function listWebhooks({ vendors, world }: WorldContext): Webhook[] {
  return listSubscribers(vendors)
    .flatMap((subscriber) =>
      [...world.getRecords(subscriber.collection)].map((record) => toWebhook(subscriber, record)),
    )
    .toSorted((left, right) => left.id - right.id)
}

/** @throws {Problem} "invalid" for another vendor, a malformed URL or an unknown event */
export function createWebhook(
  { vendors, world }: WorldContext,
  { vendor = DEFAULT_VENDOR, url, environment = 'live', events }: components['schemas']['NewWebhook'],
): Webhook {
  const subscribers = listSubscribers(vendors)
  const subscriber = subscribers.find((candidate) => candidate.vendor === vendor)
  if (subscriber === undefined) {
    const names = subscribers.map((candidate) => candidate.vendor).join(', ')
    throw createInvalidProblem(
      `\`vendor\` must be one of ${names}, not "${vendor}"; the webhooks of other vendors are in their own APIs`,
    )
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw createInvalidProblem(`\`url\` must be an absolute URL with http or https, not "${url}"`)
  const unknown = events?.find((event) => !subscriber.events.includes(event))
  if (unknown !== undefined)
    throw createInvalidProblem(`\`events\` has "${unknown}"; the events are ${subscriber.events.join(', ')}`)
  const value = { url, environment, ...(events === undefined ? {} : { events }) }
  world.applyOperation({ kind: 'create-record', resource: subscriber.collection, value })
  const records = world.getRecords(subscriber.collection)
  const record = records.item(records.size - 1)
  if (record === undefined) throw new Error('the operation "create-record" created no record')
  return toWebhook(subscriber, record)
}

/** @throws {Problem} "not-found" */
export function deleteWebhook({ vendors, world }: WorldContext, id: number): void {
  const subscriber = listSubscribers(vendors).find(({ collection }) => {
    return world.getRecords(collection).get({ at: id, number: 0 }) !== undefined
  })
  if (subscriber === undefined) throw new Problem('not-found', { text: `there is no webhook ${id} in this world` })
  world.applyOperation({ kind: 'delete-record', resource: subscriber.collection, number: id })
}

function listSubscribers(vendors: readonly Vendor[]): readonly Subscriber[] {
  return vendors.flatMap(({ name, subscriptionCollection: collection, webhooks }) => {
    const events = webhooks?.subscribableEvents
    return events === undefined || collection === undefined ? [] : [{ vendor: name, collection, events }]
  })
}

function toWebhook({ vendor, events }: Subscriber, { number, value }: VendorRecord): Webhook {
  return {
    id: number,
    vendor,
    url: typeof value['url'] === 'string' ? value['url'] : '',
    environment: value['environment'] === 'staging' ? 'staging' : 'live',
    events: Array.isArray(value['events']) ? value['events'].filter((event) => typeof event === 'string') : [...events],
  }
}

/** Serializes the newest deliveries, oldest first. */
export function serializeDeliveries({ deliveries }: WebhookDispatcher): components['schemas']['Delivery'][] {
  return deliveries.map(({ number, vendor, message, state, dueAt, attempts }) => ({
    number,
    vendor,
    subscription: message.subscription,
    event: message.event,
    url: message.url,
    state,
    dueAt: formatIsoMicroseconds(dueAt),
    attempts: attempts.map((attempt) => ({ ...attempt, at: formatIsoMicroseconds(attempt.at) })),
  }))
}
