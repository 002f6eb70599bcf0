import type { Caller } from '../../http/request.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { VendorRateLimit } from '../../http/rate-limit.ts'
import { HOUR } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { getCallerAccess } from './auth.ts'

/** The scope in which the requests of each operation are counted; others are not limited. */
const SCOPES: Readonly<Record<string, string>> = {
  listRuns: 'v2.runs',
  listFlowStarts: 'v2',
  createFlowStart: 'v2',
  listFlows: 'v2',
  listContacts: 'v2.contacts',
  writeContact: 'v2.contacts',
  listGroups: 'v2',
}

const REQUESTS_PER_HOUR = { v9: 2500, head: 3600, raised: 15_000, lowered: 3 } as const

/** Returns the rate limit of an operation: requests per hour and scope, shared by all tokens of the workspace. */
export function getRateLimit({ id }: OperationFacts, world: World): VendorRateLimit | undefined {
  const scope = SCOPES[id]
  if (scope === undefined) return undefined
  const position = getQuirkPosition(world, quirks.rate)
  return {
    requests: REQUESTS_PER_HOUR[position === 'documented' ? getServerVersion(world) : position],
    window: HOUR,
    getBucket: (caller) => getBucketKey(caller, scope),
    buildHeaders: () => ({}),
  }
}

/** Sessions are not limited. In version 9 staff have buckets of their own. */
function getBucketKey(caller: Caller, scope: string): string | null {
  const { role, isSession, version } = getCallerAccess(caller)
  if (isSession) return null
  return role === 'staff' && version === 'v9' ? `${scope} staff` : scope
}
