import { memoizeByNumber } from '../../world/collections/memoize.ts'
import { findFirstIndex, type SortedList } from '../../world/collections/sorted-list.ts'
import type { ItemSource } from '../../world/collections/tree-nodes.ts'
import type { Dataset } from '../../world/dataset/dataset.ts'
import type { Flow } from '../../world/model/flow.ts'
import { DATASET_OUTCOMES, ENVIRONMENTS, type PlannedOutcome } from '../../world/model/outcome.ts'
import type { Changes, Run, RunInput, Timeline } from '../../world/model/run.ts'
import { createOverlayRun, type DeletedRun, type OverlayRun } from '../../world/state/overlay.ts'
import type { ContactRecord } from '../../world/state/side-state.ts'
import { type Instant, NEVER, toInstant } from '../../world/time.ts'
import type { StoredRows } from './sections.ts'

/** Items that are decoded from rows of bytes when they are read. The same bytes are stored again when nothing has changed. */
export class RowSource<Item> implements ItemSource<Item> {
  readonly size: number
  readonly rows: StoredRows
  readonly getItem: (row: number) => Item

  constructor(rows: StoredRows, getItem: (row: number) => Item) {
    this.size = rows.size
    this.rows = rows
    this.getItem = getItem
  }
}

/** The decoded items that a bounded source keeps: about 10 MB of runs. */
const MAX_DECODED = 8192

/** Creates a source that keeps only the items that were read last. */
export function createBoundedSource<Item>(rows: StoredRows, decode: (bytes: Buffer) => Item): RowSource<Item> {
  return new RowSource(
    rows,
    memoizeByNumber(MAX_DECODED, (row) => decode(rows.getBytes(row))),
  )
}

/** Creates a source that keeps all items that were read: contacts and records are read as a whole again and again. */
export function createKeepingSource<Item>(rows: StoredRows, decode: (bytes: Buffer) => Item): RowSource<Item> {
  const items = new Map<number, Item>()
  return new RowSource(rows, (row) => {
    const existing = items.get(row)
    if (existing !== undefined) return existing
    const item = decode(rows.getBytes(row))
    items.set(row, item)
    return item
  })
}

type Column = Float64Array | Uint32Array

/** The meaning of the values of a column. */
export interface ColumnItems<Item> {
  readonly getItem: (value: number) => Item
  /** Returns the number of an item without decoding it. */
  readonly getNumber: (value: number) => number
}

/** Items in the order of a column, which has the row or the number of each. */
export class ColumnSource<Item> implements ItemSource<Item> {
  readonly size: number
  readonly #column: Column
  readonly #items: ColumnItems<Item>

  constructor(column: Column, items: ColumnItems<Item>) {
    this.size = column.length
    this.#column = column
    this.#items = items
  }

  getItem(rank: number): Item {
    return this.#items.getItem(this.#column[rank] ?? 0)
  }

  getNumber(rank: number): number {
    return this.#items.getNumber(this.#column[rank] ?? 0)
  }
}

/** Splits a column into the lists that it contains one after the other. */
export function splitColumn<Item>(
  column: Column,
  sizes: readonly number[],
  items: ColumnItems<Item>,
): readonly ColumnSource<Item>[] {
  let end = 0
  return sizes.map((size) => {
    end += size
    return new ColumnSource(column.subarray(end - size, end), items)
  })
}

/** Encodes the items of a list as rows; those that come from rows unchanged are copied. */
export function* encodeRows<Item>(list: SortedList<Item>, encode: (item: Item) => Buffer): Generator<Buffer> {
  for (const part of list.listParts()) {
    if ('source' in part) {
      const { source, from, size } = part
      for (let rank = from; rank < from + size; rank++)
        yield source instanceof RowSource ? source.rows.getBytes(rank) : encode(source.getItem(rank))
    } else {
      for (const item of part) yield encode(item)
    }
  }
}

/** Iterates the numbers of the items of lists. */
export function* iterateNumbers<Item>(
  lists: readonly SortedList<Item>[],
  getNumber: (item: Item) => number,
): Generator<number> {
  for (const list of lists) {
    for (const part of list.listParts()) {
      if ('source' in part) {
        const { source, from, size } = part
        for (let rank = from; rank < from + size; rank++)
          yield source instanceof ColumnSource ? source.getNumber(rank) : getNumber(source.getItem(rank))
      } else {
        for (const item of part) yield getNumber(item)
      }
    }
  }
}

/** Returns the rows of numbers among ascending ones. Most lists have nearly the order of the rows. */
export function* findRows(ascending: readonly number[], numbers: Iterable<number>): Generator<number> {
  let row = -1
  for (const number of numbers) {
    row++
    if (ascending[row] !== number) row = findFirstIndex(ascending.length, (place) => (ascending[place] ?? 0) >= number)
    yield row
  }
}

const OUTCOMES: readonly PlannedOutcome[] = [...DATASET_OUTCOMES, 'never-started']

/** Every row of runs and contacts begins with the number. */
export function readRowNumber(row: Buffer): number {
  return row.readDoubleLE()
}

