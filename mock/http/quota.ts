import { type Duration, type Instant, plus, SECOND } from '../world/instant.ts'

/** So many requests in a rolling window of virtual time. */
export interface Quota {
  readonly requests: number
  readonly window: Duration
}

/** How a request fared against its quota. */
export interface QuotaState {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /**
   * Whole seconds after which the next request is allowed, rounded up; 0 when it is allowed now, null when more was used
   * than the limit allows since it was lowered, so that one request less is not enough.
   */
  readonly retryAfter: number | null
}

/** How a bucket stands. */
export interface QuotaLook {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** When the next request is allowed. */
  readonly nextAt: Instant
  /** When nothing of it is used any more. */
  readonly resetsAt: Instant
}

/** Counts the requests of one bucket: each allowed one is remembered for the window, refused ones are not counted. */
export class Meter {
  /** May be replaced: what was used stays used. */
  quota: Quota
  #taken: Instant[] = []

  /** @param used requests that are used up from the start */
  constructor(quota: Quota, used: readonly Instant[] = []) {
    this.quota = quota
    this.#taken = [...used]
  }

  /** How the bucket stands, without a request. */
  look(now: Instant): QuotaLook {
    const { requests: limit, window } = this.quota
    const taken = this.#taken.filter((at) => at > plus(now, -window))
    const used = taken.length
    const holding = taken[used - limit]
    const last = taken.at(-1)
    return {
      limit,
      used,
      remaining: Math.max(0, limit - used),
      nextAt: used < limit || holding === undefined ? now : plus(holding, window),
      resetsAt: last === undefined ? now : plus(last, window),
    }
  }

  take(now: Instant): QuotaState {
    const { requests: limit, window } = this.quota
    const from = plus(now, -window)
    const firstKept = this.#taken.findIndex((at) => at > from)
    if (firstKept !== 0) this.#taken = firstKept === -1 ? [] : this.#taken.slice(firstKept)
    const [oldest] = this.#taken
    if (this.#taken.length >= limit && oldest !== undefined) {
      const wait = Math.ceil((plus(oldest, window) - now) / SECOND)
      return { allowed: false, limit, remaining: 0, retryAfter: this.#taken.length > limit ? null : wait }
    }
    this.#taken.push(now)
    return { allowed: true, limit, remaining: limit - this.#taken.length, retryAfter: 0 }
  }
}
