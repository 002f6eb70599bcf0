import type { LoggedOperation } from '../world/state/operation.ts'
import type { Instant, RealClock } from '../world/time.ts'
import type { Checkpoint, CheckpointState, LogPosition } from './checkpoint/checkpoint.ts'
import type { LogRecord, WorldHead } from './record.ts'
import type { Ancestry, AncestrySegment, ReadOperations } from './operation-log.ts'

/** The log of one stored world. */
export interface WorldLog {
  readonly head: WorldHead
  /** The file or the table row that has it. */
  readonly place: string
  /** The operations of other logs that this one continues, where this log finds them. */
  readonly segments: readonly AncestrySegment[]
  /** Reads the world's operations, those of the segments first; null where they must stay in memory. */
  readonly readOperations: ReadOperations | null
  /** Adds an encoded record to the next flush. @param operations the number of operations in it */
  append(line: string, operations: number): void
  /**
   * Prepares a checkpoint of the state after all operations that are stored now; absent where there are no checkpoints.
   * @returns a function that writes it; `isCancelled` returns true once the world was deleted or replaced
   */
  prepareCheckpoint?(state: CheckpointState): (isCancelled: () => boolean) => Promise<void>
}

/** A log that is being read. */
export interface OpenedLog {
  readonly log: WorldLog
  /** Returns the latest checkpoint of the world; undefined when there is none that can be used. */
  readCheckpoint?(): Promise<Checkpoint | undefined>
  /**
   * Yields the records of the segments and of the log in parts that take some milliseconds to apply.
   * @param from the place of a checkpoint, to begin from
   */
  readParts(from?: LogPosition): AsyncGenerator<readonly LogRecord[]> | Generator<readonly LogRecord[]>
}

/** A new log, with the operations that its segments do not have. */
export interface LogDraft {
  readonly head: WorldHead
  readonly ancestry: Ancestry | null
  readonly operations: Iterable<LoggedOperation>
}

/** A server among others with the same store. */
export interface SharedMember {
  readonly realClock: RealClock
  /** Calls back once after microseconds of real time. @returns a function that cancels the call */
  readonly startTimer: (microseconds: number, callback: () => void) => () => void
  /** Resolves after microseconds of real time. */
  readonly wait: (microseconds: number) => Promise<void>
  /** Called when the lease has lapsed: another server may own the worlds. */
  readonly onLapsed: () => void
}

/** What a store does that several servers share. */
export interface SharedStore {
  /** Begins as a new server without worlds. */
  join(member: SharedMember): Promise<void>
  /** Sets the base URL under which the other servers reach this one. */
  setUrl(url: string): Promise<void>
  /** Takes no worlds any more, before those of this server are handed over. */
  leave(): void
  /** True after `leave`. */
  readonly isLeaving: boolean
  /** Gives all worlds to the other servers. @param states the server state of each, as JSON */
  handOver(states: ReadonlyMap<string, string>): Promise<void>
  /** Returns whether a world has a log, or another server owns one of this name. */
  hasWorld(world: string): Promise<boolean>
  /** True as long as no other server can own a world of this one. */
  isTrusted(): boolean
  /** Signs a request that is forwarded to another server. */
  signHop(target: string): string
  isHop(target: string, signature: string): boolean
}

/** A place for the logs of worlds: a folder, or a database. */
export interface LogStore {
  /** Present in a store that several servers share. */
  readonly shared?: SharedStore
  /** The place, without credentials. */
  readonly description: string
  /** The names of the worlds that have a log. */
  readonly worlds: ReadonlySet<string>
  /** The number of operations without a checkpoint after which one is written; absent where there are no checkpoints. */
  readonly checkpointAfter?: number
  /** Opens the log of a world; undefined when there is none. @throws {WorldRefusedError} */
  openLog(world: string): OpenedLog | undefined | Promise<OpenedLog | undefined>
  /** Creates a log with the next flush, in place of a former one of the same world. */
  createLog(draft: LogDraft): WorldLog
  /** Deletes the log of a world with the next flush. */
  deleteLog(world: string): void
  /** Stores the server state of a world (journal, used rate limits, hits of fault rules), for the server that opens it next. */
  saveServerState(world: string, state: string): void | Promise<void>
  /** Returns and deletes the server state: after a crash it would be out of date. */
  takeServerState(world: string): string | undefined | Promise<string | undefined>
  /** Stores the calendar time at which a world was used. */
  noteUse(world: string, at: Instant): void
  /** Removes the worlds unused for the time of the store's option, except those in memory. @returns their names */
  removeUnusedWorlds(now: Instant, inMemory: ReadonlySet<string>): readonly string[] | Promise<readonly string[]>
  /** The log is no longer in use. */
  releaseLog(log: WorldLog): void
  /**
   * Stores everything that was appended, created and deleted since the last flush, all of it or nothing.
   * @returns null when it is safe already, else a promise for it
   * @throws when it cannot be stored
   */
  flush(): Promise<void> | null
  /** Forgets what the last flush could not store, and what was appended and created since. */
  discard(): void
  /** True when storing works again after a failure. */
  probe(): boolean | Promise<boolean>
  /** Called every second. */
  onTick(): void
  close(): Promise<void>
}
