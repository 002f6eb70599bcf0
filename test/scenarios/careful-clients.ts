import { Alarm, type Client, Refused } from './list-client.ts'
import type { Feed, Linked, Numbered } from './lists.ts'

const MOST_WALKS = 5

/**
 * Goes by what each answer says of pages, hands on each id once, and reads again unless the list stood still: no row
 * came twice, the total stayed, and as many rows came as it says.
 */
export const carefulWithNumbers: Client<Numbered> = async function* (list) {
  const handedOn = new Set<string>()
  for (let walk = 0; walk < MOST_WALKS; walk++) {
    const totals = new Set<number>()
    const met = new Set<string>()
    let rows = 0
    for (let number = 1, pages = 1; number <= pages; number++) {
      const page = await list.page(number)
      pages = page.pages
      totals.add(page.total)
      rows += page.ids.length
      for (const id of page.ids) {
        if (!handedOn.has(id)) yield id
        handedOn.add(id)
        met.add(id)
      }
    }
    const [total] = totals
    if (totals.size === 1 && rows === met.size && met.size === total) return total
  }
  throw new Alarm('the list never stood still')
}

/**
 * Follows links for as long as there is one, never the same twice; begins again when a cursor is refused or a page held
 * rows back, hands on each id once, and in the end reads what has changed since it began.
 */
export const carefulWithLinks: Client<Linked> = async function* (list) {
  const handedOn = new Set<string>()
  let began: string | undefined
  for (let walk = 0, isWhole = false; !isWhole; walk++) {
    if (walk === MOST_WALKS) throw new Alarm('no walk came to its end')
    isWhole = true
    try {
      for await (const page of pagesFrom(list, list.first)) {
        began ??= page.at
        if (page.ids.length === 0 && page.next !== null) isWhole = false
        yield* fresh(page.ids, handedOn)
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      isWhole = false
    }
  }
  for await (const page of pagesFrom(list, list.since(began ?? ''))) yield* fresh(page.ids, handedOn)
  return undefined
}

/** Goes by ids alone, and raises the alarm when a poll shows nothing that it knows. */
export const carefulPoller: Client<Feed> = async function* (list) {
  const known = new Set((await list.poll()).map(({ id }) => id))
  for (let poll = 1; poll < 3; poll++) {
    const rows = await list.poll()
    const isCutOff = !rows.some(({ id }) => known.has(id))
    yield* fresh(
      rows.map(({ id }) => id),
      known,
    )
    if (isCutOff) throw new Alarm('more has come than a poll shows; poll more often')
  }
  return undefined
}

async function* pagesFrom(list: Linked, first: string) {
  const followed = new Set<string>()
  let path: string | null = first
  while (path !== null) {
    if (followed.has(path)) throw new Alarm('a next page was followed before')
    followed.add(path)
    const page: Awaited<ReturnType<Linked['page']>> = await list.page(path)
    yield page
    path = page.next
  }
}

function* fresh(ids: readonly string[], known: Set<string>): Generator<string> {
  for (const id of ids) {
    if (!known.has(id)) yield id
    known.add(id)
  }
}
