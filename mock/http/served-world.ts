import type { World } from '../world/world.ts'
import { Journal } from './journal.ts'
import { Pages } from './pages.ts'
import { Meter, type Quota } from './quota.ts'

/** A world with what the server keeps about its requests. */
export class ServedWorld {
  readonly name: string
  readonly world: World
  readonly journal = new Journal()
  readonly pages = new Pages()
  readonly #makeNeighbour: () => ServedWorld
  #neighbour: ServedWorld | undefined
  readonly #meters = new Map<string, Meter>()

  /** @param makeNeighbour the world of another tenant, made when somebody first asks for it */
  constructor(name: string, world: World, makeNeighbour: () => ServedWorld) {
    this.name = name
    this.world = world
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
