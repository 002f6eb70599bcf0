import type { RealClock, RealTime } from '../../world/time.ts'
import type { IncomingRequest } from '../request.ts'
import type { WorldSelection } from '../request-context.ts'
import type { ServedWorld } from './served-world.ts'
import { HttpError } from '../problem.ts'

/** The name of the world that exists from the start. */
export const DEFAULT_WORLD = 'default'

/** Names that need no encoding in paths, headers and credentials. */
export const WORLD_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

export interface WorldRegistryOptions {
  readonly defaultWorld: ServedWorld
  /** Creates a world with the server's default options. */
  readonly createWorld: (name: string) => ServedWorld
  /** Serve only worlds created through the control API; otherwise requests create missing worlds. */
  readonly isStrict: boolean
  /** The maximum number of worlds. */
  readonly maxWorlds: number
  /** Measures how long worlds are idle. */
  readonly realClock: RealClock
  /** Receives a message for every evicted world. */
  readonly onEvicted: (message: string) => void
}

/** An idle world that was deleted to make room for another one. */
export interface EvictedWorld {
  readonly name: string
  /** Microseconds of real time between its last request and its eviction. */
  readonly idleFor: number
  /** Microseconds of real time since its eviction. */
  readonly evictedAgo: number
}

/** Microseconds of real time without a request after which a world may be evicted. */
const IDLE_BEFORE_EVICTION = 10 * 60 * 1_000_000

/** The number of evicted worlds whose names are stored, for messages and the control API. */
const MAX_EVICTED_NAMES = 100

interface RegisteredWorld {
  readonly servedWorld: ServedWorld
  lastUsedAt: RealTime
}

/** The worlds of a twin, by name: the default one from the start, others created by requests or the control API. */
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

  /** The number of evicted worlds, and the latest ones, newest first. */
  get evicted(): { readonly count: number; readonly latest: readonly EvictedWorld[] } {
    const now = this.#options.realClock()
    const latest = [...this.#evicted].map(([name, { idleFor, at }]) => ({ name, idleFor, evictedAgo: now - at }))
    return { count: this.#evictedCount, latest: latest.toReversed() }
  }

  getWorld(name: string): ServedWorld | undefined {
    return this.#registered.get(name)?.servedWorld
  }

  /** Adds a world, or replaces the one of the same name. @throws {HttpError} when there are too many worlds */
  putWorld(servedWorld: ServedWorld): void {
    const { name } = servedWorld
    if (!this.#registered.has(name)) this.#evictIdleWorld(name)
    this.#registered.set(name, { servedWorld, lastUsedAt: this.#options.realClock() })
  }

  /** Creates a world with the server's default options and adds it. */
  createWorld(name: string): ServedWorld {
    const servedWorld = this.#options.createWorld(name)
    this.putWorld(servedWorld)
    return servedWorld
  }

  deleteWorld(name: string): boolean {
    return this.#registered.delete(name)
  }

  /**
   * Selects the world of a request: by its path, else by X-Flowtwin-World, else by a credential that begins with the
   * name of a world and a dot, else the default one.
   * @throws {HttpError} when that world does not exist and cannot be created
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

  /** The control API never deletes the default world, but a reset replaces it. */
  get #defaultWorld(): ServedWorld {
    return this.getWorld(DEFAULT_WORLD) ?? this.#options.defaultWorld
  }

  #touchWorld(name: string): ServedWorld | undefined {
    const registered = this.#registered.get(name)
    if (registered !== undefined) registered.lastUsedAt = this.#options.realClock()
    return registered?.servedWorld
  }

  #createOnDemand(name: string): ServedWorld {
    if (!WORLD_NAME.test(name)) {
      throw createWorldError(
        `"${name.slice(0, 80)}" is not a valid world name; use 1 to 63 lower-case letters, digits and hyphens`,
      )
    }
    if (this.#options.isStrict) {
      throw createWorldError(
        `${this.#describeMissingWorld(name)}; POST {"name":"${name}"} to /_twin/v1/worlds, or serve without --strict-worlds`,
      )
    }
    return this.createWorld(name)
  }

  /**
   * Evicts the world that has been idle for longest when there is no room for another one.
   * @throws {HttpError} when no world has been idle for long enough
   */
  #evictIdleWorld(newName: string): void {
    const { maxWorlds, realClock } = this.#options
    if (this.#registered.size < maxWorlds) return
    const others = [...this.#registered].filter(([other]) => other !== DEFAULT_WORLD)
    const [idlest] = others.toSorted(([, left], [, right]) => left.lastUsedAt - right.lastUsedAt)
    if (idlest === undefined || realClock() - idlest[1].lastUsedAt < IDLE_BEFORE_EVICTION) {
      throw createWorldError(
        `there are ${maxWorlds} worlds already, so "${newName}" cannot be created; DELETE some at /_twin/v1/worlds/{world}`,
      )
    }
    this.#evictWorld(idlest[0], realClock() - idlest[1].lastUsedAt, newName)
  }

  #evictWorld(name: string, idleFor: number, newName: string): void {
    this.#registered.delete(name)
    this.#evicted.delete(name)
    this.#evicted.set(name, { idleFor, at: this.#options.realClock() })
    this.#evictedCount++
    const [oldest] = this.#evicted.keys()
    if (this.#evicted.size > MAX_EVICTED_NAMES && oldest !== undefined) this.#evicted.delete(oldest)
    this.#options.onEvicted(
      `world "${name}" was deleted to make room for "${newName}": it had no request for ${formatIdleTime(idleFor)}`,
    )
  }

  /** States that a world does not exist, and the time of its eviction if it was evicted. */
  #describeMissingWorld(name: string): string {
    const evicted = this.#evicted.get(name)
    if (evicted === undefined) return `there is no world "${name}"`
    const ago = formatIdleTime(this.#options.realClock() - evicted.at)
    return `world "${name}" was deleted ${ago} ago, after ${formatIdleTime(evicted.idleFor)} without a request`
  }
}

function createWorldError(message: string): HttpError {
  return new HttpError(message, { status: 404 })
}

function formatIdleTime(duration: number): string {
  const seconds = Math.round(duration / 1_000_000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
