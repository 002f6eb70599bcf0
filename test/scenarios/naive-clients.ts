import type { Client } from './list-client.ts'
import type { DatedList, Feed, LinkedList, NumberedList } from './lists.ts'

/** Reads page after page, until one is shorter than requested. */
export const untilShort: Client<NumberedList> = async function* (list) {
  for (let number = 1; ; number++) {
    const { ids } = await list.page(number)
    yield* ids
    if (ids.length < list.size) return undefined
  }
}

/** Computes the number of pages from the first response. */
export const asPlanned: Client<NumberedList> = async function* (list) {
  const { ids, pages, total } = await list.page(1)
  yield* ids
  for (let number = 2; number <= pages; number++) yield* (await list.page(number)).ids
  return total
}

/** Continues until a page returns an error. */
export const untilRefused: Client<NumberedList> = async function* (list) {
  for (let number = 1; ; number++) yield* (await list.page(number)).ids
}

/** Follows links until there is none or a page is empty. */
export const untilEmpty: Client<LinkedList> = async function* (list) {
  let path: string | null = list.first
  while (path !== null) {
    const { ids, next } = await list.page(path)
    if (ids.length === 0) return undefined
    yield* ids
    path = next
  }
  return undefined
}

/** Follows the link of every full page. */
export const whileFull: Client<LinkedList> = async function* (list) {
  let path = list.first
  for (;;) {
    const { ids, next } = await list.page(path)
    yield* ids
    if (ids.length < list.size) return undefined
    // Without a link, this requests "null", as a browser does.
    path = `/api/v2/${String(next).replace(/^\/api\/v2\//, '')}`
  }
}

/** Stores a cursor of all runs, and continues from it in the runs of one flow. */
export const withKeptCursor: Client<LinkedList> = async function* (list) {
  const { next } = await list.page(list.first)
  const cursor = new URLSearchParams(next?.split('?')[1]).get('cursor') ?? ''
  const flowList = await list.openFlowList()
  return yield* untilEmpty({ ...flowList, first: flowList.at(cursor) })
}

/** Continues before the timestamp of its last row, exclusive. */
export const beforeTheLast: Client<DatedList> = async function* (list) {
  let last: string | null = null
  for (;;) {
    const rows: Awaited<ReturnType<DatedList['readUpTo']>> = (await list.readUpTo(last)).filter(
      ({ instant }) => instant !== last,
    )
    yield* rows.map(({ id }) => id)
    const next = rows.at(-1)
    if (next === undefined) return undefined
    last = next.instant
  }
}

const POLLS = 3

/** Yields the unknown rows of each poll. */
export const unseen: Client<Feed> = async function* (list) {
  const seen = new Set((await list.poll()).map(({ id }) => id))
  for (let poll = 1; poll < POLLS; poll++) {
    for (const { id } of await list.poll()) {
      if (!seen.has(id)) yield id
      seen.add(id)
    }
  }
  return undefined
}

/** Yields rows that are newer than the newest processed one. */
export const laterThanTheLast: Client<Feed> = async function* (list) {
  let last = (await list.poll())[0]?.instant ?? ''
  for (let poll = 1; poll < POLLS; poll++) {
    const rows = (await list.poll()).filter(({ instant }) => Date.parse(instant) > Date.parse(last))
    yield* rows.map(({ id }) => id)
    last = rows[0]?.instant ?? last
  }
  return undefined
}
