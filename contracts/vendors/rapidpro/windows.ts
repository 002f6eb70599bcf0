import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { checkFilter } from '../../kit/checks/expect.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { getPath, getString } from '../../kit/json.ts'
import {
  addMicroseconds,
  compareInstants,
  formatInstant,
  parseInstant,
  toMicroseconds,
} from '../../kit/oracles/instants.ts'
import { chooseFilterValue, findDuplicates } from '../../kit/oracles/list-items.ts'
import { type Judgement, mergeJudgements } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, getIds } from './runs.ts'
import { getWalkItems, walk, type Walk, walkPages } from './walks.ts'

/** The runs between two instants. No run lies on a bound, so that inclusive and exclusive bounds return the same. */
export interface Window {
  readonly after: string
  readonly before: string
  /** Newest first. */
  readonly runs: readonly ListItem[]
}

/** A filter by one value, and whether a run matches it. */
export interface RunFilter {
  readonly query: Readonly<Record<string, string>>
  readonly matches: (run: ListItem) => boolean
}

/** The most runs of a small window, and those newer than it, so that there are runs on both sides. */
const SMALL_WINDOW = 40
const MAX_ABOVE = 20

/** A window on one page; null with fewer than three different instants. */
export const smallWindow = defineProbe<Window | null>(walk.name, async ({ probeOnce }) => {
  const all = getWalkItems(await probeOnce(walk))
  const third = Math.max(1, Math.floor(all.length / 3))
  return createWindow(all, Math.min(MAX_ABOVE, third), { count: Math.min(SMALL_WINDOW, third) })
})

/** Returns the number of runs on a full page; null when the list has one page. */
export function getPageSize({ pages }: Walk): number | null {
  return pages.length < 2 ? null : (pages[0]?.items.length ?? null)
}

/** The runs of a wide window beyond its first page. */
const SECOND_PAGE = 15

/** A window of a little more than a page, or of as many runs as there are; null when the list has one page. */
const wideWindow = defineProbe<Window | null>(walk.name, async ({ probeOnce }) => {
  const reference = await probeOnce(walk)
  const [all, size] = [getWalkItems(reference), getPageSize(reference)]
  return size === null ? null : createWindow(all, 1, { count: size + SECOND_PAGE, minimum: size + 1 })
})

/** A walk in reverse order through the wide window, or through the small one of a list with one page; null without one. */
export const reversedWalk = defineProbe<{
  readonly window: Window
  readonly query: RunFilter['query']
  readonly walk: Walk
} | null>('walking oldest first', async (context) => {
  const window = (await context.probeOnce(wideWindow)) ?? (await context.probeOnce(smallWindow))
  if (window === null) return null
  const { after, before } = window
  const query = { after, before }
  return { window, query, walk: await walkPages(buildRunsRequest({ ...query, reverse: 'true' }), context) }
})

/** The fewest different instants of a window: many runs may have been modified at once. */
const MIN_INSTANTS = 3

function countInstants(runs: readonly ListItem[]): number {
  return new Set(runs.map(({ timestamp }) => timestamp)).size
}

/**
 * Creates a window of about `count` runs, at least `minimum`, from about `start` on, where no run lies on a bound; null
 * without one.
 */
export function createWindow(
  all: readonly ListItem[],
  start: number,
  { count, minimum = 1 }: { readonly count: number; readonly minimum?: number },
): Window | null {
  const top = Array.from({ length: all.length }, (_, index) => index).find(
    (index) => index >= start && findCut(all, index) !== null,
  )
  if (top === undefined) return null
  const sizes = Array.from({ length: all.length - top }, (_, index) => index)
    .filter((size) => size >= minimum && findCut(all, top + size) !== null)
    .toSorted((left, right) => Math.abs(left - count) - Math.abs(right - count))
  const size = sizes.find((each) => countInstants(all.slice(top, top + each)) >= MIN_INSTANTS)
  return size === undefined ? null : sliceWindow(all, top, size)
}

/** Creates the first window of exactly `count` runs; null without one. */
export function createExactWindow(
  all: readonly ListItem[],
  count: number,
  isSuitable: (window: Window) => boolean = () => true,
): Window | null {
  for (let top = 1; top < all.length - count; top++) {
    const window = sliceWindow(all, top, count)
    if (window !== null && isSuitable(window)) return window
  }
  return null
}

