import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { FlowtwinError } from '../world/errors.ts'
import type { LoggedOperation } from '../world/state/operation.ts'
import {
  type CheckpointState,
  encodeCheckpoint,
  type LogIndexEntry,
  type LogPosition,
} from './checkpoint/checkpoint.ts'
import {
  keepModificationTime,
  removeFormerCheckpoints,
  syncExistingFile,
  toCheckpointPath,
  writeCheckpoint,
} from './checkpoint/files.ts'
import type { WorldLog } from './log-store.ts'
import {
  decodeLine,
  getLineChecksum,
  type LogRecord,
  omitWebhooks,
  parseHead,
  parseRecord,
  type WorldHead,
  WorldRefusedError,
} from './record.ts'
import { StoreFailedError } from './store-errors.ts'
import type { AncestrySegment, ReadOperations } from './operation-log.ts'

/** Bytes that are read, decoded and applied at once: some milliseconds. */
const PART_BYTES = 65_536
const LINE_FEED = 10
/** Operations between two entries of a log's index. */
const INDEX_STEP = 1024

/** The folder changed in a way that this server did not cause. */
class ForeignWriteError extends FlowtwinError {
  override readonly name = 'ForeignWriteError'
  override readonly code = 'foreign-write'
}

/** An open file. */
interface OpenFile {
  readonly descriptor: number
  /** The number of syncs that use the descriptor. */
  syncs: number
  /** It is closed after the last sync. */
  isReleased: boolean
}

const syncDescriptor = promisify(fdatasync)

/** Open files, of which the least recently used ones are closed. */
export class FilePool {
  readonly #files = new Map<string, OpenFile>()
  readonly #limit: number

  constructor(limit = 64) {
    this.#limit = limit
  }

