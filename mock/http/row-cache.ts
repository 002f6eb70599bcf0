import { encodeItem, joinItems, type SerializedJson } from '../wire/json.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import type { RenderSettings } from '../world/state/side-state.ts'
import { readRun, type RunRef } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { HandlerContext } from './handler.ts'

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
const MAX_CACHED_BYTES = 2_000_000

/** The rows of a world, by link prefix, serializer and run. */
class RowCache {
  bytes = 0
  #rows = new Map<string, Map<RowSerializer<never>, RowsByRun>>()

  getRows(prefix: string, toRow: RowSerializer<unknown>): RowsByRun {
    if (this.bytes > MAX_CACHED_BYTES) {
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
