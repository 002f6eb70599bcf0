import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Caller } from '../../http/handler-context.ts'
import type { VendorRateLimit } from '../../http/rate-limit.ts'
import { HOUR } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { getCallerAccess } from './auth.ts'

/** The scopes in which requests are counted. */
type Scope = 'v2' | 'v2.runs' | 'v2.contacts'

/** The scope of each operation; others are not limited. */
const SCOPES: Readonly<Record<string, Scope>> = {
  listRuns: 'v2.runs',
  listFlowStarts: 'v2',
  createFlowStart: 'v2',
  listFlows: 'v2',
  listContacts: 'v2.contacts',
  writeContact: 'v2.contacts',
  listGroups: 'v2',
}

const NO_HEADERS = {}
const REQUESTS_PER_HOUR = { v9: 2500, head: 3600, raised: 15_000, lowered: 3 } as const

type Rate = keyof typeof REQUESTS_PER_HOUR

/** All rate limits by scope and rate. */
const RATE_LIMITS = {
  v2: createRateLimits('v2'),
  'v2.runs': createRateLimits('v2.runs'),
  'v2.contacts': createRateLimits('v2.contacts'),
} as const satisfies Record<Scope, Readonly<Record<Rate, VendorRateLimit>>>

/** Returns the rate limit of an operation: requests per hour and scope, shared by all tokens of the workspace. */
export function getRateLimit({ id }: OperationFacts, world: World): VendorRateLimit | undefined {
  const scope = SCOPES[id]
  if (scope === undefined) return undefined
  const position = getQuirkPosition(world, quirks.rate)
  return RATE_LIMITS[scope][position === 'documented' ? getServerVersion(world) : position]
}

function createRateLimits(scope: Scope): Readonly<Record<Rate, VendorRateLimit>> {
  const getBucket = (caller: Caller) => getBucketKey(caller, scope)
  const createRateLimit = (rate: Rate): VendorRateLimit => ({
    requests: REQUESTS_PER_HOUR[rate],
    window: HOUR,
    getBucket,
    buildHeaders: () => NO_HEADERS,
  })
  return {
    v9: createRateLimit('v9'),
    head: createRateLimit('head'),
    raised: createRateLimit('raised'),
    lowered: createRateLimit('lowered'),
  }
}

/** Sessions are not limited. In version 9 staff have buckets of their own. */
function getBucketKey(caller: Caller, scope: Scope): string | null {
  const { role, isSession, version } = getCallerAccess(caller)
  if (isSession) return null
  return role === 'staff' && version === 'v9' ? `${scope} staff` : scope
}