  /** Returns the descriptor of a file, for reading and appending. */
  open(path: string): number {
    const existing = this.#files.get(path)
    if (existing !== undefined) {
      this.#files.delete(path)
      this.#files.set(path, existing)
      return existing.descriptor
    }
    const descriptor = openSync(path, 'a+', 0o600)
    this.#files.set(path, { descriptor, syncs: 0, isReleased: false })
    const [oldest] = this.#files.keys()
    if (this.#files.size > this.#limit && oldest !== undefined) this.close(oldest)
    return descriptor
  }

  /** Resolves when the disk has a file. The descriptor stays open until then. @returns false for a file that is not open */
  async sync(path: string): Promise<boolean> {
    const file = this.#files.get(path)
    if (file === undefined) return false
    file.syncs++
    try {
      await syncDescriptor(file.descriptor)
      return true
    } finally {
      file.syncs--
      if (file.isReleased && file.syncs === 0) closeSync(file.descriptor)
    }
  }

  close(path: string): void {
    const file = this.#files.get(path)
    if (file === undefined) return
    this.#files.delete(path)
    file.isReleased = true
    if (file.syncs === 0) closeSync(file.descriptor)
  }

  closeAll(): void {
    for (const path of this.#files.keys()) this.close(path)
  }
}

/** Lines that were written, and a function that removes them again. */
export interface WrittenLines {
  readonly undo: () => void
}

/** What the logs of a folder share. */
export interface LogFiles {
  readonly pool: FilePool
  /** Logs with lines that are not written. */
  readonly dirty: Set<FolderLog>
}

/** The log of a world in a file: its head, then one line for each request. */
export class FolderLog implements WorldLog {
  readonly head: WorldHead
  readonly place: string
  readonly segments: readonly AncestrySegment[]
  readonly #files: LogFiles
  /** Bytes of the file; 0 until it is created. */
  #size: number
  #lines: string[]
  /** Operations in the file. */
  #operations = 0
  #queuedOperations = 0
  /** Places in the file, so that later operations are found without reading all. */
  #index: LogIndexEntry[] = []
  /** The last line of the file. */
  #lastLine: LogPosition['lastLine'] = { offset: 0, checksum: '' }
  #isSynced = true
  /** The disk may not have the name of the file yet. */
  #isNew = false

  constructor(head: WorldHead, path: string, segments: readonly AncestrySegment[], files: LogFiles) {
    this.head = head
    this.place = path
    this.segments = segments
    this.#files = files
    this.#size = 0
    this.#lines = []
  }

  /**
   * Opens an existing file.
   * @param toPlace returns the file of a segment
   * @throws {WorldRefusedError}
   */
  static open(path: string, toPlace: (id: string) => string, files: LogFiles): FolderLog {
    const [first] = readLines(path, { from: 0 })
    const value = first === undefined ? undefined : decodeLine(first.line)
    // The head is complete before the file gets its name.
    if (value === undefined) throw new WorldRefusedError(`${path} is damaged at byte 0; restore it, or move it away`)
    const head = parseHead(value, path)
    const segments = head.origin.segments.map((segment) => ({ ...segment, place: toPlace(segment.id) }))
    return new FolderLog(head, path, segments, files)
  }

  /** @throws {StoreFailedError} when a file is damaged or cannot be read, such as one that was moved away */
  readonly readOperations: ReadOperations = (after) => this.#readOperations(after)

  append(line: string, operations: number): void {
    this.#lines.push(line)
    this.#queuedOperations += operations
    this.#files.dirty.add(this)
  }

  /** True for a log whose file was never written. */
  get isDraft(): boolean {
    return this.#size === 0
  }

  /**
   * Reads all operations that a fork or a reset took over, then the records of the file, in parts.
   * @param from a place in the file or in that of a segment, to begin from
   */
  *readParts(report: (message: string) => void, from?: LogPosition): Generator<readonly LogRecord[]> {
    const first = this.segments.findIndex(({ id }) => id === from?.id)
    if (from === undefined || first !== -1) {
      const [segment, ...others] = this.segments.slice(Math.max(0, first))
      if (segment !== undefined) yield* readSegment(segment, from)
      for (const other of others) yield* readSegment(other)
    }
    yield* this.#readRecords(report, from?.id === this.head.id ? from : undefined)
  }

  /** Returns whether a place exists in the file or in that of a segment, after the line that it names. */
  hasPosition({ id, operations, offset, lastLine }: LogPosition): boolean {
    const segment = this.segments.find((one) => one.id === id)
    if (segment === undefined ? id !== this.head.id : operations > segment.operations) return false
    const file = openSync(segment?.place ?? this.place, 'r')
    try {
      const bytes = Buffer.alloc(offset - lastLine.offset)
      const count = readSync(file, bytes, 0, bytes.length, lastLine.offset)
      const line = bytes.subarray(0, -1)
      const isComplete = count === bytes.length && bytes.at(-1) === LINE_FEED && decodeLine(line) !== undefined
      return isComplete && getLineChecksum(line) === lastLine.checksum
    } finally {
      closeSync(file)
    }
  }

  /** Returns a function that stores a state beside the file, once the disk has the operations before it. */
  prepareCheckpoint(state: CheckpointState): (isCancelled: () => boolean) => Promise<void> {
    const { id } = this.head
    const position = {
      id,
      operations: this.#operations,
      offset: this.#size,
      lastLine: this.#lastLine,
      index: this.#index.slice(),
    }
    const path = toCheckpointPath(dirname(this.place), id, state.operations)
    return async (isCancelled) => {
      if (isCancelled()) return
      await syncExistingFile(this.place)
      await keepModificationTime(dirname(path), async () => {
        await writeCheckpoint(path, encodeCheckpoint(state, position), isCancelled)
        if (!isCancelled()) await removeFormerCheckpoints(path, id)
      })
      await syncFolder(dirname(path))
    }
  }

  /** Reads the records of the file, and cuts off a last line that is incomplete. @throws {WorldRefusedError} */
  *#readRecords(report: (message: string) => void, from?: LogPosition): Generator<readonly LogRecord[]> {
    let part: LogRecord[] = []
    let partStart = from?.offset ?? 0
    let isHead = from === undefined
    let damagedAt: number | null = null
    if (from !== undefined) this.#goTo(from)
    for (const { line, offset, isComplete } of readLines(this.place, { from: partStart })) {
      if (damagedAt !== null) this.#refuse(damagedAt)
      const value = isComplete ? decodeLine(line) : undefined
      if (value === undefined) {
        damagedAt = offset
        continue
      }
      this.#size = offset + line.length + 1
      this.#lastLine = { offset, checksum: getLineChecksum(line) }
      if (isHead) {
        isHead = false
        continue
      }
      const record = parseRecord(value, this.place)
      this.#addToIndex(record.operations?.length ?? 0, offset)
      part.push(record)
      if (offset - partStart < PART_BYTES) continue
      yield part
      part = []
      partStart = offset
    }
    yield part
    if (damagedAt === null) return
    ftruncateSync(this.#files.pool.open(this.place), damagedAt)
    report(`${this.place} ended with an incomplete record at byte ${damagedAt}, which was cut off`)
  }

  #goTo({ operations, offset, lastLine, index }: LogPosition): void {
    this.#operations = operations
    this.#size = offset
    this.#lastLine = lastLine
    this.#index = [...index]
  }

  #refuse(offset: number): never {
    throw new WorldRefusedError(this.#describeDamage(offset))
  }

  #describeDamage(offset: number): string {
    return `${this.place} is damaged at byte ${offset}, before its end; restore the file from a backup, or move the folder of the world away`
  }

