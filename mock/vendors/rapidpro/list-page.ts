import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import {
  buildCursorPage,
  type Cursor,
  type CursorPage,
  decodeCursor,
  encodeCursor,
  hasInvalidPosition,
  type PageRead,
  setQueryParameter,
  type SortedRow,
} from '../../wire/pagination.ts'
import type { InstantRange } from '../../world/query/filter.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { addDuration, DAY, type Instant, MINUTE, SECOND, toInstant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const PAGE_SIZE = 250

/** A row of a list by its sort value; the number breaks ties. */
export interface NumberedRow extends SortedRow {
  readonly number: number
}

/** Reads rows for a page, in the direction of reading. */
export type PageReader<Row> = (read: PageRead) => readonly Row[]

/**
 * Reads the page at the cursor of the request.
 * @throws {Problem} for an invalid cursor
 */
export function readListPage<Row extends SortedRow>(context: HandlerContext, readRows: PageReader<Row>) {
  const text = context.request.query.getLast('cursor') ?? ''
  const cursor = text === '' ? null : decodeCursor(text)
  if (cursor === undefined) throw createCursorProblem(context, text)
  return buildCursorPage(cursor, PAGE_SIZE, readRows)
}

function createCursorProblem({ world }: HandlerContext, text: string): Problem {
  const isServerError =
    hasInvalidPosition(text) && getQuirkPosition(world, quirks['rapidpro.undated-cursor']) === 'server-error'
  return isServerError
    ? new Problem('internal', { note: 'the position of the cursor is not a date' })
    : new Problem('not-found', { text: 'Invalid cursor' })
}

/** The absolute links to the adjacent pages: the URL of the request with its query sorted and the cursor replaced. */
export function createPageLinks(context: HandlerContext, { next, previous }: CursorPage<SortedRow>) {
  return { next: createPageLink(context, next), previous: createPageLink(context, previous) }
}

function createPageLink(context: HandlerContext, cursor: Cursor | null): string | null {
  if (cursor === null) return null
  const { origin, linkPrefix, path, query } = context.request
  return setQueryParameter(`${origin}${linkPrefix}${path}`, query, ['cursor', encodeCursor(cursor)])
}

/** Reads from a short list of rows in the list's own order. */
export function createArrayReader<Row extends SortedRow>(rows: readonly Row[], ascending: boolean): PageReader<Row> {
  return ({ isReversed, after, skip, limit }) => {
    const isAscending = ascending !== isReversed
    const candidates = rows.filter(({ modifiedAt: at }) => after === null || (isAscending ? at > after : at < after))
    return (isReversed ? candidates.toReversed() : candidates).slice(skip, skip + limit)
  }
}

/** A range of sort values and the direction in which it is read. Both bounds are inclusive. */
export interface ReadRange extends InstantRange {
  readonly descending: boolean
}

/** Narrows the range of a query to the rows beyond the position of a cursor. */
export function toReadRange(
  { ascending, from, to }: InstantRange & { readonly ascending: boolean },
  { isReversed, after }: PageRead,
): ReadRange {
  const descending = ascending === isReversed
  if (after === null) return { from, to, descending }
  const [next, last] = [addDuration(after, 1), addDuration(after, -1)]
  return descending
    ? { from, to: to !== undefined && to < last ? to : last, descending }
    : { from: from !== undefined && from > next ? from : next, to, descending }
}

export function isInRange(at: Instant, { from, to }: InstantRange): boolean {
  return (from === undefined || at >= from) && (to === undefined || at <= to)
}

/** Takes the matching rows of a page from rows in the direction of reading. */
export function takePage<Row>(rows: Iterable<Row>, { skip, limit }: PageRead, matches: (row: Row) => boolean) {
  const page: Row[] = []
  let skipped = 0
  for (const row of rows) {
    if (!matches(row) || skipped++ < skip) continue
    page.push(row)
    if (page.length === limit) break
  }
  return page
}