const NUMBER_BYTES = 8

// The places of the other members of a run: instants, small numbers, the replies, then JSON with the rest unless all of it
// is null.
const CREATED_AT = 8
const STARTS_AT = 16
const ENDS_AT = 24
const DUE_AT = 32
const CONTACT = 40
const FLOW = 44
const REPLY_COUNT = 46
const OUTCOME = 48
const ENVIRONMENT = 49
const REPLIES = 50
const REPLY_BYTES = 8

type RunRest = readonly [input: RunInput | null, broadcast: number | null, changes: Changes | null]

const NO_REST: RunRest = [null, null, null]

export function encodeRun({ timeline, changes, dueAt }: OverlayRun): Buffer {
  const { repliesAt, input, broadcast } = timeline
  const rest: RunRest = [input, broadcast, changes]
  const json = input === null && broadcast === null && changes === null ? '' : JSON.stringify(rest)
  const restAt = REPLIES + repliesAt.length * REPLY_BYTES
  const row = Buffer.allocUnsafe(restAt + Buffer.byteLength(json))
  row.writeDoubleLE(timeline.number)
  row.writeDoubleLE(timeline.createdAt, CREATED_AT)
  row.writeDoubleLE(timeline.startsAt, STARTS_AT)
  row.writeDoubleLE(timeline.endsAt, ENDS_AT)
  row.writeDoubleLE(dueAt, DUE_AT)
  row.writeUInt32LE(timeline.contact, CONTACT)
  row.writeUInt16LE(timeline.flow.index, FLOW)
  row.writeUInt16LE(repliesAt.length, REPLY_COUNT)
  row.writeUInt8(OUTCOMES.indexOf(timeline.plannedOutcome), OUTCOME)
  row.writeUInt8(ENVIRONMENTS.indexOf(timeline.environment), ENVIRONMENT)
  let at = REPLIES
  for (const reply of repliesAt) at = row.writeDoubleLE(reply, at)
  row.write(json, restAt)
  return row
}

/** @param now the instant of the overlay */
export function decodeRun(row: Buffer, { flows }: Dataset, now: Instant): OverlayRun {
  const restAt = REPLIES + row.readUInt16LE(REPLY_COUNT) * REPLY_BYTES
  const repliesAt: Instant[] = []
  for (let at = REPLIES; at < restAt; at += REPLY_BYTES) repliesAt.push(toInstant(row.readDoubleLE(at)))
  const [input, broadcast, changes] = restAt === row.length ? NO_REST : (parseJson(row, restAt) as RunRest)
  const timeline: Timeline = {
    number: readRowNumber(row),
    flow: getEntry(flows, row.readUInt16LE(FLOW)),
    contact: row.readUInt32LE(CONTACT),
    environment: getEntry(ENVIRONMENTS, row.readUInt8(ENVIRONMENT)),
    plannedOutcome: getEntry(OUTCOMES, row.readUInt8(OUTCOME)),
    broadcast,
    createdAt: toInstant(row.readDoubleLE(CREATED_AT)),
    input,
    startsAt: toInstant(row.readDoubleLE(STARTS_AT)),
    repliesAt,
    endsAt: toInstant(row.readDoubleLE(ENDS_AT)),
  }
  return createOverlayRun(timeline, changes, now)
}

/** Returns the instant of the next change of a run by time alone. */
export function readDueAt(row: Buffer): Instant {
  return toInstant(row.readDoubleLE(DUE_AT))
}

interface DeletedRow {
  readonly deletedAt: Instant
  readonly run: Omit<Run, 'flow' | 'nextChangeAt'> & { readonly flow: number; readonly nextChangeAt: Instant | null }
}

export function encodeDeletedRun({ deletedAt, run }: DeletedRun): Buffer {
  const nextChangeAt = run.nextChangeAt === NEVER ? null : run.nextChangeAt
  const row: DeletedRow = { deletedAt, run: { ...run, flow: run.flow.index, nextChangeAt } }
  return encodeJson(row)
}

export function decodeDeletedRun(row: Buffer, { flows }: Dataset): DeletedRun {
  const { deletedAt, run } = parseJson(row) as DeletedRow
  return { deletedAt, run: { ...run, flow: getEntry<Flow>(flows, run.flow), nextChangeAt: run.nextChangeAt ?? NEVER } }
}

export function encodeContact(record: ContactRecord): Buffer {
  const number = Buffer.allocUnsafe(NUMBER_BYTES)
  number.writeDoubleLE(record.contact)
  return Buffer.concat([number, encodeJson(record)])
}

export function decodeContact(row: Buffer): ContactRecord {
  return parseJson(row, NUMBER_BYTES) as ContactRecord
}

export function encodeJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

/** Parses JSON that `encodeJson` has written; a checksum covers it. */
export function parseJson(row: Buffer, start = 0): unknown {
  return JSON.parse(row.toString('utf8', start))
}

function getEntry<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index]
  if (entry === undefined) throw new RangeError(`a row refers to entry ${index} of ${entries.length}`)
  return entry
}
