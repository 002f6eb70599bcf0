import type { Caller } from './request.ts'
import { type Duration, type Instant, addDuration, SECOND } from '../world/time.ts'
import type { SideState } from '../world/state/side-state.ts'

/** A number of requests in a rolling window of virtual time. */
export interface RateLimit {
  readonly requests: number
  readonly window: Duration
}

/** A rate limit that a vendor documents, and the response headers that describe it. */
export interface VendorRateLimit extends RateLimit {
  /** The bucket that a caller's requests are counted in; null for callers who are not counted. */
  getBucket(caller: Caller): string | null
  buildHeaders(result: RateLimitResult): Readonly<Record<string, string>>
}

/** Replaces a vendor's documented rate limit in one world. */
export type RateLimitOverride = { readonly off: true } | { readonly requests: number; readonly window: Duration }

/** The rate limit in force in a world; undefined where requests are not counted. */
export function resolveRateLimit(
  { sideState }: { readonly sideState: SideState },
  vendor: string,
  { quota, isEnforced }: { readonly quota: VendorRateLimit; readonly isEnforced: boolean },
): VendorRateLimit | undefined {
  const documented = isEnforced ? quota : undefined
  if (sideState.rateLimits === null) return documented
  // The control API validates overrides before it stores them, and a snapshot's when it is imported.
  const override = sideState.rateLimits[vendor] as RateLimitOverride | undefined
  if (override === undefined) return documented
  return 'off' in override ? undefined : { ...quota, ...override }
}

/** The result of counting one request. */
export interface RateLimitResult {
  readonly isAllowed: boolean
  readonly limit: number
  readonly remaining: number
  /**
   * Whole seconds until the next request is allowed, rounded up; 0 when this one is allowed. Null when the limit was
   * lowered below what is used, so that one expired request is not enough.
   */
  readonly retryAfter: number | null
}

/** The state of a bucket between requests. */
export interface RateLimitStatus {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** The instant from which the next request is allowed. */
  readonly nextAllowedAt: Instant
  /** The instant at which the whole limit is available again. */
  readonly resetsAt: Instant
}

/** Counts the requests of one bucket; rejected requests do not count. */
export class RateLimiter {
  /** Replaceable: used requests stay used. */
  rateLimit: RateLimit
  /** Instants of the allowed requests of the window, oldest first. */
  #consumed: Instant[] = []

  /** @param consumed requests that are used from the start, oldest first */
  constructor(rateLimit: RateLimit, consumed: readonly Instant[] = []) {
    this.rateLimit = rateLimit
    this.#consumed = [...consumed]
  }

  /** The instants of the allowed requests of the last window, oldest first. */
  get consumed(): readonly Instant[] {
    return this.#consumed
  }

  getStatus(now: Instant): RateLimitStatus {
    const { requests: limit, window } = this.rateLimit
    const consumed = this.#consumed.filter((at) => at > addDuration(now, -window))
    const used = consumed.length
    const blocking = consumed[used - limit]
    const last = consumed.at(-1)
    return {
      limit,
      used,
      remaining: Math.max(0, limit - used),
      nextAllowedAt: used < limit || blocking === undefined ? now : addDuration(blocking, window),
      resetsAt: last === undefined ? now : addDuration(last, window),
    }
  }

  /** Counts a request at an instant, if the limit allows it. */
  consume(now: Instant): RateLimitResult {
    const { requests: limit, window } = this.rateLimit
    const windowStart = addDuration(now, -window)
    const firstInWindow = this.#consumed.findIndex((at) => at > windowStart)
    if (firstInWindow !== 0) this.#consumed = firstInWindow === -1 ? [] : this.#consumed.slice(firstInWindow)
    const [oldest] = this.#consumed
    if (this.#consumed.length >= limit && oldest !== undefined) {
      const seconds = Math.ceil((addDuration(oldest, window) - now) / SECOND)
      return { isAllowed: false, limit, remaining: 0, retryAfter: this.#consumed.length > limit ? null : seconds }
    }
    this.#consumed.push(now)
    return { isAllowed: true, limit, remaining: limit - this.#consumed.length, retryAfter: 0 }
  }
}
