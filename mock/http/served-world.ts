import type { World } from '../world/world.ts'
import type { Courier } from './courier.ts'
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
}

/** A world with what the server keeps about its requests. */
export class ServedWorld {
  readonly name: string
  readonly world: World
  readonly courier: Courier
  readonly journal: Journal
  readonly pages = new Pages()
  readonly #makeNeighbour: () => ServedWorld
  #neighbour: ServedWorld | undefined
  readonly #meters = new Map<string, Meter>()

  constructor({ name, world, courier, journal, makeNeighbour }: ServedWorldParts) {
    this.name = name
    this.world = world
    this.courier = courier
    this.journal = journal
    this.#makeNeighbour = makeNeighbour
  }

  /** The world of another tenant, at the same time. */
  get neighbour(): ServedWorld {
    this.#neighbour ??= this.#makeNeighbour()
    return this.#neighbour
  }

  /** The meter of one bucket, with the quota that holds now; made when the bucket is first used. */
  meter(bucket: string, quota: Quota): Meter {
    const known = this.#meters.get(bucket)
    if (known !== undefined) {
      known.quota = quota
      return known
    }
    const made = new Meter(quota)
    this.#meters.set(bucket, made)
    return made
  }
}
