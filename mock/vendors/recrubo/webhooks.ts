import type { components, operations, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import type { JsonObject } from '../../world/model/run.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { createDeleteResponse } from './flow-run-handlers.ts'
import { WEBHOOKS_RESOURCE } from './info.ts'
import { rejectUnknownParameters } from './query.ts'
import { listResources, readResource, type ResourceType } from './resource-list.ts'
import { FLOW_RUN_ATTRIBUTES } from './validation-messages.ts'

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
    kind: 'create-record',
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
  world.applyOperation({ kind: 'update-record', resource: WEBHOOKS_RESOURCE, number: record.number, value })
  return serializeWebhook(requireWebhook(findWebhook(world, id)), world)
}

/** Ends a subscription. */
export function deleteSubscription(id: string, { world }: HandlerContext): void {
  world.applyOperation({
    kind: 'delete-record',
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

type Organization = components['schemas']['Organization']

/** Under which name the last word about where webhooks go is kept. */
const ADDRESSES_RESOURCE = 'recrubo/addresses'

const getOrganizationId = memoizePerWorld((world) =>
  createUuidV4Codec(world.dataset.parameters.seed, 'recrubo/organization').encode(0),
)

/** Where webhooks go that have no address of their own, and the secret that goes with all. */
export interface WebhookAddress {
  readonly webhookUrl: string
  readonly webhookSecret: string
}

/** The address of the organization; null while none is set. */
export function getWebhookAddress(world: World): WebhookAddress | null {
  const records = world.getRecords(ADDRESSES_RESOURCE)
  const last = records.item(records.size - 1)
  // Only `setAddress` writes these records.
  return last === undefined ? null : (last.value as unknown as WebhookAddress)
}

/** Sets address and secret. */
export function setWebhookAddress(
  body: OperationInput<operations['updateOrganization']>['body'],
  { world }: HandlerContext,
): Organization {
  const { id, attributes } = body.data
  if (id !== undefined && id.toLowerCase() !== getOrganizationId(world)) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { webhookUrl, webhookSecret } = attributes
  world.applyOperation({ kind: 'create-record', resource: ADDRESSES_RESOURCE, value: { webhookUrl, webhookSecret } })
  return { id: getOrganizationId(world), type: 'organizations', attributes: { webhookUrl } }
}

type WebhookOperation =
  | 'listWebhooks'
  | 'createWebhook'
  | 'readWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'updateOrganization'

/** What clients may do about being told of changes. */
export const webhookHandlers: { readonly [Id in WebhookOperation]: Handler<Operations[Id]> } = {
  listWebhooks: ({ query }, context) => ({
    status: 200,
    body: listResources(createWebhookType(context), query, context),
  }),
  createWebhook({ body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    const data = createSubscription(body, context)
    const headers = { location: `${context.linkPrefix}/public/v2/webhooks/${data.id}` }
    return { status: 201, body: { data, meta: {} }, headers }
  },
  readWebhook({ path }, context) {
    return { status: 200, body: readResource(createWebhookType(context), findWebhook(context.world, path.id), context) }
  },
  updateWebhook({ path, body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    return { status: 200, body: { data: updateSubscription(body, path.id, context), meta: {} } }
  },
  deleteWebhook({ path }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    deleteSubscription(path.id, context)
    return createDeleteResponse(context)
  },
  updateOrganization({ body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    return { status: 200, body: { data: setWebhookAddress(body, context), meta: {} } }
  },
}
