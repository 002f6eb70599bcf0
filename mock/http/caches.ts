import { joinItems, serializeItem, type SerializedJson } from '../wire/json.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import type { RenderSettings } from '../world/state/side-state.ts'
import { readRun, type RunRef, type View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { HandlerContext } from './handler.ts'
import type { WireResponse } from './response.ts'

const MAX_RESPONSES = 32
const MAX_RESPONSE_BYTES = 2_000_000

/**
 * Responses to reads of the current view of a world. A view lasts until something in its world changes, so a cached
 * response is never stale, unless it has a `validUntil`; a new view empties the cache. Responses that depend on more than
 * the view have `cache-control: no-store` and are not cached.
 */
export class ResponseCache {
  #responses = new Map<string, WireResponse>()
  #bytes = 0
  #view: View | null = null

  /** The cached response, else a new one. From its second use on a cached body is a Buffer, encoded once. */
  getOrCreateResponse<Later = WireResponse>(
    world: World,
    key: string,
    create: () => WireResponse | Promise<Later>,
  ): WireResponse | Promise<Later> {
    const view = world.view()
    if (view !== this.#view) this.#clearForView(view)
    const cached = this.#responses.get(key)
    if (cached !== undefined && (cached.validUntil === undefined || world.now < cached.validUntil))
      return cached.isReused === true ? cached : this.#prepareReuse(key, cached)
    if (cached !== undefined) this.#deleteResponse(key, cached)
    const created = create()
    if (created instanceof Promise || created.headers['cache-control'] === 'no-store') return created
    if (this.#responses.size < MAX_RESPONSES && this.#bytes + created.body.length <= MAX_RESPONSE_BYTES) {
      this.#responses.set(key, created)
      this.#bytes += created.body.length
    }
    return created
  }

  #prepareReuse(key: string, cached: WireResponse): WireResponse {
    const body = typeof cached.body === 'string' ? Buffer.from(cached.body) : cached.body
    const reused = { ...cached, body, isReused: true }
    this.#responses.set(key, reused)
    this.#bytes += body.length - cached.body.length
    return reused
  }

  #deleteResponse(key: string, { body }: WireResponse): void {
    this.#responses.delete(key)
    this.#bytes -= body.length
  }

  #clearForView(view: View): void {
    // A new map: a cleared one keeps its old table, with all that was in it, until the next full garbage collection.
    if (this.#responses.size > 0) this.#responses = new Map()
    this.#bytes = 0
    this.#view = view
  }
}

/** Translates a run into a vendor's row: a pure function of the run, the world's render settings and the link prefix. */
export type RowSerializer<Row> = (run: Run, world: World, prefix: string) => Row

/** The JSON array of a list's rows; rows that have not changed come from the cache. Join it before the next list. */
export function serializeRows<Row>(
  context: HandlerContext,
  refs: readonly RunRef[],
  toRow: RowSerializer<Row>,
): SerializedJson<readonly Row[]> {
  const { world, linkPrefix } = context
  const cache = getOrInsert(cachesBySettings, world.sideState.renderSettings, () => new RowCache())
  const rows = cache.getRows(linkPrefix, toRow)
  const items = refs.map((ref) => {
    const cached = rows.get(ref.number)
    if (cached !== undefined && cached.run === ref.cachedRun) return cached.item
    const item = cache.writeRow(serializeItem(toRow(readRun(context.view, ref), world, linkPrefix)))
    rows.set(ref.number, { run: ref.cachedRun, item })
    return item
  })
  return joinItems(items)
}

interface CachedRow {
  /** The run that the row shows; null for a computed run that ended long ago and cannot change. */
  readonly run: Run | null
  readonly item: Buffer
}

/** The rows of one serializer and link prefix. */
type RowsByRun = Map<RunNumber, CachedRow>

const FIRST_BLOCK_BYTES = 65_536
const MAX_BLOCK_BYTES = 1_048_576
/** Once so much of the largest block is written, the next list drops all rows: the rest has room for one list. */
const MAX_ROW_BYTES = 786_432

/**
 * The rows of a world, by link prefix, serializer and run. They are written one after the other into one block, which is
 * used again after all rows were dropped: a Buffer for each row fragments the memory outside the heap, 36 MB in 10,000
 * pages (docs/decisions/035).
 */
class RowCache {
  #rows = new Map<string, Map<RowSerializer<never>, RowsByRun>>()
  #block = Buffer.allocUnsafeSlow(FIRST_BLOCK_BYTES)
  #written = 0

  getRows(prefix: string, toRow: RowSerializer<unknown>): RowsByRun {
    if (this.#written > MAX_ROW_BYTES) {
      this.#rows = new Map()
      this.#written = 0
    }
    const bySerializer = getOrInsert(this.#rows, prefix, () => new Map<RowSerializer<never>, RowsByRun>())
    return getOrInsert(bySerializer, toRow, () => new Map<RunNumber, CachedRow>())
  }

  /** Writes a row into the block; into one of twice the size when it is full. */
  writeRow(text: string): Buffer {
    const size = Buffer.byteLength(text)
    if (this.#written + size > this.#block.length) {
      this.#block = Buffer.allocUnsafeSlow(Math.max(size, Math.min(MAX_BLOCK_BYTES, 2 * this.#block.length)))
      this.#written = 0
    }
    const start = this.#written
    this.#written += this.#block.write(text, start)
    return this.#block.subarray(start, this.#written)
  }
}

/** Rows depend on the render settings of a world; after a change of these it has another cache. */
const cachesBySettings = new WeakMap<RenderSettings, RowCache>()

function getOrInsert<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  create: () => Value,
): Value {
  const existing = map.get(key)
  if (existing !== undefined) return existing
  const created = create()
  map.set(key, created)
  return created
}
