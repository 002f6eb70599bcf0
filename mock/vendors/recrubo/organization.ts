import type { components, operations } from '../../../spec/generated/recrubo.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { randomIdentity } from '../../world/identity.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'

type Organization = components['schemas']['Organization']

/** Under which name the last word about where webhooks go is kept. */
const ADDRESSES = 'recrubo/addresses'

const organizationId = perWorld((world) =>
  randomIdentity(world.universe.parameters.seed, 'recrubo/organization').encode(0),
)

/** Where webhooks go that have no address of their own, and the secret that goes with all. */
export interface Address {
  readonly webhookUrl: string
  readonly webhookSecret: string
}

/** The address of the organization; null while none is set. */
export function addressOf(world: World): Address | null {
  const records = world.records(ADDRESSES)
  const last = records.item(records.size - 1)
  // Only `setAddress` writes these records.
  return last === undefined ? null : (last.value as unknown as Address)
}

/** Sets address and secret. */
export function setAddress(body: Asked<operations['updateOrganization']>['body'], { world }: Scene): Organization {
  const { id, attributes } = body.data
  if (id !== undefined && id.toLowerCase() !== organizationId(world)) {
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/data/id', rule: 'const' }] })
  }
  const { webhookUrl, webhookSecret } = attributes
  world.apply({ kind: 'keep', resource: ADDRESSES, value: { webhookUrl, webhookSecret } })
  return { id: organizationId(world), type: 'organizations', attributes: { webhookUrl } }
}
