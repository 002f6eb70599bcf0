import { DATASET_VERSION } from '../world/random.ts'
import type { LoggedOperation } from '../world/state/operation.ts'
import type { Instant } from '../world/time.ts'
import type { World, WorldMark } from '../world/world.ts'
import type { LogStore, WorldLog } from './log-store.ts'
import { type Ancestry, type LogOwner, StoredLog } from './operation-log.ts'
import {
  encodeLine,
  LOG_FORMAT,
  REDUCER_VERSION,
  type WebhookDelivery,
  type WebhookPosition,
  type WebhookProgress,
  type WebhookRecord,
} from './record.ts'

/** The store of a world. */
interface OperationStore {
  /** @throws {StoreFailedError} while it is closed */
  assertOpen(): void
  /** Called before an operation takes effect. */
  noteOperation(stored: StoredWorld): void
}

interface StoredWorldParts {
  readonly store: OperationStore
  readonly logs: LogStore
  /** The machine's date and time. */
  readonly calendarClock: () => Instant
  readonly log?: WorldLog
  /** The number of operations that a checkpoint covers; by default all that the world has now. */
  readonly covered?: number
  /** By default that of a world without webhooks. */
  readonly progress?: WebhookProgressReducer
}

/** A served world, with its operations that are not stored yet. */
export class StoredWorld implements LogOwner {
  readonly name: string
  log: WorldLog | null
  /** The number of operations for which a checkpoint was written or tried. */
  covered: number
  readonly #world: World
  readonly #store: OperationStore
  readonly #logs: LogStore
  readonly #calendarClock: () => Instant
  /** The operations of the request that is being handled. */
  #operations: LoggedOperation[] = []
  /** Encoded records of requests that were handled. */
  #records: { readonly line: string; readonly operations: number }[] = []
  readonly #progress: WebhookProgressReducer
  /** Encoded records that undone operations do not take back; they are about operations that were stored before. */
  #webhookLines: string[] = []
  /** The same, of those that are being stored. */
  #storingWebhookLines: string[] = []
  /** The state before the first operation that is not stored; null when all are. */
  #mark: WorldMark | null = null
  /** The same, of the operations that are being stored. */
  #storingMark: WorldMark | null = null
  /** The number of operations of the world that are stored, or being stored. */
  #storingRevision = 0
  /** The number of operations at the last `checkIdle`. */
  #checkedRevision = 0
  /** The log is created with the next flush. */
  #isNewLog = false
  /** The world was deleted or replaced. */
  #isDiscarded = false

  constructor(name: string, world: World, { store, logs, calendarClock, log, covered, progress }: StoredWorldParts) {
    this.name = name
    this.log = log ?? null
    this.#world = world
    this.#store = store
    this.#logs = logs
    this.#calendarClock = calendarClock
    this.covered = covered ?? world.revision
    this.#progress = progress ?? new WebhookProgressReducer()
  }

  get revision(): number {
    return this.#world.revision
  }

  /** True when all operations are stored. */
  get isSafe(): boolean {
    return this.#mark === null && this.#storingMark === null && !this.#isNewLog
  }

  serves(world: World): boolean {
    return this.#world === world
  }

  addWebhookRecord(webhooks: WebhookRecord): void {
    this.#mark ??= this.#world.mark()
    this.#progress.apply(webhooks)
    this.#webhookLines.push(encodeLine({ webhooks }))
    this.#store.noteOperation(this)
  }

