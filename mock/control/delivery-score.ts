import type { components } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { ListLayout, RunPointers, Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { RunKey, Sequence } from '../world/collections/sequence.ts'
import type { RunNumber } from '../world/model/run.ts'
import { listRunsByCreation } from '../world/query/by-creation.ts'
import { matchesFilter, type RunFilter } from '../world/query/filter.ts'
import { SECOND } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'

/** One row of an answer that stands for a run. */
export interface ServedRow {
  /** Null for a run that is deleted by now, and for a row that a fault made up. */
  readonly number: RunNumber | null
  /** The vendor's id, as it was sent. */
  readonly id: string
  /** The whole row, to be compared. */
  readonly text: string
}

/** One answer that showed runs. */
export interface ServedPage {
  readonly entry: JournalEntry
  /** The list that it is an answer of; null for one that is none. */
  readonly listing: ListLayout | null
  readonly rows: readonly ServedRow[]
}

/** The answer's rows, read from the bytes that were sent; undefined for an answer that shows no runs. */
export function readServedPage(entry: JournalEntry, vendor: Vendor, world: World): ServedPage | undefined {
  const { operation, status } = entry
  const listing = vendor.listLayouts?.[operation ?? '']
  const { rows: rowsPointer, id } = listing ?? vendor.runPointers?.[operation ?? ''] ?? {}
  if (rowsPointer === undefined || id === undefined || status === null || status >= 300) return undefined
  const value = getAtPointer(parseServedBody(entry.sentBody), rowsPointer)
  const rows = (Array.isArray(value) ? value : [value]).flatMap((row: unknown) =>
    readServedRow(row, id, { vendor, world }),
  )
  return { entry, listing: listing ?? null, rows }
}

function readServedRow(
  row: unknown,
  pointer: RunPointers['id'],
  { vendor, world }: { vendor: Vendor; world: World },
): readonly ServedRow[] {
  const id = getAtPointer(row, pointer)
  if (typeof id !== 'string') return []
  const number = vendor.runs?.parseId(id, world) ?? null
  return [
    { number: number !== null && world.findRun(number) === undefined ? null : number, id, text: JSON.stringify(row) },
  ]
}

/** What a JSON pointer leads to; undefined where it leads nowhere. */
function getAtPointer(value: unknown, pointer: string): unknown {
  let current = value
  for (const name of pointer.split('/').slice(1)) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Readonly<Record<string, unknown>>)[name]
  }
  return current
}

