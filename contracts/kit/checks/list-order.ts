import type { CheckContext, Probe } from '../check-context.ts'
import type { Check, CheckSource } from '../check.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../http/exchange.ts'
import type { JsonObject } from '../json.ts'
import { compareInstants, formatInstant, type Instant, parseInstant } from '../oracles/instants.ts'
import {
  compareTies,
  type Direction,
  findOrderViolations,
  type KeyedItem,
  type OrderViolation,
} from '../oracles/order.ts'
import { checkEach, mergeJudgements, type Violation } from '../outcome.ts'

/** One item of a list that is ordered by an instant. */
export interface ListItem {
  readonly id: string
  /** The sort key as the target wrote it. */
  readonly timestamp: string | undefined
  readonly item: JsonObject
}

export interface ListPage {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** A list as it was read, page by page, with the order that it should have. */
export interface OrderedList {
  readonly pages: readonly ListPage[]
  readonly direction: Direction
  /** Reads the items of a page out of an answer to the same call. */
  readonly readItems: (exchange: Exchange) => readonly ListItem[]
}

export interface OrderRules {
  readonly list: Probe<OrderedList>
  /** The statement that gives the order, as `evidenceOf` takes it. */
  readonly statement: string
  /** False for a list that is one page by nature. */
  readonly isPaged: boolean
}

/** The checks of a documented order by an instant. */
export function createOrderChecks({ list, statement, isPaged }: OrderRules): readonly Check[] {
  const source: CheckSource = { kind: 'vendor', statement }
  const common = { remedy: 'more items than one' } as const
  const inPage: Check = {
    ...common,
    id: 'ORD-001',
    level: 'MUST',
    source,
    title: 'The documented order holds inside a page',
    unit: 'pair of neighbours',
    run: async ({ probeOnce }) => {
      const { pages, direction } = await probeOnce(list)
      return mergeJudgements(pages.map(({ exchange, items }) => checkOrder(items, direction, exchange)))
    },
  }
  const acrossPages: Check = {
    ...common,
    id: 'ORD-002',
    level: 'MUST',
    source,
    title: 'The documented order holds across page boundaries',
    unit: 'page boundary',
    remedy: 'more items than fit on one page',
    run: async ({ probeOnce }) => {
      const { pages, direction } = await probeOnce(list)
      return mergeJudgements(
        pages.slice(1).map(({ exchange, items }, index) => {
          const [last, first] = [pages[index]?.items.at(-1), items[0]]
          return last === undefined || first === undefined
            ? { evidence: 0, violations: [] }
            : checkOrder([last, first], direction, exchange)
        }),
      )
    },
  }
  return [inPage, ...(isPaged ? [acrossPages] : []), createTieCheck(list)]
}

/** Judges the order of a run of items; every pair of neighbours with readable keys is one unit. */
export function checkOrder(
  items: readonly ListItem[],
  direction: Direction,
  exchange: Exchange,
): ReturnType<typeof mergeJudgements> {
  const readable = items.filter(({ timestamp }) => parseInstant(timestamp) !== null)
  const unordered = findOrderViolations(readable, {
    key: ({ timestamp }) => parseInstant(timestamp),
    compare: compareInstants,
    direction,
  })
  return {
    evidence: Math.max(0, readable.length - 1),
    violations: unordered.map(({ before, after }: OrderViolation<ListItem>) => ({
      message: `not ${direction}`,
      witness: `${before.id} at ${before.timestamp}, then ${after.id} at ${after.timestamp}`,
      exchange,
    })),
  }
}

/** Each item where it came first. When a list grows at its head, the end of one page comes again on the next. */
export function keepFirstOccurrences(items: readonly ListItem[]): readonly ListItem[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed()
}

/** Items with the key in a form that is equal for equal instants, however they are written. */
export function toKeyedItems(items: readonly ListItem[]): readonly KeyedItem[] {
  return items.flatMap(({ id, timestamp }) => {
    const instant: Instant | null = parseInstant(timestamp)
    return instant === null ? [] : [{ id, key: formatInstant(instant) }]
  })
}

function createTieCheck(sequence: Probe<OrderedList>): Check {
  return {
    id: 'ORD-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Tied items keep their relative order between two identical requests',
    unit: 'pair of tied neighbours that was read twice',
    remedy: 'two items with the same timestamp on one page',
    run: async ({ probeOnce, client }) => {
      const { pages, readItems } = await probeOnce(sequence)
      const counted = pages.map((page) => ({
        page,
        ties: compareTies(toKeyedItems(page.items), toKeyedItems(page.items)).compared,
      }))
      const [most] = counted.toSorted((left, right) => right.ties - left.ties)
      if (most === undefined || most.ties === 0) return { evidence: 0, violations: [] }
      const exchange = await client.sendRequest(most.page.exchange.request)
      const { compared, swapped } = compareTies(toKeyedItems(most.page.items), toKeyedItems(readItems(exchange)))
      const { violations } = checkEach(swapped, (pair) => ({
        message: 'tied items changed places',
        witness: pair.join(', '),
        exchange,
      }))
      return { evidence: compared, violations }
    },
  }
}

/** One list in both directions. */
export interface ReversedList {
  readonly forward: readonly ListItem[]
  readonly backward: readonly ListItem[]
  /** The last answer of the second reading, to be shown. */
  readonly exchange: Exchange
}

/** The check that a list which is turned around is turned around, ties aside. */
export function createReversedOrderCheck(statement: string, turned: Probe<ReversedList>): Check {
  return {
    id: 'ORD-004',
    level: 'MUST',
    source: { kind: 'vendor', statement },
    title: 'Asked the other way round, a list comes the other way round, ties aside',
    unit: 'pair of neighbours with different keys',
    remedy: 'two items with different timestamps',
    run: async ({ probeOnce }) => {
      const { forward, backward, exchange } = await probeOnce(turned)
      const positions = new Map(backward.map((item, index) => [item.id, { index, stamp: item.timestamp }]))
      // What has moved meanwhile has another stamp in the second reading.
      const kept = forward.filter(({ id, timestamp }) => positions.get(id)?.stamp === timestamp)
      const pairs = kept.slice(1).flatMap((later, index) => {
        const earlier = kept[index]
        const [left, right] = [parseInstant(earlier?.timestamp), parseInstant(later.timestamp)]
        const apart = left !== null && right !== null && compareInstants(left, right) !== 0
        return earlier !== undefined && apart ? [[earlier, later] as const] : []
      })
      return checkEach(pairs, ([earlier, later]) =>
        (positions.get(earlier.id)?.index ?? 0) > (positions.get(later.id)?.index ?? 0)
          ? null
          : { message: 'not turned around', witness: `${earlier.id}, ${later.id}`, exchange },
      )
    },
  }
}

/** The check of a sort that nobody knows; `plain` is the same question without it. */
export function createUnknownSortCheck(
  calls: (context: CheckContext) => { readonly plain: CheckRequest; readonly sorted: CheckRequest },
  readItems: (exchange: Exchange) => readonly ListItem[],
): Check {
  return {
    id: 'ORD-005',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown sort is refused or gives the order that there is without one',
    unit: 'unknown sort',
    remedy: 'a list that can be sorted',
    run: async (context) => {
      const { plain, sorted } = calls(context)
      const before = await context.client.sendRequest(plain)
      const exchange = await context.client.sendRequest(sorted)
      const after = await context.client.sendRequest(plain)
      return checkEach([exchange], (): Violation | null => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        const joinIds = (one: Exchange): string =>
          readItems(one)
            .map(({ id }) => id)
            .join()
        return [before, after].some((one) => joinIds(one) === joinIds(exchange))
          ? null
          : { message: 'an unknown sort gives an order of its own', exchange }
      })
    },
  }
}
