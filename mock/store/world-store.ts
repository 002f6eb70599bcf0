import type { DatasetParameters } from '../world/dataset/parameters.ts'
import type { ClockMode, Duration, Instant, RealClock } from '../world/time.ts'
import type { ClockPosition, World } from '../world/world.ts'
import type { LogStore, OpenedLog, SharedMember, SharedStore } from './log-store.ts'
import { advancePosition, continueClock, type LogRecord, type WebhookProgress, type WebhookRecord } from './record.ts'
import { StoreFailedError, WorldElsewhereError } from './store-errors.ts'
import { StoredLog } from './operation-log.ts'
import { StoredWorld, WebhookProgressReducer } from './stored-world.ts'

/** Creates a world without operations. */
export type BuildWorld = (parameters: DatasetParameters, log: StoredLog, clockMode: ClockMode) => World

/** A world as the last server left it. */
export interface OpenedWorld {
  readonly world: World
  readonly webhooks: WebhookProgress
  /** Journal, used rate limits and hits of fault rules at the last planned stop, as JSON; undefined after a crash. */
  readonly serverState: string | undefined
}

export interface WorldStoreOptions {
  readonly logs: LogStore
  readonly realClock: RealClock
  /** The machine's date and time; running clocks go on by it while no server runs. */
  readonly calendarClock: () => Instant
  /** Resolves after the callbacks that wait in the process have run. */
  readonly waitTurn: () => Promise<void>
  /** Calls back once after microseconds of real time. @returns a function that cancels the call */
  readonly startTimer: SharedMember['startTimer']
  /** Resolves after microseconds of real time. */
  readonly wait: SharedMember['wait']
  /** Receives messages about failures. */
  readonly report: (message: string) => void
}

export interface StoreStatus {
  readonly place: string
  readonly state: 'ready' | 'failing'
  /** The reason of a failure. */
  readonly failure: string | null
  /** The worlds that have a log. */
  readonly stored: number
  /** Those of them that are in memory. */
  readonly loaded: number
  /** Those that are being read. */
  readonly opening: number
}

/** Microseconds of real time after a failure until storing is tried again. */
const PROBE_INTERVAL: Duration = 1_000_000
const PAUSE: Duration = 200_000
const CLOSED = 'the store is closed'

/** A background checkpoint needs at least this many times the store's `checkpointAfter` new operations. */
const BACKGROUND_FACTOR = 10
/**
 * It also needs this many new operations for each one that the last checkpoint covers: more while operations arrive, because
 * it encodes all runs, at 2 µs each; fewer after a second without operations.
 */
const BUSY_RATIO = 4
const IDLE_RATIO = 1 / 4

/**
 * The worlds that outlive the process. Operations take effect in memory at once; the responses of one turn of the event
 * loop wait at the exit until the operations that they may have seen are stored, by `barrier`.
 */
export class WorldStore {
  /** Called with the name of a world that has to be opened again, because its state in memory was not stored. */
  onDropped: (world: string) => void = () => undefined
  /** Returns the server state of a world in memory, as JSON: journal, used rate limits, hits of fault rules. */
  exportServerState: (world: string) => string | undefined = () => undefined
  readonly #options: WorldStoreOptions
  readonly #attached = new Map<string, StoredWorld>()
  readonly #opening = new Map<string, Promise<OpenedWorld | undefined>>()
  /** Worlds with operations that are not stored. */
  readonly #unsafe = new Set<StoredWorld>()
  readonly #savingStates = new Map<string, Promise<void>>()
  #hasDeletions = false
  #storing: Promise<void> | null = null
  #next: Promise<void> | null = null
  #undoCount = 0
  #joined: Promise<void> | null = null
  /** Counts lapsed leases. */
  #generation = 0
  /** Called when nothing is left to be stored. */
  #callbacks: (() => void)[] = []
  #failure: { readonly reason: string; readonly at: number } | null = null
  /** Checkpoints are written one after the other. */
  #writing: Promise<void> | null = null
  #hasCheckpointFailed = false
  #isClosed = false

