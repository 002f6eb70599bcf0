import type { OperationFacts } from '../../spec/operation-facts.ts'
import { resolveRateLimit } from './limits.ts'
import type { RequestContext } from './passage.ts'
import { Problem } from './problem.ts'

/**
 * Counts a request against the quota that it falls under: the documented one, or the one that its world was given.
 * @throws {Problem} "throttled"
 */
export function consumeRateLimit(context: RequestContext, operation: OperationFacts): void {
  const { name, rateLimit: vendorLimit } = context.route.vendor
  const { servedWorld } = context.selection
  const documented = typeof vendorLimit === 'function' ? vendorLimit(operation, servedWorld.world) : vendorLimit
  if (documented === undefined || context.caller === null || servedWorld.asOf !== null) return
  const rateLimit = resolveRateLimit(servedWorld.world, name, {
    quota: documented,
    isEnforced: context.deps.hasRateLimits,
  })
  const bucketKey = rateLimit?.getBucket(context.caller) ?? null
  if (rateLimit === undefined || bucketKey === null) return
  const state = servedWorld.getRateLimiter(`${name} ${bucketKey}`, rateLimit).consume(servedWorld.world.now)
  if (!state.isAllowed) {
    const { retryAfter, limit } = state
    throw new Problem('throttled', retryAfter === null ? { limit } : { retryAfter, limit })
  }
  context.rateLimitHeaders = rateLimit.buildHeaders(state)
}
