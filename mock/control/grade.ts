import type { components } from '../../spec/generated/control.types.ts'
import type { Vendor } from '../http/vendor.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { type Filter, matches } from '../world/filter.ts'
import { SECOND } from '../world/instant.ts'
import { created } from '../world/listing.ts'
import type { RunNumber } from '../world/run.ts'
import type { Sequence, Spot } from '../world/sequence.ts'
import type { World } from '../world/world.ts'
import type { ServedPage } from './served-rows.ts'

type Client = components['schemas']['Client']
type Runs = components['schemas']['Runs']

/** What one client was served, and what there is for it. */
export interface Delivered {
  readonly vendor: Vendor
  readonly credential: string
  /** In the order in which they were served. */
  readonly pages: readonly ServedPage[]
  /** Which runs it should have. */
  readonly filter: Filter
  readonly world: World
}

const MOST_LISTED = 1000
/** Runs that are looked at for the shortest time in which a window fills; the newest. */
const MOST_MEASURED = 20_000

/** Holds what a client was served against the world as it is now. */
export function gradeOf(delivered: Delivered): Client {
  const { vendor, credential, pages, filter, world } = delivered
  const ledger = ledgerOf(pages)
  const all = created(world.view(), filter)
  const window = windowOf(pages)
  const first = window === null ? 0 : firstOf(delivered, all)
  const present = [...ledger.last.values()].flatMap(({ number, id, page }) => {
    const run = number === null ? undefined : world.run(number)
    return run === undefined || !matches(filter, run) ? [] : [{ id, run, page }]
  })
  const numbers = new Set(present.map(({ run }) => run.number))
  const ranks = present.map(({ run }) => all.rank({ at: run.createdAt, number: run.number }))
  const runs = all.size - first
  const served = ranks.filter((rank) => rank >= first).length
  const stale = present.filter(({ run, page }) => {
    const { at, revision } = page.entry.answered
    return run.modifiedAt > at || run.revision > revision
  })
  const missing = (to: number): Runs => ({
    total: to <= first ? 0 : to - first - ranks.filter((rank) => rank >= first && rank < to).length,
    ids: absent(all, { from: first, to }, numbers).map((number) => idOf(number, vendor, world)),
  })
  return {
    vendor: vendor.name,
    credential,
    runs,
    served,
    percent: runs === 0 ? 100 : Math.floor((served / runs) * 10_000) / 100,
    missed: missing(all.size),
    twice: listed(ledger.twice),
    stale: listed(stale.map(({ id }) => id)),
    gone: listed([...ledger.last.values()].filter(({ number }) => number === null).map(({ id }) => id)),
    pages: ledger.pages,
    window: window === null ? null : { rows: window, lost: missing(all.size - window), ...paceOf(all, first, window) },
  }
}

interface Last {
  readonly number: RunNumber | null
  readonly id: string
  readonly page: ServedPage
}

/** Everything that was served, row by row. */
function ledgerOf(pages: readonly ServedPage[]) {
  const last = new Map<string, Last>()
  const twice = new Set<string>()
  const told: Client['pages'][number][] = []
  let seen = new Map<string, string>()
  for (const page of pages) {
    const { entry, rows, list } = page
    // Whoever polls a window is shown most of it again; only one answer may not say a thing twice.
    if (list?.window !== undefined) seen = new Map()
    let fresh = 0
    for (const { number, id, text } of rows) {
      if (!last.has(id)) fresh++
      last.set(id, { number, id, page })
      if (list !== null && seen.get(id) === text) twice.add(id)
      if (list !== null) seen.set(id, text)
    }
    const { sequence, operation, target, fault } = entry
    const at = toMicroseconds(entry.at)
    told.push({ sequence, at, operation: operation ?? '', target, rows: rows.length, fresh, fault })
  }
  return { last, twice: [...twice], pages: told }
}

/** Runs of a stretch that are not among those that were served; the first of them. */
function absent(
  all: Sequence,
  { from, to }: { readonly from: number; readonly to: number },
  served: ReadonlySet<RunNumber>,
): readonly RunNumber[] {
  const found: RunNumber[] = []
  for (let place = from; place < to && found.length < MOST_LISTED; place += MOST_LISTED) {
    const spots = all.spots(place, Math.min(to, place + MOST_LISTED))
    found.push(...spots.map(({ number }) => number).filter((number) => !served.has(number)))
  }
  return found.slice(0, MOST_LISTED)
}

function windowOf(pages: readonly ServedPage[]): number | null {
  return pages.find(({ list }) => list !== null)?.list?.window ?? null
}

/** Where a client that can only see a window began: with the oldest row of its first answer. */
function firstOf({ pages, world, filter }: Delivered, all: Sequence): number {
  const first = pages.find(({ list }) => list !== null)
  if (first === undefined || filter.created !== undefined) return 0
  const ranks = first.rows.flatMap(({ number }) => {
    const run = number === null ? undefined : world.run(number)
    return run === undefined ? [] : [all.rank({ at: run.createdAt, number: run.number })]
  })
  if (ranks.length > 0) return Math.min(...ranks)
  const { at } = first.entry.answered
  return all.rank({ at, number: Number.MAX_SAFE_INTEGER })
}

/** How fast a window fills: between polls that lie no further apart than the shortest such time nothing can be lost. */
function paceOf(all: Sequence, first: number, window: number) {
  const spots = all.spots(Math.max(first, all.size - MOST_MEASURED), all.size)
  const gaps = spots.slice(window).map((spot, place) => spot.at - (spots[place]?.at ?? 0))
  const [oldest, newest] = [spots[0], spots.at(-1)]
  return {
    safeSeconds: gaps.length === 0 ? null : gaps.reduce((least, gap) => Math.min(least, gap)) / SECOND,
    meanSeconds: meanOf(oldest, newest, { count: spots.length, window }),
  }
}

function meanOf(
  oldest: Spot | undefined,
  newest: Spot | undefined,
  of: { count: number; window: number },
): number | null {
  if (oldest === undefined || newest === undefined || of.count < 2) return null
  return Math.round(((newest.at - oldest.at) / SECOND / (of.count - 1)) * of.window * 1000) / 1000
}

function idOf(number: RunNumber, { runs }: Vendor, world: World): string {
  const run = world.run(number)
  return run === undefined || runs === undefined ? String(number) : runs.idOf(run, world)
}

function listed(ids: readonly string[]): Runs {
  return { total: ids.length, ids: ids.slice(0, MOST_LISTED) }
}
