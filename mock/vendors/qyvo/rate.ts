import type { QuotaState } from '../../http/quota.ts'
import type { VendorQuota } from '../../http/vendor.ts'
import { MINUTE } from '../../world/instant.ts'

/** Requests that a token may make in a window. */
export const REQUESTS = 120

/** What an answer tells of the quota (rate limits page). */
export function rateHeaders({ limit, remaining }: Pick<QuotaState, 'limit' | 'remaining'>) {
  return { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) }
}

/** 120 requests in 60 rolling seconds for each token; every request of a token counts. */
export const quota: VendorQuota = {
  requests: REQUESTS,
  window: MINUTE,
  bucket: (caller) => caller.token ?? '',
  headers: rateHeaders,
}