/** Merges those of the other rows that are in a range into rows in the direction of reading. */
export function mergeRows<Row extends NumberedRow>(rows: Iterable<Row>, others: readonly Row[], range: ReadRange) {
  const sign = range.descending ? -1 : 1
  const compare = (left: Row, right: Row) => sign * (left.modifiedAt - right.modifiedAt || left.number - right.number)
  const merged = others.filter(({ modifiedAt }) => isInRange(modifiedAt, range)).toSorted(compare)
  return mergeSorted(rows, merged, (left, right) => compare(left, right) < 0)
}

/**
 * Merges sorted rows into a sorted iterable.
 * @param precedes returns true if a merged row comes before a row of the iterable
 */
export function* mergeSorted<Row>(
  rows: Iterable<Row>,
  merged: readonly Row[],
  precedes: (merged: Row, row: Row) => boolean,
): IterableIterator<Row> {
  let index = 0
  for (const row of rows) {
    for (let other = merged[index]; other !== undefined && precedes(other, row); other = merged[++index]) yield other
    yield row
  }
  yield* merged.slice(index)
}

const HISTORY_LENGTH = 200 * DAY

/** The midnight, before every run, at which the dataset's contacts exist and flow 0 is about to be created. */
const getEpoch = memoizePerWorld(({ dataset }) => {
  const { start, runs } = dataset.parameters
  const firstRunAt = runs === 0 ? start : dataset.schedule.getCreatedAt(dataset.firstIndex)
  const latest = Math.min(addDuration(start, -HISTORY_LENGTH), addDuration(firstRunAt, -70 * DAY))
  return toInstant(Math.floor(latest / DAY) * DAY)
})

const getRandomKeys = memoizePerWorld(({ dataset: { parameters } }) => ({
  flow: deriveKey(parameters.seed, 'rapidpro/flow/past'),
  contact: deriveKey(parameters.seed, 'rapidpro/contact/past'),
}))

/** The creation of a flow: about one day after the previous flow, or its addition to the world. */
export function getFlowCreatedAt(flow: number, world: World): Instant {
  return world.dataset.flows[flow]?.addedAt ?? computeCreatedAt(flow, world)
}

function computeCreatedAt(flow: number, world: World): Instant {
  return addDuration(getEpoch(world), flow * DAY + toDuration(randomInt(getRandomKeys(world).flow, flow, 0), DAY))
}

/** The last edit of a flow: within twelve hours of its creation; an added flow has none. */
export function getFlowModifiedAt(flow: number, world: World): Instant {
  const { addedAt = null } = world.dataset.flows[flow] ?? {}
  if (addedAt !== null) return addedAt
  return addDuration(computeCreatedAt(flow, world), toDuration(randomInt(getRandomKeys(world).flow, flow, 1), DAY / 2))
}

/** The creation of a contact of the dataset: about one minute after the previous contact. Never descends by number. */
export function getContactCreatedAt(contact: number, world: World): Instant {
  const minutesBefore = world.dataset.parameters.contacts - contact
  return addDuration(
    getEpoch(world),
    -minutesBefore * MINUTE + toDuration(randomInt(getRandomKeys(world).contact, contact, 0), MINUTE),
  )
}

/** Rows of flows by creation, from ascending numbers. */
export function toFlowRows(flows: readonly number[], ascending: boolean, world: World): readonly NumberedRow[] {
  const rows = flows.map((number) => ({ number, modifiedAt: getFlowCreatedAt(number, world) }))
  return ascending ? rows : rows.toReversed()
}

/** Rows of the dataset's groups by creation. Groups have the creation times of the dataset's flows. */
export function toGroupRows(groups: readonly number[], world: World): readonly NumberedRow[] {
  return groups.map((number) => ({ number, modifiedAt: computeCreatedAt(number, world) }))
}

/** Converts a 32-bit number to a duration below `length`; one in eight is whole seconds. */
function toDuration(word: number, length: number): number {
  const microseconds = Math.floor((word / 2 ** 32) * length)
  return word % 8 === 0 ? microseconds - (microseconds % SECOND) : microseconds
}
