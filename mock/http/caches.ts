import { encodeItem, joinItems, type SerializedJson } from '../wire/json.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import type { RenderSettings } from '../world/state/side-state.ts'
import { readRun, type RunRef, type View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { HandlerContext } from './handler.ts'
import type { WireResponse } from './response.ts'

const MAX_RESPONSES = 32
const MAX_RESPONSE_BYTES = 2_000_000

type CreateResponse = () => WireResponse | Promise<WireResponse>

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
  getOrCreateResponse(world: World, key: string, create: CreateResponse): WireResponse | Promise<WireResponse> {
    const view = world.view()
    if (view !== this.#view) this.#clearForView(view)
    const cached = this.#responses.get(key)
    if (cached !== undefined && (cached.validUntil === undefined || world.now < cached.validUntil))
      return typeof cached.body === 'string' ? this.#encodeBody(key, cached) : cached
    if (cached !== undefined) this.#deleteResponse(key, cached)
    const created = create()
    if (created instanceof Promise || created.headers['cache-control'] === 'no-store') return created
    if (this.#responses.size < MAX_RESPONSES && this.#bytes + created.body.length <= MAX_RESPONSE_BYTES) {
      this.#responses.set(key, created)
      this.#bytes += created.body.length
    }
    return created
  }

  #encodeBody(key: string, cached: WireResponse): WireResponse {
    const encoded = { ...cached, body: Buffer.from(cached.body) }
    this.#responses.set(key, encoded)
    this.#bytes += encoded.body.length - cached.body.length
    return encoded
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

/** The JSON array of a list's rows; rows that have not changed come from the cache. */
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
    const item = encodeItem(toRow(readRun(context.view, ref), world, linkPrefix))
    rows.set(ref.number, { run: ref.cachedRun, item })
    cache.bytes += item.length
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

/** Bytes of the cached rows of a world; beyond that all of them are dropped. */
const MAX_ROW_BYTES = 2_000_000

/** The rows of a world, by link prefix, serializer and run. */
class RowCache {
  bytes = 0
  #rows = new Map<string, Map<RowSerializer<never>, RowsByRun>>()

  getRows(prefix: string, toRow: RowSerializer<unknown>): RowsByRun {
    if (this.bytes > MAX_ROW_BYTES) {
      this.#rows = new Map()
      this.bytes = 0
    }
    const bySerializer = getOrInsert(this.#rows, prefix, () => new Map<RowSerializer<never>, RowsByRun>())
    return getOrInsert(bySerializer, toRow, () => new Map<RunNumber, CachedRow>())
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
