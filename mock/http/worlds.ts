import type { RealClock, RealTime } from '../world/clock.ts'
import type { Incoming } from './incoming.ts'
import type { Selection } from './passage.ts'
import type { ServedWorld } from './served-world.ts'
import { TwinRefusal } from './twin-refusal.ts'

/** The name of the world that is there from the start. */
export const DEFAULT_WORLD = 'default'

/** Names that stand in paths, headers and credentials without being encoded. */
export const WORLD_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** A request for a world that cannot be had; the message says why and what to do. */
export class WorldRefusal extends TwinRefusal {
  override readonly name = 'WorldRefusal'

  constructor(message: string) {
    super(message, { status: 404 })
  }
}

export interface WorldsOptions {
  readonly first: ServedWorld
  /** Makes a world as the first one began. */
  readonly make: (name: string) => ServedWorld
  /** Whether only worlds that were made on purpose can be asked for. */
  readonly strict: boolean
  /** How many worlds there may be. */
  readonly most: number
  /** Tells the process's time, by which idle worlds are told from others. */
  readonly realClock: RealClock
  /** Is told of every world that is dropped for idleness. */
  readonly dropped: (sentence: string) => void
}

/** A world that was forgotten to make room, because nobody had asked for it in a long time. */
export interface DroppedWorld {
  readonly name: string
  /** How long nobody had, and how long ago that was, in microseconds of the process's own time. */
  readonly idle: number
  readonly ago: number
}

/** Idle worlds may be dropped for new ones after so much of the process's own time, in microseconds. */
const IDLE = 10 * 60 * 1_000_000

/** Dropped worlds that are remembered by name. */
const REMEMBERED = 100

interface Held {
  readonly served: ServedWorld
  used: RealTime
}

/** The worlds of a twin, by name: one from the start, others made when they are asked for. */
export class Worlds {
  readonly #options: WorldsOptions
  readonly #held = new Map<string, Held>()
  readonly #dropped = new Map<string, { readonly idle: number; readonly at: RealTime }>()
  #droppedCount = 0

  constructor(options: WorldsOptions) {
    this.#options = options
    this.put(options.first)
  }

  /** Every world, in order of creation. */
  get all(): readonly ServedWorld[] {
    return [...this.#held.values()].map(({ served }) => served)
  }

  /** How many worlds were dropped for idleness, and the latest of them, newest first. */
  get dropped(): { readonly count: number; readonly latest: readonly DroppedWorld[] } {
    const now = this.#options.realClock()
    const latest = [...this.#dropped].map(([name, { idle, at }]) => ({ name, idle, ago: now - at }))
    return { count: this.#droppedCount, latest: latest.toReversed() }
  }

  get(name: string): ServedWorld | undefined {
    return this.#held.get(name)?.served
  }

  /** Puts a world in its place, which another one of its name may hold. @throws {WorldRefusal} when there are too many */
  put(served: ServedWorld): void {
    if (!this.#held.has(served.name)) this.#makeRoom(served.name)
    this.#held.set(served.name, { served, used: this.#options.realClock() })
  }

  /** Makes a world as the first one began, and puts it in its place. */
  make(name: string): ServedWorld {
    const served = this.#options.make(name)
    this.put(served)
    return served
  }

  delete(name: string): boolean {
    return this.#held.delete(name)
  }

  /**
   * The world that a request is for: by its path, else by X-Flowtwin-World, else by a credential that begins with the
   * name of a world and a dot, else the default one.
   * @throws {WorldRefusal} when that world cannot be had
   */
  select(incoming: Incoming): Selection {
    if (this.#held.size === 1 && incoming.world === null && incoming.header('x-flowtwin-world') === null) {
      return { served: this.#default, prefix: '' }
    }
    const prefix = incoming.prefix
    const named = incoming.world ?? incoming.header('x-flowtwin-world')
    if (named !== null) return { served: this.#used(named) ?? this.#made(named), prefix }
    const owner = incoming.credentialWorld((name) => this.#held.has(name))
    return { served: this.#used(owner ?? DEFAULT_WORLD) ?? this.#default, prefix }
  }

  /** It cannot be deleted, but it can be reset, which puts another one in its place. */
  get #default(): ServedWorld {
    return this.get(DEFAULT_WORLD) ?? this.#options.first
  }

  #used(name: string): ServedWorld | undefined {
    const held = this.#held.get(name)
    if (held !== undefined) held.used = this.#options.realClock()
    return held?.served
  }

  #made(name: string): ServedWorld {
    if (!WORLD_NAME.test(name)) {
      throw new WorldRefusal(
        `"${name.slice(0, 80)}" cannot name a world; use up to 63 lower-case letters, digits and hyphens`,
      )
    }
    if (this.#options.strict) {
      throw new WorldRefusal(
        `${this.#absence(name)}; POST {"name":"${name}"} to /_twin/v1/worlds, or serve without --strict-worlds`,
      )
    }
    return this.make(name)
  }

  /** Drops the world that nobody has asked for the longest, if that is long enough. */
  #makeRoom(name: string): void {
    const { most, realClock } = this.#options
    if (this.#held.size < most) return
    const others = [...this.#held].filter(([other]) => other !== DEFAULT_WORLD)
    const [idlest] = others.toSorted(([, left], [, right]) => left.used - right.used)
    if (idlest === undefined || realClock() - idlest[1].used < IDLE) {
      throw new WorldRefusal(
        `there are ${most} worlds already, so "${name}" cannot be made; DELETE some at /_twin/v1/worlds/{world}`,
      )
    }
    this.#drop(idlest[0], realClock() - idlest[1].used, name)
  }

  #drop(name: string, idle: number, other: string): void {
    this.#held.delete(name)
    this.#dropped.delete(name)
    this.#dropped.set(name, { idle, at: this.#options.realClock() })
    this.#droppedCount++
    const [oldest] = this.#dropped.keys()
    if (this.#dropped.size > REMEMBERED && oldest !== undefined) this.#dropped.delete(oldest)
    this.#options.dropped(
      `world "${name}" was dropped to make room for "${other}": nobody had asked for it for ${spoken(idle)}`,
    )
  }

  /** That there is no such world, and why, where it is known. */
  #absence(name: string): string {
    const dropped = this.#dropped.get(name)
    if (dropped === undefined) return `there is no world "${name}"`
    const ago = spoken(this.#options.realClock() - dropped.at)
    return `world "${name}" was dropped for idleness ${ago} ago, after ${spoken(dropped.idle)} in which nobody asked for it`
  }
}

function spoken(duration: number): string {
  const seconds = Math.round(duration / 1_000_000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