function sliceWindow(all: readonly ListItem[], top: number, count: number): Window | null {
  const [before, after] = [findCut(all, top), findCut(all, top + count)]
  return before === null || after === null ? null : { after, before, runs: all.slice(top, top + count) }
}

/** Returns an instant between the runs before and at an index; null when they are less than two microseconds apart. */
export function findCut(all: readonly ListItem[], index: number): string | null {
  const [newer, older] = [parseInstant(all[index - 1]?.timestamp), parseInstant(all[index]?.timestamp)]
  if (newer === null || older === null) return null
  const gap = toMicroseconds(newer) - toMicroseconds(older)
  return gap < 2n ? null : formatInstant(addMicroseconds(older, gap / 2n))
}

/** Returns the run in the middle of the instants of a window; undefined without a readable one. */
export function findMiddleRun({ runs }: Window): ListItem | undefined {
  const instants = [...new Set(runs.map(({ timestamp }) => timestamp))]
  return runs.find(({ timestamp }) => timestamp === instants[Math.floor(instants.length / 2)])
}

/** Returns the filters by flow, contact and response that distinguish runs. */
export function findFilters(all: readonly ListItem[]): readonly RunFilter[] {
  const byReference = (['flow', 'contact'] as const).flatMap((parameter): readonly RunFilter[] => {
    const getValue = ({ item }: ListItem) => getString(item, parameter, 'uuid')
    const value = chooseFilterValue(all, getValue)?.value
    return value === undefined ? [] : [{ query: { [parameter]: value }, matches: (run) => getValue(run) === value }]
  })
  const hasResponse = ({ item }: ListItem): boolean => getPath(item, 'responded') === true
  const canRespond = all.some(hasResponse) && !all.every(hasResponse)
  return [...byReference, ...(canRespond ? [{ query: { responded: 'true' }, matches: hasResponse }] : [])]
}

/** Returns an instant with matching runs on both sides, in the middle of them; null without one. */
export function findMiddleCut(all: readonly ListItem[], { matches }: RunFilter): string | null {
  const indexes = all.flatMap((run, index) => (matches(run) ? [index] : []))
  const later = indexes.slice(Math.ceil(indexes.length / 2))
  const index = later.find((position) => findCut(all, position) !== null)
  return index === undefined ? null : findCut(all, index)
}

/** Returns true for a run strictly between the bounds. */
export function isInWindow({ timestamp }: ListItem, { after, before }: Partial<Window>): boolean {
  const instant = parseInstant(timestamp)
  const [low, high] = [parseInstant(after), parseInstant(before)]
  return (
    instant !== null &&
    (low === null || compareInstants(instant, low) > 0) &&
    (high === null || compareInstants(instant, high) < 0)
  )
}

interface Selection extends RunFilter {
  /** The runs of the unfiltered walk among which those that match are expected. */
  readonly among: readonly ListItem[]
  readonly direction?: 'ascending' | 'descending'
  /** Reads no further than the first run before this instant. */
  readonly stopBelow?: string
}

/** Reads a query, and checks that it returns every matching run once and no other, in order. */
export async function checkSelection(selection: Selection, context: CheckContext): Promise<Judgement> {
  const { query, stopBelow } = selection
  const result = await walkPages(buildRunsRequest(query), context, parseInstant(stopBelow))
  return await checkWalk(result, selection, context)
}

/** Checks that a walk has every matching run once and no other, in order. */
export async function checkWalk(
  result: Walk,
  { query, matches, among, direction = 'descending' }: Selection,
  context: CheckContext,
): Promise<Judgement> {
  const parameter = Object.keys(query).join(' and ')
  const [items, [first]] = [getWalkItems(result), result.pages]
  const filtered = await checkFilter({
    parameter,
    pages: result.pages,
    matches,
    expected: result.end === 'complete' || result.end === 'stopped' ? among.filter(matches) : [],
    confirmMissing: async (missing) => await filterUnchanged(missing, context),
  })
  if (first === undefined) return filtered
  const { exchange } = first
  const ordered = checkOrder(items, direction, exchange)
  const message = `a run is listed twice with ${parameter}`
  const repeated = findDuplicates(getIds(items)).map((example) => ({ message, example, exchange }))
  return mergeJudgements([filtered, { evidence: 0, violations: [...ordered.violations, ...repeated] }])
}
