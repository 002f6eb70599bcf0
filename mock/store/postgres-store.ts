import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { FlowtwinError } from '../world/errors.ts'
import {
  type LogDraft,
  type LogStore,
  type OpenedLog,
  type SharedMember,
  type SharedStore,
  type WorldLog,
} from './log-store.ts'
import { WorldElsewhereError } from './store-errors.ts'
import { type Client, connectDatabase, type Database, isConflict, isUnavailable } from './postgres-connection.ts'
import { REMOVE_UNUSED_LOGS, REMOVE_UNUSED_WORLDS, SCHEMA } from './postgres-schema.ts'
import {
  decodeLine,
  encodeLine,
  type LogRecord,
  omitWebhooks,
  parseHead,
  parseRecord,
  type WorldHead,
  WorldRefusedError,
} from './record.ts'
import type { AncestrySegment } from './operation-log.ts'
import { type Duration, type Instant, SECOND } from '../world/time.ts'

/** Another server has become the owner of a world; what this one wanted to store was not stored. */
class OwnershipLostError extends FlowtwinError {
  override readonly name = 'OwnershipLostError'
  override readonly code = 'ownership-lost'
}

/** Seconds for which a server owns its worlds after its last renewal, on the clock of the database. */
const LEASE_SECONDS = 3
const RENEWAL_MICROSECONDS = 500_000
/** A server trusts its lease for less than that, counted from when it sent the renewal, on its own clock. */
const TRUST_MICROSECONDS = 2_000_000
const RETRY_MICROSECONDS = 200_000
/** Until this a write waits for a database that is not available. */
const PATIENCE_MICROSECONDS = 10_000_000
const RECORDS_PER_READ = 200
/** The place of the segments in a message. */
const TABLE = 'flowtwin.record'

/** A world whose row names this server as its owner. */
interface OwnedWorld {
  readonly epoch: string
}

interface QueuedChange {
  readonly create?: { readonly log: PostgresLog; readonly head: string }
  readonly remove?: string
}

/**
 * The logs of worlds in PostgreSQL, for several servers. Every world has one owner at a time: it handles the requests to
 * the world, and the other servers forward theirs to it. An owner adds records with the next number; a new owner first
 * adds one of its own, so that the former one cannot add any more. The lease only keeps the former one from answering
 * reads after that; a lease that has lapsed is never renewed: the server joins again under another id, without worlds.
 */
export class PostgresStore implements LogStore, SharedStore {
  readonly description: string
  readonly shared: SharedStore = this
  readonly #database: Database
  readonly #owned = new Map<string, OwnedWorld>()
  readonly #dirty = new Set<PostgresLog>()
  readonly #forgetAfter: Duration | undefined
  /** Worlds whose last use is not stored yet. */
  #used = new Set<string>()
  #worlds: ReadonlySet<string> = new Set()
  #changes: QueuedChange[] = []
  #member: SharedMember | null = null
  #id = ''
  #url = ''
  #renewedAt = -Infinity
  #batches = 0
  #stopRenewal: () => void = () => undefined
  #hopSecret = ''
  #isClosed = false
  isLeaving = false

  private constructor(database: Database, forgetAfter: Duration | undefined) {
    this.#database = database
    this.#forgetAfter = forgetAfter
    this.description = database.description
  }

  /**
   * Connects, and creates the tables if they do not exist.
   * @param options worlds unused for `forgetAfter` are removed; none when it is undefined
   * @throws {StoreUrlError}
   */
  static async open(
    url: string,
    { forgetAfter }: { readonly forgetAfter?: Duration | undefined } = {},
  ): Promise<PostgresStore> {
    const store = new PostgresStore(await connectDatabase(url), forgetAfter)
    await store.#prepare()
    return store
  }

