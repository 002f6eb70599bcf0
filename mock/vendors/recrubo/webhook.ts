import type { components } from '../../../spec/generated/recrubo.types.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { KeptRecord } from '../../world/annex.ts'
import { randomIdentity } from '../../world/identity.ts'
import { perWorld } from '../../world/per-world.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { WEBHOOKS } from './face.ts'

export type Webhook = components['schemas']['Webhook']

/** What is kept of a subscription. */
export type Subscription = Omit<Webhook['attributes'], 'createdAt' | 'updatedAt'>

const identity = perWorld((world) => randomIdentity(world.universe.parameters.seed, 'recrubo/webhook'))

/** The id of a subscription. */
export function webhookId(world: World, number: number): string {
  return identity(world).encode(number)
}

/** The subscription that an id names. */
export function webhookAt(world: World, id: string): KeptRecord | undefined {
  const number = identity(world).decode(id.toLowerCase())
  return number === undefined ? undefined : world.records(WEBHOOKS).get({ at: number, number: 0 })
}

/** A subscription as data that a world keeps. */
export function kept({ resourceType, event, fields, webhookUrl }: Subscription): JsonObject {
  return { resourceType, event, fields, webhookUrl }
}

/** What was kept. */
export function subscriptionOf({ value }: KeptRecord): Subscription {
  // Only `kept` writes these records.
  return value as unknown as Subscription
}

/** A subscription as a resource. */
export function toWebhook(record: KeptRecord, world: World): Webhook {
  const { resourceType, event, fields, webhookUrl } = subscriptionOf(record)
  return {
    id: webhookId(world, record.number),
    type: 'webhooks',
    attributes: {
      createdAt: toSeconds(record.createdAt),
      updatedAt: toSeconds(record.modifiedAt),
      resourceType,
      event,
      fields,
      webhookUrl,
    },
  }
}
