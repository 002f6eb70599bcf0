import { AlarmError, type Client, RefusedError } from './list-client.ts'
import type { Feed, LinkedList, NumberedList } from './lists.ts'

const MAX_WALKS = 5

/**
 * Uses the page count of each response, yields each id once, and reads again unless the list did not change: no duplicate
 * row, a constant total, and as many rows as the total.
 */
export const carefulWithNumbers: Client<NumberedList> = async function* (list) {
  const processedIds = new Set<string>()
  for (let walk = 0; walk < MAX_WALKS; walk++) {
    const totals = new Set<number>()
    const walkIds = new Set<string>()
    let rows = 0
    for (let number = 1, pages = 1; number <= pages; number++) {
      const page = await list.page(number)
      pages = page.pages
      totals.add(page.total)
      rows += page.ids.length
      for (const id of page.ids) {
        if (!processedIds.has(id)) yield id
        processedIds.add(id)
        walkIds.add(id)
      }
    }
    const [total] = totals
    if (totals.size === 1 && rows === walkIds.size && walkIds.size === total) return total
  }
  throw new AlarmError('the list changed during every walk')
}

/**
 * Follows links, but none twice; starts again when a cursor is rejected or a page is empty; yields each id once, and
 * finally reads what has changed since the start.
 */
export const carefulWithLinks: Client<LinkedList> = async function* (list) {
  const processedIds = new Set<string>()
  let startedAt: string | undefined
  for (let walk = 0, isComplete = false; !isComplete; walk++) {
    if (walk === MAX_WALKS) throw new AlarmError('no walk was complete')
    isComplete = true
    try {
      for await (const page of readPages(list, list.first)) {
        startedAt ??= page.at
        if (page.ids.length === 0 && page.next !== null) isComplete = false
        yield* filterNewIds(page.ids, processedIds)
      }
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      isComplete = false
    }
  }
  for await (const page of readPages(list, list.since(startedAt ?? ''))) yield* filterNewIds(page.ids, processedIds)
  return undefined
}

/** Compares ids only, and raises an alarm when a poll has no known row. */
export const carefulPoller: Client<Feed> = async function* (list) {
  const knownIds = new Set((await list.poll()).map(({ id }) => id))
  for (let poll = 1; poll < 3; poll++) {
    const rows = await list.poll()
    const hasGap = !rows.some(({ id }) => knownIds.has(id))
    yield* filterNewIds(
      rows.map(({ id }) => id),
      knownIds,
    )
    if (hasGap) throw new AlarmError('more runs than a poll shows; poll more often')
  }
  return undefined
}

async function* readPages(list: LinkedList, first: string) {
  const followedPaths = new Set<string>()
  let path: string | null = first
  while (path !== null) {
    if (followedPaths.has(path)) throw new AlarmError('a next link repeats')
    followedPaths.add(path)
    const page: Awaited<ReturnType<LinkedList['page']>> = await list.page(path)
    yield page
    path = page.next
  }
}

function* filterNewIds(ids: readonly string[], knownIds: Set<string>): Generator<string> {
  for (const id of ids) {
    if (!knownIds.has(id)) yield id
    knownIds.add(id)
  }
}
