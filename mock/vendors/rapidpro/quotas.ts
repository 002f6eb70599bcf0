import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Caller } from '../../http/scene.ts'
import type { VendorQuota } from '../../http/vendor.ts'
import { HOUR } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'
import { bearerOf } from './roles.ts'
import { versionOf } from './version.ts'

/** What requests are counted under; runs and contacts have scopes of their own. */
type Scope = 'v2' | 'v2.runs' | 'v2.contacts'

/** An operation without a scope is not counted. */
const SCOPES: Readonly<Record<string, Scope>> = {
  listRuns: 'v2.runs',
  listFlowStarts: 'v2',
  createFlowStart: 'v2',
  listFlows: 'v2',
  listContacts: 'v2.contacts',
  writeContact: 'v2.contacts',
  listGroups: 'v2',
}

const NONE = {}
const RATES = { v9: 2500, head: 3600, raised: 15_000, lowered: 3 } as const

type Rate = keyof typeof RATES

/** All quotas there can be, by scope and rate. */
const QUOTAS = {
  v2: quotasOf('v2'),
  'v2.runs': quotasOf('v2.runs'),
  'v2.contacts': quotasOf('v2.contacts'),
} as const satisfies Record<Scope, Readonly<Record<Rate, VendorQuota>>>

/** The quota of an operation: so many requests an hour for each scope and workspace, whoever's token is used. */
export function quotaOf({ id }: OperationFacts, world: World): VendorQuota | undefined {
  const scope = SCOPES[id]
  if (scope === undefined) return undefined
  const position = positionOf(world, quirks.rate)
  return QUOTAS[scope][position === 'documented' ? versionOf(world) : position]
}

function quotasOf(scope: Scope): Readonly<Record<Rate, VendorQuota>> {
  const bucket = (caller: Caller) => bucketOf(caller, scope)
  const quota = (rate: Rate): VendorQuota => ({ requests: RATES[rate], window: HOUR, bucket, headers: () => NONE })
  return { v9: quota('v9'), head: quota('head'), raised: quota('raised'), lowered: quota('lowered') }
}

/** Sessions are not counted, and in version 9 staff are counted on their own. */
function bucketOf(caller: Caller, scope: Scope): string | null {
  const { role, session, version } = bearerOf(caller)
  if (session) return null
  return role === 'staff' && version === 'v9' ? `${scope} staff` : scope
}