/** A fault may have left something that is no JSON: then nobody was served anything. */
function parseServedBody(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type ClientScore = components['schemas']['ClientScore']
type RunIds = components['schemas']['RunIds']

/** What one client was served, and what there is for it. */
export interface ServedPages {
  readonly vendor: Vendor
  readonly credential: string
  /** In the order in which they were served. */
  readonly pages: readonly ServedPage[]
  /** Which runs it should have. */
  readonly filter: RunFilter
  readonly world: World
}

const MAX_LISTED = 1000
/** Runs that are looked at for the shortest time in which a window fills; the newest. */
const MAX_MEASURED = 20_000

/** Holds what a client was served against the world as it is now. */
export function computeDeliveryScore(servedPages: ServedPages): ClientScore {
  const { vendor, credential, pages, filter, world } = servedPages
  const servedRows = collectRows(pages)
  const all = listRunsByCreation(world.view(), filter)
  const window = findWindow(pages)
  const first = window === null ? 0 : findFirstRank(servedPages, all)
  const existingRuns = [...servedRows.last.values()].flatMap(({ number, id, page }) => {
    const run = number === null ? undefined : world.findRun(number)
    return run === undefined || !matchesFilter(filter, run) ? [] : [{ id, run, page }]
  })
  const numbers = new Set(existingRuns.map(({ run }) => run.number))
  const ranks = existingRuns.map(({ run }) => all.rank({ at: run.createdAt, number: run.number }))
  const runs = all.size - first
  const served = ranks.filter((rank) => rank >= first).length
  const stale = existingRuns.filter(({ run, page }) => {
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
    duplicated: toRunIds(servedRows.twice),
    stale: toRunIds(stale.map(({ id }) => id)),
    deleted: toRunIds([...servedRows.last.values()].filter(({ number }) => number === null).map(({ id }) => id)),
    pages: servedRows.pages,
    window:
      window === null
        ? null
        : { rows: window, unreachable: toMissingRuns(all.size - window), ...measureWindow(all, first, window) },
  }
}

interface LastServedRow {
  readonly number: RunNumber | null
  readonly id: string
  readonly page: ServedPage
}

/** Everything that was served, row by row. */
function collectRows(pages: readonly ServedPage[]) {
  const last = new Map<string, LastServedRow>()
  const twice = new Set<string>()
  const pageSummaries: ClientScore['pages'][number][] = []
  let seen = new Map<string, string>()
  for (const page of pages) {
    const { entry, rows, listing } = page
    // Whoever polls a window is shown most of it again; only one answer may not say a thing twice.
    if (listing?.window !== undefined) seen = new Map()
    let newRows = 0
    for (const { number, id, text } of rows) {
      if (!last.has(id)) newRows++
      last.set(id, { number, id, page })
      if (listing !== null && seen.get(id) === text) twice.add(id)
      if (listing !== null) seen.set(id, text)
    }
    const { sequence, operation, target, fault } = entry
    const at = formatIsoMicroseconds(entry.at)
    pageSummaries.push({ sequence, at, operation: operation ?? '', target, rows: rows.length, newRows: newRows, fault })
  }
  return { last, twice: [...twice], pages: pageSummaries }
}

/** Runs of a stretch that are not among those that were served; the first of them. */
function listMissingRuns(
  all: Sequence,
  { from, to }: { readonly from: number; readonly to: number },
  served: ReadonlySet<RunNumber>,
): readonly RunNumber[] {
  const missing: RunNumber[] = []
  for (let place = from; place < to && missing.length < MAX_LISTED; place += MAX_LISTED) {
    const spots = all.slice(place, Math.min(to, place + MAX_LISTED))
    missing.push(...spots.map(({ number }) => number).filter((number) => !served.has(number)))
  }
  return missing.slice(0, MAX_LISTED)
}

function findWindow(pages: readonly ServedPage[]): number | null {
  return pages.find(({ listing }) => listing !== null)?.listing?.window ?? null
}

/** Where a client that can only see a window began: with the oldest row of its first answer. */
function findFirstRank({ pages, world, filter }: ServedPages, all: Sequence): number {
  const first = pages.find(({ listing }) => listing !== null)
  if (first === undefined || filter.created !== undefined) return 0
  const ranks = first.rows.flatMap(({ number }) => {
    const run = number === null ? undefined : world.findRun(number)
    return run === undefined ? [] : [all.rank({ at: run.createdAt, number: run.number })]
  })
  if (ranks.length > 0) return Math.min(...ranks)
  const { at } = first.entry.completion
  return all.rank({ at, number: Number.MAX_SAFE_INTEGER })
}

/** How fast a window fills: between polls that lie no further apart than the shortest such time nothing can be lost. */
function measureWindow(all: Sequence, first: number, window: number) {
  const spots = all.slice(Math.max(first, all.size - MAX_MEASURED), all.size)
  const gaps = spots.slice(window).map((spot, place) => spot.at - (spots[place]?.at ?? 0))
  const [oldest, newest] = [spots[0], spots.at(-1)]
  return {
    safeSeconds: gaps.length === 0 ? null : gaps.reduce((least, gap) => Math.min(least, gap)) / SECOND,
    meanSeconds: computeMeanSeconds(oldest, newest, { count: spots.length, window }),
  }
}

function computeMeanSeconds(
  oldest: RunKey | undefined,
  newest: RunKey | undefined,
  of: { count: number; window: number },
): number | null {
  if (oldest === undefined || newest === undefined || of.count < 2) return null
  return Math.round(((newest.at - oldest.at) / SECOND / (of.count - 1)) * of.window * 1000) / 1000
}

function toVendorId(number: RunNumber, { runs }: Vendor, world: World): string {
  const run = world.findRun(number)
  return run === undefined || runs === undefined ? String(number) : runs.formatId(run, world)
}

function toRunIds(ids: readonly string[]): RunIds {
  return { total: ids.length, ids: ids.slice(0, MAX_LISTED) }
}
