import type { components } from '../../spec/generated/control.types.ts'
import { resolvePointer } from '../http/faults/json-pointer.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { ListLayout, RunPointers, Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { Sequence } from '../world/collections/sequence.ts'
import type { RunNumber } from '../world/model/run.ts'
import { listRunsByCreation } from '../world/query/by-creation.ts'
import { matchesFilter, type RunFilter } from '../world/query/filter.ts'
import { SECOND } from '../world/time.ts'
import type { World } from '../world/world.ts'

type ClientScore = components['schemas']['ClientScore']
type RunIds = components['schemas']['RunIds']

/** A response row that shows a run. */
interface ServedRow {
  /** Null for a deleted run, and for a row that a fault has changed. */
  readonly number: RunNumber | null
  /** The vendor's id of the run. */
  readonly id: string
  /** The whole row as JSON. */
  readonly text: string
}

/** A response that shows runs. */
export interface ServedPage {
  readonly entry: JournalEntry
  /** Null for a response that is not a list. */
  readonly layout: ListLayout | null
  readonly rows: readonly ServedRow[]
}

/** Reads the rows of a response; undefined for a response without runs. */
export function readServedPage(entry: JournalEntry, vendor: Vendor, world: World): ServedPage | undefined {
  const { operation, status } = entry
  const layout = vendor.listLayouts?.[operation ?? '']
  const { rows: rowsPointer, id } = layout ?? vendor.runPointers?.[operation ?? ''] ?? {}
  if (rowsPointer === undefined || id === undefined || status === null || status >= 300) return undefined
  const value = resolvePointer(parseServedBody(entry.sentBody), rowsPointer)
  const rows = (Array.isArray(value) ? value : [value]).flatMap((row: unknown) =>
    readServedRow(row, id, { vendor, world }),
  )
  return { entry, layout: layout ?? null, rows }
}

function readServedRow(
  row: unknown,
  pointer: RunPointers['id'],
  { vendor, world }: { vendor: Vendor; world: World },
): readonly ServedRow[] {
  const id = resolvePointer(row, pointer)
  if (typeof id !== 'string') return []
  const number = vendor.runs?.parseId(id, world)
  const exists = number !== undefined && world.findRun(number) !== undefined
  return [{ number: exists ? number : null, id, text: JSON.stringify(row) }]
}

