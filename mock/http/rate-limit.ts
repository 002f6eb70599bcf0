import { type Duration, type Instant, addDuration, SECOND } from '../world/time/instant.ts'

/** So many requests in a rolling window of virtual time. */
export interface RateLimit {
  readonly requests: number
  readonly window: Duration
}

/** How a request fared against its quota. */
export interface RateLimitResult {
  readonly isAllowed: boolean
  readonly limit: number
  readonly remaining: number
  /**
   * Whole seconds after which the next request is allowed, rounded up; 0 when it is allowed now, null when more was used
   * than the limit allows since it was lowered, so that one request less is not enough.
   */
  readonly retryAfter: number | null
}

/** How a bucket stands. */
export interface RateLimitStatus {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** When the next request is allowed. */
  readonly nextAllowedAt: Instant
  /** When nothing of it is used any more. */
  readonly resetsAt: Instant
}

/** Counts the requests of one bucket: each allowed one is remembered for the window, refused ones are not counted. */
export class RateLimiter {
  /** May be replaced: what was used stays used. */
  rateLimit: RateLimit
  #consumed: Instant[] = []

  /** @param used requests that are used up from the start */
  constructor(quota: RateLimit, used: readonly Instant[] = []) {
    this.rateLimit = quota
    this.#consumed = [...used]
  }

  /** How the bucket stands, without a request. */
  getStatus(now: Instant): RateLimitStatus {
    const { requests: limit, window } = this.rateLimit
    const taken = this.#consumed.filter((at) => at > addDuration(now, -window))
    const used = taken.length
    const holding = taken[used - limit]
    const last = taken.at(-1)
    return {
      limit,
      used,
      remaining: Math.max(0, limit - used),
      nextAllowedAt: used < limit || holding === undefined ? now : addDuration(holding, window),
      resetsAt: last === undefined ? now : addDuration(last, window),
    }
  }

  consume(now: Instant): RateLimitResult {
    const { requests: limit, window } = this.rateLimit
    const from = addDuration(now, -window)
    const firstKept = this.#consumed.findIndex((at) => at > from)
    if (firstKept !== 0) this.#consumed = firstKept === -1 ? [] : this.#consumed.slice(firstKept)
    const [oldest] = this.#consumed
    if (this.#consumed.length >= limit && oldest !== undefined) {
      const wait = Math.ceil((addDuration(oldest, window) - now) / SECOND)
      return { isAllowed: false, limit, remaining: 0, retryAfter: this.#consumed.length > limit ? null : wait }
    }
    this.#consumed.push(now)
    return { isAllowed: true, limit, remaining: limit - this.#consumed.length, retryAfter: 0 }
  }
}
