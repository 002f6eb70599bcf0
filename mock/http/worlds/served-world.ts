import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import type { WebhookDispatcher } from '../webhook-dispatcher.ts'
import { ActiveRules } from '../faults/rule.ts'
import type { Journal } from '../journal/journal.ts'
import type { RecordedRequest, RecordedVendor } from '../journal/request-record.ts'
import type { WireResponse } from '../response.ts'
import { ResponseCache } from '../caches.ts'
import { RateLimiter, type RateLimit } from '../rate-limit.ts'
import { type RemainingRequests, SERVER_STATE_VERSION, type ServerState } from './server-state.ts'

interface ServedWorldParts {
  readonly name: string
  readonly world: World
  readonly webhookDispatcher: WebhookDispatcher
  readonly journal: Journal
  /** Creates the world of another tenant, at its first use. */
  readonly createOtherTenant: () => ServedWorld
  /** Creates the world as it was at an instant, from the nearest earlier state if one is given. */
  readonly createPastWorld: (at: Instant, nearest: World | undefined) => ServedWorld
  /** The instant that a past world shows; null (the default) for a present one. */
  readonly asOf?: Instant | null
}

/** The number of past worlds that are cached; the least recently used one is dropped. */
const MAX_PAST_WORLDS = 8

/** A world with the server's state about its requests: journal, caches, rate limiters, faults and webhooks. */
export class ServedWorld {
  readonly name: string
  readonly world: World
  readonly webhookDispatcher: WebhookDispatcher
  readonly journal: Journal
  readonly responseCache = new ResponseCache()
  readonly faults: ActiveRules
  readonly asOf: Instant | null
  readonly #createOtherTenant: () => ServedWorld
  readonly #createPastWorld: ServedWorldParts['createPastWorld']
  readonly #pastWorlds = new Map<Instant, ServedWorld>()
  #otherTenant: ServedWorld | undefined
  readonly #rateLimiters = new Map<string, RateLimiter>()
  /** Remaining requests that the control API set, by vendor; applied to buckets at their first use afterwards. */
  #remainingByVendor: ReadonlyMap<string, RemainingRequests> = new Map()

  constructor(parts: ServedWorldParts) {
    this.name = parts.name
    this.world = parts.world
    this.webhookDispatcher = parts.webhookDispatcher
    this.journal = parts.journal
    this.faults = new ActiveRules(parts.world)
    this.asOf = parts.asOf ?? null
    this.#createOtherTenant = parts.createOtherTenant
    this.#createPastWorld = parts.createPastWorld
  }

  /** Records a request that was answered outside the pipeline. @param note explains the response */
  recordResponse(
    { method, url, headers: requestHeaders }: Pick<RecordedRequest, 'method' | 'url' | 'headers'>,
    { status, headers, body }: WireResponse,
    note: string | null,
  ): void {
    const { now: at, revision } = this.world
    const request = { method, url, headers: requestHeaders, vendor: undefined, operation: undefined }
    const record = this.journal.openJournalEntry(request, at)
    this.journal.finishJournalEntry(
      record,
      { at, revision, caller: null, note, fault: null, status, headers },
      { requestBody: null, responseBody: body },
    )
  }

  /** True while things happen without a request: webhooks that have to be sent, or that a running clock will cause. */
  get hasBackgroundWork(): boolean {
    const { hasSubscribers, hasPendingDeliveries } = this.webhookDispatcher
    return hasPendingDeliveries || (hasSubscribers && this.world.clockMode.kind !== 'frozen')
  }

  /** The world of another tenant, at the same time. */
  get otherTenant(): ServedWorld {
    this.#otherTenant ??= this.#createOtherTenant()
    return this.#otherTenant
  }

  /** The world as it was at an instant between its start and now, frozen. */
  getPastWorld(at: Instant): ServedWorld {
    const earlier = [...this.#pastWorlds.keys()].filter((instant) => instant <= at)
    const nearest = this.#pastWorlds.get(earlier.length === 0 ? at : (Math.max(...earlier) as Instant))
    const past = nearest?.asOf === at ? nearest : this.#createPastWorld(at, nearest?.world)
    // Operations may still be applied at the present instant.
    if (at >= this.world.now) return past
    this.#pastWorlds.delete(at)
    this.#pastWorlds.set(at, past)
    const [oldest] = this.#pastWorlds.keys()
    if (this.#pastWorlds.size > MAX_PAST_WORLDS && oldest !== undefined) this.#pastWorlds.delete(oldest)
    return past
  }

  /** The rate limiter of a bucket ("<vendor> <bucket>"), with the limit now in force; created at its first use. */
  getRateLimiter(bucket: string, rateLimit: RateLimit): RateLimiter {
    const existing = this.#rateLimiters.get(bucket)
    if (existing !== undefined) {
      existing.rateLimit = rateLimit
      return existing
    }
    const remaining = this.#remainingByVendor.get(bucket.slice(0, bucket.indexOf(' ')))
    const consumed =
      remaining === undefined ? [] : Array.from({ length: rateLimit.requests - remaining.requests }, () => remaining.at)
    const created = new RateLimiter(rateLimit, consumed)
    this.#rateLimiters.set(bucket, created)
    return created
  }

  /** The rate limiters of all buckets used so far; keys are "<vendor> <bucket>". */
  get rateLimiters(): readonly { readonly key: string; readonly meter: RateLimiter }[] {
    return [...this.#rateLimiters].map(([key, meter]) => ({ key, meter }))
  }

  /** Resets all buckets. @param remaining requests that buckets of a vendor have left afterwards, by vendor; by default all */
  refillRateLimits(remaining: ReadonlyMap<string, number>): void {
    this.#rateLimiters.clear()
    const at = this.world.now
    this.#remainingByVendor = new Map([...remaining].map(([vendor, requests]) => [vendor, { requests, at }]))
  }

  /** Returns the journal, used rate limits and hits of fault rules, for the server that serves the world next. */
  exportServerState(): ServerState {
    return {
      version: SERVER_STATE_VERSION,
      journal: this.journal.exportState(),
      rateLimiters: [...this.#rateLimiters].map(([key, { rateLimit, consumed }]) => ({ key, rateLimit, consumed })),
      remaining: [...this.#remainingByVendor],
      faultRules: this.faults.rules.map((rule) => rule.exportState()),
    }
  }

  /** Continues the state of another server. */
  restoreServerState(state: ServerState, vendors: readonly RecordedVendor[]): void {
    if (state.version !== SERVER_STATE_VERSION) return
    this.journal.restoreState(state.journal, vendors)
    for (const { key, rateLimit, consumed } of state.rateLimiters)
      this.#rateLimiters.set(key, new RateLimiter(rateLimit, consumed))
    this.#remainingByVendor = new Map(state.remaining)
    for (const ruleState of state.faultRules)
      this.faults.rules.find(({ id }) => id === ruleState.id)?.restoreState(ruleState)
  }
}
