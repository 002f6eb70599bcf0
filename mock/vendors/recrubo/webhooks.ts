import type { components, operations as Operations } from '../../../spec/generated/recrubo.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { OperationInput } from '../../http/operation.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { createUuidV4Codec } from '../../world/dataset/id-codec.ts'
import type { JsonObject } from '../../world/model/run.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { WEBHOOKS_RESOURCE } from './info.ts'
import { FLOW_RUN_ATTRIBUTES, rejectUnknownParameters } from './query.ts'
import { createDeleteReply, listResources, readResource, type ResourceType } from './resource-list.ts'

type Webhook = components['schemas']['Webhook']

/** The stored attributes of a subscription. */
type Subscription = Omit<Webhook['attributes'], 'createdAt' | 'updatedAt'>

const getWebhookCodec = memoizePerWorld((world) => createUuidV4Codec(world.dataset.parameters.seed, 'recrubo/webhook'))

export function encodeWebhookId(world: World, number: number): string {
  return getWebhookCodec(world).encode(number)
}

function findWebhook(world: World, id: string): VendorRecord | undefined {
  const number = getWebhookCodec(world).decode(id.toLowerCase())
  return number === undefined ? undefined : world.getRecords(WEBHOOKS_RESOURCE).get({ at: number, number: 0 })
}

/** @throws {Problem} "not-found" for an unknown id */
function requireWebhook(world: World, id: string): VendorRecord {
  const record = findWebhook(world, id)
  if (record === undefined) throw new Problem('not-found', { text: 'Webhook not found' })
  return record
}

function requireRecord(record: VendorRecord | undefined): VendorRecord {
  if (record === undefined) throw new Error('the collection of webhooks has no such record')
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
    id: encodeWebhookId(world, record.number),
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
    collection: {
      size: records.size,
      getItem: (index) => requireRecord(records.item(index)),
      attributes: {
        createdAt: { kind: 'instant', getValue: ({ createdAt }) => createdAt },
        updatedAt: { kind: 'instant', getValue: ({ modifiedAt }) => modifiedAt },
      },
    },
  }
}

type CreateBody = OperationInput<Operations['createWebhook']>['body']
type UpdateBody = OperationInput<Operations['updateWebhook']>['body']

function createSubscription(body: CreateBody, world: World): Webhook {
  const { event, resourceType, fields = null, webhookUrl = null } = body.data.attributes
  rejectUnknownFields(fields)
  const value = toRecordValue({ resourceType, event, fields, webhookUrl })
  world.applyOperation({ kind: 'create-record', resource: WEBHOOKS_RESOURCE, value })
  const record = world.getRecords(WEBHOOKS_RESOURCE).get({ at: world.revision, number: 0 })
  return serializeWebhook(requireRecord(record), world)
}

/** Changes the attributes that were sent; without any, `updatedAt` stays the same. */
function updateSubscription(body: UpdateBody, id: string, world: World): Webhook {
  const record = requireWebhook(world, id)
  if (body.data.id.toLowerCase() !== id.toLowerCase()) throw createIdMismatchProblem()
  const changes = body.data.attributes ?? {}
  rejectUnknownFields(changes.fields ?? null)
  if (Object.keys(changes).length === 0) return serializeWebhook(record, world)
  const value = toRecordValue({ ...readSubscription(record), ...changes })
  world.applyOperation({ kind: 'update-record', resource: WEBHOOKS_RESOURCE, number: record.number, value })
  return serializeWebhook(requireWebhook(world, id), world)
}

function createIdMismatchProblem(): Problem {
  return new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
}

function rejectUnknownFields(fields: readonly string[] | null): void {
  const issues = (fields ?? []).flatMap((name, index): readonly Issue[] =>
    FLOW_RUN_ATTRIBUTES.includes(name)
      ? []
      : [{ in: 'body', at: `/data/attributes/fields/${index}`, rule: 'unknown_field' }],
  )
  if (issues.length > 0) throw new Problem('refused', { issues })
}

type Organization = components['schemas']['Organization']

/** The record collection of organization settings; the last record is in effect. */
const ADDRESSES_RESOURCE = 'recrubo/addresses'

const getOrganizationId = memoizePerWorld((world) =>
  createUuidV4Codec(world.dataset.parameters.seed, 'recrubo/organization').encode(0),
)

/** The URL for subscriptions without one of their own, and the secret that is sent to all URLs. */
export interface WebhookAddress {
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

type OrganizationBody = OperationInput<Operations['updateOrganization']>['body']

function setWebhookAddress(body: OrganizationBody, world: World): Organization {
  const { id, attributes } = body.data
  if (id !== undefined && id.toLowerCase() !== getOrganizationId(world)) throw createIdMismatchProblem()
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

export const webhookHandlers: { readonly [Id in WebhookOperation]: Handler<Operations[Id]> } = {
  listWebhooks: ({ query }, context) => ({
    status: 200,
    body: listResources(createWebhookType(context), query, context),
  }),
  createWebhook({ body }, context) {
    rejectUnknownParameters(context.request.query, [], context.world)
    const data = createSubscription(body, context.world)
    const headers = { location: `${context.linkPrefix}/public/v2/webhooks/${data.id}` }
    return { status: 201, body: { data, meta: {} }, headers }
  },
  readWebhook: ({ path }, context) => ({
    status: 200,
    body: readResource(createWebhookType(context), findWebhook(context.world, path.id), context),
  }),
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