  #addToIndex(operations: number, offset: number): void {
    if (this.#operations - (this.#index.at(-1)?.operations ?? 0) >= INDEX_STEP)
      this.#index.push({ operations: this.#operations, offset })
    this.#operations += operations
  }

  *#readOperations(after: number): Generator<LoggedOperation> {
    try {
      yield* this.#readStoredOperations(after)
    } catch (error) {
      if (error instanceof FlowtwinError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new StoreFailedError(`the log of world "${this.head.world}" cannot be read: ${reason}`, { cause: error })
    }
  }

  *#readStoredOperations(after: number): Generator<LoggedOperation> {
    let skipped = after
    for (const segment of this.segments) {
      if (skipped < segment.operations) {
        let at = 0
        for (const records of readSegment(segment))
          for (const { operations = [] } of records) for (const logged of operations) if (at++ >= skipped) yield logged
      }
      skipped = Math.max(0, skipped - segment.operations)
    }
    const start = this.#index.findLast(({ operations }) => operations <= skipped) ?? { operations: 0, offset: 0 }
    let at = start.operations
    for (const { line, offset } of readLines(this.place, { from: start.offset, to: this.#size })) {
      if (offset === 0) continue
      // What came before a checkpoint was not read when the world was opened.
      const value = decodeLine(line)
      if (value === undefined) throw new StoreFailedError(this.#describeDamage(offset))
      for (const logged of (value as LogRecord).operations ?? []) if (at++ >= skipped) yield logged
    }
  }

  /** Writes the lines. A new file gets its name when all of it is written. @throws when it cannot be written */
  write(): WrittenLines {
    const bytes = Buffer.from(this.#lines.join(''))
    const last = this.#lines.at(-1) ?? ''
    const operations = this.#queuedOperations
    const size = this.#size
    const lastLine = this.#lastLine
    if (size === 0) {
      this.#create(bytes)
    } else {
      const file = this.#files.pool.open(this.place)
      if (fstatSync(file).size !== size)
        throw new ForeignWriteError(`another process writes to ${this.place}; stop it, and start this server again`)
      writeWhole(file, bytes, size)
    }
    this.dropLines()
    this.#operations += operations
    this.#size = size + bytes.length
    this.#lastLine = { offset: this.#size - Buffer.byteLength(last), checksum: getLineChecksum(last) }
    this.#isSynced = false
    return {
      undo: () => {
        if (size > 0) ftruncateSync(this.#files.pool.open(this.place), size)
        else rmSync(this.place)
        this.#size = size
        this.#lastLine = lastLine
        this.#operations -= operations
      },
    }
  }

  #create(bytes: Buffer): void {
    const draft = `${this.place}.new`
    const file = openSync(draft, 'w', 0o600)
    try {
      writeWhole(file, bytes, 0)
    } finally {
      closeSync(file)
    }
    renameSync(draft, this.place)
    this.#isNew = true
  }

  /** Forgets the lines that were not written. */
  dropLines(): void {
    this.#lines = []
    this.#queuedOperations = 0
  }

  /** Resolves when the disk has what was written. */
  async sync(): Promise<void> {
    if (this.#isSynced || this.#size === 0) return
    this.#isSynced = true
    const isNew = this.#isNew
    this.#isNew = false
    try {
      if (!(await this.#files.pool.sync(this.place))) await syncExistingFile(this.place)
      if (isNew) for (const folder of [dirname(this.place), dirname(dirname(this.place))]) await syncFolder(folder)
    } catch (error) {
      // The world was deleted meanwhile.
      if (!existsSync(this.place)) return
      this.#isSynced = false
      this.#isNew = isNew
      throw error
    }
  }

  close(): void {
    this.#files.pool.close(this.place)
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and needs none to be synced.
  if (process.platform !== 'win32') await syncExistingFile(path, 'r')
}

function writeWhole(file: number, bytes: Buffer, size: number): void {
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written)
  } catch (error) {
    if (written > 0) ftruncateSync(file, size)
    throw error
  }
}

/** Reads the records of a segment, without the operations that do not belong to it. @param from a place to begin from */
function* readSegment({ place, operations }: AncestrySegment, from?: LogPosition): Generator<readonly LogRecord[]> {
  let missing = operations - (from?.operations ?? 0)
  let part: LogRecord[] = []
  let partStart = from?.offset ?? 0
  for (const { line, offset } of readLines(place, { from: partStart })) {
    if (offset === 0) continue
    if (missing === 0) break
    const value = decodeLine(line)
    if (value === undefined)
      throw new WorldRefusedError(`${place} is damaged at byte ${offset}; restore the file from a backup`)
    const record = parseRecord(value, place)
    const taken = record.operations?.slice(0, missing) ?? []
    missing -= taken.length
    part.push(omitWebhooks({ ...record, operations: taken }))
    if (offset - partStart < PART_BYTES) continue
    yield part
    part = []
    partStart = offset
  }
  yield part
  if (missing > 0)
    throw new WorldRefusedError(`${place} lacks its last ${missing} operations; restore it from a backup`)
}

interface FileLine {
  /** Without its line feed. */
  readonly line: Buffer
  /** Bytes before it. */
  readonly offset: number
  /** False for a last line without a line feed. */
  readonly isComplete: boolean
}

function* readLines(path: string, { from, to = Infinity }: { from: number; to?: number }): Generator<FileLine> {
  const file = openSync(path, 'r')
  try {
    let rest: Buffer = Buffer.alloc(0)
    let offset = from
    for (;;) {
      // A long line needs few reads.
      const chunk = Buffer.allocUnsafe(Math.max(PART_BYTES, rest.length))
      const count = readSync(file, chunk, 0, chunk.length, offset + rest.length)
      const bytes = rest.length === 0 ? chunk.subarray(0, count) : Buffer.concat([rest, chunk.subarray(0, count)])
      let start = 0
      for (;;) {
        const end = bytes.indexOf(LINE_FEED, start)
        if (end === -1 || offset + end >= to) break
        yield { line: bytes.subarray(start, end), offset: offset + start, isComplete: true }
        start = end + 1
      }
      rest = bytes.subarray(start)
      offset += start
      if (count > 0 && offset < to) continue
      if (rest.length > 0 && offset < to) yield { line: rest, offset, isComplete: false }
      return
    }
  } finally {
    closeSync(file)
  }
}
