import type { RateLimitResult } from '../../http/rate-limit.ts'
import type { VendorRateLimit } from '../../http/vendor.ts'
import { MINUTE } from '../../world/time/instant.ts'

/** Requests that a token may make in a window. */
export const MAX_REQUESTS = 120

/** What an answer tells of the quota (rate limits page). */
export function createRateLimitHeaders({ limit, remaining }: Pick<RateLimitResult, 'limit' | 'remaining'>) {
  return { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) }
}

/** 120 requests in 60 rolling seconds for each token; every request of a token counts. */
export const rateLimit: VendorRateLimit = {
  requests: MAX_REQUESTS,
  window: MINUTE,
  getBucket: (caller) => caller.token ?? '',
  buildHeaders: createRateLimitHeaders,
}
