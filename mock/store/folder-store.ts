import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { FilePool, FolderLog, type LogFiles, type WrittenLines } from './folder-log.ts'
import type { Checkpoint } from './checkpoint/checkpoint.ts'
import { linkCheckpoint, listCheckpoints, readCheckpoint, removeDrafts } from './checkpoint/files.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import type { LogDraft, LogStore, OpenedLog, WorldLog } from './log-store.ts'
import { encodeLine } from './record.ts'
import type { AncestrySegment } from './operation-log.ts'
import { type Duration, type Instant, MILLISECOND, SECOND } from '../world/time.ts'

export interface FolderStoreOptions {
  /** 'os' survives the end of the process, 'disk' also a power failure: then responses wait for the disk. */
  readonly sync: 'os' | 'disk'
  /** Worlds unused for this time are removed; none when it is undefined. */
  readonly forgetAfter: Duration | undefined
  readonly checkpointAfter: number
  /** Receives messages about repaired files. */
  readonly report: (message: string) => void
}

const WORLD_FOLDER = /^[a-z0-9][a-z0-9-]{0,62}(\.tenant)?$/
const LOG_NAME = /^(\d+)\.log$/
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK'])
/** Bytes that must fit on the disk again before writes are accepted. */
const PROBE_BYTES = 65_536
/** Logs that the disk is asked for at the same time: each needs an open file. */
const MAX_SYNCS = 32

/**
 * The logs of worlds in a folder: `<world>/<generation>.log`, of which the greatest generation counts. The operations that
 * a world took over from another one are hard links to the other's log: creating a fork costs the same for any number of
 * operations, and a log lasts as long as a world needs it.
 */
export class FolderStore implements LogStore {
  readonly description: string
  readonly #folder: string
  readonly #options: FolderStoreOptions
  readonly #lock: FolderLock
  readonly #files: LogFiles = { pool: new FilePool(), dirty: new Set() }
  readonly #worlds: Set<string>
  readonly #logs = new Map<string, FolderLog>()
  /** Logs that the disk may not have. */
  readonly #unsynced = new Set<FolderLog>()

