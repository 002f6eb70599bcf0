import type { Check, Source } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { judgeEach, together } from '../finding.ts'
import type { JsonObject } from '../json.ts'
import type { Observation } from '../observation.ts'
import { compareInstants, type Instant, readInstant, writeInstant } from '../oracles/instant.ts'
import { type Direction, type Disorder, disorders } from '../oracles/order.ts'
import { compareTies, type Keyed } from '../oracles/ties.ts'

/** One item of a list that is ordered by an instant. */
export interface SeenItem {
  readonly id: string
  /** The sort key as the target wrote it. */
  readonly stamp: string | undefined
  readonly item: JsonObject
}

export interface SeenPage {
  readonly exchange: Exchange
  readonly items: readonly SeenItem[]
}

/** A list as it was read, page by page, with the order that it should have. */
export interface Sequence {
  readonly pages: readonly SeenPage[]
  readonly direction: Direction
  /** Reads the items of a page out of an answer to the same call. */
  readonly itemsOf: (exchange: Exchange) => readonly SeenItem[]
}

export interface OrderRules {
  readonly sequence: Observation<Sequence>
  /** The statement that gives the order, as `evidenceOf` takes it. */
  readonly statement: string
  /** False for a list that is one page by nature. */
  readonly paged: boolean
}

/** The checks of a documented order by an instant. */
export function orderChecks({ sequence, statement, paged }: OrderRules): readonly Check[] {
  const source: Source = { kind: 'vendor', statement }
  const common = { remedy: 'more items than one' } as const
  const inPage: Check = {
    ...common,
    id: 'ORD-001',
    level: 'MUST',
    source,
    title: 'The documented order holds inside a page',
    unit: 'pair of neighbours',
    judge: async ({ observe }) => {
      const { pages, direction } = await observe(sequence)
      return together(pages.map(({ exchange, items }) => orderOf(items, direction, exchange)))
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
    judge: async ({ observe }) => {
      const { pages, direction } = await observe(sequence)
      return together(
        pages.slice(1).map(({ exchange, items }, index) => {
          const [last, first] = [pages[index]?.items.at(-1), items[0]]
          return last === undefined || first === undefined
            ? { evidence: 0, violations: [] }
            : orderOf([last, first], direction, exchange)
        }),
      )
    },
  }
  return [inPage, ...(paged ? [acrossPages] : []), tieCheck(sequence)]
}

/** Judges the order of a run of items; every pair of neighbours with readable keys is one unit. */
export function orderOf(
  items: readonly SeenItem[],
  direction: Direction,
  exchange: Exchange,
): ReturnType<typeof together> {
  const readable = items.filter(({ stamp }) => readInstant(stamp) !== null)
  const broken = disorders(readable, { key: ({ stamp }) => readInstant(stamp), compare: compareInstants, direction })
  return {
    evidence: Math.max(0, readable.length - 1),
    violations: broken.map(({ before, after }: Disorder<SeenItem>) => ({
      what: `not ${direction}`,
      witness: `${before.id} at ${before.stamp}, then ${after.id} at ${after.stamp}`,
      exchange,
    })),
  }
}

/** Each item where it came first. When a list grows at its head, the end of one page comes again on the next. */
export function firstOccurrences(items: readonly SeenItem[]): readonly SeenItem[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed()
}

/** Items with the key in a form that is equal for equal instants, however they are written. */
export function keyed(items: readonly SeenItem[]): readonly Keyed[] {
  return items.flatMap(({ id, stamp }) => {
    const instant: Instant | null = readInstant(stamp)
    return instant === null ? [] : [{ id, key: writeInstant(instant) }]
  })
}

function tieCheck(sequence: Observation<Sequence>): Check {
  return {
    id: 'ORD-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Tied items keep their relative order between two identical requests',
    unit: 'pair of tied neighbours that was read twice',
    remedy: 'two items with the same timestamp on one page',
    judge: async ({ observe, client }) => {
      const { pages, itemsOf } = await observe(sequence)
      const counted = pages.map((page) => ({ page, ties: compareTies(keyed(page.items), keyed(page.items)).compared }))
      const [most] = counted.toSorted((left, right) => right.ties - left.ties)
      if (most === undefined || most.ties === 0) return { evidence: 0, violations: [] }
      const exchange = await client.send(most.page.exchange.call)
      const { compared, swapped } = compareTies(keyed(most.page.items), keyed(itemsOf(exchange)))
      const { violations } = judgeEach(swapped, (pair) => ({
        what: 'tied items changed places',
        witness: pair.join(', '),
        exchange,
      }))
      return { evidence: compared, violations }
    },
  }
}
