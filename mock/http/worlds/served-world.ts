import type { Instant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import type { WebhookDispatcher } from '../webhook-dispatcher.ts'
import { ActiveRules } from '../faults/rule.ts'
import type { Journal } from '../journal/journal.ts'
import { ResponseCache } from '../response-cache.ts'
import { RateLimiter, type RateLimit } from '../rate-limit.ts'

interface ServedWorldParts {
  readonly name: string
  readonly world: World
  readonly webhookDispatcher: WebhookDispatcher
  readonly journal: Journal
  /** Makes the world of another tenant, when somebody first asks for it. */
  readonly createOtherTenant: () => ServedWorld
  /** Makes the world as it was at an instant, from a world that is as it was before then, where one is at hand. */
  readonly createPastWorld: (at: Instant, nearest: World | undefined) => ServedWorld
  /** The instant at which it stands still for those who look back; null for a world that lives. */
  readonly asOf?: Instant | null
}

/** Instants that are looked back to again and again are kept, the latest used last. */
const MAX_PAST_WORLDS = 8

/** A world with what the server keeps about its requests. */
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
  /** Requests that somebody left of a vendor's quota at an instant; holds for buckets that are used from then on. */
  #remainingByVendor: ReadonlyMap<string, { readonly requests: number; readonly at: Instant }> = new Map()

  constructor({
    name,
    world,
    webhookDispatcher,
    journal,
    createOtherTenant,
    createPastWorld,
    asOf = null,
  }: ServedWorldParts) {
    this.name = name
    this.world = world
    this.webhookDispatcher = webhookDispatcher
    this.journal = journal
    this.faults = new ActiveRules(world)
    this.asOf = asOf
    this.#createOtherTenant = createOtherTenant
    this.#createPastWorld = createPastWorld
  }

  /** The world of another tenant, at the same time. */
  get otherTenant(): ServedWorld {
    this.#otherTenant ??= this.#createOtherTenant()
    return this.#otherTenant
  }

  /** The world as it was at an instant that it has lived, standing still. */
  getPastWorld(at: Instant): ServedWorld {
    const earlier = [...this.#pastWorlds.keys()].filter((instant) => instant <= at)
    const nearest = this.#pastWorlds.get(earlier.length === 0 ? at : (Math.max(...earlier) as Instant))
    const made = nearest?.asOf === at ? nearest : this.#createPastWorld(at, nearest?.world)
    // At the present instant more may happen yet.
    if (at >= this.world.now) return made
    this.#pastWorlds.delete(at)
    this.#pastWorlds.set(at, made)
    const [oldest] = this.#pastWorlds.keys()
    if (this.#pastWorlds.size > MAX_PAST_WORLDS && oldest !== undefined) this.#pastWorlds.delete(oldest)
    return made
  }

  /** The meter of one bucket, with the quota that holds now; made when the bucket is first used. */
  getRateLimiter(bucket: string, quota: RateLimit): RateLimiter {
    const known = this.#rateLimiters.get(bucket)
    if (known !== undefined) {
      known.rateLimit = quota
      return known
    }
    const left = this.#remainingByVendor.get(bucket.slice(0, bucket.indexOf(' ')))
    const used = left === undefined ? [] : Array.from({ length: quota.requests - left.requests }, () => left.at)
    const made = new RateLimiter(quota, used)
    this.#rateLimiters.set(bucket, made)
    return made
  }

  /** The meters of all buckets that were used, by vendor and bucket with a space between. */
  get rateLimiters(): readonly { readonly key: string; readonly meter: RateLimiter }[] {
    return [...this.#rateLimiters].map(([key, meter]) => ({ key, meter }))
  }

  /** Empties all buckets of what was used, but for vendors of whose quota only so many requests are to be left. */
  refillRateLimits(left: ReadonlyMap<string, number>): void {
    this.#rateLimiters.clear()
    const at = this.world.now
    this.#remainingByVendor = new Map([...left].map(([vendor, requests]) => [vendor, { requests, at }]))
  }
}