/** Parses a body; undefined where a fault has left no JSON. */
function parseServedBody(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The responses to one client, and the runs that it should have received. */
export interface ServedPages {
  readonly vendor: Vendor
  readonly credential: string
  /** In the order of the requests. */
  readonly pages: readonly ServedPage[]
  readonly filter: RunFilter
  readonly world: World
}

/** The maximum number of ids in a list. */
const MAX_LISTED = 1000
/** The number of newest runs from which the fill time of a window is computed. */
const MAX_MEASURED = 20_000

/** Compares the responses to a client with the current state of the world. */
export function computeDeliveryScore(servedPages: ServedPages): ClientScore {
  const { vendor, credential, pages, filter, world } = servedPages
  const servedRows = collectRows(pages)
  const all = listRunsByCreation(world.view(), filter)
  const window = pages.find(({ layout }) => layout !== null)?.layout?.window ?? null
  const first = window === null ? 0 : findFirstRank(servedPages, all)
  const existingRuns = servedRows.lastRows.flatMap(({ number, id, page }) => {
    const run = number === null ? undefined : world.findRun(number)
    return run === undefined || !matchesFilter(filter, run) ? [] : [{ id, run, page }]
  })
  const numbers = new Set(existingRuns.map(({ run }) => run.number))
  const ranks = existingRuns.map(({ run }) => all.rank({ at: run.createdAt, number: run.number }))
  const runs = all.size - first
  const served = ranks.filter((rank) => rank >= first).length
  const staleRuns = existingRuns.filter(({ run, page }) => {
    const { at, revision } = page.entry.completion
    return run.modifiedAt > at || run.revision > revision
  })
  const toMissingRuns = (to: number): RunIds => ({
    total: to <= first ? 0 : to - first - ranks.filter((rank) => rank >= first && rank < to).length,
    ids: listMissingRuns(all, { from: first, to }, numbers).map((number) => toVendorId(number, vendor, world)),
  })
  return {
    vendor: vendor.name,
    credential,
    runs,
    served,
    percent: runs === 0 ? 100 : Math.floor((served / runs) * 10_000) / 100,
    missing: toMissingRuns(all.size),
    duplicated: toRunIds(servedRows.duplicateIds),
    stale: toRunIds(staleRuns.map(({ id }) => id)),
    deleted: toRunIds(servedRows.lastRows.filter(({ number }) => number === null).map(({ id }) => id)),
    pages: servedRows.pages,
    window:
      window === null
        ? null
        : { rows: window, unreachable: toMissingRuns(all.size - window), ...measureWindow(all, first, window) },
  }
}

/** Returns the last row of each run, the ids that were served twice unchanged, and a summary of each page. */
function collectRows(pages: readonly ServedPage[]) {
  const lastRows = new Map<string, Omit<ServedRow, 'text'> & { readonly page: ServedPage }>()
  const duplicateIds = new Set<string>()
  const pageSummaries: ClientScore['pages'][number][] = []
  let textById = new Map<string, string>()
  for (const page of pages) {
    const { entry, rows, layout } = page
    // Each poll of a window repeats most rows, so only repetitions within one response count.
    if (layout?.window !== undefined) textById = new Map()
    let newRows = 0
    for (const { number, id, text } of rows) {
      if (!lastRows.has(id)) newRows++
      lastRows.set(id, { number, id, page })
      if (layout !== null && textById.get(id) === text) duplicateIds.add(id)
      if (layout !== null) textById.set(id, text)
    }
    const { sequence, operation, target, fault } = entry
    const at = formatIsoMicroseconds(entry.at)
    pageSummaries.push({ sequence, at, operation: operation ?? '', target, rows: rows.length, newRows, fault })
  }
  return { lastRows: [...lastRows.values()], duplicateIds: [...duplicateIds], pages: pageSummaries }
}

/** Returns the first runs of a range that were not served. */
function listMissingRuns(
  all: Sequence,
  { from, to }: { readonly from: number; readonly to: number },
  served: ReadonlySet<RunNumber>,
): readonly RunNumber[] {
  const missing: RunNumber[] = []
  for (let index = from; index < to && missing.length < MAX_LISTED; index += MAX_LISTED) {
    const keys = all.slice(index, Math.min(to, index + MAX_LISTED))
    missing.push(...keys.map(({ number }) => number).filter((number) => !served.has(number)))
  }
  return missing.slice(0, MAX_LISTED)
}

/** Returns the rank of the oldest row of the first response; a client of a window cannot have older runs. */
function findFirstRank({ pages, world, filter }: ServedPages, all: Sequence): number {
  const first = pages.find(({ layout }) => layout !== null)
  if (first === undefined || filter.created !== undefined) return 0
  const ranks = first.rows.flatMap(({ number }) => {
    const run = number === null ? undefined : world.findRun(number)
    return run === undefined ? [] : [all.rank({ at: run.createdAt, number: run.number })]
  })
  if (ranks.length > 0) return Math.min(...ranks)
  const { at } = first.entry.completion
  return all.rank({ at, number: Number.MAX_SAFE_INTEGER })
}

/** Measures how fast new runs fill a window: the shortest and the average time. */
function measureWindow(all: Sequence, first: number, window: number) {
  const keys = all.slice(Math.max(first, all.size - MAX_MEASURED), all.size)
  const gaps = keys.slice(window).map(({ at }, index) => at - (keys[index]?.at ?? 0))
  const [oldest, newest] = [keys[0], keys.at(-1)]
  const meanFill =
    oldest === undefined || newest === undefined || keys.length < 2
      ? null
      : ((newest.at - oldest.at) / SECOND / (keys.length - 1)) * window
  return {
    safePollSeconds: gaps.length === 0 ? null : gaps.reduce((shortest, gap) => Math.min(shortest, gap)) / SECOND,
    meanFillSeconds: meanFill === null ? null : Math.round(meanFill * 1000) / 1000,
  }
}

function toVendorId(number: RunNumber, { runs }: Vendor, world: World): string {
  const run = world.findRun(number)
  return run === undefined || runs === undefined ? String(number) : runs.formatId(run, world)
}

function toRunIds(ids: readonly string[]): RunIds {
  return { total: ids.length, ids: ids.slice(0, MAX_LISTED) }
}
