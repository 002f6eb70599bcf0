import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import type { KeptRecord } from '../../world/annex.ts'
import type { Kind } from './reading.ts'
import { ATTRIBUTES } from './sentences.ts'
import { kept, subscriptionOf, toWebhook, type Webhook, webhookAt } from './webhook.ts'
import { WEBHOOKS } from './face.ts'

/** The subscriptions of a world. */
export function webhookKind({ world }: Scene): Kind<KeptRecord, Webhook> {
  const records = world.records(WEBHOOKS)
  return {
    type: 'webhooks',
    parameters: ['page[number]', 'page[size]', 'sort', 'fields[]'],
    show: (record) => toWebhook(record, world),
    collection: {
      size: records.size,
      at: (place) => existing(records.item(place)),
      attributes: {
        createdAt: { kind: 'instant', of: ({ createdAt }) => createdAt },
        updatedAt: { kind: 'instant', of: ({ modifiedAt }) => modifiedAt },
      },
    },
  }
}

/** Makes a subscription. */
export function subscribe(body: Asked<operations['createWebhook']>['body'], { world }: Scene): Webhook {
  const { event, resourceType, fields = null, webhookUrl = null } = body.data.attributes
  refuseUnknownFields(fields)
  world.apply({ kind: 'keep', resource: WEBHOOKS, value: kept({ resourceType, event, fields, webhookUrl }) })
  return toWebhook(existing(world.records(WEBHOOKS).get({ at: world.revision, number: 0 })), world)
}

/** Changes a subscription; one that nothing is asked of stays as it is. */
export function resubscribe(body: Asked<operations['updateWebhook']>['body'], id: string, { world }: Scene): Webhook {
  const record = found(webhookAt(world, id))
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const changes = body.data.attributes ?? {}
  refuseUnknownFields(changes.fields ?? null)
  if (Object.keys(changes).length === 0) return toWebhook(record, world)
  const value = kept({ ...subscriptionOf(record), ...changes })
  world.apply({ kind: 'keep-anew', resource: WEBHOOKS, number: record.number, value })
  return toWebhook(found(webhookAt(world, id)), world)
}

/** Ends a subscription. */
export function unsubscribe(id: string, { world }: Scene): void {
  world.apply({ kind: 'discard', resource: WEBHOOKS, number: found(webhookAt(world, id)).number })
}

function found(record: KeptRecord | undefined): KeptRecord {
  if (record === undefined) throw new Problem('not-found', { text: 'Webhook not found' })
  return record
}

function existing(record: KeptRecord | undefined): KeptRecord {
  if (record === undefined) throw new Error('a subscription vanished while it was read')
  return record
}

function refuseUnknownFields(fields: readonly string[] | null): void {
  const issues = (fields ?? []).flatMap((name, place): readonly Issue[] =>
    ATTRIBUTES.includes(name) ? [] : [{ in: 'body', at: `/data/attributes/fields/${place}`, rule: 'unknown_field' }],
  )
  if (issues.length > 0) throw new Problem('refused', { issues })
}
