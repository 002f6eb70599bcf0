import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isRefusal, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import type { Context, Observation } from '../observation.ts'
import { compareInstants, readInstant } from '../oracles/instant.ts'
import type { SeenItem } from './order.ts'

/** One list in both directions. */
export interface Turned {
  readonly forward: readonly SeenItem[]
  readonly backward: readonly SeenItem[]
  /** The last answer of the second reading, to be shown. */
  readonly exchange: Exchange
}

/** The check that a list which is turned around is turned around, ties aside. */
export function turnedCheck(statement: string, turned: Observation<Turned>): Check {
  return {
    id: 'ORD-004',
    level: 'MUST',
    source: { kind: 'vendor', statement },
    title: 'Asked the other way round, a list comes the other way round, ties aside',
    unit: 'pair of neighbours with different keys',
    remedy: 'two items with different timestamps',
    judge: async ({ observe }) => {
      const { forward, backward, exchange } = await observe(turned)
      const place = new Map(backward.map((item, index) => [item.id, { index, stamp: item.stamp }]))
      // What has moved meanwhile has another stamp in the second reading.
      const kept = forward.filter(({ id, stamp }) => place.get(id)?.stamp === stamp)
      const pairs = kept.slice(1).flatMap((later, index) => {
        const earlier = kept[index]
        const [left, right] = [readInstant(earlier?.stamp), readInstant(later.stamp)]
        const apart = left !== null && right !== null && compareInstants(left, right) !== 0
        return earlier !== undefined && apart ? [[earlier, later] as const] : []
      })
      return judgeEach(pairs, ([earlier, later]) =>
        (place.get(earlier.id)?.index ?? 0) > (place.get(later.id)?.index ?? 0)
          ? null
          : { what: 'not turned around', witness: `${earlier.id}, ${later.id}`, exchange },
      )
    },
  }
}

/** The check of a sort that nobody knows; `plain` is the same question without it. */
export function unknownSortCheck(
  calls: (context: Context) => { readonly plain: Call; readonly sorted: Call },
  read: (exchange: Exchange) => readonly SeenItem[],
): Check {
  return {
    id: 'ORD-005',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown sort is refused or gives the order that there is without one',
    unit: 'unknown sort',
    remedy: 'a list that can be sorted',
    judge: async (context) => {
      const { plain, sorted } = calls(context)
      const before = await context.client.send(plain)
      const exchange = await context.client.send(sorted)
      const after = await context.client.send(plain)
      return judgeEach([exchange], (): Violation | null => {
        if (isRefusal(exchange)) return null
        if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, exchange }
        const order = (one: Exchange): string =>
          read(one)
            .map(({ id }) => id)
            .join()
        return [before, after].some((one) => order(one) === order(exchange))
          ? null
          : { what: 'an unknown sort gives an order of its own', exchange }
      })
    },
  }
}
