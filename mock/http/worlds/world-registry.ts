import type { RealClock, RealTime } from '../../world/time.ts'
import { type IncomingRequest, isCrossSite } from '../request.ts'
import type { WorldSelection } from '../request-context.ts'
import type { ServedWorld } from './served-world.ts'
import { HttpError } from '../problem.ts'
import { WorldElsewhereError } from '../../store/store-errors.ts'

/** The name of the world that exists from the start. */
export const DEFAULT_WORLD = 'default'

/** Names that need no encoding in paths, headers and credentials. */
export const WORLD_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The worlds that outlive the process; those that are not in memory are opened when a request names them. */
export interface StoredWorlds {
  /** The names of the worlds that have a log. */
  readonly names: ReadonlySet<string>
  /** Other servers may create worlds as well. */
  readonly isShared: boolean
  /** Returns whether a world that is not in memory has to be looked for in the store. */
  mustOpen(name: string): boolean
  /** Returns whether there is a world that this server may open, or another one serves. */
  hasWorld(name: string): Promise<boolean>
  /** Opens a world; undefined when there is none. @throws {HttpError} when it cannot be opened */
  openWorld(name: string): Promise<ServedWorld | undefined>
  /** Stores a world from now on; one that a request created, from its first operation. */
  putWorld(servedWorld: ServedWorld, isOnDemand: boolean): void
  deleteWorld(name: string): void
  /** Takes a world out of memory. @returns false when it has no log, so that it would be lost */
  unloadWorld(name: string): boolean
  /** Stores that a world was used now. */
  noteUse(name: string): void
  /** Removes the worlds unused for long, if the store can be reached. */
  forgetWorlds(): void
}

export interface WorldRegistryOptions {
  /** Undefined when worlds last as long as the process. */
  readonly stored?: StoredWorlds
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

/** Microseconds of real time between two searches for idle worlds. */
const IDLE_CHECK_INTERVAL = 60 * 1_000_000

/** The number of evicted worlds whose names are stored, for messages and the control API. */
const MAX_EVICTED_NAMES = 100

const MAX_CANDIDATES = 100

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
  /** Stored worlds that are being read. */
  readonly #opening = new Map<string, Promise<ServedWorld | undefined>>()
  #checkedAt: RealTime
  /** New worlds whose first request has not passed the access checks yet. */
  readonly #candidates = new Map<string, ServedWorld>()