  async #prepare(): Promise<void> {
    await this.#database.transact(async (client) => {
      // Two servers that create the tables at the same time would fail.
      await client.query("select pg_advisory_xact_lock(hashtext('flowtwin schema'))")
      await client.query(SCHEMA)
      await client.query("insert into flowtwin.setting values ('hop-secret', $1) on conflict do nothing", [
        randomBytes(32).toString('hex'),
      ])
    })
    const { rows } = await this.#database.query<{ value: string }>(
      "select value from flowtwin.setting where name = 'hop-secret'",
    )
    this.#hopSecret = rows[0]?.value ?? ''
    await this.#readWorldNames()
  }

  get worlds(): ReadonlySet<string> {
    return this.#worlds
  }

  async join(member: SharedMember): Promise<void> {
    this.#member = member
    this.#id = randomBytes(8).toString('hex')
    this.#owned.clear()
    this.discard()
    const sentAt = member.realClock()
    await this.#retry(() =>
      this.#database.query(
        `insert into flowtwin.member values ($1, $2, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))`,
        [this.#id, this.#url],
      ),
    )
    this.#renewedAt = sentAt
    this.#scheduleRenewal(this.#id)
  }

  async setUrl(url: string): Promise<void> {
    this.#url = url
    this.isLeaving = false
    if (this.#id !== '')
      await this.#database.query('update flowtwin.member set url = $2 where id = $1', [this.#id, url])
  }

  async hasWorld(world: string): Promise<boolean> {
    const { rowCount } = await this.#retry(() =>
      this.#database.query(
        `select from flowtwin.world where name = $1 and (log is not null
           or exists (select from flowtwin.member where member.id = world.owner and id <> $2 and expires > clock_timestamp()))`,
        [world, this.#id],
      ),
    )
    return rowCount === 1
  }

  isTrusted(): boolean {
    return this.#member !== null && this.#member.realClock() - this.#renewedAt < TRUST_MICROSECONDS
  }

  signHop(target: string): string {
    return createHmac('sha256', this.#hopSecret).update(target).digest('hex')
  }

  isHop(target: string, signature: string): boolean {
    const expected = Buffer.from(this.signHop(target))
    const given = Buffer.from(signature)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  async openLog(world: string): Promise<OpenedLog | undefined> {
    await this.#retry(() => this.#takeWorld(world))
    const { rows } = await this.#retry(() =>
      this.#database.query<{ log: string | null }>('select log from flowtwin.world where name = $1', [world]),
    )
    const id = rows[0]?.log ?? null
    if (id === null) return undefined
    const log = await this.#readLog(id)
    return { log, readParts: () => this.#readParts(log) }
  }

  createLog({ head, ancestry, operations }: LogDraft): WorldLog {
    const segments = ancestry?.segments ?? []
    const log = new PostgresLog({ ...head, id: randomBytes(6).toString('hex') }, segments, this.#dirty)
    for (const logged of operations) log.append(encodeLine({ operations: [logged] }))
    this.#changes.push({ create: { log, head: encodeLine(log.head) } })
    return log
  }

  deleteLog(world: string): void {
    this.#changes.push({ remove: world })
  }

  async saveServerState(world: string, state: string): Promise<void> {
    await this.#database.query(
      `insert into flowtwin.server_state select name, $2 from flowtwin.world where name = $1 and owner = $3
       on conflict (world) do update set state = $2`,
      [world, state, this.#id],
    )
  }

  async takeServerState(world: string): Promise<string | undefined> {
    const { rows } = await this.#database.query<{ state: string }>(
      `delete from flowtwin.server_state using flowtwin.world
       where world = $1 and name = $1 and owner = $2 returning state`,
      [world, this.#id],
    )
    return rows[0]?.state
  }

  noteUse(world: string): void {
    if (this.#owned.has(world)) this.#used.add(world)
  }

  async removeUnusedWorlds(_now: Instant, inMemory: ReadonlySet<string>): Promise<readonly string[]> {
    await this.#storeUses()
    const forgetAfter = this.#forgetAfter
    if (forgetAfter === undefined) return []
    const removed = await this.#database.transact(async (client) => {
      // The clock of the database counts, which all servers share.
      const { rows } = await client.query<{ name: string; log: string | null }>(REMOVE_UNUSED_WORLDS, [
        forgetAfter / SECOND,
        this.#id,
        [...inMemory],
      ])
      const names = rows.map(({ name }) => name)
      if (names.length === 0) return []
      await client.query('delete from flowtwin.server_state where world = any($1)', [names])
      await removeUnusedLogs(client)
      // Without a log it was the name of a world that a request created and that had no operations.
      return rows.filter(({ log }) => log !== null).map(({ name }) => name)
    })
    await this.#readWorldNames()
    return removed
  }

  async #storeUses(): Promise<void> {
    const worlds = [...this.#used]
    if (worlds.length === 0) return
    this.#used.clear()
    await this.#database.query(
      'update flowtwin.world set used = clock_timestamp() where name = any($1) and owner = $2',
      [worlds, this.#id],
    )
  }

  releaseLog(): void {
    // Its world stays with this server until another log takes its place, or the server ends.
  }

  flush(): Promise<void> | null {
    const changes = this.#changes
    const records = [...this.#dirty].flatMap((log) => log.takeRecord(`${this.#id} ${++this.#batches}`))
    this.#changes = []
    this.#dirty.clear()
    if (changes.length === 0 && records.length === 0) return null
    return this.#storeBatch(changes, records)
  }

  discard(): void {
    for (const log of this.#dirty) log.dropLines()
    this.#dirty.clear()
    this.#changes = []
  }

  async probe(): Promise<boolean> {
    try {
      await this.#database.query('select 1')
      return true
    } catch {
      return false
    }
  }

  onTick(): void {
    this.#readWorldNames().catch(() => undefined)
  }

  leave(): void {
    this.isLeaving = true
  }

  async handOver(states: ReadonlyMap<string, string>): Promise<void> {
    for (const [world, state] of states) await this.saveServerState(world, state)
    this.#owned.clear()
    await this.#database.query('update flowtwin.world set owner = null where owner = $1', [this.#id])
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopRenewal()
    await this.#database
      .transact(async (client) => {
        await client.query('delete from flowtwin.world where log is null and (owner is null or owner = $1)', [this.#id])
        await client.query('update flowtwin.world set owner = null where owner = $1', [this.#id])
        await client.query('delete from flowtwin.member where id = $1 or expires < clock_timestamp()', [this.#id])
        await removeUnusedLogs(client)
      })
      .catch(() => undefined)
    await this.#database.close()
  }

  async #readWorldNames(): Promise<void> {
    const { rows } = await this.#database.query<{ name: string }>(
      'select name from flowtwin.world where log is not null order by name',
    )
    this.#worlds = new Set(rows.map(({ name }) => name))
  }

  #scheduleRenewal(id: string): void {
    const { startTimer } = this.#requireMember()
    this.#stopRenewal = startTimer(RENEWAL_MICROSECONDS, () => {
      if (this.#isClosed || id !== this.#id) return
      void this.#renew(id).finally(() => {
        if (!this.#isClosed && id === this.#id) this.#scheduleRenewal(id)
      })
    })
  }

  async #renew(id: string): Promise<void> {
    const { realClock, onLapsed } = this.#requireMember()
    const sentAt = realClock()
    try {
      const { rowCount } = await this.#database.query(
        `update flowtwin.member set expires = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
         where id = $1 and expires > clock_timestamp()`,
        [id],
      )
      if (id !== this.#id) return
      if (rowCount === 1 && this.isTrusted()) this.#renewedAt = sentAt
      else onLapsed()
    } catch {
      // The trust in the lease ends by itself.
      if (id === this.#id && !this.isTrusted()) onLapsed()
    }
  }

  /** Makes this server the owner of a world. @throws {WorldElsewhereError} while another one is */
  async #takeWorld(world: string): Promise<void> {
    const id = this.#id
    if (this.isLeaving) throw new WorldElsewhereError(world, await this.#findOtherUrl(world))
    const { rows } = await this.#database.query<{ epoch: string; log: string | null }>(
      `insert into flowtwin.world as world (name, owner) values ($1, $2)
       on conflict (name) do update set owner = $2, epoch = world.epoch + 1, used = clock_timestamp()
       where world.owner is null or world.owner = $2
         or not exists (select from flowtwin.member where member.id = world.owner and expires > clock_timestamp())
       returning epoch, log`,
      [world, id],
    )
    const [row] = rows
    if (row === undefined) {
      const owner = await this.#database.query<{ url: string }>(
        'select url from flowtwin.world join flowtwin.member on member.id = world.owner where name = $1',
        [world],
      )
      throw new WorldElsewhereError(world, owner.rows[0]?.url ?? '')
    }
    if (row.log !== null) await this.#addEpoch(row.log)
    if (id === this.#id) this.#owned.set(world, { epoch: row.epoch })
  }

  /**
   * Returns the URL of the server that owns a world, or of one that may take it: that with the latest renewal, because one
   * that was killed has a lease for a while. Empty when there is none.
   */
  async #findOtherUrl(world: string): Promise<string> {
    const { rows } = await this.#database.query<{ url: string }>(
      `select url from flowtwin.member left join flowtwin.world on world.owner = member.id and name = $1
       where member.id <> $2 and expires > clock_timestamp()
       order by name nulls last, expires desc limit 1`,
      [world, this.#id],
    )
    return rows[0]?.url ?? ''
  }

  /** Adds a record to a log, after which a former owner cannot add any. */
  async #addEpoch(log: string): Promise<void> {
    for (;;) {
      try {
        await this.#database.query(
          `insert into flowtwin.record
           select $1, coalesce(max(number), 0) + 1, $2, '' from flowtwin.record where log = $1`,
          [log, `${this.#id} epoch`],
        )
        return
      } catch (error) {
        if (!isConflict(error)) throw error
      }
    }
  }

  async #readLog(id: string): Promise<PostgresLog> {
    const logs = await this.#database.query<{ head: string }>('select head from flowtwin.log where id = $1', [id])
    const head = parseHead(decodeLine(Buffer.from(logs.rows[0]?.head.trimEnd() ?? '')), `log ${id}`)
    const segments = head.origin.segments.map((segment) => ({ ...segment, place: TABLE }))
    return new PostgresLog(head, segments, this.#dirty)
  }

  /** Reads all operations that a fork or a reset took over, then the records of the log, in parts. */
  async *#readParts(log: PostgresLog): AsyncGenerator<readonly LogRecord[]> {
    for (const { id, operations } of log.segments) {
      let missing = operations
      for await (const records of this.#readRecords(id)) {
        yield records.entries.map((record) => {
          const taken = record.operations?.slice(0, missing) ?? []
          missing -= taken.length
          return omitWebhooks({ ...record, operations: taken })
        })
        if (missing === 0) break
      }
    }
    for await (const { entries, last } of this.#readRecords(log.head.id)) {
      yield entries
      log.lastNumber = last
    }
  }

  async *#readRecords(log: string): AsyncGenerator<{ readonly entries: readonly LogRecord[]; readonly last: number }> {
    let last = 0
    for (;;) {
      const { rows } = await this.#retry(() =>
        this.#database.query<{ number: string; entry: string }>(
          `select number, entry from flowtwin.record where log = $1 and number > $2 order by number limit ${RECORDS_PER_READ}`,
          [log, last],
        ),
      )
      if (rows.length === 0) return
      last = Number(rows.at(-1)?.number)
      yield { entries: rows.flatMap(({ entry }) => decodeEntry(entry, log)), last }
    }
  }

  /** Stores changes and records in one transaction, again after a broken connection. */
  async #storeBatch(changes: readonly QueuedChange[], records: readonly NumberedRecord[]): Promise<void> {
    let isRepeated = false
    const owned = new Map(this.#owned)
    await this.#retry(async () => {
      try {
        if (changes.length === 0) await this.#database.query(INSERT_RECORDS, toColumns(records))
        else await this.#storeChanges(changes, records, owned)
      } catch (error) {
        if (!isConflict(error)) {
          isRepeated = true
          throw error
        }
        // The first attempt may have succeeded though its answer was lost.
        if (!isRepeated || !(await this.#hasRecords(records)))
          throw new OwnershipLostError('another server has become the owner of a world', { cause: error })
      }
    })
    for (const { log, number } of records) log.lastNumber = number
  }

  async #storeChanges(
    changes: readonly QueuedChange[],
    records: readonly NumberedRecord[],
    owned: ReadonlyMap<string, OwnedWorld>,
  ): Promise<void> {
    await this.#database.transact(async (client) => {
      for (const { create, remove } of changes) {
        const world = create?.log.head.world ?? remove ?? ''
        const log = create?.log.head.id ?? null
        if (create !== undefined) {
          await client.query('insert into flowtwin.log values ($1, $2) on conflict do nothing', [log, create.head])
          for (const [place, { id, operations }] of create.log.segments.entries())
            await client.query('insert into flowtwin.segment values ($1, $2, $3, $4) on conflict do nothing', [
              log,
              place,
              id,
              operations,
            ])
        }
        await client.query('delete from flowtwin.server_state where world = $1', [world])
        const { rowCount } = await client.query(
          'update flowtwin.world set log = $2 where name = $1 and owner = $3 and epoch = $4',
          [world, log, this.#id, owned.get(world)?.epoch ?? '0'],
        )
        if (rowCount !== 1) throw new OwnershipLostError(`another server has become the owner of world "${world}"`)
      }
      if (records.length > 0) await client.query(INSERT_RECORDS, [...toColumns(records)])
      await removeUnusedLogs(client)
    })
    await this.#readWorldNames().catch(() => undefined)
  }

  /** Returns whether records were stored by an attempt of this batch. */
  async #hasRecords(records: readonly NumberedRecord[]): Promise<boolean> {
    const { rows } = await this.#database.query<{ count: string }>(
      `select count(*) from flowtwin.record
       join unnest($1::text[], $2::bigint[], $3::text[]) as own (log, number, writer) using (log, number, writer)`,
      toColumns(records).slice(0, 3),
    )
    return Number(rows[0]?.count) === records.length
  }

  /** Repeats a statement while the database is not available. */
  async #retry<Result>(run: () => Promise<Result>): Promise<Result> {
    const { realClock, wait } = this.#requireMember()
    const start = realClock()
    for (;;) {
      try {
        return await run()
      } catch (error) {
        if (this.#isClosed || !isUnavailable(error) || error instanceof FlowtwinError) throw error
        if (realClock() - start > PATIENCE_MICROSECONDS) throw error
        await wait(RETRY_MICROSECONDS)
      }
    }
  }

  #requireMember(): SharedMember {
    if (this.#member === null) throw new Error('the server has not joined the store')
    return this.#member
  }
}

