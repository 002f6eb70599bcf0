import type { operations } from '../../../spec/generated/recrubo.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { VendorRecord } from '../../world/annex.ts'
import type { ResourceType } from './reading.ts'
import { FLOW_RUN_ATTRIBUTES } from './sentences.ts'
import { toRecordValue, readSubscription, serializeWebhook, type Webhook, findWebhook } from './webhook.ts'
import { WEBHOOKS_RESOURCE } from './face.ts'

/** The subscriptions of a world. */
export function createWebhookType({ world }: HandlerContext): ResourceType<VendorRecord, Webhook> {
  const records = world.getRecords(WEBHOOKS_RESOURCE)
  return {
    type: 'webhooks',
    parameters: ['page[number]', 'page[size]', 'sort', 'fields[]'],
    toResource: (record) => serializeWebhook(record, world),
    collection: {
      size: records.size,
      getItem: (place) => requireStored(records.item(place)),
      attributes: {
        createdAt: { kind: 'instant', of: ({ createdAt }) => createdAt },
        updatedAt: { kind: 'instant', of: ({ modifiedAt }) => modifiedAt },
      },
    },
  }
}

/** Makes a subscription. */
export function createSubscription(
  body: OperationInput<operations['createWebhook']>['body'],
  { world }: HandlerContext,
): Webhook {
  const { event, resourceType, fields = null, webhookUrl = null } = body.data.attributes
  rejectUnknownFields(fields)
  world.applyOperation({
    kind: 'keep',
    resource: WEBHOOKS_RESOURCE,
    value: toRecordValue({ resourceType, event, fields, webhookUrl }),
  })
  return serializeWebhook(
    requireStored(world.getRecords(WEBHOOKS_RESOURCE).get({ at: world.revision, number: 0 })),
    world,
  )
}

/** Changes a subscription; one that nothing is asked of stays as it is. */
export function updateSubscription(
  body: OperationInput<operations['updateWebhook']>['body'],
  id: string,
  { world }: HandlerContext,
): Webhook {
  const record = requireWebhook(findWebhook(world, id))
  if (body.data.id.toLowerCase() !== id.toLowerCase()) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const changes = body.data.attributes ?? {}
  rejectUnknownFields(changes.fields ?? null)
  if (Object.keys(changes).length === 0) return serializeWebhook(record, world)
  const value = toRecordValue({ ...readSubscription(record), ...changes })
  world.applyOperation({ kind: 'keep-anew', resource: WEBHOOKS_RESOURCE, number: record.number, value })
  return serializeWebhook(requireWebhook(findWebhook(world, id)), world)
}

/** Ends a subscription. */
export function deleteSubscription(id: string, { world }: HandlerContext): void {
  world.applyOperation({
    kind: 'discard',
    resource: WEBHOOKS_RESOURCE,
    number: requireWebhook(findWebhook(world, id)).number,
  })
}

function requireWebhook(record: VendorRecord | undefined): VendorRecord {
  if (record === undefined) throw new Problem('not-found', { text: 'Webhook not found' })
  return record
}

function requireStored(record: VendorRecord | undefined): VendorRecord {
  if (record === undefined) throw new Error('a subscription vanished while it was read')
  return record
}

function rejectUnknownFields(fields: readonly string[] | null): void {
  const issues = (fields ?? []).flatMap((name, place): readonly Issue[] =>
    FLOW_RUN_ATTRIBUTES.includes(name)
      ? []
      : [{ in: 'body', at: `/data/attributes/fields/${place}`, rule: 'unknown_field' }],
  )
  if (issues.length > 0) throw new Problem('refused', { issues })
}