  constructor(options: WorldRegistryOptions) {
    this.#options = options
    this.#checkedAt = options.realClock()
    if (options.stored?.mustOpen(DEFAULT_WORLD) !== true) this.putWorld(options.createWorld(DEFAULT_WORLD), true)
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

  /** Opens the default world, or creates it. In a shared store it may belong to another server. */
  async openDefaultWorld(): Promise<void> {
    try {
      await this.openWorld(DEFAULT_WORLD)
    } catch (error) {
      if (!(error instanceof WorldElsewhereError)) throw error
    }
  }

  /** Returns whether a world has a log, whether or not it is in memory. */
  isStored(name: string): boolean {
    return this.#options.stored?.names.has(name) === true
  }

  /** The names of stored worlds that are not in memory. */
  get unopened(): readonly string[] {
    return [...(this.#options.stored?.names ?? [])].filter((name) => !this.#registered.has(name))
  }

  /**
   * Opens a stored world that is not in memory.
   * @returns undefined for any other world; a promise for undefined when it turns out not to be stored
   */
  openWorld(name: string): Promise<ServedWorld | undefined> | undefined {
    if (this.#registered.has(name) || this.#options.stored?.mustOpen(name) !== true) return undefined
    if (!WORLD_NAME.test(name)) return undefined
    const opening = this.#opening.get(name) ?? this.#openStored(name).finally(() => this.#opening.delete(name))
    this.#opening.set(name, opening)
    return opening
  }

  /** Does the same, but does not make this server the owner of a name that no world has. */
  openExistingWorld(name: string): Promise<ServedWorld | undefined> | undefined {
    const { stored } = this.#options
    if (this.#registered.has(name) || stored?.isShared !== true || name === DEFAULT_WORLD) return this.openWorld(name)
    return stored.hasWorld(name).then((exists) => (exists ? this.openWorld(name) : undefined))
  }

  #openStored(name: string): Promise<ServedWorld | undefined> {
    const { stored, createWorld } = this.#options
    if (stored === undefined) return Promise.resolve(undefined)
    return stored.openWorld(name).then((servedWorld) => {
      const opened = this.getWorld(name)
      if (opened !== undefined) return opened
      if (servedWorld !== undefined) this.#register(servedWorld)
      // The default world always exists.
      else if (name === DEFAULT_WORLD) this.putWorld(createWorld(name), true)
      return this.getWorld(name)
    })
  }

  /**
   * Adds a world, or replaces the one of the same name.
   * @param isOnDemand true for a world that a request created by its name
   * @throws {HttpError} when there are too many worlds
   */
  putWorld(servedWorld: ServedWorld, isOnDemand = false): void {
    if (!this.#registered.has(servedWorld.name)) this.#evictIdleWorld(servedWorld.name)
    this.#options.stored?.putWorld(servedWorld, isOnDemand)
    this.#register(servedWorld)
  }

  #register(servedWorld: ServedWorld): void {
    const { name } = servedWorld
    if (!this.#registered.has(name)) this.#evictIdleWorld(name)
    this.#registered.set(name, { servedWorld, lastUsedAt: this.#options.realClock() })
    // A world from a snapshot or a fork may have webhooks: from here on, their events are sent.
    servedWorld.webhookDispatcher.dispatchDue()
  }

  deleteWorld(name: string): boolean {
    this.#options.stored?.deleteWorld(name)
    return this.#registered.delete(name)
  }

  /** Takes idle stored worlds out of memory, and removes those unused for long. Called every second. */
  onTick(): void {
    const { stored, realClock } = this.#options
    const now = realClock()
    if (stored === undefined || now - this.#checkedAt < IDLE_CHECK_INTERVAL) return
    for (const [name, { servedWorld, lastUsedAt }] of this.#registered) {
      if (name === DEFAULT_WORLD || lastUsedAt >= this.#checkedAt || servedWorld.hasBackgroundWork) stored.noteUse(name)
      else if (now - lastUsedAt >= IDLE_BEFORE_EVICTION && stored.unloadWorld(name)) this.#registered.delete(name)
    }
    this.#checkedAt = now
    stored.forgetWorlds()
  }

  /** Takes a world out of memory whose state is not that of its log. */
  dropWorld(name: string): void {
    this.#registered.delete(name)
  }

  /**
   * Selects the world of a request: by its path, else by X-Flowtwin-World, else by a credential that begins with the
   * name of a world and a dot, else the default one. A missing world is added by `admitWorld`, once the request has
   * passed the vendor's access checks.
   * @returns a promise for a stored world that must be opened
   * @throws {HttpError} when that world does not exist and cannot be created
   */
  selectWorld(request: IncomingRequest): WorldSelection | Promise<WorldSelection> {
    const prefix = request.linkPrefix
    const named = request.worldName ?? request.getHeader('x-flowtwin-world')
    if (named === null && this.#registered.size === 1 && this.#isAlone())
      return { servedWorld: this.defaultWorld, linkPrefix: prefix }
    if (named !== null) {
      const existing = this.touchWorld(named)
      if (existing !== undefined) return { servedWorld: existing, linkPrefix: prefix }
      return this.#selectOpened(named, request) ?? this.#selectNew(named, request)
    }
    const owner = request.extractCredentialWorld((name) => this.#registered.has(name) || this.isStored(name))
    const selected = owner ?? DEFAULT_WORLD
    const existing = this.touchWorld(selected)
    if (existing !== undefined) return { servedWorld: existing, linkPrefix: prefix }
    return this.#selectOpened(selected, request) ?? this.#selectNew(selected, request)
  }

  /** Returns whether there is no world but the default one, which is in memory. */
  #isAlone(): boolean {
    const { stored } = this.#options
    if (stored === undefined) return true
    const { size } = stored.names
    return !stored.isShared && (size === 0 || (size === 1 && stored.names.has(DEFAULT_WORLD)))
  }

  /** Selects a world that has to be looked for in the store. */
  #selectOpened(name: string, request: IncomingRequest): Promise<WorldSelection> | undefined {
    return this.openWorld(name)?.then((servedWorld) =>
      servedWorld === undefined ? this.#selectNew(name, request) : { servedWorld, linkPrefix: request.linkPrefix },
    )
  }

  #selectNew(name: string, request: IncomingRequest): WorldSelection {
    const servedWorld = this.#candidates.get(name) ?? this.#createOnDemand(name, request)
    if (this.#options.stored !== undefined) this.#keepCandidate(servedWorld)
    return { servedWorld, linkPrefix: request.linkPrefix, admitWorld: () => this.#admitWorld(servedWorld) }
  }

  /** Requests that waited for the store together get the same new world. */
  #keepCandidate(servedWorld: ServedWorld): void {
    if (this.#candidates.size > MAX_CANDIDATES) this.#candidates.clear()
    this.#candidates.set(servedWorld.name, servedWorld)
  }

  /** Adds a world, unless another request has done so meanwhile. */
  #admitWorld(servedWorld: ServedWorld): void {
    this.#candidates.delete(servedWorld.name)
    if (this.getWorld(servedWorld.name) === undefined) this.putWorld(servedWorld, true)
  }

  /** Selects the default world, for requests that belong to no world; a fresh one while it is being opened. */
  selectDefaultWorld({ linkPrefix }: IncomingRequest): WorldSelection {
    return { servedWorld: this.defaultWorld, linkPrefix }
  }

  /** The control API never deletes the default world, but a reset replaces it. While it is being opened, a fresh one. */
  get defaultWorld(): ServedWorld {
    return this.getWorld(DEFAULT_WORLD) ?? this.#options.createWorld(DEFAULT_WORLD)
  }

  /** Returns a world in memory, and notes that it is in use. */
  touchWorld(name: string): ServedWorld | undefined {
    const registered = this.#registered.get(name)
    if (registered !== undefined) registered.lastUsedAt = this.#options.realClock()
    return registered?.servedWorld
  }

  #createOnDemand(name: string, { raw }: IncomingRequest): ServedWorld {
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
    if (isCrossSite(raw))
      throw createWorldError(`there is no world "${name}", and web pages of other sites create none`)
    return this.#options.createWorld(name)
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
    const isUnloaded = this.#options.stored?.unloadWorld(name) === true
    this.#registered.delete(name)
    if (isUnloaded) return
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
