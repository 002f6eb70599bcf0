import type { RealClock, RealTime } from '../../world/time/clock.ts'
import type { IncomingRequest } from '../request.ts'
import type { WorldSelection } from '../request-context.ts'
import type { ServedWorld } from './served-world.ts'
import { HttpError } from '../problem.ts'

/** The name of the world that is there from the start. */
export const DEFAULT_WORLD = 'default'

/** Names that stand in paths, headers and credentials without being encoded. */
export const WORLD_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** A request for a world that cannot be had; the message says why and what to do. */
export class WorldUnavailableError extends HttpError {
  override readonly name = 'WorldRefusal'

  constructor(message: string) {
    super(message, { status: 404 })
  }
}

export interface WorldRegistryOptions {
  readonly defaultWorld: ServedWorld
  /** Makes a world as the first one began. */
  readonly createWorld: (name: string) => ServedWorld
  /** Whether only worlds that were made on purpose can be asked for. */
  readonly isStrict: boolean
  /** How many worlds there may be. */
  readonly maxWorlds: number
  /** Tells the process's time, by which idle worlds are told from others. */
  readonly realClock: RealClock
  /** Is told of every world that is dropped for idleness. */
  readonly onEvicted: (sentence: string) => void
}

/** A world that was forgotten to make room, because nobody had asked for it in a long time. */
export interface EvictedWorld {
  readonly name: string
  /** How long nobody had, and how long ago that was, in microseconds of the process's own time. */
  readonly idleFor: number
  readonly evictedAgo: number
}

/** Idle worlds may be dropped for new ones after so much of the process's own time, in microseconds. */
const IDLE_BEFORE_EVICTION = 10 * 60 * 1_000_000

/** Dropped worlds that are remembered by name. */
const MAX_EVICTED_NAMES = 100

interface RegisteredWorld {
  readonly servedWorld: ServedWorld
  lastUsedAt: RealTime
}

/** The worlds of a twin, by name: one from the start, others made when they are asked for. */
export class WorldRegistry {
  readonly #options: WorldRegistryOptions
  readonly #registered = new Map<string, RegisteredWorld>()
  readonly #evicted = new Map<string, { readonly idleFor: number; readonly at: RealTime }>()
  #evictedCount = 0

  constructor(options: WorldRegistryOptions) {
    this.#options = options
    this.putWorld(options.defaultWorld)
  }

  /** Every world, in order of creation. */
  get all(): readonly ServedWorld[] {
    return [...this.#registered.values()].map(({ servedWorld }) => servedWorld)
  }

  /** How many worlds were dropped for idleness, and the latest of them, newest first. */
  get evicted(): { readonly count: number; readonly latest: readonly EvictedWorld[] } {
    const now = this.#options.realClock()
    const latest = [...this.#evicted].map(([name, { idleFor, at }]) => ({ name, idleFor, evictedAgo: now - at }))
    return { count: this.#evictedCount, latest: latest.toReversed() }
  }

  getWorld(name: string): ServedWorld | undefined {
    return this.#registered.get(name)?.servedWorld
  }

  /** Puts a world in its place, which another one of its name may hold. @throws {WorldRefusal} when there are too many */
  putWorld(served: ServedWorld): void {
    if (!this.#registered.has(served.name)) this.#evictIdleWorld(served.name)
    this.#registered.set(served.name, { servedWorld: served, lastUsedAt: this.#options.realClock() })
  }

  /** Makes a world as the first one began, and puts it in its place. */
  createWorld(name: string): ServedWorld {
    const served = this.#options.createWorld(name)
    this.putWorld(served)
    return served
  }

  deleteWorld(name: string): boolean {
    return this.#registered.delete(name)
  }

  /**
   * The world that a request is for: by its path, else by X-Flowtwin-World, else by a credential that begins with the
   * name of a world and a dot, else the default one.
   * @throws {WorldRefusal} when that world cannot be had
   */
  selectWorld(request: IncomingRequest): WorldSelection {
    if (this.#registered.size === 1 && request.worldName === null && request.getHeader('x-flowtwin-world') === null) {
      return { servedWorld: this.#defaultWorld, linkPrefix: '' }
    }
    const prefix = request.worldPrefix
    const named = request.worldName ?? request.getHeader('x-flowtwin-world')
    if (named !== null)
      return { servedWorld: this.#touchWorld(named) ?? this.#createOnDemand(named), linkPrefix: prefix }
    const owner = request.extractCredentialWorld((name) => this.#registered.has(name))
    return { servedWorld: this.#touchWorld(owner ?? DEFAULT_WORLD) ?? this.#defaultWorld, linkPrefix: prefix }
  }

  /** It cannot be deleted, but it can be reset, which puts another one in its place. */
  get #defaultWorld(): ServedWorld {
    return this.getWorld(DEFAULT_WORLD) ?? this.#options.defaultWorld
  }

  #touchWorld(name: string): ServedWorld | undefined {
    const held = this.#registered.get(name)
    if (held !== undefined) held.lastUsedAt = this.#options.realClock()
    return held?.servedWorld
  }

  #createOnDemand(name: string): ServedWorld {
    if (!WORLD_NAME.test(name)) {
      throw new WorldUnavailableError(
        `"${name.slice(0, 80)}" cannot name a world; use up to 63 lower-case letters, digits and hyphens`,
      )
    }
    if (this.#options.isStrict) {
      throw new WorldUnavailableError(
        `${this.#describeMissingWorld(name)}; POST {"name":"${name}"} to /_twin/v1/worlds, or serve without --strict-worlds`,
      )
    }
    return this.createWorld(name)
  }

  /** Drops the world that nobody has asked for the longest, if that is long enough. */
  #evictIdleWorld(name: string): void {
    const { maxWorlds, realClock } = this.#options
    if (this.#registered.size < maxWorlds) return
    const others = [...this.#registered].filter(([other]) => other !== DEFAULT_WORLD)
    const [idlest] = others.toSorted(([, left], [, right]) => left.lastUsedAt - right.lastUsedAt)
    if (idlest === undefined || realClock() - idlest[1].lastUsedAt < IDLE_BEFORE_EVICTION) {
      throw new WorldUnavailableError(
        `there are ${maxWorlds} worlds already, so "${name}" cannot be made; DELETE some at /_twin/v1/worlds/{world}`,
      )
    }
    this.#evictWorld(idlest[0], realClock() - idlest[1].lastUsedAt, name)
  }

  #evictWorld(name: string, idle: number, other: string): void {
    this.#registered.delete(name)
    this.#evicted.delete(name)
    this.#evicted.set(name, { idleFor: idle, at: this.#options.realClock() })
    this.#evictedCount++
    const [oldest] = this.#evicted.keys()
    if (this.#evicted.size > MAX_EVICTED_NAMES && oldest !== undefined) this.#evicted.delete(oldest)
    this.#options.onEvicted(
      `world "${name}" was dropped to make room for "${other}": nobody had asked for it for ${formatIdleTime(idle)}`,
    )
  }

  /** That there is no such world, and why, where it is known. */
  #describeMissingWorld(name: string): string {
    const dropped = this.#evicted.get(name)
    if (dropped === undefined) return `there is no world "${name}"`
    const ago = formatIdleTime(this.#options.realClock() - dropped.at)
    return `world "${name}" was dropped for idleness ${ago} ago, after ${formatIdleTime(dropped.idleFor)} in which nobody asked for it`
  }
}

function formatIdleTime(duration: number): string {
  const seconds = Math.round(duration / 1_000_000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
