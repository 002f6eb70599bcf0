import { type Reserialize, type SerializedJson, createJsonArray, type SerializedItem } from '../wire/json.ts'
import type { RenderSettings } from '../world/state/side-state.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import { readRun, type RunRef } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { HandlerContext } from './handler-context.ts'

/** Says a run in a vendor's words. A pure function of the run, the world's fixed data and the prefix of links. */
export type RowSerializer<Row> = (run: Run, world: World, prefix: string) => Row

/** The rows of a list, as bytes; rows that have not changed since they were last sent are not written again. */
export function serializeRows<Row>(
  context: HandlerContext,
  refs: readonly RunRef[],
  toRow: RowSerializer<Row>,
): SerializedJson<readonly Row[]> {
  const rowCache = getRowCache(context.world)
  rowCache.selectRows(context.linkPrefix, toRow)
  const shared = { context: context, toRow, rowCache: rowCache }
  // From the last row to the first, as they are written.
  const items: SerializedItem[] = []
  for (const ref of refs.toReversed()) items.push(serializeRow(shared, ref))
  return createJsonArray(
    items.toReversed(),
    createReserialize(
      { world: context.world, toRow, prefix: context.linkPrefix, settledWorld: rowCache.settledWorld },
      refs,
    ),
  )
}

/** What rows are said with; on nothing here hangs a request, and no view. */
interface ReserializeParts<Row> {
  readonly world: World
  readonly toRow: RowSerializer<Row>
  readonly prefix: string
  /** A world that keeps the manner. */
  readonly settledWorld: World
}

function createReserialize<Row>(
  { world, toRow, prefix, settledWorld }: ReserializeParts<Row>,
  refs: readonly RunRef[],
): Reserialize {
  return (most) => {
    // Runs that can be worked out again have long ended: a later view knows them as they were.
    const view = world.view()
    let text = ''
    for (const ref of refs) {
      if (text.length >= most) break
      text += `${text === '' ? '' : ','}${JSON.stringify(toRow(readRun(view, ref), settledWorld, prefix))}`
    }
    return text
  }
}

interface CachedRow extends SerializedItem {
  /** The run that was written; null for one that had long ended and cannot change unnoticed. */
  readonly run: Run | null
}

/** Rows of one serializer under one prefix. */
type RowsByRun = Map<RunNumber, CachedRow>

/** A row is said with its run and the world's manner; with the next manner all rows are forgotten. */
const cachesBySettings = new WeakMap<RenderSettings, RowCache>()

/** Everything that writing a row needs, found once for a list. */
interface SerializeContext<Row> {
  readonly context: HandlerContext
  readonly toRow: RowSerializer<Row>
  readonly rowCache: RowCache
}

function serializeRow<Row>({ context, toRow, rowCache }: SerializeContext<Row>, ref: RunRef): SerializedItem {
  const cached = rowCache.findRow(ref)
  if (cached !== undefined) return cached
  return rowCache.writeRow(ref, JSON.stringify(toRow(readRun(context.view, ref), context.world, context.linkPrefix)))
}

function getRowCache(world: World): RowCache {
  const { renderSettings } = world.sideState
  const known = cachesBySettings.get(renderSettings)
  if (known !== undefined) return known
  // A copy, else whoever holds on to its words would hold on to the shelves as well; and no view but the world's first.
  const created = new RowCache(world.forkFromStart({ ...renderSettings }))
  cachesBySettings.set(renderSettings, created)
  return created
}

/** One half of the shelves: rows written one after the other into one block of bytes. */
interface CacheHalf {
  readonly block: Buffer
  readonly byPrefix: Map<string, Map<RowSerializer<unknown>, RowsByRun>>
}

/** The size of a first block; each next one is twice as large, up to the largest. */
const FIRST_BLOCK_BYTES = 16_384
const MAX_BLOCK_BYTES = 1_048_576

/**
 * All rows of one manner of saying, in two halves. New rows go into the one; when its block is full the other is cleared
 * and takes its turn, and rows that are still asked for move over. Blocks are used again and again: rows in buffers of
 * their own outlive the young generation and leave the memory outside the heap in tatters. A block is filled from its end to its
 * beginning, so that a row which comes in front of a list stands right before it, and both are copied in one go.
 */
class RowCache {
  /** A world that keeps the manner. */
  readonly settledWorld: World
  #current: CacheHalf = createHalf(Buffer.allocUnsafeSlow(FIRST_BLOCK_BYTES))
  #previous: CacheHalf | null = null
  #start = FIRST_BLOCK_BYTES
  #currentRows: RowsByRun = new Map()
  #previousRows: RowsByRun | undefined
  #selected: { readonly prefix: string; readonly toRow: RowSerializer<unknown> } | null = null
  /** Whether a row of the present list may stand in the half that is to be cleared next. */
  #hasSwapped = false

  constructor(said: World) {
    this.settledWorld = said
  }

  /** Begins a list: its rows stay where they are until the next list begins. */
  selectRows(prefix: string, toRow: RowSerializer<unknown>): void {
    this.#hasSwapped = false
    this.#selected = { prefix, toRow }
    this.#findRows()
  }

  /** The row as it was written before; undefined when it was not, or has changed. */
  findRow({ number, cachedRun }: RunRef): SerializedItem | undefined {
    const kept = this.#currentRows.get(number)
    if (kept !== undefined) return kept.run === cachedRun ? kept : undefined
    const former = this.#previousRows?.get(number)
    if (former === undefined || former.run !== cachedRun) return undefined
    const written = this.#allocateRow(former.length, cachedRun)
    former.block.copy(written.block, written.start, former.start, former.start + former.length)
    this.#currentRows.set(number, written)
    return written
  }

  writeRow({ number, cachedRun }: RunRef, text: string): SerializedItem {
    const item = `${text},`
    const written = this.#allocateRow(Buffer.byteLength(item), cachedRun)
    written.block.write(item, written.start)
    this.#currentRows.set(number, written)
    return written
  }

  #allocateRow(length: number, known: Run | null): CachedRow {
    if (this.#start < length) this.#swapHalves(length)
    this.#start -= length
    return { block: this.#current.block, start: this.#start, length, run: known }
  }

  #swapHalves(length: number): void {
    const size = Math.max(length, Math.min(MAX_BLOCK_BYTES, 2 * this.#current.block.length))
    const free =
      this.#hasSwapped || this.#previous === null || this.#previous.block.length < size ? null : this.#previous.block
    this.#previous = this.#current
    this.#current = createHalf(free ?? Buffer.allocUnsafeSlow(size))
    this.#start = this.#current.block.length
    this.#hasSwapped = true
    this.#findRows()
  }

  #findRows(): void {
    if (this.#selected === null) return
    this.#currentRows = getRowsByRun(this.#current, this.#selected.prefix, this.#selected.toRow)
    this.#previousRows = this.#previous?.byPrefix.get(this.#selected.prefix)?.get(this.#selected.toRow)
  }
}

function createHalf(block: Buffer): CacheHalf {
  return { block, byPrefix: new Map() }
}

function getRowsByRun({ byPrefix }: CacheHalf, prefix: string, toRow: RowSerializer<unknown>): RowsByRun {
  const bySerializer = byPrefix.get(prefix) ?? new Map<RowSerializer<unknown>, RowsByRun>()
  byPrefix.set(prefix, bySerializer)
  const shelf = bySerializer.get(toRow) ?? new Map<RunNumber, CachedRow>()
  bySerializer.set(toRow, shelf)
  return shelf
}
