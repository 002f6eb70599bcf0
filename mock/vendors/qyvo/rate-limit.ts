import type { RateLimitResult, VendorRateLimit } from '../../http/rate-limit.ts'
import { MINUTE } from '../../world/time.ts'

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
