import type { components, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { WholeResource } from '../../wire/media-type.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { assertSameId, FLOW_RUN_ATTRIBUTES, rejectUnknownParameters } from './query.ts'
import { createDeleteReply, listResources, readResource, type ResourceType } from './resource-list.ts'

/** The world's record collection that holds webhook subscriptions. */
export const WEBHOOKS_RESOURCE = 'recrubo/webhooks'

type Webhook = WholeResource<components['schemas']['Webhook']>

/** The stored attributes of a subscription. */
type Subscription = Omit<Webhook['attributes'], 'createdAt' | 'updatedAt'>

function findWebhook(world: World, id: string): VendorRecord | undefined {
  const number = getIds(world).webhook.decode(id.toLowerCase())
  return number === undefined ? undefined : world.getRecords(WEBHOOKS_RESOURCE).get({ at: number, number: 0 })
}

/** @throws {Problem} "not-found" for an unknown id */
function requireWebhook(world: World, id: string): VendorRecord {
  const record = findWebhook(world, id)
  if (record === undefined) throw new Problem('not-found', { text: 'Webhook not found' })
  return record
}

function toRecordValue({ resourceType, event, fields, webhookUrl }: Subscription): JsonObject {
  return { resourceType, event, fields, webhookUrl }
}

export function readSubscription({ value }: VendorRecord): Subscription {
  // Only `toRecordValue` produces the values of these records.
  return value as unknown as Subscription
}

function serializeWebhook(record: VendorRecord, world: World): Webhook {
  return {
    id: getIds(world).webhook.encode(record.number),
    type: 'webhooks',
    attributes: {
      createdAt: formatIsoSeconds(record.createdAt),
      updatedAt: formatIsoSeconds(record.modifiedAt),
      ...readSubscription(record),
    },
  }
}

function createWebhookType({ world }: HandlerContext): ResourceType<VendorRecord, Webhook> {
  const records = world.getRecords(WEBHOOKS_RESOURCE)
  return {
    type: 'webhooks',
    parameters: ['page[number]', 'page[size]', 'sort', 'fields[]'],
    serialize: (record) => serializeWebhook(record, world),
    items: { length: records.size, slice: (from, to) => records.slice(from, to) },
    attributes: {
      createdAt: { kind: 'instant', getValue: ({ createdAt }) => createdAt },
      updatedAt: { kind: 'instant', getValue: ({ modifiedAt }) => modifiedAt },
    },
  }
}

type BodyOf<Id extends WebhookOperation> = OperationInput<Operations[Id]>['body']

function createSubscription(body: BodyOf<'createWebhook'>, world: World): Webhook {
  const { event, resourceType, fields = null, webhookUrl = null } = body.data.attributes
  rejectUnknownFields(fields)
  const value = toRecordValue({ resourceType, event, fields, webhookUrl })
  world.applyOperation({ kind: 'create-record', resource: WEBHOOKS_RESOURCE, value })
  const record = world.getRecords(WEBHOOKS_RESOURCE).get({ at: world.revision, number: 0 })
  if (record === undefined) throw new Error('the operation created no webhook')
  return serializeWebhook(record, world)
}

/** Changes the attributes that were sent; without any, `updatedAt` stays the same. */
function updateSubscription(body: BodyOf<'updateWebhook'>, id: string, world: World): Webhook {
  const record = requireWebhook(world, id)
  assertSameId(body.data.id, id)
  const changes = body.data.attributes ?? {}
  rejectUnknownFields(changes.fields ?? null)
  if (Object.keys(changes).length === 0) return serializeWebhook(record, world)
  const value = toRecordValue({ ...readSubscription(record), ...changes })
  world.applyOperation({ kind: 'update-record', resource: WEBHOOKS_RESOURCE, number: record.number, value })
  return serializeWebhook(requireWebhook(world, id), world)
}

function rejectUnknownFields(fields: readonly string[] | null): void {
  const issues = (fields ?? []).flatMap((name, index): readonly Issue[] =>
    FLOW_RUN_ATTRIBUTES.includes(name)
      ? []
      : [{ in: 'body', at: `/data/attributes/fields/${index}`, rule: 'unknown_field' }],
  )
  if (issues.length > 0) throw new Problem('refused', { issues })
}

/** The record collection of organization settings; the last record is in effect. */
const ADDRESSES_RESOURCE = 'recrubo/addresses'

/** The URL for subscriptions without one of their own, and the secret that is sent to all URLs. */
interface WebhookAddress {
  readonly webhookUrl: string
  readonly webhookSecret: string
}

/** The webhook address of the organization; null until it is set. */
export function getWebhookAddress(world: World): WebhookAddress | null {
  const records = world.getRecords(ADDRESSES_RESOURCE)
  const last = records.item(records.size - 1)
  // Only `setWebhookAddress` writes these records.
  return last === undefined ? null : (last.value as unknown as WebhookAddress)
}

function setWebhookAddress(body: BodyOf<'updateOrganization'>, world: World): components['schemas']['Organization'] {
  const { webhookUrl, webhookSecret } = body.data.attributes
  const id = getIds(world).organization
  assertSameId(body.data.id ?? id, id)
  world.applyOperation({ kind: 'create-record', resource: ADDRESSES_RESOURCE, value: { webhookUrl, webhookSecret } })
  return { id, type: 'organizations', attributes: { webhookUrl } }
}

type WebhookOperation =
  | 'listWebhooks'
  | 'createWebhook'
  | 'readWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'updateOrganization'

export const webhookHandlers: { readonly [Id in WebhookOperation]: Handler<Operations[Id]> } = {
  listWebhooks: ({ query }, context) => listResources(createWebhookType(context), query, context),
  createWebhook({ body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    const data = createSubscription(body, context.world)
    const headers = { location: `${context.linkPrefix}/public/v2/webhooks/${data.id}` }
    return { status: 201, body: { data, meta: {} }, headers }
  },
  readWebhook: ({ path }, context) =>
    readResource(createWebhookType(context), findWebhook(context.world, path.id), context),
  updateWebhook({ path, body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    return { status: 200, body: { data: updateSubscription(body, path.id, context.world), meta: {} } }
  },
  deleteWebhook({ path }, context) {
    const { world, request } = context
    rejectUnknownParameters(request.query, [], world)
    const { number } = requireWebhook(world, path.id)
    world.applyOperation({ kind: 'delete-record', resource: WEBHOOKS_RESOURCE, number })
    return createDeleteReply(context)
  },
  updateOrganization({ body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    return { status: 200, body: { data: setWebhookAddress(body, context.world), meta: {} } }
  },
}
