import { bestPractice, citeVendor, type Check, defineCheck } from '../check.ts'
import type { CheckContext, Probe } from '../check-context.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../http/exchange.ts'
import type { JsonObject } from '../json.ts'
import { compareInstants, formatInstant, type Instant, parseInstant } from '../oracles/instants.ts'
import { compareTies, type Direction, findOrderViolations, type KeyedItem } from '../oracles/order.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../outcome.ts'

/** One item of a list that is ordered by a timestamp. */
export interface ListItem {
  readonly id: string
  /** The sort key as written. */
  readonly timestamp: string | undefined
  readonly item: JsonObject
}

export interface ListPage {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** The pages of a list and its documented order. */
export interface OrderedList {
  readonly pages: readonly ListPage[]
  readonly direction: Direction
  /** Reads the items of a response. */
  readonly readItems: (exchange: Exchange) => readonly ListItem[]
}

interface OrderRules {
  readonly list: Probe<OrderedList>
  /** The vendor statement that documents the order. */
  readonly statement: string
  /** False for a list without pages. */
  readonly isPaged: boolean
}

/** Creates the checks of a documented order by timestamp. */
export function createOrderChecks({ list, statement, isPaged }: OrderRules): readonly Check[] {
  const acrossPages: Check = defineCheck('ORD-002', citeVendor('MUST', statement), {
    title: 'The documented order continues across page boundaries',
    evidence: ['page boundary', 'more items than fit on one page'],
    run: async ({ probeOnce }) => {
      const { pages, direction } = await probeOnce(list)
      const boundaries = pages.slice(1).map(({ exchange, items: [first] }, index) => {
        const pair = [pages[index]?.items.at(-1), first].filter((item) => item !== undefined)
        return checkOrder(pair, direction, exchange)
      })
      return mergeJudgements(boundaries)
    },
  })
  return [
    defineCheck('ORD-001', citeVendor('MUST', statement), {
      title: 'Items on a page are in the documented order',
      evidence: ['pair of adjacent items', 'two items or more'],
      run: async ({ probeOnce }) => {
        const { pages, direction } = await probeOnce(list)
        return mergeJudgements(pages.map(({ exchange, items }) => checkOrder(items, direction, exchange)))
      },
    }),
    ...(isPaged ? [acrossPages] : []),
    createTieCheck(list),
  ]
}

/** Checks the order of items; every pair of adjacent items with readable timestamps is one unit of evidence. */
export function checkOrder(items: readonly ListItem[], direction: Direction, exchange: Exchange): Judgement {
  const readable = items.filter(({ timestamp }) => parseInstant(timestamp) !== null)
  const unordered = findOrderViolations(readable, {
    getKey: ({ timestamp }) => parseInstant(timestamp),
    compare: compareInstants,
    direction,
  })
  const violations = unordered.map(({ before, after }) => {
    const example = `${before.id} at ${before.timestamp}, then ${after.id} at ${after.timestamp}`
    return { message: `not ${direction}`, example, exchange }
  })
  return { evidence: Math.max(0, readable.length - 1), violations }
}

/** Removes repeated items. When a list grows at its head, the end of one page is repeated on the next. */
export function keepFirstOccurrences(items: readonly ListItem[]): readonly ListItem[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed()
}

/** Converts items to keyed items; keys are equal for equal instants, whatever their notation. */
export function toKeyedItems(items: readonly ListItem[]): readonly KeyedItem[] {
  return items.flatMap(({ id, timestamp }) => {
    const instant: Instant | null = parseInstant(timestamp)
    return instant === null ? [] : [{ id, key: formatInstant(instant) }]
  })
}

function createTieCheck(list: Probe<OrderedList>): Check {
  return defineCheck('ORD-003', bestPractice, {
    title: 'Items with equal timestamps are in the same order in two identical requests',
    evidence: [
      'pair of adjacent items with equal timestamps that was read twice',
      'two items with equal timestamps on one page',
    ],
    run: async ({ probeOnce, client }) => {
      const { pages, readItems } = await probeOnce(list)
      const tieCounts = pages.map((page) => ({
        page,
        ties: compareTies(toKeyedItems(page.items), toKeyedItems(page.items)).compared,
      }))
      const [most] = tieCounts.toSorted((left, right) => right.ties - left.ties)
      if (most === undefined || most.ties === 0) return { evidence: 0, violations: [] }
      const { request } = most.page.exchange
      const second = await client.sendRequest(request)
      const secondItems = toKeyedItems(readItems(second))
      const early = compareTies(toKeyedItems(most.page.items), secondItems)
      // A list that changed since it was read first is read a third time, and the last two are compared.
      const exchange = early.compared === 0 ? await client.sendRequest(request) : second
      const { compared, swapped } =
        early.compared === 0 ? compareTies(secondItems, toKeyedItems(readItems(exchange))) : early
      const message = 'items with equal timestamps changed places'
      return {
        evidence: compared,
        violations: swapped.map((pair) => ({ message, example: pair.join(', '), exchange })),
      }
    },
  })
}

/** One list in both directions. */
interface ReversedList {
  readonly forward: readonly ListItem[]
  readonly backward: readonly ListItem[]
  /** The last response of the backward reading. */
  readonly exchange: Exchange
}

/** Creates the check that a reversed list has the reverse order, except for ties. */
export function createReversedOrderCheck(statement: string, reversedList: Probe<ReversedList>): Check {
  return defineCheck('ORD-004', citeVendor('MUST', statement), {
    title: 'Reversing the sort direction reverses the list, except for equal timestamps',
    evidence: ['pair of adjacent items with different timestamps', 'two items with different timestamps'],
    run: async ({ probeOnce }) => {
      const { forward, backward, exchange } = await probeOnce(reversedList)
      const positions = new Map(backward.map((item, index) => [item.id, { index, timestamp: item.timestamp }]))
      // An item that changed in between has another timestamp in the second reading.
      const unchanged = forward.filter(({ id, timestamp }) => positions.get(id)?.timestamp === timestamp)
      const pairs = unchanged.slice(1).flatMap((later, index) => {
        const earlier = unchanged[index]
        const [left, right] = [parseInstant(earlier?.timestamp), parseInstant(later.timestamp)]
        const isDifferent = left !== null && right !== null && compareInstants(left, right) !== 0
        return earlier !== undefined && isDifferent ? [[earlier, later] as const] : []
      })
      return checkEach(pairs, ([earlier, later]) =>
        (positions.get(earlier.id)?.index ?? 0) > (positions.get(later.id)?.index ?? 0)
          ? null
          : { message: 'the order is not reversed', example: `${earlier.id}, ${later.id}`, exchange },
      )
    },
  })
}

/** Creates the check of an unknown sort field; `plain` is the same request without a sort. */
export function createUnknownSortCheck(
  buildRequests: (context: CheckContext) => { readonly plain: CheckRequest; readonly sorted: CheckRequest },
  readItems: (exchange: Exchange) => readonly ListItem[],
): Check {
  return defineCheck('ORD-005', bestPractice, {
    title: 'An unknown sort is rejected or ignored',
    evidence: ['unknown sort', 'a list that can be sorted'],
    run: async (context) => {
      const { plain, sorted } = buildRequests(context)
      const before = await context.client.sendRequest(plain)
      const exchange = await context.client.sendRequest(sorted)
      const [idsBefore, ids, idsAfter] = [before, exchange, await context.client.sendRequest(plain)].map((response) =>
        JSON.stringify(readItems(response).map(({ id }) => id)),
      )
      return checkEach([exchange], (): Violation | null => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        return ids === idsBefore || ids === idsAfter ? null : { message: 'an unknown sort changes the order', exchange }
      })
    },
  })
}
