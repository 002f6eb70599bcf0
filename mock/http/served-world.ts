import type { Instant } from '../world/instant.ts'
import type { World } from '../world/world.ts'
import type { Courier } from './courier.ts'
import { Armed } from './faults/armed.ts'
import type { Journal } from './journal.ts'
import { Pages } from './pages.ts'
import { Meter, type Quota } from './quota.ts'

interface ServedWorldParts {
  readonly name: string
  readonly world: World
  readonly courier: Courier
  readonly journal: Journal
  /** Makes the world of another tenant, when somebody first asks for it. */
  readonly makeNeighbour: () => ServedWorld
  /** Makes the world as it was at an instant, from a world that is as it was before then, where one is at hand. */
  readonly makePast: (at: Instant, nearest: World | undefined) => ServedWorld
  /** The instant at which it stands still for those who look back; null for a world that lives. */
  readonly asOf?: Instant | null
}

/** Instants that are looked back to again and again are kept, the latest used last. */
const MOST_PAST = 8

/** A world with what the server keeps about its requests. */
export class ServedWorld {
  readonly name: string
  readonly world: World
  readonly courier: Courier
  readonly journal: Journal
  readonly pages = new Pages()
  readonly faults: Armed
  readonly asOf: Instant | null
  readonly #makeNeighbour: () => ServedWorld
  readonly #makePast: ServedWorldParts['makePast']
  readonly #past = new Map<Instant, ServedWorld>()
  #neighbour: ServedWorld | undefined
  readonly #meters = new Map<string, Meter>()
  /** Requests that somebody left of a vendor's quota at an instant; holds for buckets that are used from then on. */
  #left: ReadonlyMap<string, { readonly requests: number; readonly at: Instant }> = new Map()

  constructor({ name, world, courier, journal, makeNeighbour, makePast, asOf = null }: ServedWorldParts) {
    this.name = name
    this.world = world
    this.courier = courier
    this.journal = journal
    this.faults = new Armed(world)
    this.asOf = asOf
    this.#makeNeighbour = makeNeighbour
    this.#makePast = makePast
  }

  /** The world of another tenant, at the same time. */
  get neighbour(): ServedWorld {
    this.#neighbour ??= this.#makeNeighbour()
    return this.#neighbour
  }

  /** The world as it was at an instant that it has lived, standing still. */
  past(at: Instant): ServedWorld {
    const earlier = [...this.#past.keys()].filter((instant) => instant <= at)
    const nearest = this.#past.get(earlier.length === 0 ? at : (Math.max(...earlier) as Instant))
    const made = nearest?.asOf === at ? nearest : this.#makePast(at, nearest?.world)
    // At the present instant more may happen yet.
    if (at >= this.world.now) return made
    this.#past.delete(at)
    this.#past.set(at, made)
    const [oldest] = this.#past.keys()
    if (this.#past.size > MOST_PAST && oldest !== undefined) this.#past.delete(oldest)
    return made
  }

  /** The meter of one bucket, with the quota that holds now; made when the bucket is first used. */
  meter(bucket: string, quota: Quota): Meter {
    const known = this.#meters.get(bucket)
    if (known !== undefined) {
      known.quota = quota
      return known
    }
    const left = this.#left.get(bucket.slice(0, bucket.indexOf(' ')))
    const used = left === undefined ? [] : Array.from({ length: quota.requests - left.requests }, () => left.at)
    const made = new Meter(quota, used)
    this.#meters.set(bucket, made)
    return made
  }

  /** The meters of all buckets that were used, by vendor and bucket with a space between. */
  get meters(): readonly { readonly key: string; readonly meter: Meter }[] {
    return [...this.#meters].map(([key, meter]) => ({ key, meter }))
  }

  /** Empties all buckets of what was used, but for vendors of whose quota only so many requests are to be left. */
  refill(left: ReadonlyMap<string, number>): void {
    this.#meters.clear()
    const at = this.world.now
    this.#left = new Map([...left].map(([vendor, requests]) => [vendor, { requests, at }]))
  }
}
