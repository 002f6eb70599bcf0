import type { components, operations } from '../../../spec/generated/recrubo.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { createUuidV4Codec } from '../../world/identity.ts'
import { memoizePerWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'

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
  world.applyOperation({ kind: 'keep', resource: ADDRESSES_RESOURCE, value: { webhookUrl, webhookSecret } })
  return { id: getOrganizationId(world), type: 'organizations', attributes: { webhookUrl } }
}
