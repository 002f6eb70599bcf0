import type { components } from '../../../spec/generated/recrubo.types.ts'
import { formatIsoSeconds } from '../../wire/instants.ts'
import type { VendorRecord } from '../../world/annex.ts'
import { createUuidV4Codec } from '../../world/identity.ts'
import { memoizePerWorld } from '../../world/per-world.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { WEBHOOKS_RESOURCE } from './face.ts'

export type Webhook = components['schemas']['Webhook']

/** What is kept of a subscription. */
export type Subscription = Omit<Webhook['attributes'], 'createdAt' | 'updatedAt'>

const getIdentity = memoizePerWorld((world) => createUuidV4Codec(world.dataset.parameters.seed, 'recrubo/webhook'))

/** The id of a subscription. */
export function encodeWebhookId(world: World, number: number): string {
  return getIdentity(world).encode(number)
}

/** The subscription that an id names. */
export function findWebhook(world: World, id: string): VendorRecord | undefined {
  const number = getIdentity(world).decode(id.toLowerCase())
  return number === undefined ? undefined : world.getRecords(WEBHOOKS_RESOURCE).get({ at: number, number: 0 })
}

/** A subscription as data that a world keeps. */
export function toRecordValue({ resourceType, event, fields, webhookUrl }: Subscription): JsonObject {
  return { resourceType, event, fields, webhookUrl }
}

/** What was kept. */
export function readSubscription({ value }: VendorRecord): Subscription {
  // Only `kept` writes these records.
  return value as unknown as Subscription
}

/** A subscription as a resource. */
export function serializeWebhook(record: VendorRecord, world: World): Webhook {
  const { resourceType, event, fields, webhookUrl } = readSubscription(record)
  return {
    id: encodeWebhookId(world, record.number),
    type: 'webhooks',
    attributes: {
      createdAt: formatIsoSeconds(record.createdAt),
      updatedAt: formatIsoSeconds(record.modifiedAt),
      resourceType,
      event,
      fields,
      webhookUrl,
    },
  }
}