  constructor(options: WorldStoreOptions) {
    this.#options = options
  }

  get status(): StoreStatus {
    const { logs } = this.#options
    return {
      place: logs.description,
      state: this.#failure === null ? 'ready' : 'failing',
      failure: this.#failure?.reason ?? null,
      stored: logs.worlds.size,
      loaded: [...this.#attached.keys()].filter((name) => logs.worlds.has(name)).length,
      opening: this.#opening.size,
    }
  }

  /** The names of the worlds that have a log. */
  get worlds(): ReadonlySet<string> {
    return this.#options.logs.worlds
  }

  /** Present in a store that several servers share. */
  get shared(): SharedStore | undefined {
    return this.#options.logs.shared
  }

  /** Returns whether a world has to be opened before it can be served: in a shared store any world may exist. */
  mustOpen(name: string): boolean {
    return this.shared !== undefined || this.worlds.has(name)
  }

  /** Returns whether there is a world that this server may open, or another one serves. */
  async hasWorld(name: string): Promise<boolean> {
    const { shared } = this
    if (shared === undefined) return this.worlds.has(name)
    try {
      await this.#joinServers()
      return await shared.hasWorld(name)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new StoreFailedError(`world "${name}" cannot be looked up in the store: ${reason}`, { cause: error })
    }
  }

  /**
   * Opens a stored world, in slices between which other requests are served.
   * @returns undefined when there is no such world
   * @throws {WorldRefusedError}
   * @throws {StoreFailedError} after `close`
   */
  async openWorld(name: string, build: BuildWorld): Promise<OpenedWorld | undefined> {
    this.assertOpen()
    const opening = this.#opening.get(name) ?? this.#openWorld(name, build).finally(() => this.#opening.delete(name))
    this.#opening.set(name, opening)
    return opening
  }

  /**
   * Stores a world from now on, in place of a former one of the same name. One that was not asked for explicitly has no
   * log until its first operation.
   * @throws {StoreFailedError}
   */
  putWorld(name: string, world: World, { isOnDemand = false } = {}): void {
    this.assertOpen()
    const stored = new StoredWorld(name, world, { ...this.#options, store: this })
    const isStoredNow = !isOnDemand || this.worlds.has(name)
    try {
      if (isStoredNow) stored.createLog()
    } catch (error) {
      throw this.#undo([], error)
    }
    this.#attached.get(name)?.discard()
    this.#detach(name)
    stored.attach()
    this.#attached.set(name, stored)
    if (isStoredNow) this.noteOperation(stored)
  }

  /** @throws {StoreFailedError} after `close` */
  deleteWorld(name: string): void {
    this.assertOpen()
    this.#attached.get(name)?.discard()
    this.#options.logs.deleteLog(name)
    this.#detach(name)
    this.#hasDeletions = true
    this.#schedule()
  }

  /** Takes a world out of memory. @returns false when it would be lost, because it has no log */
  unloadWorld(name: string): boolean {
    const stored = this.#attached.get(name)
    if (stored === undefined || stored.log === null || !stored.isSafe) return false
    // A request that still waits must not write to a world that is no longer stored.
    stored.release()
    void this.#saveCheckpoint(stored)
    this.#detach(name)
    const saving = this.#saveServerState(stored)
    if (saving !== undefined)
      this.#savingStates.set(
        name,
        saving.finally(() => this.#savingStates.delete(name)),
      )
    return true
  }

  /**
   * Ends the record of a request: its operations are stored together.
   * @returns the number of batches of operations that have been undone so far
   */
  seal(): number {
    for (const stored of this.#unsafe) stored.seal()
    return this.#undoCount
  }

  /** Batches of operations that could not be stored. A response from before the last one may show some of them. */
  get undoCount(): number {
    return this.#undoCount
  }

  /**
   * Returns null when everything that happened in the worlds is stored, else a promise for it.
   * It rejects with {StoreFailedError} when the operations had to be undone.
   */
  barrier(): Promise<void> | null {
    this.#checkLease()
    if (this.#unsafe.size === 0 && !this.#hasDeletions) return this.#next ?? this.#storing
    if (this.#next !== null) return this.#next
    if (this.#storing === null) return this.#store()
    const generation = this.#generation
    const next = this.#storing
      .catch(() => undefined)
      .then(() => {
        if (generation !== this.#generation) throw new StoreFailedError('the server has lost its lease on the store')
        this.#next = null
        return this.#store() ?? undefined
      })
    next.catch(() => undefined)
    this.#next = next
    return next
  }

  /** Calls back once everything that happened so far is stored; not at all when it is undone. */
  whenStored(callback: () => void): void {
    if (this.#unsafe.size === 0 && this.#storing === null) callback()
    else this.#callbacks.push(callback)
  }

  /** Returns whether operations are accepted: not for a second after a failure, then if storing works again. */
  isWritable(): boolean {
    if (this.#isClosed) return false
    const failure = this.#failure
    if (failure === null) return true
    if (this.#options.realClock() - failure.at < PROBE_INTERVAL) return false
    const { logs, realClock, report } = this.#options
    this.#failure = { ...failure, at: realClock() }
    const accept = (works: boolean): boolean => {
      if (works) {
        this.#failure = null
        report(`${logs.description} accepts writes again`)
      }
      return works
    }
    const works = logs.probe()
    if (typeof works === 'boolean') return accept(works)
    void works.then(accept)
    return false
  }

  /** Stores what became of webhooks of a world, with the next operations at the latest. */
  addWebhookRecord(name: string, world: World, webhooks: WebhookRecord): void {
    const stored = this.#isClosed ? undefined : this.#attached.get(name)
    if (stored?.serves(world) === true) stored.addWebhookRecord(webhooks)
  }

  /** Returns whether a world is served here, so that no other server sends its webhooks. */
  isServing(name: string, world: World): boolean {
    if (this.#isClosed || this.#attached.get(name)?.serves(world) !== true) return false
    return this.shared === undefined || this.shared.isTrusted()
  }

  /** Returns the number of operations of a world; undefined for one that is not in memory. */
  getPosition(world: string): number | undefined {
    return this.#attached.get(world)?.revision
  }

  get failureReason(): string {
    return this.#isClosed ? CLOSED : (this.#failure?.reason ?? 'the store failed')
  }

  /** Resolves after the time between two attempts to reach the owner of a world. */
  pause(): Promise<void> {
    return this.#options.wait(PAUSE)
  }

  /** Stores that a world was used now. */
  noteUse(name: string): void {
    this.#options.logs.noteUse(name, this.#options.calendarClock())
  }

  /** Removes the worlds unused for the time that the store has as an option. */
  async forgetWorlds(): Promise<void> {
    const { logs, calendarClock, report } = this.#options
    const removed = await logs.removeUnusedWorlds(
      calendarClock(),
      new Set([...this.#attached.keys(), ...this.#opening.keys()]),
    )
    for (const name of removed)
      report(`world "${name}" was removed, because no request has used it for the time of --forget-after`)
  }

  onTick(): void {
    this.#options.logs.onTick()
    for (const stored of this.#attached.values())
      if (stored.checkIdle()) this.#saveCheckpointInBackground(stored, stored.covered * IDLE_RATIO)
  }

  /** Gives the worlds to the other servers of a shared store, before the requests in progress end. */
  async handOver(): Promise<void> {
    const { shared } = this
    if (shared === undefined) return
    shared.leave()
    await this.#waitForWorlds()
    for (let storing = this.barrier(); storing !== null; storing = this.barrier()) await storing.catch(() => undefined)
    // From here on operations are rejected, and their requests forwarded.
    const states = [...this.#attached.values()]
      .filter(({ log }) => log !== null)
      .map(({ name }) => [name, this.exportServerState(name) ?? '{}'] as const)
    for (const [name, stored] of this.#attached) {
      stored.release()
      this.onDropped(name)
    }
    this.#attached.clear()
    await shared.handOver(new Map(states))
    // Requests still come from servers that looked the owner up before; they are sent back.
    await this.pause()
  }

  async close(): Promise<void> {
    // Nothing that happens from here on is stored: another server may open the store.
    this.#isClosed = true
    await this.#waitForWorlds()
    await this.barrier()
    await this.#saveServerStates()
    for (const stored of this.#attached.values()) void this.#saveCheckpoint(stored)
    await this.#writing
    await this.#options.logs.close()
  }

  /** @throws {StoreFailedError} after `close` */
  assertOpen(): void {
    if (this.#isClosed) throw new StoreFailedError(CLOSED)
  }

  /** Returns when no world is being opened, and no server state of one that has left the memory is being saved. */
  async #waitForWorlds(): Promise<void> {
    await Promise.allSettled([...this.#opening.values(), ...this.#savingStates.values()])
    // Those who waited for a world have received it.
    await this.#options.waitTurn()
  }

  async #saveServerStates(): Promise<void> {
    for (const stored of this.#attached.values()) await this.#saveServerState(stored)
  }

  /** A world goes on without it, so a failure is only reported. */
  #saveServerState({ name, log }: StoredWorld): Promise<void> | undefined {
    const { logs, report } = this.#options
    const state = log === null ? undefined : this.exportServerState(name)
    if (state === undefined) return undefined
    const reportFailure = (error: unknown) => report(`the journal of world "${name}" is not stored: ${String(error)}`)
    try {
      return logs.saveServerState(name, state)?.catch(reportFailure)
    } catch (error) {
      reportFailure(error)
      return undefined
    }
  }

  /** @param atLeast the smallest number of new operations that a checkpoint is written for */
  #saveCheckpointInBackground(stored: StoredWorld, atLeast = stored.covered * BUSY_RATIO): void {
    const { checkpointAfter } = this.#options.logs
    if (this.#writing !== null || checkpointAfter === undefined) return
    if (stored.uncovered >= Math.max(BACKGROUND_FACTOR * checkpointAfter, atLeast)) void this.#saveCheckpoint(stored)
  }

  /** Writes a checkpoint of a world, after those that are being written, if enough operations are without one. */
  #saveCheckpoint(stored: StoredWorld): Promise<void> {
    const { checkpointAfter } = this.#options.logs
    const hasEnough = checkpointAfter !== undefined && stored.uncovered >= checkpointAfter
    const save = hasEnough ? stored.prepareCheckpoint() : null
    if (save === null) return this.#writing ?? Promise.resolve()
    const writing = (this.#writing ?? Promise.resolve())
      .then(save)
      .then(
        () => {
          this.#hasCheckpointFailed = false
        },
        (error: unknown) => this.#reportCheckpointFailure(stored.name, error),
      )
      .finally(() => {
        if (this.#writing === writing) this.#writing = null
      })
    this.#writing = writing
    return writing
  }

  /** A checkpoint is only a cache, so its failure is reported once and has no further effect. */
  #reportCheckpointFailure(name: string, error: unknown): void {
    if (!this.#hasCheckpointFailed)
      this.#options.report(`no checkpoint of world "${name}" is stored, so it opens more slowly: ${String(error)}`)
    this.#hasCheckpointFailed = true
  }

  /** Called by a world before an operation takes effect. */
  noteOperation(stored: StoredWorld): void {
    this.#unsafe.add(stored)
    this.#schedule()
  }

  #isScheduled = false

  /** Stores what happens without a request, too. */
  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.barrier()?.catch(() => undefined)
    })
  }

  /** Stores all operations so far; undoes them when that fails. */
  #store(): Promise<void> | null {
    const batch = [...this.#unsafe]
    this.#unsafe.clear()
    this.#hasDeletions = false
    let storing: Promise<void> | null
    try {
      for (const stored of batch) stored.queueRecords()
      storing = this.#options.logs.flush()
    } catch (error) {
      return rejectQuietly(this.#undo(batch, error))
    }
    if (storing === null) {
      this.#commit(batch)
      this.#callBack()
      return null
    }
    const generation = this.#generation
    const settled = storing.then(
      () => {
        this.#checkLease()
        if (generation !== this.#generation) throw new StoreFailedError('the server has lost its lease on the store')
        this.#storing = null
        this.#commit(batch)
        if (this.#unsafe.size === 0) this.#callBack()
      },
      (error: unknown) => {
        if (generation !== this.#generation) throw error
        this.#storing = null
        const failure = this.#undo(batch, error)
        if (this.shared !== undefined) this.#lapse()
        throw failure
      },
    )
    settled.catch(() => undefined)
    this.#storing = settled
    return settled
  }

  #commit(batch: readonly StoredWorld[]): void {
    for (const stored of batch) {
      stored.commit()
      this.#saveCheckpointInBackground(stored)
    }
  }

  #callBack(): void {
    const callbacks = this.#callbacks
    this.#callbacks = []
    for (const callback of callbacks) callback()
  }

  /** Undoes everything that is not stored. @returns the error of those who wait for it */
  #undo(batch: readonly StoredWorld[], error: unknown): StoreFailedError {
    const { logs, realClock, report } = this.#options
    const reason = error instanceof Error ? error.message : String(error)
    if (this.#failure === null) report(`${logs.description} does not accept writes: ${reason}`)
    this.#failure = { reason, at: realClock() }
    this.#undoCount++
    this.#callbacks = []
    logs.discard()
    for (const stored of new Set([...batch, ...this.#unsafe])) {
      if (stored.rollBack()) continue
      if (this.#attached.get(stored.name) === stored) this.#attached.delete(stored.name)
      stored.release()
      this.onDropped(stored.name)
    }
    this.#unsafe.clear()
    return new StoreFailedError(reason, { cause: error })
  }

  #detach(name: string): void {
    const former = this.#attached.get(name)
    if (former === undefined) return
    former.detach()
    this.#attached.delete(name)
    this.#unsafe.delete(former)
    if (former.log !== null) this.#options.logs.releaseLog(former.log)
  }

  async #openWorld(name: string, build: BuildWorld): Promise<OpenedWorld | undefined> {
    await this.#joinServers()
    const generation = this.#generation
    const opened = await this.#options.logs.openLog(name)
    if (opened === undefined) return undefined
    const replayed = await this.#replayLog(opened, build)
    await this.#savingStates.get(name)
    const serverState = await this.#options.logs.takeServerState(name)
    // After a lapsed lease another server may own it.
    if (generation !== this.#generation) return this.#openWorld(name, build)
    const stored = new StoredWorld(name, replayed.world, {
      ...this.#options,
      ...replayed,
      store: this,
      log: opened.log,
    })
    stored.attach()
    this.#attached.set(name, stored)
    this.#saveCheckpointInBackground(stored)
    return { world: replayed.world, webhooks: replayed.progress.export(replayed.stoppedAt), serverState }
  }

  /** Begins as a server without worlds, once, and again after the lease has lapsed. */
  #joinServers(): Promise<void> {
    const { realClock, startTimer, wait } = this.#options
    this.#joined ??=
      this.shared?.join({ realClock, startTimer, wait, onLapsed: () => this.#lapse() }) ?? Promise.resolve()
    return this.#joined
  }

  /**
   * Forgets all worlds: another server may own them by now. A lease that has lapsed is never renewed, because the other
   * server may have handled requests in between; responses that still wait are replaced.
   */
  #lapse(): void {
    this.#joined = null
    this.#generation++
    this.#storing = null
    this.#next = null
    this.#undo([], new Error('the server has lost its lease on the store'))
    for (const [name, stored] of this.#attached) {
      stored.release()
      this.onDropped(name)
    }
    this.#attached.clear()
  }

  /** Called before a response is sent. */
  #checkLease(): void {
    if (this.shared !== undefined && this.#attached.size > 0 && !this.shared.isTrusted()) this.#lapse()
  }

  /** @returns the world, the number of its operations that a checkpoint covers, and the state of its webhooks */
  async #replayLog(opened: OpenedLog, build: BuildWorld): Promise<ReplayedWorld> {
    const { head, segments, readOperations } = opened.log
    const { origin, parameters } = head
    const ancestryCount = segments.reduce((sum, { operations }) => sum + operations, 0)
    const beginning = ancestryCount + origin.operations
    const replay = new Replay(head.origin.clock, head.wall)
    const ancestry = ancestryCount === 0 ? null : { segments, operations: ancestryCount }
    const createLog = (storedSize: number) => StoredLog.createForOpening(readOperations, ancestry, storedSize)
    let world = build(parameters, createLog(0), origin.clock.mode)
    let isBeginning = true
    const begin = () => {
      isBeginning = false
      world.setClock(origin.clock)
      world = world.fork()
      setRestoring(world, true)
      replay.position = origin.clock
    }
    const checkpoint = await opened.readCheckpoint?.()
    if (checkpoint !== undefined) {
      world.setClock(origin.clock)
      world = world.resume(checkpoint.createView(world.dataset), createLog(checkpoint.operations), createLog(beginning))
      // A checkpoint of another log lies before the beginning of a fork.
      isBeginning = checkpoint.position.id !== head.id
      if (!isBeginning) replay.progress.restore(checkpoint.webhooks)
      replay.position = checkpoint.clock
      replay.wall = checkpoint.wall
    }
    setRestoring(world, true)
    for await (const part of opened.readParts(checkpoint?.position)) {
      // A planned stop does not wait for a large world.
      this.assertOpen()
      if (this.shared?.isLeaving === true) throw new WorldElsewhereError(head.world, '')
      for (const record of part) {
        if (isBeginning && world.revision >= beginning) begin()
        for (const _ of world.replayInSlices(record.operations ?? [])) await this.#options.waitTurn()
        replay.apply(record)
      }
      await this.#options.waitTurn()
    }
    if (isBeginning) begin()
    setRestoring(world, false)
    world.setClock(continueClock(replay.position, replay.wall, this.#options.calendarClock()))
    return { world, covered: checkpoint?.operations ?? 0, progress: replay.progress, stoppedAt: replay.position.now }
  }
}

function setRestoring(world: World, isRestoring: boolean): void {
  if (world.log instanceof StoredLog) world.log.isRestoring = isRestoring
}

/** Returns a rejected promise that is not reported when it is never awaited. */
function rejectQuietly(error: Error): Promise<never> {
  const rejected = Promise.reject(error)
  rejected.catch(() => undefined)
  return rejected
}

/** The clock of a world that is being opened. */
class Replay {
  position: ClockPosition
  wall: Instant
  readonly progress = new WebhookProgressReducer()

  constructor(position: ClockPosition, wall: Instant) {
    this.position = position
    this.wall = wall
  }

  apply(record: LogRecord): void {
    this.position = advancePosition(this.position, record)
    this.wall = record.wall ?? this.wall
    if (record.webhooks !== undefined) this.progress.apply(record.webhooks)
  }
}

interface ReplayedWorld {
  readonly world: World
  readonly covered: number
  readonly progress: WebhookProgressReducer
  /** The instant of the last record. */
  readonly stoppedAt: Instant
}