  private constructor(folder: string, lock: FolderLock, options: FolderStoreOptions) {
    this.description = `folder ${folder}`
    this.#folder = folder
    this.#lock = lock
    this.#options = options
    const entries = readdirSync(folder, { withFileTypes: true })
    for (const { name } of entries) if (name.startsWith('.deleted-')) removeFolder(join(folder, name))
    this.#worlds = new Set(
      entries.flatMap((entry) => (entry.isDirectory() && WORLD_FOLDER.test(entry.name) ? [entry.name] : [])),
    )
  }

  /** Opens a folder, and creates it if it does not exist. @throws {StoreLockedError} when another server uses it */
  static async open(path: string, options: FolderStoreOptions): Promise<FolderStore> {
    const folder = resolve(path)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new FolderStore(folder, await lockFolder(folder), options)
  }

  get worlds(): ReadonlySet<string> {
    return this.#worlds
  }

  get checkpointAfter(): number {
    return this.#options.checkpointAfter
  }

  openLog(world: string): OpenedLog | undefined {
    const generation = this.#findGeneration(world)
    if (generation === 0) return undefined
    const log = FolderLog.open(this.#toPath(world, generation), (id) => this.#toSegmentPath(world, id), this.#files)
    this.#logs.set(world, log)
    return {
      log,
      readCheckpoint: () => this.#readCheckpoint(log),
      readParts: (from) => log.readParts(this.#options.report, from),
    }
  }

  createLog({ head, ancestry, operations }: LogDraft): WorldLog {
    const { world } = head
    mkdirSync(join(this.#folder, world), { recursive: true, mode: 0o700 })
    const segments = (ancestry?.segments ?? []).map((segment) => this.#linkSegment(world, segment))
    this.#linkCheckpoints(world, ancestry?.segments ?? [])
    const path = this.#toPath(world, this.#findGeneration(world) + 1)
    const log = new FolderLog({ ...head, id: createLogId() }, path, segments, this.#files)
    log.append(encodeLine(log.head), 0)
    for (const logged of operations) log.append(encodeLine({ operations: [logged] }), 1)
    this.#replaceLog(world, log)
    return log
  }

  deleteLog(world: string): void {
    this.#replaceLog(world, undefined)
    this.#worlds.delete(world)
    const folder = join(this.#folder, world)
    if (!existsSync(folder)) return
    const deleted = join(this.#folder, `.deleted-${createLogId()}`)
    renameSync(folder, deleted)
    removeFolder(deleted)
  }

  saveServerState(world: string, state: string): void {
    const path = this.#toServerStatePath(world)
    writeFileSync(`${path}.new`, state, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }

  takeServerState(world: string): string | undefined {
    const path = this.#toServerStatePath(world)
    if (!existsSync(path)) return undefined
    const state = readFileSync(path, 'utf8')
    rmSync(path)
    return state
  }

  /** The last use is the modification time of the world's folder. */
  noteUse(world: string, at: Instant): void {
    const folder = join(this.#folder, world)
    // Somebody may have moved the folder of a damaged world away.
    if (this.#worlds.has(world) && existsSync(folder)) utimesSync(folder, at / SECOND, at / SECOND)
  }

  removeUnusedWorlds(now: Instant, inMemory: ReadonlySet<string>): readonly string[] {
    const { forgetAfter } = this.#options
    if (forgetAfter === undefined) return []
    const isUnused = (world: string): boolean => {
      const entry = statSync(join(this.#folder, world), { throwIfNoEntry: false })
      return entry !== undefined && now - entry.mtimeMs * MILLISECOND >= forgetAfter
    }
    const unused = [...this.#worlds].filter((world) => !inMemory.has(world) && isUnused(world))
    for (const world of unused) this.deleteLog(world)
    return unused
  }

  releaseLog(log: WorldLog): void {
    this.#logs.delete(log.head.world)
    if (log instanceof FolderLog) log.close()
  }

  flush(): Promise<void> | null {
    const { dirty } = this.#files
    const created = [...dirty].filter(({ isDraft }) => isDraft)
    const written: WrittenLines[] = []
    try {
      for (const log of dirty) written.push(log.write())
    } catch (error) {
      for (const { undo } of written) undo()
      throw error
    }
    for (const log of created) this.#removeFormerFiles(log)
    for (const log of dirty) this.#unsynced.add(log)
    dirty.clear()
    if (this.#options.sync === 'os') return null
    return this.#sync().catch((error: unknown) => {
      for (const { undo } of written) undo()
      throw error
    })
  }

  discard(): void {
    for (const log of this.#files.dirty) log.dropLines()
    this.#files.dirty.clear()
  }

  probe(): boolean {
    const path = join(this.#folder, '.probe')
    try {
      writeFileSync(path, Buffer.alloc(PROBE_BYTES), { mode: 0o600 })
      return true
    } catch {
      return false
    } finally {
      rmSync(path, { force: true })
    }
  }

  onTick(): void {
    // A failure shows in the next write as well.
    this.#sync().catch(() => undefined)
  }

  async close(): Promise<void> {
    try {
      await this.#sync()
    } finally {
      this.#files.pool.closeAll()
      await this.#lock.release()
    }
  }

  async #sync(): Promise<void> {
    const logs = [...this.#unsynced]
    this.#unsynced.clear()
    try {
      for (let start = 0; start < logs.length; start += MAX_SYNCS)
        await Promise.all(logs.slice(start, start + MAX_SYNCS).map((log) => log.sync()))
    } catch (error) {
      for (const log of logs) this.#unsynced.add(log)
      throw error
    }
  }

  #replaceLog(world: string, log: FolderLog | undefined): void {
    const former = this.#logs.get(world)
    if (former !== undefined) {
      this.#files.dirty.delete(former)
      this.#unsynced.delete(former)
      former.close()
    }
    if (log === undefined) this.#logs.delete(world)
    else this.#logs.set(world, log)
  }

  /** Removes the earlier generations of a world, and the segments that only they continued. */
  #removeFormerFiles(log: FolderLog): void {
    const { world } = log.head
    this.#worlds.add(world)
    const folder = join(this.#folder, world)
    const checkpoints = listCheckpoints(folder).filter(({ logId }) => log.segments.some(({ id }) => id === logId))
    const used = new Set([log, ...log.segments].map(({ place }) => place))
    for (const { path } of checkpoints) used.add(path)
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (!used.has(path)) removeFolder(path)
    }
  }

  /** Links a log that a world continues into the folder of this world. */
  #linkSegment(world: string, segment: AncestrySegment): AncestrySegment {
    const place = this.#toSegmentPath(world, segment.id)
    if (place === segment.place || existsSync(place)) return { ...segment, place }
    try {
      linkSync(segment.place, place)
    } catch (error) {
      // Not every file system has links.
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
      copyFileSync(segment.place, place)
    }
    return { ...segment, place }
  }

  /** Links the checkpoints that a world can begin from into the folder of this world. */
  #linkCheckpoints(world: string, segments: readonly AncestrySegment[]): void {
    const folder = join(this.#folder, world)
    let total = 0
    for (const { id, operations, place } of segments) {
      total += operations
      for (const checkpoint of listCheckpoints(dirname(place)))
        if (checkpoint.logId === id && checkpoint.operations <= total) linkCheckpoint(checkpoint, folder)
    }
  }

  /** Returns the latest checkpoint that fits a log; undefined when there is none. */
  async #readCheckpoint(log: FolderLog): Promise<Checkpoint | undefined> {
    const folder = dirname(log.place)
    removeDrafts(folder)
    const logIds = new Set([log.head.id, ...log.segments.map(({ id }) => id)])
    for (const { path, logId } of listCheckpoints(folder)) {
      if (!logIds.has(logId)) continue
      try {
        const checkpoint = await readCheckpoint(path)
        if (checkpoint === 'damaged') throw new Error('its checksum does not match')
        if (checkpoint !== 'foreign' && log.hasPosition(checkpoint.position)) return checkpoint
      } catch (error) {
        this.#options.report(`${path} is not used, because it cannot be read; the log has everything: ${String(error)}`)
      }
    }
    return undefined
  }

  /** Returns the greatest generation of a world; 0 when there is none. */
  #findGeneration(world: string): number {
    const folder = join(this.#folder, world)
    if (!existsSync(folder)) return 0
    return Math.max(0, ...readdirSync(folder).map((name) => Number(LOG_NAME.exec(name)?.[1] ?? 0)))
  }

  #toPath(world: string, generation: number): string {
    return join(this.#folder, world, `${generation}.log`)
  }

  #toServerStatePath(world: string): string {
    return join(this.#folder, world, 'server-state.json')
  }

  #toSegmentPath(world: string, id: string): string {
    return join(this.#folder, world, `${id}.origin`)
  }
}

function createLogId(): string {
  return randomBytes(6).toString('hex')
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
}