  attach(): void {
    if (this.#world.log instanceof StoredLog) this.#world.log.owner = this
  }

  beforeAppend(logged: LoggedOperation): void {
    this.#store.assertOpen()
    this.#mark ??= this.#world.mark()
    this.#operations.push(logged)
    this.#store.noteOperation(this)
  }

  afterTruncate(size: number): void {
    this.#operations = this.#operations.filter(({ sequence }) => sequence <= size)
  }

  describeAncestry(operations: number): Ancestry | null {
    if (this.log === null || this.#isNewLog) return null
    const { segments, head, place } = this.log
    const own = operations - segments.reduce((sum, segment) => sum + segment.operations, 0)
    return { operations, segments: own === 0 ? segments : [...segments, { id: head.id, operations: own, place }] }
  }

  /** Creates the log, with all operations so far. */
  createLog(): void {
    const { origin, log, dataset } = this.#world
    if (!(log instanceof StoredLog)) return
    const { ancestry } = log
    const inherited = ancestry?.operations ?? 0
    const head = {
      format: LOG_FORMAT,
      dataSetVersion: DATASET_VERSION,
      reducerVersion: REDUCER_VERSION,
      id: '',
      world: this.name,
      parameters: dataset.parameters,
      origin: {
        segments: (ancestry?.segments ?? []).map(({ id, operations }) => ({ id, operations })),
        operations: origin.log.size - inherited,
        clock: origin.clock,
      },
      wall: this.#calendarClock(),
    }
    this.log = this.#logs.createLog({ head, ancestry, operations: log.readEntries(inherited) })
    this.#isNewLog = true
    this.#operations = []
    this.#records = []
    const { now, clockMode: mode } = this.#world
    if (mode.kind !== 'frozen') this.log.append(encodeLine({ clock: { now, mode }, wall: head.wall }), 0)
  }

  seal(): void {
    if (this.#operations.length === 0) return
    const operations = this.#operations
    this.#operations = []
    if (this.log === null) return
    const isRunning = this.#world.clockMode.kind !== 'frozen'
    const record = isRunning ? { operations, wall: this.#calendarClock() } : { operations }
    this.#records.push({ line: encodeLine(record), operations: operations.length })
  }

  queueRecords(): void {
    if (this.log === null) this.createLog()
    this.seal()
    for (const line of this.#webhookLines) this.log?.append(line, 0)
    for (const { line, operations } of this.#records) this.log?.append(line, operations)
    this.#storingWebhookLines = this.#webhookLines
    this.#webhookLines = []
    this.#records = []
    this.#storingMark = this.#mark
    this.#storingRevision = this.revision
    this.#mark = null
  }

  commit(): void {
    this.#storingMark = null
    this.#storingWebhookLines = []
    if (this.#isNewLog) {
      this.#isNewLog = false
      this.#readFromLog()
    }
    const readOperations = this.log?.readOperations ?? null
    if (readOperations !== null && this.#world.log instanceof StoredLog)
      this.#world.log.releaseStored(this.#storingRevision, readOperations)
  }

  /** The number of operations without a checkpoint. */
  get uncovered(): number {
    return this.revision - this.covered
  }

  /** Returns whether there was no operation since the last call. */
  checkIdle(): boolean {
    const isIdle = this.revision === this.#checkedRevision
    this.#checkedRevision = this.revision
    return isIdle
  }

  /**
   * Captures the stored state for a checkpoint.
   * @returns a function that writes it; null while it cannot be captured
   */
  prepareCheckpoint(): (() => Promise<void>) | null {
    if (this.log?.prepareCheckpoint === undefined || this.#storingMark !== null || this.#isNewLog) return null
    const mark = this.#mark ?? this.#world.mark()
    this.covered = mark.revision
    const write = this.log.prepareCheckpoint({
      operations: mark.revision,
      view: mark.state.view,
      clock: this.#world.getPosition(mark),
      wall: this.#calendarClock(),
      webhooks: this.#progress.export(this.#world.now),
    })
    return async () => {
      try {
        await write(() => this.#isDiscarded)
      } catch (error) {
        // The folder of a world that was deleted is gone.
        if (!this.#isDiscarded) throw error
      }
    }
  }

  /** Called when the world was deleted or replaced. */
  discard(): void {
    this.#isDiscarded = true
  }

  /** Undoes the operations that are not stored. @returns false when there is no such world then */
  rollBack(): boolean {
    const mark = this.#storingMark ?? this.#mark
    if (this.#isNewLog) this.log = null
    this.#isNewLog = false
    if (mark === null) return false
    this.#webhookLines.unshift(...this.#storingWebhookLines)
    this.#storingWebhookLines = []
    this.#operations = []
    this.#records = []
    this.#storingMark = null
    this.#mark = null
    this.#world.rollBack(mark)
    return true
  }

  /** Operations that the world took over were read from the log of another one, which may be deleted now. */
  #readFromLog(): void {
    const readOperations = this.log?.readOperations ?? null
    const { log, origin } = this.#world
    if (readOperations === null) return
    for (const one of [log, origin.log])
      if (one instanceof StoredLog) one.moveTo(readOperations, this.log?.segments ?? [])
  }

  detach(): void {
    if (this.#world.log instanceof StoredLog) this.#world.log.owner = null
  }

  /** Rejects operations from now on: another copy of the world takes its place. */
  release(): void {
    this.detach()
    if (this.#world.log instanceof StoredLog) this.#world.log.releasedWorld = this.name
  }
}

/** What became of webhooks, according to the records so far. Applying the last ones again changes nothing. */
export class WebhookProgressReducer {
  #collected: WebhookPosition | null = null
  readonly #pending = new Map<number, WebhookDelivery>()
  #count = 0

  apply({ collected, deliveries = [] }: WebhookRecord): void {
    if (collected !== undefined) this.#collected = collected
    for (const delivery of deliveries) {
      const { number, state } = delivery
      this.#count = Math.max(this.#count, number)
      const known = 'message' in delivery ? delivery : this.#pending.get(number)
      if (state !== 'pending') this.#pending.delete(number)
      else if (known !== undefined) this.#pending.set(number, { ...known, ...delivery })
    }
  }

  /** Continues from a checkpoint. */
  restore({ collected, pending, count }: Omit<WebhookProgress, 'stoppedAt'>): void {
    this.apply({ collected, deliveries: pending })
    this.#count = count
  }

  export(stoppedAt: Instant): WebhookProgress {
    return { collected: this.#collected, pending: [...this.#pending.values()], count: this.#count, stoppedAt }
  }
}
