import type { Client } from './list-client.ts'
import type { Dated, Feed, Linked, Numbered } from './lists.ts'

/** Takes page after page, until one is shorter than it asked for. */
export const untilShort: Client<Numbered> = async function* (list) {
  for (let number = 1; ; number++) {
    const { ids } = await list.page(number)
    yield* ids
    if (ids.length < list.size) return undefined
  }
}

/** Works out from the first answer how many pages to ask for. */
export const asPlanned: Client<Numbered> = async function* (list) {
  const { ids, pages, total } = await list.page(1)
  yield* ids
  for (let number = 2; number <= pages; number++) yield* (await list.page(number)).ids
  return total
}

/** Goes on until a page is refused. */
export const untilRefused: Client<Numbered> = async function* (list) {
  for (let number = 1; ; number++) yield* (await list.page(number)).ids
}

/** Follows the links, until there is none or a page is empty. */
export const untilEmpty: Client<Linked> = async function* (list) {
  let path: string | null = list.first
  while (path !== null) {
    const { ids, next } = await list.page(path)
    if (ids.length === 0) return undefined
    yield* ids
    path = next
  }
  return undefined
}

/** Follows the link of every page that is full. */
export const whileFull: Client<Linked> = async function* (list) {
  let path = list.first
  for (;;) {
    const { ids, next } = await list.page(path)
    yield* ids
    if (ids.length < list.size) return undefined
    // Where there is none, this asks for "null", as a browser does.
    path = `/api/v2/${String(next).replace(/^\/api\/v2\//, '')}`
  }
}

/** Has kept a cursor of all runs, and goes on from it in the runs of one flow. */
export const withKeptCursor: Client<Linked> = async function* (list) {
  const { next } = await list.page(list.first)
  const cursor = new URLSearchParams(next?.split('?')[1]).get('cursor') ?? ''
  const ofFlow = await list.ofFlow()
  return yield* untilEmpty({ ...ofFlow, first: ofFlow.at(cursor) })
}

/** Goes on from the instant of its last row, without this instant itself. */
export const beforeTheLast: Client<Dated> = async function* (list) {
  let last: string | null = null
  for (;;) {
    const rows: Awaited<ReturnType<Dated['upTo']>> = (await list.upTo(last)).filter(({ instant }) => instant !== last)
    yield* rows.map(({ id }) => id)
    const next = rows.at(-1)
    if (next === undefined) return undefined
    last = next.instant
  }
}

const POLLS = 3

/** Hands on whatever a poll shows that it has not seen. */
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

/** Hands on what is later than the latest that it has handed on. */
export const laterThanTheLast: Client<Feed> = async function* (list) {
  let last = (await list.poll())[0]?.instant ?? ''
  for (let poll = 1; poll < POLLS; poll++) {
    const rows = (await list.poll()).filter(({ instant }) => Date.parse(instant) > Date.parse(last))
    yield* rows.map(({ id }) => id)
    last = rows[0]?.instant ?? last
  }
  return undefined
}
