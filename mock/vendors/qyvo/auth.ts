import type { components } from '../../../spec/generated/qyvo.types.ts'
import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import type { RateLimitResult, VendorRateLimit } from '../../http/rate-limit.ts'
import type { Caller } from '../../http/request.ts'
import type { VendorAuth } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'

/** The token that Flowtwin issues for Qyvo. */
export const credential = createIssuedToken('qyvo', 64)

const bearerAuth = createBearerAuth([credential])

/** Bearer tokens of users. A user without a workspace may call only the operation `me` (Me page). */
export const auth: VendorAuth = {
  ...bearerAuth,
  authorizeAfterRateLimit(caller, operation) {
    if (caller.credentialStatus !== 'no-workspace' || operation.id === 'me') return
    throw new Problem('refused', { text: 'No workspace configured for this account.' })
  },
}

/** The number of requests per token in 60 seconds. */
export const MAX_REQUESTS = 120

/** Creates the headers that the rate limits page documents. */
export function createRateLimitHeaders({ limit, remaining }: Pick<RateLimitResult, 'limit' | 'remaining'>) {
  return { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) }
}

/** 120 requests per token in a rolling window of 60 seconds, whatever their operation and status. */
export const rateLimit: VendorRateLimit = {
  requests: MAX_REQUESTS,
  window: MINUTE,
  getBucket: (caller) => caller.token ?? '',
  buildHeaders: createRateLimitHeaders,
}

const WORKSPACES = [
  'Lantern Goods',
  'Harbour Street Market',
  'Field & Fold',
  'Copper Kettle Supply',
  'Northgate Cycles',
]
const USERS = ['Noor Haddad', 'Wim Peeters', 'Clara Lindqvist', 'Tom Ashdown']

/** Returns the user and the workspace of a token. All tokens with a workspace belong to the workspace's owner. */
export function readMe({ credentialStatus }: Caller, world: World): components['schemas']['Me'] {
  const key = deriveKey(world.dataset.parameters.seed, 'qyvo/user')
  const id = 100 + (randomInt(key, 0, 0) % 9000)
  if (credentialStatus === 'no-workspace')
    return { id: id + 1, email: 'newcomer@example.com', name: null, tenant: null }
  const name = USERS[randomInt(key, 0, 1) % USERS.length] ?? ''
  const workspace = WORKSPACES[randomInt(key, 0, 2) % WORKSPACES.length] ?? ''
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  return { id, email, name, tenant: { id: getIds(world).tenant.encode(0), name: workspace } }
}