/** Removes logs that nothing needs, then those that only they needed. */
async function removeUnusedLogs(client: Pick<Client, 'query'>): Promise<void> {
  while (((await client.query(REMOVE_UNUSED_LOGS)).rowCount ?? 0) > 0);
}

interface NumberedRecord {
  readonly log: PostgresLog
  readonly number: number
  readonly writer: string
  readonly entry: string
}

const INSERT_RECORDS = `
insert into flowtwin.record (log, number, writer, entry)
select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[])
`

function toColumns(records: readonly NumberedRecord[]) {
  return [
    records.map(({ log }) => log.head.id),
    records.map(({ number }) => number),
    records.map(({ writer }) => writer),
    records.map(({ entry }) => entry),
  ] as const
}

/** Decodes the lines of a record; none for one that only marks a new owner. */
function decodeEntry(entry: string, log: string): readonly LogRecord[] {
  const lines = entry === '' ? [] : entry.trimEnd().split('\n')
  return lines.map((line) => {
    const value = decodeLine(Buffer.from(line))
    if (value === undefined) throw new WorldRefusedError(`log ${log} in ${TABLE} is damaged; restore it from a backup`)
    return parseRecord(value, `log ${log}`)
  })
}

/** The log of a world in the database. */
class PostgresLog implements WorldLog {
  readonly head: WorldHead
  readonly place = TABLE
  readonly segments: readonly AncestrySegment[]
  readonly readOperations = null
  /** The number of the last stored record. */
  lastNumber = 0
  readonly #dirty: Set<PostgresLog>
  #lines: string[] = []

  constructor(head: WorldHead, segments: readonly AncestrySegment[], dirty: Set<PostgresLog>) {
    this.head = head
    this.segments = segments
    this.#dirty = dirty
  }

  append(line: string): void {
    this.#lines.push(line)
    this.#dirty.add(this)
  }

  dropLines(): void {
    this.#lines = []
  }

  /** Takes the lines as the next record. */
  takeRecord(writer: string): readonly NumberedRecord[] {
    if (this.#lines.length === 0) return []
    const entry = this.#lines.join('')
    this.#lines = []
    return [{ log: this, number: this.lastNumber + 1, writer, entry }]
  }
}
