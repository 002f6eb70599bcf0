import type { Check, CheckSource } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { checkEach, mergeJudgements } from '../finding.ts'
import type { JsonObject } from '../json.ts'
import type { Probe } from '../observation.ts'
import { compareInstants, type Instant, parseInstant, formatInstant } from '../oracles/instant.ts'
import { type Direction, type OrderViolation, findOrderViolations } from '../oracles/order.ts'
import { compareTies, type KeyedItem } from '../oracles/ties.ts'

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
