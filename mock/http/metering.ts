import type { OperationFacts } from '../../spec/operation-facts.ts'
import { limitOf } from './limits.ts'
import type { Passage } from './passage.ts'
import { Problem } from './problem.ts'

/**
 * Counts a request against the quota that it falls under: the documented one, or the one that its world was given.
 * @throws {Problem} "throttled"
 */
export function meter(passage: Passage, operation: OperationFacts): void {
  const { name, quota: quotaOf } = passage.route.vendor
  const { served } = passage.selection
  const documented = typeof quotaOf === 'function' ? quotaOf(operation, served.world) : quotaOf
  if (documented === undefined || passage.caller === null || served.asOf !== null) return
  const quota = limitOf(served.world, name, { quota: documented, isEnforced: passage.host.limits })
  const bucket = quota?.bucket(passage.caller) ?? null
  if (quota === undefined || bucket === null) return
  const state = served.meter(`${name} ${bucket}`, quota).take(served.world.now)
  if (!state.allowed) {
    const { retryAfter, limit } = state
    throw new Problem('throttled', retryAfter === null ? { limit } : { retryAfter, limit })
  }
  passage.quotaHeaders = quota.headers(state)
}
